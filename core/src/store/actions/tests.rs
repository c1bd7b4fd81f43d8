use crate::{
    model::*,
    store::{Acted, NewAction, NewMessage, StoreError, samples::*},
    sync::replay::{Outcome, Trace},
};

const NOW: i64 = 1_800_000_000_000;
const DAY: i64 = 86_400_000;
const TRACE: Trace = Trace { source: (0, 1), target: (0, 1) };

/// How far the edits of an action got before it is undone.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Reached {
    Nothing,
    /// They may have reached the server.
    Sent,
    Confirmed,
}

impl Temp {
    async fn act(&self, kind: ActionKind, edits: Vec<(MessageId, EditKind)>) -> Acted {
        self.store.act(NewAction { kind, edits, at: NOW }).await.unwrap()
    }

    async fn undo(&self, action: ActionId) -> Result<(u32, u32), StoreError> {
        self.store.undo_action(action, NOW).await.map(|undone| (undone.back, undone.lost))
    }

    /// Carries the waiting edits as far as asked.
    async fn reach(&self, reached: Reached) {
        for edit in self.store.pending_edits(self.account).await.unwrap() {
            let outcome = match edit.kind {
                EditKind::Flag { .. } => Outcome::Flagged,
                EditKind::Move { .. } => Outcome::Moved(Some((0, 1_000 + u32::try_from(edit.id.0).unwrap()))),
                EditKind::Copy { .. } => Outcome::Copied(Some((0, 1_000 + u32::try_from(edit.id.0).unwrap()))),
                EditKind::Expunge => Outcome::Expunged,
            };
            match (reached, &edit.kind) {
                (Reached::Nothing, _) => {}
                (Reached::Sent, EditKind::Move { .. } | EditKind::Copy { .. }) => {
                    assert_eq!(self.store.mark_started(vec![(edit.id, TRACE)]).await.unwrap().len(), 1);
                }
                (Reached::Sent, _) => assert_eq!(self.store.mark_sending(vec![edit.id]).await.unwrap().len(), 1),
                (Reached::Confirmed, _) => self.store.confirm_edits(vec![(edit.id, outcome)]).await.unwrap(),
            }
        }
    }

    async fn waiting(&self) -> usize {
        self.store.pending_edits(self.account).await.unwrap().len()
    }

    /// Subjects with flags of both mailboxes.
    async fn everything(&self) -> String {
        let mut all = Vec::new();
        for (name, mailbox) in [("inbox", self.inbox), ("sent", self.sent)] {
            for row in self.store.rows(mailbox, None, 100).await.unwrap().iter().rev() {
                all.push(format!("{name}:{}[{}]", row.subject, row.flags.names().join(" ")));
            }
        }
        all.join(" ")
    }
}

fn flag(text: &str) -> EditKind {
    let side = |sign: char| Flags::from_names(text.split(' ').filter_map(|word| word.strip_prefix(sign)));
    EditKind::Flag { change: FlagChange { add: side('+'), remove: side('-') } }
}

fn one() -> NewMessage {
    NewMessage { flags: flags("\\Flagged"), ..message(1, "one") }
}

#[tokio::test]
async fn whatever_reached_the_server_everything_is_shown_as_before() {
    for reached in [Reached::Nothing, Reached::Sent, Reached::Confirmed] {
        for what in ["flag", "move", "copy", "junk"] {
            let temp = Temp::new().await;
            let id = temp.insert(vec![one()]).await[0];
            let edits = match what {
                "flag" => vec![flag("+\\Seen +work -\\Flagged +\\Draft")],
                "move" => vec![EditKind::Move { to: temp.sent }],
                "copy" => vec![EditKind::Copy { to: temp.sent }],
                _ => vec![flag("+$Junk -$NotJunk"), EditKind::Move { to: temp.sent }],
            };
            let acted = temp.act(ActionKind::Move, edits.into_iter().map(|kind| (id, kind)).collect()).await;
            assert_eq!(acted.action.messages, 1);
            assert_ne!(temp.everything().await, "inbox:one[\\Flagged]");
            temp.reach(reached).await;
            assert_eq!(temp.store.last_action(NOW).await.unwrap(), Some(acted.action.clone()));
            assert_eq!(temp.undo(acted.action.id).await.unwrap(), (1, 0), "{what} {reached:?}");
            assert_eq!(temp.everything().await, "inbox:one[\\Flagged]", "{what} {reached:?}");
            assert_eq!(temp.waiting().await == 0, reached == Reached::Nothing, "{what} {reached:?}");
            assert_eq!(temp.store.last_action(NOW).await.unwrap(), None);
            let again = temp.undo(acted.action.id).await;
            assert!(matches!(again, Err(StoreError::Gone("action"))), "{again:?}");
            temp.reach(Reached::Confirmed).await;
            assert_eq!(temp.everything().await, "inbox:one[\\Flagged]", "{what} {reached:?}");
        }
    }
}

#[tokio::test]
async fn what_was_done_later_stays_done() {
    for reached in [Reached::Nothing, Reached::Sent, Reached::Confirmed] {
        let temp = Temp::new().await;
        let id = temp.insert(vec![message(1, "one")]).await[0];
        let first = temp.act(ActionKind::Move, vec![(id, EditKind::Move { to: temp.sent })]).await.action.id;
        let read = temp.act(ActionKind::Flag, vec![(id, flag("+\\Seen"))]).await.action.id;
        temp.reach(reached).await;
        temp.undo(first).await.unwrap();
        assert_eq!(temp.everything().await, "inbox:one[\\Seen]", "{reached:?}");
        temp.act(ActionKind::Flag, vec![(id, flag("-\\Seen"))]).await;
        temp.act(ActionKind::Flag, vec![(id, flag("+\\Seen"))]).await;
        temp.undo(read).await.unwrap();
        assert_eq!(temp.everything().await, "inbox:one[\\Seen]", "{reached:?}");
    }
}

#[tokio::test]
async fn there_and_back_again_is_not_moved_by_undoing_the_first_way() {
    let temp = Temp::new().await;
    let id = temp.insert(vec![message(1, "one")]).await[0];
    let first = temp.act(ActionKind::Move, vec![(id, EditKind::Move { to: temp.sent })]).await.action.id;
    temp.reach(Reached::Confirmed).await;
    temp.act(ActionKind::Move, vec![(id, EditKind::Move { to: temp.inbox })]).await;
    temp.act(ActionKind::Move, vec![(id, EditKind::Move { to: temp.sent })]).await;
    temp.undo(first).await.unwrap();
    assert_eq!(temp.everything().await, "sent:one[]");
}

#[tokio::test]
async fn what_was_removed_for_good_is_lost_and_said_to_be() {
    for (reached, lost) in [(Reached::Nothing, 0), (Reached::Sent, 1), (Reached::Confirmed, 1)] {
        let temp = Temp::new().await;
        let id = temp.insert(vec![message(1, "one")]).await[0];
        let action = temp.act(ActionKind::Expunge, vec![(id, EditKind::Expunge)]).await.action.id;
        assert_eq!(temp.everything().await, "");
        temp.reach(reached).await;
        assert_eq!(temp.undo(action).await.unwrap(), (1 - lost, lost), "{reached:?}");
        assert_eq!(temp.everything().await, if lost == 0 { "inbox:one[]" } else { "" }, "{reached:?}");
    }
}

#[tokio::test]
async fn only_what_changes_is_counted_and_only_that_is_taken_back() {
    let temp = Temp::new().await;
    let seen = NewMessage { flags: flags("\\Seen"), ..message(2, "two") };
    let ids = temp.insert(vec![message(1, "one"), seen]).await;
    let read = temp.act(ActionKind::Flag, ids.iter().map(|id| (*id, flag("+\\Seen"))).collect()).await;
    assert_eq!((read.action.messages, read.action.to), (1, None));
    temp.reach(Reached::Confirmed).await;
    temp.undo(read.action.id).await.unwrap();
    assert_eq!(temp.everything().await, "inbox:one[] inbox:two[\\Seen]");
    let nothing = temp.act(ActionKind::Flag, vec![(ids[1], flag("+\\Seen"))]).await;
    assert_eq!(nothing.action.messages, 0);
    assert_eq!(temp.store.last_action(NOW).await.unwrap(), None, "nothing is there to be undone");
}

#[tokio::test]
async fn an_action_says_where_to_and_touches_both_ends() {
    let temp = Temp::new().await;
    let ids = temp.insert(vec![message(1, "one"), message(2, "two")]).await;
    let edits = ids.iter().map(|id| (*id, EditKind::Move { to: temp.sent })).collect();
    let acted = temp.act(ActionKind::Archive, edits).await;
    assert_eq!((acted.action.messages, acted.action.to), (2, Some(temp.sent)));
    let both = [(temp.account, temp.inbox), (temp.account, temp.sent)].into();
    assert_eq!(acted.touched, both);
    assert_eq!(temp.store.undo_action(acted.action.id, NOW).await.unwrap().touched, both);
}

#[tokio::test]
async fn actions_outlive_the_process_and_end_after_30_days() {
    let temp = Temp::new().await;
    let id = temp.insert(vec![message(1, "one")]).await[0];
    let action = temp.act(ActionKind::Archive, vec![(id, EditKind::Move { to: temp.sent })]).await.action;
    let reopened = open(temp.dir.path(), KEY).await.unwrap();
    assert_eq!(reopened.last_action(NOW + 29 * DAY).await.unwrap(), Some(action.clone()));
    assert_eq!(reopened.last_action(NOW + 31 * DAY).await.unwrap(), None);
    let late = reopened.undo_action(action.id, NOW + 31 * DAY).await;
    assert!(matches!(late, Err(StoreError::Gone("action"))));
    let new = NewAction { kind: ActionKind::Flag, edits: vec![(id, flag("+\\Seen"))], at: NOW + 31 * DAY };
    reopened.act(new).await.unwrap();
    assert_eq!(temp.number("SELECT count(*) FROM action_item").await, 1, "the old one is gone with its items");
}

#[tokio::test]
async fn an_edit_that_was_undone_is_not_sent_any_more() {
    let temp = Temp::new().await;
    let id = temp.insert(vec![message(1, "one")]).await[0];
    let edits = vec![(id, flag("+\\Seen")), (id, EditKind::Move { to: temp.sent })];
    let action = temp.act(ActionKind::Junk, edits).await.action.id;
    let pending = temp.store.pending_edits(temp.account).await.unwrap();
    temp.undo(action).await.unwrap();
    // A replay that read the edits before asks for leave after.
    assert!(temp.store.mark_sending(vec![pending[0].id]).await.unwrap().is_empty());
    assert!(temp.store.mark_started(vec![(pending[1].id, TRACE)]).await.unwrap().is_empty());
}
