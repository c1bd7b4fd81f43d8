//! Signing in to an account's IMAP server, and what it lists.

use super::core::Core;
use crate::error::MailError;
use crate::model::{Account, AccountId, Event};
use crate::net::NetError;
use crate::net::dial::Endpoint;
use crate::net::imap::{Imap, ImapConfig, ListEntry, Status, Timings, decode_name, encode_name};
use crate::net::meter::Meter;
use crate::net::tls::Trust;
use crate::store::{Listed, MailboxState, StoreError};
use std::collections::HashMap;

/// The statuses a server gave with its list, by wire name.
pub type Statuses = HashMap<Vec<u8>, Status>;

/// Why a session could not be had: of the store or of the network.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Net(#[from] NetError),
}

/// Connects and signs in.
pub async fn open(core: &Core, account: &Account) -> Result<Imap, SessionError> {
    open_counted(core, account, &Meter::default()).await
}

/// Connects and signs in; `meter` counts what goes over the connection.
pub async fn open_counted(core: &Core, account: &Account, meter: &Meter) -> Result<Imap, SessionError> {
    let password = core.store.password(account.id).await?;
    Ok(connect(account, &password, meter).await?)
}

/// Connects and signs in with a password that is not stored yet.
pub async fn sign_in(account: &Account, password: &str) -> Result<Imap, NetError> {
    connect(account, password, &Meter::default()).await
}

async fn connect(account: &Account, password: &str, meter: &Meter) -> Result<Imap, NetError> {
    let config = ImapConfig {
        endpoint: Endpoint::from(&account.imap),
        trust: Trust { ca_pem: account.ca_pem.clone() },
        user: account.user.clone(),
        password: password.to_owned(),
        timings: Timings::default(),
        meter: meter.clone(),
    };
    Imap::connect(&config).await
}

/// Stores the mailboxes the server has now. Returns the statuses that came with them.
pub async fn list(core: &Core, imap: &mut Imap, account: AccountId) -> Result<Statuses, SessionError> {
    let entries = imap.list().await?;
    let before = names(&core.store.mailbox_states(account).await?);
    let statuses = entries.iter().filter_map(|entry| Some((entry.wire_name.clone(), entry.status.clone()?)));
    let statuses = statuses.collect();
    core.store.apply_listing(account, entries.into_iter().map(listed).collect()).await?;
    if names(&core.store.mailbox_states(account).await?) != before {
        core.events.send(Event::AccountChanged { account });
    }
    Ok(statuses)
}

/// The counters of the mailboxes, in one flight: with the list where the server gives both at once, else of the
/// known ones that are `wanted`.
pub async fn statuses(
    core: &Core,
    imap: &mut Imap,
    account: AccountId,
    wanted: impl Fn(&MailboxState) -> bool,
) -> Result<Statuses, SessionError> {
    let mut states = core.store.mailbox_states(account).await?;
    if imap.capabilities().has("LIST-STATUS") || states.is_empty() {
        let listed = list(core, imap, account).await?;
        if !listed.is_empty() {
            return Ok(listed);
        }
        states = core.store.mailbox_states(account).await?;
    }
    states.retain(wanted);
    let names: Vec<&[u8]> = states.iter().map(|state| state.wire_name.as_slice()).collect();
    let mut statuses = Statuses::new();
    for (name, answer) in names.iter().zip(imap.statuses(&names).await?) {
        match answer {
            Ok(status) => drop(statuses.insert(name.to_vec(), status)),
            // The next whole sync says what is wrong with it.
            Err(error) if !error.is_fatal() => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(statuses)
}

/// Makes a mailbox among the account's own, such as below `INBOX.` (requirement S0-5), and subscribes to it.
/// Returns its name on the wire and for people. One that is there already is as good.
pub async fn make_mailbox(imap: &mut Imap, name: &str) -> Result<(Vec<u8>, String), NetError> {
    let arrival = imap.arrive(None).await?;
    let own = arrival.namespaces.and_then(|spaces| spaces.personal.into_iter().next());
    let prefix = own.map(|space| decode_name(&space.prefix)).unwrap_or_default();
    let name = format!("{prefix}{name}");
    match imap.create(&name).await {
        Err(NetError::No { code: Some(code), .. }) if code == "ALREADYEXISTS" => {}
        made => {
            made?;
        }
    }
    Ok((encode_name(&name), name))
}

fn names(states: &[MailboxState]) -> Vec<(String, bool)> {
    states.iter().map(|state| (state.mailbox.name.clone(), state.mailbox.selectable)).collect()
}

fn listed(entry: ListEntry) -> Listed {
    Listed {
        selectable: entry.selectable(),
        role: entry.role,
        name: entry.name,
        separator: entry.separator,
        subscribed: entry.subscribed,
        wire_name: entry.wire_name,
    }
}

impl From<SessionError> for MailError {
    fn from(error: SessionError) -> Self {
        match error {
            SessionError::Store(error) => error.into(),
            SessionError::Net(error) => error.into(),
        }
    }
}

impl From<SessionError> for NetError {
    fn from(error: SessionError) -> Self {
        match error {
            SessionError::Store(error) => Self::Source { detail: error.to_string() },
            SessionError::Net(error) => error,
        }
    }
}
