#![allow(clippy::unwrap_used, clippy::type_complexity)]
use super::*;
use OutboxState::*;
use proptest::prelude::*;

const NOW: i64 = 1_700_000_000_000;

fn words(text: &str) -> Sentence {
    Sentence::said(text)
}

fn recipient(state: RecipientState) -> Recipient {
    Recipient { address: "a@example.org".into(), state, reply: None }
}

fn situation(state: OutboxState, recipients: &[RecipientState]) -> Situation {
    Situation {
        state,
        message_id: "m@example.org".into(),
        recipients: recipients.iter().copied().map(recipient).collect(),
        attempts: 0,
        since: NOW,
    }
}

fn states(transition: &Transition) -> Vec<RecipientState> {
    transition.recipients.iter().map(|r| r.state).collect()
}

#[test]
fn every_state_meets_its_evidence() {
    use RecipientState::{Accepted as A, Deferred as D, Refused as R, Waiting as W};
    let taken = || Verdict::Taken(words("250 ok"));
    let later = || Verdict::Later(words("451 4.3.0 later"));
    let never = || Verdict::Never(words("550 5.1.1 unknown"));
    let found = || Evidence::Looked(Look::Found { mailbox: "Sent".to_owned() });
    let lost = || Evidence::NotReached { why: words("offline") };
    let table: Vec<(OutboxState, &[RecipientState], Evidence, OutboxState, &[RecipientState])> = vec![
        (Queued, &[W], Evidence::Begin, Submitting, &[W]),
        (Queued, &[W], lost(), Queued, &[W]),
        (Queued, &[W], Evidence::SignInRefused { why: words("535") }, Queued, &[W]),
        (Queued, &[W], Evidence::Refused(never()), Failed, &[R]),
        (Submitting, &[W], lost(), Queued, &[W]),
        (Submitting, &[W], Evidence::Interrupted, Queued, &[W]),
        (Submitting, &[W], Evidence::Refused(later()), Queued, &[W]),
        (Submitting, &[W], Evidence::Refused(never()), Failed, &[R]),
        (Submitting, &[A, W], Evidence::Refused(never()), Accepted, &[A, R]),
        (Submitting, &[W, W, W], Evidence::DotNext(vec![taken(), later(), never()]), Committing, &[W, D, R]),
        (Submitting, &[D, A, W], Evidence::DotNext(vec![taken(), never()]), Committing, &[W, A, R]),
        (Submitting, &[W, W], Evidence::NobodyTaken(vec![never(), never()]), Failed, &[R, R]),
        (Submitting, &[W, W], Evidence::NobodyTaken(vec![later(), never()]), Queued, &[D, R]),
        (Committing, &[W, R], Evidence::Replied(taken()), Accepted, &[A, R]),
        (Committing, &[W, D], Evidence::Replied(taken()), Queued, &[A, D]),
        (Committing, &[W, R], Evidence::Replied(later()), Queued, &[W, R]),
        (Committing, &[W], Evidence::Replied(never()), Failed, &[R]),
        (Committing, &[W], Evidence::NoReply { why: words("reset") }, Committing, &[W]),
        (Committing, &[W], Evidence::Interrupted, Committing, &[W]),
        (Committing, &[W], found(), Accepted, &[A]),
        (Committing, &[W], Evidence::Looked(Look::Absent), Uncertain, &[W]),
        (Committing, &[W], Evidence::Looked(Look::Unknown { why: words("offline") }), Uncertain, &[W]),
        (Committing, &[A, W], found(), Uncertain, &[A, W]),
        (Uncertain, &[W], found(), Accepted, &[A]),
        (Uncertain, &[W], Evidence::Looked(Look::Absent), Uncertain, &[W]),
        (Uncertain, &[W], Evidence::Retry, Queued, &[W]),
        (Uncertain, &[W], Evidence::Cancel, Cancelled, &[W]),
        (Queued, &[W], found(), Accepted, &[A]),
        (Queued, &[W], Evidence::Cancel, Cancelled, &[W]),
        (Failed, &[R], Evidence::Retry, Queued, &[W]),
        (Failed, &[R], Evidence::Cancel, Cancelled, &[R]),
        (Accepted, &[A], Evidence::CopySeen { by: Keeper::Server }, Done, &[A]),
        (Accepted, &[A], Evidence::CopyNext, Accepted, &[A]),
        (Accepted, &[A], Evidence::CopyMissing { why: words("full") }, Accepted, &[A]),
        (Accepted, &[A], Evidence::Retry, Accepted, &[A]),
    ];
    for (state, before, evidence, expected, after) in table {
        let next = next(&situation(state, before), &evidence, NOW + 1).unwrap();
        assert_eq!((next.state, states(&next)), (expected, after.to_vec()), "{state:?} {before:?} {evidence:?}");
    }
}

#[test]
fn what_is_under_way_or_gone_cannot_be_taken_back() {
    for state in [Submitting, Committing, Accepted, Done, Cancelled] {
        let at = situation(state, &[RecipientState::Waiting]);
        assert!(next(&at, &Evidence::Cancel, NOW).is_err(), "{state:?}");
    }
    for state in [Committing, Uncertain, Accepted, Done, Failed, Cancelled] {
        let at = situation(state, &[RecipientState::Waiting]);
        assert!(next(&at, &Evidence::Begin, NOW).is_err(), "{state:?}");
    }
}

#[test]
fn tries_come_later_and_later_and_end_after_five_days() {
    let minutes: Vec<i64> = (0..7).map(|n| retry_after("m@example.org", n) / MINUTE).collect();
    for (minutes, low) in minutes.into_iter().zip([1, 5, 15, 30, 60, 60, 60]) {
        assert!(minutes >= low && minutes <= low + low / 5 + 1);
    }
    let at = situation(Queued, &[RecipientState::Deferred]);
    let offline = Evidence::NotReached { why: words("offline") };
    assert_eq!(next(&at, &offline, NOW + GIVE_UP - 1).unwrap().state, Queued);
    let end = next(&at, &offline, NOW + GIVE_UP).unwrap();
    assert_eq!((end.state, states(&end)), (Failed, vec![RecipientState::Refused]));
    assert!(end.detail.to_string().contains("five days"));
}

#[test]
fn a_refusal_is_told_per_recipient() {
    let at = situation(Submitting, &[RecipientState::Waiting; 2]);
    let verdicts = vec![Verdict::Taken(words("250 ok")), Verdict::Never(words("550 5.1.1 unknown"))];
    let sent = next(&at, &Evidence::DotNext(verdicts), NOW).unwrap();
    let at = Situation { state: sent.state, recipients: sent.recipients, ..at };
    let done = next(&at, &Evidence::Replied(Verdict::Taken(words("250 2.0.0 queued"))), NOW).unwrap();
    assert_eq!(
        done.detail.to_string(),
        "250 2.0.0 queued 1 accepted, 0 deferred, 1 refused. a@example.org: 550 5.1.1 unknown"
    );
    let replies: Vec<_> = done.recipients.iter().map(|r| r.reply.as_ref().unwrap().to_string()).collect();
    assert_eq!(replies, ["250 2.0.0 queued", "550 5.1.1 unknown"]);
}

fn any_verdict() -> impl Strategy<Value = Verdict> {
    prop_oneof![
        Just(Verdict::Taken("250".into())),
        Just(Verdict::Later("451".into())),
        Just(Verdict::Never("550".into())),
    ]
}

fn any_evidence() -> impl Strategy<Value = Evidence> {
    let verdicts = || proptest::collection::vec(any_verdict(), 0..5);
    prop_oneof![
        4 => Just(Evidence::Begin),
        1 => Just(Evidence::Interrupted),
        1 => any_verdict().prop_map(Evidence::Refused),
        1 => Just(Evidence::NotReached { why: "offline".into() }),
        1 => Just(Evidence::SignInRefused { why: "535".into() }),
        3 => verdicts().prop_map(Evidence::DotNext),
        1 => verdicts().prop_map(Evidence::NobodyTaken),
        3 => any_verdict().prop_map(Evidence::Replied),
        1 => Just(Evidence::NoReply { why: "reset".into() }),
        1 => Just(Evidence::Looked(Look::Found { mailbox: "Sent".into() })),
        1 => Just(Evidence::Looked(Look::Absent)),
        1 => Just(Evidence::Looked(Look::Unknown { why: "offline".into() })),
        1 => Just(Evidence::CopySeen { by: Keeper::Server }),
        1 => Just(Evidence::CopyNext),
        1 => Just(Evidence::CopyMissing { why: "full".into() }),
        1 => Just(Evidence::Retry),
        1 => Just(Evidence::Cancel),
    ]
}

/// What the recipients may really have, beside the table.
struct World {
    maybe_has: Vec<bool>,
}

impl World {
    fn observe(&mut self, before: &Situation, evidence: &Evidence, after: &Transition) {
        if after.state == Submitting {
            for (recipient, maybe) in after.recipients.iter().zip(&self.maybe_has) {
                assert!(!(is_pending(recipient) && *maybe), "a second submission nobody allowed");
            }
        }
        for ((old, new), maybe) in before.recipients.iter().zip(&after.recipients).zip(&mut self.maybe_has) {
            match evidence {
                Evidence::DotNext(_) if new.state == RecipientState::Waiting => *maybe = true,
                Evidence::Replied(Verdict::Later(_) | Verdict::Never(_)) if old.state == RecipientState::Waiting => {
                    *maybe = false
                }
                Evidence::Retry => *maybe = false,
                _ => {}
            }
        }
    }
}

fn assert_not_lost(before: &Situation, after: &Transition, evidence: &Evidence) {
    let open = pending(&after.recipients).count();
    let accepted = count(&after.recipients, RecipientState::Accepted);
    assert_eq!(before.recipients.len(), after.recipients.len());
    assert!(accepted >= count(&before.recipients, RecipientState::Accepted));
    match after.state {
        Failed => assert!(open == 0 && accepted == 0),
        Accepted => assert!(open == 0 && accepted > 0),
        Done => assert!(before.state == Accepted && matches!(evidence, Evidence::CopySeen { .. })),
        Cancelled => assert_eq!(evidence, &Evidence::Cancel),
        Queued => assert!(open > 0 && after.due < i64::MAX),
        Submitting | Committing | Uncertain => assert!(open > 0),
    }
    if after.state != before.state || !matches!(after.state, Queued) {
        assert!(!after.detail.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]
    #[test]
    fn never_twice_and_never_lost(
        recipients in 1_usize..4, steps in proptest::collection::vec((any_evidence(), 0..3 * DAY), 0..60),
    ) {
        let mut at = situation(Queued, &vec![RecipientState::Waiting; recipients]);
        let mut world = World { maybe_has: vec![false; recipients] };
        let mut now = NOW;
        for (evidence, later) in steps {
            now += later;
            if matches!(&evidence, Evidence::DotNext(v) if !v.iter().take(pending(&at.recipients).count())
                .any(|v| matches!(v, Verdict::Taken(_)))) {
                continue; // the engine writes no dot without a recipient
            }
            if matches!(&evidence, Evidence::NobodyTaken(v) if v.iter().any(|v| matches!(v, Verdict::Taken(_)))) {
                continue;
            }
            let Ok(after) = next(&at, &evidence, now) else { continue };
            world.observe(&at, &evidence, &after);
            assert_not_lost(&at, &after, &evidence);
            at = Situation {
                state: after.state, recipients: after.recipients, attempts: after.attempts,
                since: after.since, message_id: at.message_id,
            };
        }
    }
}
