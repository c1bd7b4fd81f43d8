//! What takes an edit back that may have reached the server.

use crate::model::{EditKind, FlagChange, Flags, MailboxId};
use crate::sync::flags::to_push;

/// How an edit is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reverse {
    /// By another edit of the same message.
    Edit(EditKind),
    /// By removing the copy it made.
    RemoveCopy,
    /// What it did is so no longer, or it did nothing.
    Nothing,
    /// The message was removed for good.
    Impossible,
}

/// How a message was shown before an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    pub mailbox: MailboxId,
    pub flags: Flags,
}

/// Takes back what an edit changed, and nothing else: what `later` edits of the same message decided stays.
/// `shown_in` is where the message is now, or the copy where the edit made one.
pub fn reverse(edit: &EditKind, before: &Before, shown_in: Option<MailboxId>, later: &[EditKind]) -> Reverse {
    let moved_on = || later.iter().any(|edit| matches!(edit, EditKind::Move { .. } | EditKind::Expunge));
    match edit {
        EditKind::Flag { .. } if shown_in.is_none() => Reverse::Nothing,
        EditKind::Flag { change } => flags(change, &before.flags, later),
        EditKind::Move { to } if shown_in == Some(*to) && before.mailbox != *to && !moved_on() => {
            Reverse::Edit(EditKind::Move { to: before.mailbox })
        }
        EditKind::Copy { to } if shown_in == Some(*to) => Reverse::RemoveCopy,
        EditKind::Move { .. } | EditKind::Copy { .. } => Reverse::Nothing,
        EditKind::Expunge => Reverse::Impossible,
    }
}

fn flags(change: &FlagChange, before: &Flags, later: &[EditKind]) -> Reverse {
    let made = to_push(before, change);
    let decided: Vec<String> = later
        .iter()
        .filter_map(|edit| match edit {
            EditKind::Flag { change } => Some(change.add.names().into_iter().chain(change.remove.names())),
            _ => None,
        })
        .flatten()
        .collect();
    let open = |flags: &Flags| {
        let names = flags.names();
        let open = names.iter().filter(|name| !decided.iter().any(|known| known.eq_ignore_ascii_case(name)));
        Flags::from_names(open.map(String::as_str))
    };
    let change = FlagChange { add: open(&made.remove), remove: open(&made.add) };
    if change.is_empty() { Reverse::Nothing } else { Reverse::Edit(EditKind::Flag { change }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flag(text: &str) -> EditKind {
        let side = |sign: char| {
            let names = text.split_ascii_whitespace().filter_map(|word| word.strip_prefix(sign));
            Flags::from_names(names)
        };
        EditKind::Flag { change: FlagChange { add: side('+'), remove: side('-') } }
    }

    fn to(id: i64) -> EditKind {
        EditKind::Move { to: MailboxId(id) }
    }

    #[test]
    fn only_what_the_edit_changed_is_taken_back() {
        let copy = EditKind::Copy { to: MailboxId(2) };
        let edit = |edit: EditKind| Reverse::Edit(edit);
        // The edit; the flags before it (the mailbox is 1); where the message is; later edits -> what undoes it.
        let table = [
            (flag("+\\Seen"), "", Some(1), vec![], edit(flag("-\\Seen"))),
            (flag("+\\Seen"), "\\Seen", Some(1), vec![], Reverse::Nothing),
            (flag("-\\Seen +work"), "\\Seen", Some(9), vec![], edit(flag("+\\Seen -work"))),
            (flag("+$Junk -$NotJunk"), "$NotJunk", Some(2), vec![to(2)], edit(flag("+$NotJunk -$Junk"))),
            (flag("+\\Seen +\\Flagged"), "", Some(1), vec![flag("-\\flagged")], edit(flag("-\\Seen"))),
            (flag("+\\Seen"), "", Some(1), vec![flag("-\\Seen"), flag("+\\Seen")], Reverse::Nothing),
            (flag("+\\Seen"), "", None, vec![], Reverse::Nothing),
            (to(2), "", Some(2), vec![], edit(to(1))),
            (to(2), "", Some(2), vec![flag("+\\Seen")], edit(to(1))),
            (to(2), "", Some(3), vec![to(3)], Reverse::Nothing),
            (to(2), "", Some(2), vec![to(3), to(2)], Reverse::Nothing),
            (to(2), "", Some(1), vec![], Reverse::Nothing),
            (to(2), "", None, vec![EditKind::Expunge], Reverse::Nothing),
            (copy.clone(), "", Some(2), vec![], Reverse::RemoveCopy),
            (copy.clone(), "", Some(3), vec![], Reverse::Nothing),
            (copy, "", None, vec![], Reverse::Nothing),
            (EditKind::Expunge, "", None, vec![], Reverse::Impossible),
        ];
        for (made, flags, shown_in, later, wanted) in table {
            let before = Before { mailbox: MailboxId(1), flags: Flags::from_names(flags.split_ascii_whitespace()) };
            let taken = reverse(&made, &before, shown_in.map(MailboxId), &later);
            assert_eq!(taken, wanted, "{made:?} after {flags:?}, then {later:?}");
        }
    }
}
