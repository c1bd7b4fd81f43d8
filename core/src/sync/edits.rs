//! What a person asks for, as edits the server understands.

use crate::model::{EditKind, FlagChange, Flags, Mailbox, MailboxId, Role};

/// What a person can do to a message that is on the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verb {
    Flag(FlagChange),
    Move(MailboxId),
    Copy(MailboxId),
    Archive,
    Junk,
    NotJunk,
    /// To Trash; for good when it is there already.
    Delete,
}

/// Why a verb cannot be done here; nothing was queued.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerbError {
    #[error("The account has no {} mailbox.", made_as(*.0))]
    NoMailbox(Role),
    #[error("The mailbox {0} cannot hold messages.")]
    CannotHold(String),
    #[error("The target mailbox is not one of this account.")]
    OtherAccount,
    #[error("A flag change that names no flag does nothing.")]
    NoFlag,
    #[error("\"{0}\" is not a keyword a server can store.")]
    BadKeyword(String),
}

/// The edits that carry out `verb` on a message shown in `shown_in`, in order. `mailboxes` are those
/// of the message's account. Empty when everything asked for is so already.
pub fn expand(verb: &Verb, shown_in: MailboxId, mailboxes: &[Mailbox]) -> Result<Vec<EditKind>, VerbError> {
    let here = mailboxes.iter().find(|mailbox| mailbox.id == shown_in).and_then(|m| m.role);
    match verb {
        Verb::Flag(change) => flag(change),
        Verb::Move(to) => Ok(move_to(shown_in, checked(*to, mailboxes)?)),
        Verb::Copy(to) => Ok(vec![EditKind::Copy { to: checked(*to, mailboxes)?.id }]),
        Verb::Archive => archive(shown_in, mailboxes),
        Verb::Junk => junk(shown_in, mailboxes),
        Verb::NotJunk => not_junk(shown_in, mailboxes),
        Verb::Delete => match of_role(Role::Trash, mailboxes) {
            _ if here == Some(Role::Trash) => Ok(vec![EditKind::Expunge]),
            Some(trash) => Ok(move_to(shown_in, trash)),
            None => Err(VerbError::NoMailbox(Role::Trash)),
        },
    }
}

/// What the mailbox of a role is called where Tern makes it.
pub fn made_as(role: Role) -> &'static str {
    match role {
        Role::Inbox => "INBOX",
        Role::Sent => "Sent",
        Role::Drafts => "Drafts",
        Role::Trash => "Trash",
        Role::Junk => "Junk",
        Role::Archive => "Archive",
        Role::Flagged => "Flagged",
        Role::All => "All",
    }
}

fn flag(change: &FlagChange) -> Result<Vec<EditKind>, VerbError> {
    if change.is_empty() {
        return Err(VerbError::NoFlag);
    }
    let keywords = change.add.keywords.iter().chain(&change.remove.keywords);
    match keywords.into_iter().find(|keyword| !is_atom(keyword)) {
        Some(bad) => Err(VerbError::BadKeyword(bad.clone())),
        None => Ok(vec![EditKind::Flag { change: change.clone() }]),
    }
}

/// Whether a keyword is an `atom` (RFC 3501 §9), so that it can be sent and cannot be a command.
fn is_atom(keyword: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"(){%*\"\\]".contains(&byte);
    !keyword.is_empty() && keyword.bytes().all(plain)
}

fn archive(shown_in: MailboxId, mailboxes: &[Mailbox]) -> Result<Vec<EditKind>, VerbError> {
    // Where "All mail" is the archive (RFC 6154 §2), leaving the mailbox is all there is to do.
    let archive = of_role(Role::Archive, mailboxes).or_else(|| of_role(Role::All, mailboxes));
    Ok(move_to(shown_in, archive.ok_or(VerbError::NoMailbox(Role::Archive))?))
}

fn junk(shown_in: MailboxId, mailboxes: &[Mailbox]) -> Result<Vec<EditKind>, VerbError> {
    let junk = of_role(Role::Junk, mailboxes).ok_or(VerbError::NoMailbox(Role::Junk))?;
    let mut edits = vec![keywords("$Junk", "$NotJunk")];
    edits.extend(move_to(shown_in, junk));
    Ok(edits)
}

fn not_junk(shown_in: MailboxId, mailboxes: &[Mailbox]) -> Result<Vec<EditKind>, VerbError> {
    let mut edits = vec![keywords("$NotJunk", "$Junk")];
    if mailboxes.iter().any(|m| m.id == shown_in && m.role == Some(Role::Junk)) {
        let inbox = of_role(Role::Inbox, mailboxes).ok_or(VerbError::NoMailbox(Role::Inbox))?;
        edits.extend(move_to(shown_in, inbox));
    }
    Ok(edits)
}

/// Keywords of the registry that filters learn from (requirement S0-9).
fn keywords(add: &str, remove: &str) -> EditKind {
    let change = FlagChange { add: Flags::from_names([add]), remove: Flags::from_names([remove]) };
    EditKind::Flag { change }
}

fn move_to(from: MailboxId, to: &Mailbox) -> Vec<EditKind> {
    if from == to.id { Vec::new() } else { vec![EditKind::Move { to: to.id }] }
}

fn of_role(role: Role, mailboxes: &[Mailbox]) -> Option<&Mailbox> {
    mailboxes.iter().find(|mailbox| mailbox.role == Some(role) && mailbox.selectable)
}

fn checked(to: MailboxId, mailboxes: &[Mailbox]) -> Result<&Mailbox, VerbError> {
    let target = mailboxes.iter().find(|mailbox| mailbox.id == to).ok_or(VerbError::OtherAccount)?;
    if target.selectable { Ok(target) } else { Err(VerbError::CannotHold(target.name.clone())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::AccountId;

    fn mailbox(id: i64, name: &str, role: Option<Role>, selectable: bool) -> Mailbox {
        Mailbox {
            id: MailboxId(id),
            account: AccountId(1),
            name: name.to_owned(),
            separator: Some("/".to_owned()),
            role,
            selectable,
            subscribed: true,
            window: None,
            total: 0,
            unread: 0,
            local: 0,
            older_on_server: 0,
            uidvalidity: 1,
        }
    }

    fn account() -> Vec<Mailbox> {
        vec![
            mailbox(1, "INBOX", Some(Role::Inbox), true),
            mailbox(2, "Trash", Some(Role::Trash), true),
            mailbox(3, "Spam", Some(Role::Junk), true),
            mailbox(4, "Archive", Some(Role::Archive), true),
            mailbox(5, "Lists", None, false),
        ]
    }

    fn to(id: i64) -> EditKind {
        EditKind::Move { to: MailboxId(id) }
    }

    #[test]
    fn verbs_become_edits_by_where_the_message_is() {
        let (junk, ham) = (keywords("$Junk", "$NotJunk"), keywords("$NotJunk", "$Junk"));
        let table = [
            (Verb::Delete, 1, vec![to(2)]),
            (Verb::Delete, 2, vec![EditKind::Expunge]),
            (Verb::Archive, 1, vec![to(4)]),
            (Verb::Archive, 4, vec![]),
            (Verb::Junk, 1, vec![junk.clone(), to(3)]),
            (Verb::Junk, 3, vec![junk]),
            (Verb::NotJunk, 3, vec![ham.clone(), to(1)]),
            (Verb::NotJunk, 4, vec![ham]),
            (Verb::Move(MailboxId(2)), 1, vec![to(2)]),
            (Verb::Move(MailboxId(1)), 1, vec![]),
            (Verb::Copy(MailboxId(1)), 1, vec![EditKind::Copy { to: MailboxId(1) }]),
        ];
        for (verb, shown_in, edits) in table {
            assert_eq!(expand(&verb, MailboxId(shown_in), &account()), Ok(edits), "{verb:?}");
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let inbox = MailboxId(1);
        let only_inbox = &account()[..1];
        assert_eq!(expand(&Verb::Delete, inbox, only_inbox), Err(VerbError::NoMailbox(Role::Trash)));
        assert_eq!(expand(&Verb::Archive, inbox, only_inbox), Err(VerbError::NoMailbox(Role::Archive)));
        assert_eq!(expand(&Verb::Junk, inbox, only_inbox), Err(VerbError::NoMailbox(Role::Junk)));
        let lists = Verb::Move(MailboxId(5));
        assert_eq!(expand(&lists, inbox, &account()), Err(VerbError::CannotHold("Lists".into())));
        let elsewhere = Verb::Copy(MailboxId(99));
        assert_eq!(expand(&elsewhere, inbox, &account()), Err(VerbError::OtherAccount));
    }

    #[test]
    fn keywords_that_would_break_a_command_are_refused() {
        for bad in ["a b", "x\r\nA1 LOGOUT", "{3}", "(", "ä", "\"q\""] {
            let mut change = FlagChange::default();
            change.add.keywords.push(bad.to_owned());
            let result = expand(&Verb::Flag(change), MailboxId(1), &account());
            assert_eq!(result, Err(VerbError::BadKeyword(bad.to_owned())));
        }
        let nothing = Verb::Flag(FlagChange::default());
        assert_eq!(expand(&nothing, MailboxId(1), &account()), Err(VerbError::NoFlag));
    }
}
