use super::*;
use Ability::{Condstore, Plain, Qresync};

fn set(text: &str) -> UidSet {
    if text.is_empty() { UidSet::default() } else { UidSet::parse(text).unwrap() }
}

/// A mailbox after a completed pass: UIDs `uids`, UIDNEXT 11, modseq 100, window from day 5.
fn settled(uids: &str) -> Local {
    Local {
        uidvalidity: 7,
        uidnext: 11,
        highestmodseq: 100,
        since_day: Some(5),
        window_known: true,
        uids: set(uids),
        orphans: 0,
        total: 10,
        older_unread: 0,
    }
}

/// The same mailbox on the server: ten messages, nothing happened.
fn quiet(ability: Ability) -> Remote {
    Remote {
        ability,
        uidvalidity: 7,
        uidnext: 11,
        exists: 10,
        highestmodseq: (ability != Plain).then_some(100),
        resynced: ability == Qresync,
        vanished: UidSet::default(),
        changed: UidSet::default(),
    }
}

/// The steps of a pass, written short; `answers` are taken by the steps that ask, in order.
fn steps(local: Local, remote: Remote, first_day: Option<i64>, answers: &[&str]) -> Vec<String> {
    let mut pass = Pass::new(local, remote, first_day);
    let mut answers = answers.iter();
    let mut short = Vec::new();
    while let Some(step) = pass.next_step() {
        let answer = match &step {
            Step::CountOlderUnread { .. } => Answer::Count(0),
            Step::FetchNewest { .. } | Step::Search { .. } | Step::FetchFlags { changed_since: None, .. } => {
                Answer::Uids(set(answers.next().unwrap()))
            }
            Step::FetchHeaders { batches } => {
                Answer::Uids(batches.iter().fold(UidSet::default(), |all, batch| all.union(batch)))
            }
            _ => Answer::Done,
        };
        short.push(write(&step));
        pass.answer(answer);
    }
    short
}

fn write(step: &Step) -> String {
    let join = |batches: &[UidSet]| batches.iter().map(UidSet::to_string).collect::<Vec<_>>().join(" ");
    match step {
        Step::Rekey { uidvalidity } => format!("rekey {uidvalidity}"),
        Step::FetchNewest { count } => format!("newest {count}"),
        Step::FetchHeaders { batches } => format!("headers {}", join(batches)),
        Step::Search { .. } | Step::CountOlderUnread { .. } => step.criteria(),
        Step::FetchFlags { batches, changed_since: None } => format!("flags {}", join(batches)),
        Step::FetchFlags { batches, changed_since: Some(since) } => format!("flags {} since {since}", join(batches)),
        Step::TakeSelectedFlags => "selected flags".to_owned(),
        Step::Remove { uids } => format!("remove {uids}"),
        Step::Prune { uids } => format!("prune {uids}"),
        Step::Unsettle => "unsettle".to_owned(),
        Step::DropOrphans => "drop orphans".to_owned(),
        Step::Settle { uidnext, since_day, total, .. } => format!("settle {uidnext} {since_day:?} {total}"),
    }
}

#[test]
fn a_quiet_mailbox_costs_what_the_server_makes_it_cost() {
    let table: [(Ability, &[&str], &[&str]); 3] = [
        (Plain, &["6:10"], &["flags 6:10", "UNSEEN BEFORE 6-Jan-1970"]),
        (Condstore, &["6:10"], &["UID 6:10"]),
        (Qresync, &[], &[]),
    ];
    for (ability, answers, wanted) in table {
        let modseq = if ability == Plain { 0 } else { 100 };
        let local = Local { highestmodseq: modseq, ..settled("6:10") };
        assert_eq!(steps(local, quiet(ability), Some(5), answers), wanted, "{ability:?}");
    }
}

#[test]
fn one_new_one_gone_one_reflagged_is_the_same_everywhere() {
    let table: [(Ability, &[&str], &[&str]); 3] = [
        (Plain, &["6,8:10"], &["headers 11", "flags 6:10", "remove 7", "UNSEEN BEFORE 6-Jan-1970"]),
        (
            Condstore,
            &["6,8:10"],
            &["headers 11", "flags 6:10 since 100", "UID 6:10", "remove 7", "UNSEEN BEFORE 6-Jan-1970"],
        ),
        (Qresync, &[], &["headers 11", "selected flags", "remove 7", "UNSEEN BEFORE 6-Jan-1970"]),
    ];
    for (ability, answers, wanted) in table {
        let remote = Remote {
            uidnext: 12,
            highestmodseq: (ability != Plain).then_some(110),
            vanished: set(if ability == Qresync { "7" } else { "" }),
            changed: set(if ability == Qresync { "9" } else { "" }),
            ..quiet(ability)
        };
        let mut wanted: Vec<String> = wanted.iter().map(|step| (*step).to_owned()).collect();
        wanted.push("settle 12 Some(5) 10".to_owned());
        assert_eq!(steps(settled("6:10"), remote, Some(5), answers), wanted, "{ability:?}");
    }
}

#[test]
fn the_first_screen_comes_before_anything_else() {
    let remote = Remote { uidnext: 20_001, exists: 20_000, resynced: false, ..quiet(Qresync) };
    let found = steps(Local::default(), remote, Some(5), &["19951:20000", "15001:20000"]);
    let wanted = [
        "rekey 7",
        "newest 50",
        "SINCE 6-Jan-1970",
        "headers 17951:19950 15951:17950 15001:15950",
        "UNSEEN BEFORE 6-Jan-1970",
        "settle 20001 Some(5) 20000",
    ];
    assert_eq!(found, wanted);
}

#[test]
fn a_small_mailbox_is_known_after_its_first_screen() {
    let remote = Remote { resynced: false, ..quiet(Condstore) };
    let found = steps(Local::default(), remote, None, &["1:10"]);
    assert_eq!(found, ["rekey 7", "newest 50", "settle 11 None 10"]);
    let empty = Remote { exists: 0, uidnext: 1, ..quiet(Plain) };
    assert_eq!(steps(Local::default(), empty, Some(5), &[]), ["rekey 7", "settle 1 Some(5) 0"]);
}

#[test]
fn windows_widen_by_the_difference_and_shrink_on_this_side_only() {
    let widen = steps(settled("6:10"), quiet(Qresync), Some(2), &["4:10"]);
    let counted = "UNSEEN BEFORE 3-Jan-1970";
    assert_eq!(widen, ["SINCE 3-Jan-1970", "unsettle", "headers 4:5", counted, "settle 11 Some(2) 10"]);
    let all = steps(settled("6:10"), quiet(Qresync), None, &["1:10"]);
    assert_eq!(all, ["ALL", "unsettle", "headers 1:5", "settle 11 None 10"]);
    let shrink = steps(settled("6:10"), quiet(Qresync), Some(6), &["8:10"]);
    let counted = "UNSEEN BEFORE 7-Jan-1970";
    assert_eq!(shrink, ["SINCE 7-Jan-1970", "unsettle", "prune 6:7", counted, "settle 11 Some(6) 10"]);
    let new_day = steps(settled("6:10"), quiet(Qresync), Some(6), &["6:10"]);
    assert_eq!(new_day, ["SINCE 7-Jan-1970", counted, "settle 11 Some(6) 10"]);
}

#[test]
fn what_is_gone_and_what_left_the_window_are_told_apart() {
    let found = steps(settled("6:10"), quiet(Condstore), Some(6), &["6:7,9:10", "9:10"]);
    assert_eq!(found[..5], ["UID 6:10", "remove 8", "SINCE 7-Jan-1970", "unsettle", "prune 6:7"]);
    let wider = steps(settled("6:10"), quiet(Condstore), Some(2), &["4:7,9:10"]);
    assert_eq!(wider[..3], ["SINCE 3-Jan-1970", "remove 8", "unsettle"].map(str::to_owned));
}

#[test]
fn other_uids_for_the_same_mail_are_adopted_before_orphans_go() {
    let wanted = ["rekey 8", "newest 50", "drop orphans", "settle 11 Some(5) 10"];
    let renumbered = Remote { uidvalidity: 8, ..quiet(Qresync) };
    let mut found = steps(settled("6:10"), renumbered, Some(5), &["6:10"]);
    found.retain(|step| !step.starts_with("UNSEEN"));
    assert_eq!(found, wanted);
    // UIDNEXT went back: a restored copy gives known UIDs to other messages.
    let restored = Remote { uidnext: 9, exists: 8, ..quiet(Plain) };
    let found = steps(settled("6:10"), restored, Some(5), &["6:8"]);
    assert_eq!(found[..3], ["rekey 7", "newest 50", "drop orphans"]);
}

#[test]
fn a_thousand_messages_moved_here_are_searched_before_they_are_fetched() {
    let moved = Remote { uidnext: 1_011, exists: 1_010, highestmodseq: Some(200), ..quiet(Qresync) };
    let found = steps(settled("6:10"), moved, Some(5), &["1009:1010"]);
    assert_eq!(found[..2], ["UID 11:1010 SINCE 6-Jan-1970", "headers 1009:1010"]);
}

#[test]
fn a_mod_sequence_that_means_nothing_is_not_used() {
    for highestmodseq in [None, Some(0), Some(99)] {
        let remote = Remote { highestmodseq, resynced: false, ..quiet(Qresync) };
        let found = steps(settled("6:10"), remote, Some(5), &["6:10"]);
        assert_eq!(found[0], "flags 6:10", "{highestmodseq:?}");
    }
}

#[test]
fn a_count_that_does_not_fit_is_looked_into() {
    let local = Local { since_day: None, ..settled("1:4,6:10") };
    let found = steps(local, quiet(Qresync), None, &["1:3,5:10"]);
    assert_eq!(found, ["ALL", "remove 4", "headers 5"]);
}

#[test]
fn commands_stay_short_for_scattered_uids() {
    let scattered: UidSet = (1..=4_000).map(|at| at * 7 + at % 3).collect();
    let local = Local { uids: scattered.clone(), uidnext: 30_000, ..settled("") };
    let covered = cover(&local.uids, RANGES);
    assert!(covered.ranges().len() <= RANGES && scattered.minus(&covered).is_empty());
    let Opening::Qresync { known, .. } = local.opening(Qresync) else { panic!("not resynchronised") };
    assert!(known.to_string().len() < 2_000);
    assert_eq!(cover(&set("1,3,9,11,40"), 2), set("1:11,40"));
}
