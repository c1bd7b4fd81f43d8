//! Edits on their way to the server: which go together, and how each may end.

use crate::model::{EditId, EditKind, MailboxId, MessageId};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// An edit that waits for the server, and where the server has its message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingEdit {
    pub id: EditId,
    pub message: MessageId,
    pub kind: EditKind,
    pub mailbox: MailboxId,
    /// Absent while it is not known: the message was moved, or its mailbox got another UIDVALIDITY.
    pub uid: Option<u32>,
    /// Message-ID without angle brackets.
    pub message_id: Option<String>,
    pub size: u64,
    /// Written before a move or copy was sent; it may have been carried out.
    pub trace: Option<Trace>,
}

/// What a repeat must know to find out whether a move or copy was carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// UIDVALIDITY of the mailbox the message was in, and its UID there.
    pub source: (u32, u32),
    /// UIDVALIDITY and UIDNEXT of the target, before.
    pub target: (u32, u32),
}

/// What became of an edit that the server did not refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The flags are as asked.
    Flagged,
    /// The server took the change and does not keep it.
    NotKept,
    /// The message is in the target; UIDVALIDITY and UID there, where the server said them.
    Moved(Option<(u32, u32)>),
    /// Another copy is in the target.
    Copied(Option<(u32, u32)>),
    /// It was removed for good.
    Expunged,
    /// The message was not there any more.
    Gone,
}

/// Edits that the server can take in one go: of different messages of one mailbox, none of which has
/// an earlier edit that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub mailbox: MailboxId,
    pub action: Action,
    pub edits: Vec<PendingEdit>,
}

/// What is done to the messages of a [`Group`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Each message has its own changes; several edits of one message follow each other.
    Flag,
    Move(MailboxId),
    Copy(MailboxId),
    Expunge,
}

/// Messages of one group; keeps commands short.
const GROUP: usize = 250;

/// The next edits to carry out: those of the oldest edit's kind. Messages in `waiting` keep theirs.
pub fn next_group(pending: &[PendingEdit], waiting: &HashSet<MessageId>) -> Option<Group> {
    let free = || pending.iter().filter(|edit| !waiting.contains(&edit.message));
    let first = free().next()?;
    let (mailbox, action) = (first.mailbox, action(&first.kind));
    let mut passed: HashSet<MessageId> = HashSet::new();
    let mut taken: HashSet<MessageId> = HashSet::new();
    let mut edits = Vec::new();
    for edit in free() {
        let fits = edit.mailbox == mailbox && self::action(&edit.kind) == action;
        let again = taken.contains(&edit.message);
        // Changes of flags of one message follow each other; two moves or copies do not go at once.
        let follows = !again || action == Action::Flag;
        if !fits || !follows || passed.contains(&edit.message) || (!again && taken.len() >= GROUP) {
            passed.insert(edit.message);
            continue;
        }
        taken.insert(edit.message);
        edits.push(edit.clone());
    }
    Some(Group { mailbox, action, edits })
}

fn action(kind: &EditKind) -> Action {
    match kind {
        EditKind::Flag { .. } => Action::Flag,
        EditKind::Move { to } => Action::Move(*to),
        EditKind::Copy { to } => Action::Copy(*to),
        EditKind::Expunge => Action::Expunge,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FlagChange;
    use proptest::prelude::*;

    fn edit(id: i64, message: i64, mailbox: i64, kind: EditKind) -> PendingEdit {
        PendingEdit {
            id: EditId(id),
            message: MessageId(message),
            kind,
            mailbox: MailboxId(mailbox),
            uid: Some(1),
            message_id: None,
            size: 1,
            trace: None,
        }
    }

    fn kind(code: u8) -> EditKind {
        match code {
            0 => EditKind::Flag { change: FlagChange::default() },
            1 | 2 => EditKind::Move { to: MailboxId(i64::from(code)) },
            3 => EditKind::Copy { to: MailboxId(1) },
            _ => EditKind::Expunge,
        }
    }

    fn ids(group: &Group) -> Vec<i64> {
        group.edits.iter().map(|edit| edit.id.0).collect()
    }

    #[test]
    fn the_same_change_of_many_messages_is_one_group() {
        let pending: Vec<_> = (1..=9).map(|at| edit(at, at, 7, kind(u8::from(at % 3 == 0)))).collect();
        let first = next_group(&pending, &HashSet::new()).map(|group| (group.action, ids(&group)));
        assert_eq!(first, Some((Action::Flag, vec![1, 2, 4, 5, 7, 8])));
        let waiting = [1, 2, 4, 5, 7, 8].map(MessageId).into();
        let second = next_group(&pending, &waiting).map(|group| (group.action, ids(&group)));
        assert_eq!(second, Some((Action::Move(MailboxId(1)), vec![3, 6, 9])));
    }

    #[test]
    fn an_edit_never_passes_an_earlier_one_of_its_message() {
        // Flag and move message 1, move message 2, flag message 1 again; message 3 is elsewhere.
        let pending = [
            edit(1, 1, 7, kind(0)),
            edit(2, 1, 7, kind(1)),
            edit(3, 2, 7, kind(1)),
            edit(4, 1, 7, kind(0)),
            edit(5, 3, 8, kind(0)),
        ];
        assert_eq!(next_group(&pending, &HashSet::new()).map(|group| ids(&group)), Some(vec![1]));
        assert_eq!(next_group(&pending[1..], &HashSet::new()).map(|group| ids(&group)), Some(vec![2, 3]));
    }

    proptest! {
        #[test]
        fn groups_carry_out_everything_in_each_messages_order(
            edits in prop::collection::vec((0i64..400, 0u8..5), 0..900),
        ) {
            let numbered = (1..).zip(&edits);
            let mut pending: Vec<_> = numbered.map(|(id, (message, code))| edit(id, *message, message % 2, kind(*code))).collect();
            let mut done: Vec<PendingEdit> = Vec::new();
            while let Some(group) = next_group(&pending, &HashSet::new()) {
                prop_assert_eq!(group.edits[0].id, pending[0].id, "the oldest is never left behind");
                let messages: HashSet<_> = group.edits.iter().map(|edit| edit.message).collect();
                prop_assert!(messages.len() <= GROUP);
                prop_assert!(group.action == Action::Flag || messages.len() == group.edits.len());
                pending.retain(|edit| !group.edits.contains(edit));
                done.extend(group.edits);
            }
            prop_assert_eq!(done.len(), edits.len());
            for message in 0..400 {
                let of: Vec<i64> = done.iter().filter(|edit| edit.message.0 == message).map(|edit| edit.id.0).collect();
                prop_assert!(of.is_sorted());
            }
        }
    }
}
