//! Accounts and folders as a person names them.

use crate::failure::Failure;
use tern_core::MailError;
use tern_core::api::{Account, Mailbox, MailboxSelector, Role};

/// The account with an address, or the only one where none is asked for.
pub fn account<'a>(accounts: &'a [Account], asked: Option<&str>) -> Result<&'a Account, Failure> {
    match (asked, accounts) {
        (_, []) => Err(no_account()),
        (None, [only]) => Ok(only),
        (None, several) => {
            Err(Failure::usage(format!("There are several accounts: say which one ({}).", addresses(several))))
        }
        (Some(asked), _) => by_address(accounts, asked).ok_or_else(|| {
            Failure::Mail(MailError::Gone {
                reason: format!("There is no account {asked}.").into(),
                next: format!("The accounts are: {}.", addresses(accounts)).into(),
            })
        }),
    }
}

/// What to say where the profile is empty.
pub fn no_account() -> Failure {
    Failure::Mail(MailError::Gone {
        reason: "There is no account yet.".into(),
        next: "Add one: tern account add you@example.org --imap HOST:PORT --smtp HOST:PORT".into(),
    })
}

/// The folder of that name, else the folder with that role.
pub fn folder<'a>(mailboxes: &'a [Mailbox], asked: &str) -> Option<&'a Mailbox> {
    let named = |mailbox: &&Mailbox| {
        mailbox.name == asked || (asked.eq_ignore_ascii_case("INBOX") && mailbox.name.eq_ignore_ascii_case("INBOX"))
    };
    let has_role = |mailbox: &&Mailbox| mailbox.role.is_some() && mailbox.role == role(asked);
    mailboxes.iter().find(named).or_else(|| mailboxes.iter().find(has_role))
}

/// How the core is asked for a folder.
pub fn selector(asked: &str) -> MailboxSelector {
    match role(asked) {
        Some(role) => MailboxSelector::Role { role },
        None => MailboxSelector::Name { name: asked.to_owned() },
    }
}

fn role(word: &str) -> Option<Role> {
    let roles =
        [Role::Inbox, Role::Sent, Role::Drafts, Role::Trash, Role::Junk, Role::Archive, Role::All, Role::Flagged];
    roles.into_iter().find(|role| crate::format::role(*role).eq_ignore_ascii_case(word))
}

fn by_address<'a>(accounts: &'a [Account], asked: &str) -> Option<&'a Account> {
    accounts.iter().find(|account| account.address.eq_ignore_ascii_case(asked.trim()))
}

fn addresses(accounts: &[Account]) -> String {
    accounts.iter().map(|account| account.address.as_str()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub mod tests {
    use super::*;
    use tern_core::api::{AccountId, BodyPolicy, MailboxId, Security, SentCopy, Server, Window};

    pub fn sample_account(id: i64, address: &str) -> Account {
        let server = |port| Server { host: "mail.example".into(), port, security: Security::Tls };
        Account {
            id: AccountId(id),
            address: address.into(),
            name: None,
            user: address.into(),
            imap: server(993),
            smtp: server(465),
            ca_pem: None,
            window: Window::Days { days: 30 },
            bodies: BodyPolicy::Text,
            on_demand_above: 262_144,
            undo_seconds: 10,
            sent_copy: SentCopy::Unknown,
        }
    }

    pub fn sample_mailbox(id: i64, name: &str, role: Option<Role>) -> Mailbox {
        Mailbox {
            id: MailboxId(id),
            account: AccountId(1),
            name: name.into(),
            separator: Some("/".into()),
            role,
            selectable: true,
            subscribed: true,
            window: None,
            total: 0,
            unread: 0,
            local: 0,
            older_on_server: 0,
            uidvalidity: 1,
        }
    }

    #[test]
    fn the_only_account_needs_no_name() {
        let (ann, bob) = (sample_account(1, "ann@x.example"), sample_account(2, "Bob@x.example"));
        assert_eq!(account(std::slice::from_ref(&ann), None).unwrap().id, ann.id);
        let both = [ann, bob];
        assert_eq!(account(&both, Some("bob@X.example")).unwrap().id, AccountId(2));
        assert_eq!(account(&both, None).unwrap_err().exit_code(), 2);
        assert_eq!(account(&both, Some("eve@x.example")).unwrap_err().parts().0, "gone");
        assert_eq!(account(&[], Some("ann@x.example")).unwrap_err().parts().0, "gone");
    }

    #[test]
    fn a_folder_goes_by_name_before_role() {
        let mailboxes = [
            sample_mailbox(1, "INBOX", Some(Role::Inbox)),
            sample_mailbox(2, "Gesendet", Some(Role::Sent)),
            sample_mailbox(3, "sent", None),
            sample_mailbox(4, "Archive", Some(Role::Archive)),
        ];
        let found = |asked| folder(&mailboxes, asked).map(|mailbox| mailbox.id.0);
        assert_eq!(found("inbox"), Some(1));
        assert_eq!(found("sent"), Some(3));
        assert_eq!(found("Sent"), Some(2));
        assert_eq!(found("archive"), Some(4));
        assert_eq!(found("Gesendet"), Some(2));
        assert_eq!(found("gesendet"), None);
        assert_eq!(found("trash"), None);
    }
}
