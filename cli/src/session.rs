use crate::{failure::Failure, output::Output, select};
use std::collections::HashMap;
use std::sync::Arc;
use tern_core::api::{Account, AccountId, Event, EventListener, Mail, Mailbox, MailboxId, MessageRow, Subscription};
use tokio::sync::mpsc;

/// An open profile and where its verb writes.
pub struct Session<'a> {
    pub mail: Arc<Mail>,
    pub accounts: Vec<Account>,
    pub out: &'a mut Output,
}

/// Events as they come; they end when this is dropped.
pub struct Events {
    incoming: mpsc::UnboundedReceiver<Event>,
    _subscription: Arc<Subscription>,
}

struct Forward(mpsc::UnboundedSender<Event>);

impl EventListener for Forward {
    fn on_event(&self, event: Event) {
        // Nobody listens any more once the verb is over.
        drop(self.0.send(event));
    }
}

impl Events {
    /// The next event; `None` when there will be no more.
    pub async fn next(&mut self) -> Option<Event> {
        self.incoming.recv().await
    }
}

impl<'a> Session<'a> {
    /// Works on an open profile.
    pub async fn new(mail: Arc<Mail>, out: &'a mut Output) -> Result<Self, Failure> {
        let accounts = mail.accounts().await?;
        Ok(Self { mail, accounts, out })
    }

    /// Starts to listen.
    pub fn events(&self) -> Result<Events, Failure> {
        let (sender, incoming) = mpsc::unbounded_channel();
        Ok(Events { incoming, _subscription: self.mail.subscribe(Arc::new(Forward(sender)))? })
    }

    /// The account asked for, or the only one.
    pub fn account(&self, asked: Option<&str>) -> Result<Account, Failure> {
        select::account(&self.accounts, asked).cloned()
    }

    /// The account asked for, or all of them.
    pub fn some_accounts(&self, asked: Option<&str>) -> Result<Vec<Account>, Failure> {
        match asked {
            Some(_) => Ok(vec![self.account(asked)?]),
            None if self.accounts.is_empty() => Err(select::no_account()),
            None => Ok(self.accounts.clone()),
        }
    }

    /// The address of an account.
    pub fn address(&self, id: AccountId) -> String {
        let found = self.accounts.iter().find(|account| account.id == id);
        found.map_or_else(|| id.to_string(), |account| account.address.clone())
    }

    /// The folder of an account by its name or role.
    pub async fn folder(&self, account: &Account, asked: &str) -> Result<Mailbox, Failure> {
        let mailboxes = self.mail.mailboxes(account.id).await?;
        match select::folder(&mailboxes, asked) {
            Some(found) => Ok(found.clone()),
            // The core says it better: it names the folders there are.
            None => Ok(self.mail.find_mailbox(account.id, select::selector(asked)).await?),
        }
    }

    /// The names of the folders these messages are in.
    pub async fn folder_names(&self, rows: &[MessageRow]) -> Result<HashMap<MailboxId, String>, Failure> {
        let mut names = HashMap::new();
        let mut accounts: Vec<AccountId> = rows.iter().map(|row| row.account).collect();
        accounts.sort();
        accounts.dedup();
        for account in accounts {
            let mailboxes = self.mail.mailboxes(account).await?;
            names.extend(mailboxes.into_iter().map(|mailbox| (mailbox.id, mailbox.name)));
        }
        Ok(names)
    }
}
