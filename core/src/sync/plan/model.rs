//! A mailbox on a server, a replica of it, and anything that may happen between them.

mod server;

use super::*;
use crate::sync::window::keeps;
use proptest::prelude::*;
use server::{Event, Mail, Server};
use std::collections::{BTreeMap, BTreeSet};

/// What one pass did to the rows, however it found out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Effect {
    stored: BTreeSet<u32>,
    reflagged: BTreeSet<u32>,
    removed: BTreeSet<u32>,
    pruned: BTreeSet<u32>,
    steps: usize,
}

#[derive(Debug, Clone, Default)]
struct Replica {
    local: Local,
    rows: BTreeMap<u32, (Mail, u64)>,
    orphans: Vec<(Mail, u64)>,
    next_id: u64,
    first_day: Option<i64>,
    /// What the last SELECT said.
    exists: u32,
}

/// What disturbs a pass: events on the server before a unit of work, and the unit at which it is killed.
#[derive(Debug, Clone, Default)]
struct Disturbance {
    events: Vec<(usize, Event)>,
    killed_at: Option<usize>,
}

struct Run<'a> {
    server: &'a mut Server,
    disturbance: &'a Disturbance,
    unit: usize,
    effect: Effect,
    changed: UidSet,
}

impl Run<'_> {
    /// Begins a unit of work; `None` when the pass dies before it.
    fn unit(&mut self) -> Option<()> {
        for (at, event) in &self.disturbance.events {
            if *at == self.unit {
                // A connection sees its own mailbox only: another UIDVALIDITY shows at the next SELECT.
                if !matches!(event, Event::Renumber | Event::Restore(_)) {
                    self.server.happen(event);
                }
            }
        }
        self.unit += 1;
        (self.disturbance.killed_at != Some(self.unit)).then_some(())
    }
}

impl Replica {
    /// Runs one pass; `None` when it was killed.
    fn sync(&mut self, server: &mut Server, disturbance: &Disturbance) -> Option<Effect> {
        let local = Local {
            uids: self.rows.keys().copied().collect(),
            orphans: u32::try_from(self.orphans.len()).unwrap(),
            ..self.local.clone()
        };
        let remote = server.select(&local.opening(server.ability));
        self.exists = remote.exists;
        let changed = remote.changed.clone();
        let mut pass = Pass::new(local, remote, self.first_day);
        let mut run = Run { server, disturbance, unit: 0, effect: Effect::default(), changed };
        while let Some(step) = pass.next_step() {
            run.effect.steps += 1;
            let answer = self.carry_out(&step, &mut run)?;
            pass.answer(answer);
        }
        Some(run.effect)
    }

    fn carry_out(&mut self, step: &Step, run: &mut Run<'_>) -> Option<Answer> {
        match step {
            Step::FetchHeaders { batches } => {
                let mut stored = UidSet::default();
                for batch in batches {
                    run.unit()?;
                    stored = stored.union(&self.store(batch, run));
                }
                return Some(Answer::Uids(stored));
            }
            Step::FetchFlags { batches, changed_since } => {
                let mut seen = UidSet::default();
                for batch in batches {
                    run.unit()?;
                    let uids = run.server.changed_since(batch, changed_since.unwrap_or(0));
                    self.reflag(&uids, run);
                    seen = seen.union(&uids);
                }
                return Some(Answer::Uids(seen));
            }
            _ => run.unit()?,
        }
        Some(match step {
            Step::FetchNewest { count } => {
                let older = self.exists.saturating_sub(*count) as usize;
                let newest: UidSet = run.server.mails.keys().skip(older).copied().collect();
                Answer::Uids(self.store(&newest, run))
            }
            Step::Search { uids, since } => Answer::Uids(run.server.search(uids.as_ref(), *since)),
            Step::CountOlderUnread { before } => {
                let older = run.server.mails.values().filter(|mail| mail.unread && mail.day < *before);
                Answer::Count(u32::try_from(older.count()).unwrap())
            }
            Step::TakeSelectedFlags => {
                let changed = run.changed.clone();
                self.reflag(&changed, run);
                Answer::Done
            }
            step => {
                self.apply(step, run);
                Answer::Done
            }
        })
    }

    fn apply(&mut self, step: &Step, run: &mut Run<'_>) {
        match step {
            Step::Rekey { uidvalidity } => {
                self.orphans.extend(std::mem::take(&mut self.rows).into_values());
                self.local = Local { uidvalidity: *uidvalidity, ..Local::default() };
            }
            Step::Remove { uids } => {
                run.effect.removed.extend(uids.iter());
                self.rows.retain(|uid, _| !uids.contains(*uid));
            }
            Step::Prune { uids } => {
                run.effect.pruned.extend(uids.iter());
                self.rows.retain(|uid, _| !uids.contains(*uid));
            }
            Step::Unsettle => self.local.window_known = false,
            Step::DropOrphans => self.orphans.clear(),
            Step::Settle { uidvalidity, uidnext, highestmodseq, since_day, total, older_unread } => {
                self.local = Local {
                    uidvalidity: *uidvalidity,
                    uidnext: *uidnext,
                    highestmodseq: *highestmodseq,
                    since_day: *since_day,
                    window_known: true,
                    total: *total,
                    older_unread: *older_unread,
                    ..Local::default()
                };
            }
            other => panic!("{other:?} is not a change of the store"),
        }
    }

    fn store(&mut self, uids: &UidSet, run: &mut Run<'_>) -> UidSet {
        let mut stored = UidSet::default();
        for uid in uids.iter() {
            let Some(mail) = run.server.mails.get(&uid).filter(|mail| keeps(self.first_day, mail.day)) else {
                continue;
            };
            let adopted = self.orphans.iter().position(|(orphan, _)| orphan.tag == mail.tag);
            let id = match adopted {
                Some(at) => self.orphans.remove(at).1,
                None => self.rows.get(&uid).map_or(self.next_id, |(_, id)| *id),
            };
            self.next_id = self.next_id.max(id + 1);
            self.rows.insert(uid, (mail.clone(), id));
            run.effect.stored.insert(uid);
            stored = stored.union(&UidSet::from_ranges([(uid, uid)]));
        }
        stored
    }

    fn reflag(&mut self, uids: &UidSet, run: &mut Run<'_>) {
        for (uid, (row, _)) in self.rows.iter_mut().filter(|(uid, _)| uids.contains(**uid)) {
            let Some(mail) = run.server.mails.get(uid) else { continue };
            if (row.flags, row.unread) != (mail.flags, mail.unread) {
                run.effect.reflagged.insert(*uid);
            }
            *row = mail.clone();
        }
    }

    fn assert_equal_to(&self, server: &Server) {
        let wanted: BTreeMap<u32, &Mail> = server
            .mails
            .iter()
            .filter(|(_, mail)| keeps(self.first_day, mail.day))
            .map(|(uid, mail)| (*uid, mail))
            .collect();
        let have: BTreeMap<u32, &Mail> = self.rows.iter().map(|(uid, (mail, _))| (*uid, mail)).collect();
        let flags =
            |of: &BTreeMap<u32, &Mail>| -> Vec<_> { of.iter().map(|(u, m)| (*u, m.tag, m.flags, m.unread)).collect() };
        assert_eq!(flags(&have), flags(&wanted));
        assert!(self.orphans.is_empty());
        assert_eq!(self.local.total as usize, server.mails.len());
        let older = server.mails.values().filter(|m| m.unread && !keeps(self.first_day, m.day)).count();
        assert_eq!(self.local.older_unread as usize, older);
    }
}

#[derive(Debug, Clone)]
enum Act {
    Server(Event),
    Window(Option<i64>),
    Sync(Disturbance),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        6 => (0i64..12).prop_map(|day| Event::Append { day }),
        3 => any::<usize>().prop_map(Event::Expunge),
        3 => (any::<usize>(), any::<u8>()).prop_map(|(at, flags)| Event::Flag(at, flags)),
        1 => Just(Event::Renumber),
        1 => (1usize..5).prop_map(Event::Restore),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    let disturbance = (prop::collection::vec((0usize..8, event()), 0..3), prop::option::of(1usize..12))
        .prop_map(|(events, killed_at)| Act::Sync(Disturbance { events, killed_at }));
    prop_oneof![
        8 => event().prop_map(Act::Server),
        2 => prop::option::of(0i64..12).prop_map(Act::Window),
        4 => disturbance,
    ]
}

fn play(acts: &[Act], backlog: u32, ability: Ability, says_uidnext: bool) -> (Server, Replica) {
    let mut server = Server::new(ability, says_uidnext);
    (0..backlog).for_each(|at| server.happen(&Event::Append { day: i64::from(at % 13) }));
    let mut replica = Replica::default();
    for act in acts {
        match act {
            Act::Server(event) => server.happen(event),
            Act::Window(first_day) => replica.first_day = *first_day,
            Act::Sync(disturbance) => drop(replica.sync(&mut server, disturbance)),
        }
    }
    (server, replica)
}

/// Twice as many cases as other tests have: there is much that can happen.
fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases * 2, failure_persistence: None, ..usual }
}

const LEVELS: [Ability; 3] = [Ability::Plain, Ability::Condstore, Ability::Qresync];

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whatever_happened_one_quiet_pass_makes_the_replica_equal(
        acts in prop::collection::vec(act(), 0..25), backlog in 0u32..120, says_uidnext in prop::bool::weighted(0.9),
    ) {
        for ability in LEVELS {
            let (mut server, mut replica) = play(&acts, backlog, ability, says_uidnext);
            replica.sync(&mut server, &Disturbance::default()).unwrap();
            replica.assert_equal_to(&server);
            let before = replica.clone();
            let again = replica.sync(&mut server, &Disturbance::default()).unwrap();
            prop_assert_eq!(Effect { steps: again.steps, ..Effect::default() }, again.clone());
            prop_assert_eq!(&before.rows, &replica.rows);
            prop_assert_eq!(before.local, replica.local);
            if ability == Ability::Qresync && says_uidnext {
                prop_assert_eq!(again.steps, 0, "nothing new costs nothing but the SELECT");
            }
        }
    }

    #[test]
    fn every_server_leads_to_the_same_changes(
        rounds in prop::collection::vec((prop::collection::vec(event(), 0..8), prop::option::of(0i64..12)), 1..6),
        backlog in 0u32..120,
    ) {
        let mut sides = LEVELS.map(|ability| play(&[], backlog, ability, true));
        for (events, first_day) in &rounds {
            let mut effects = Vec::new();
            for (server, replica) in &mut sides {
                events.iter().for_each(|event| server.happen(event));
                replica.first_day = *first_day;
                let effect = replica.sync(server, &Disturbance::default()).unwrap();
                effects.push(Effect { steps: 0, ..effect });
            }
            prop_assert_eq!(&effects[0], &effects[1]);
            prop_assert_eq!(&effects[1], &effects[2]);
        }
    }

    #[test]
    fn a_message_keeps_its_identity_under_another_uidvalidity(
        backlog in 1u32..120, killed_at in prop::option::of(1usize..6), ability in prop::sample::select(&LEVELS[..]),
    ) {
        let (mut server, mut replica) = play(&[], backlog, ability, true);
        replica.sync(&mut server, &Disturbance::default()).unwrap();
        let ids = |replica: &Replica| -> BTreeMap<u32, u64> {
            replica.rows.values().map(|(mail, id)| (mail.tag, *id)).collect()
        };
        let before = ids(&replica);
        server.happen(&Event::Expunge(0));
        server.happen(&Event::Renumber);
        drop(replica.sync(&mut server, &Disturbance { events: vec![], killed_at }));
        replica.sync(&mut server, &Disturbance::default()).unwrap();
        replica.assert_equal_to(&server);
        let after = ids(&replica);
        prop_assert!(after.iter().all(|(tag, id)| before.get(tag) == Some(id)));
    }
}
