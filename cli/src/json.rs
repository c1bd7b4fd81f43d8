//! The objects of `--json`, one a line; `docs/cli.md` describes them.

use crate::format;
use serde::Serialize;
use tern_core::api::{
    Account, AccountPlan, Address, Attachment, Header, LedgerEntry, Mailbox, Message, MessageId, MessageRow,
    OutboxItem, PlanReason, QuietHours, Recipient, Server, SyncSettings, ThreadId, Wake,
};

/// One line. Signs that could speak to a terminal are escaped, which says the same in JSON.
pub fn encode(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let plain = serde_json::to_string(value)?;
    let speaks = |c: char| matches!(c, '\x7f'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !plain.contains(speaks) {
        return Ok(plain);
    }
    let escaped = plain.chars().map(|c| match speaks(c) {
        true => format!("\\u{:04x}", u32::from(c)),
        false => c.to_string(),
    });
    Ok(escaped.collect())
}

#[derive(Serialize)]
pub struct FailureLine<'a> {
    pub error: &'a str,
    pub reason: &'a str,
    pub next: &'a str,
}

#[derive(Serialize)]
pub struct AccountLine<'a> {
    address: &'a str,
    name: Option<&'a str>,
    user: &'a str,
    imap: &'a Server,
    smtp: &'a Server,
    window: String,
    bodies: tern_core::api::BodyPolicy,
    undo_seconds: u32,
}

impl<'a> AccountLine<'a> {
    pub fn new(account: &'a Account) -> Self {
        Self {
            address: &account.address,
            name: account.name.as_deref(),
            user: &account.user,
            imap: &account.imap,
            smtp: &account.smtp,
            window: account.window.to_string(),
            bodies: account.bodies,
            undo_seconds: account.undo_seconds,
        }
    }
}

/// What an account does in the background; folders go by their names.
#[derive(Serialize)]
pub struct ModeLine<'a> {
    account: &'a str,
    mode: tern_core::api::SyncMode,
    mobile_data: tern_core::api::MobileData,
    low_battery_slower: bool,
    every_minutes: Option<u32>,
    quiet: &'a [QuietHours],
    folders: Vec<RuledLine<'a>>,
}

#[derive(Serialize)]
struct RuledLine<'a> {
    folder: &'a str,
    rule: tern_core::api::FolderRule,
}

impl<'a> ModeLine<'a> {
    pub fn new(account: &'a Account, settings: &'a SyncSettings, mailboxes: &'a [Mailbox]) -> Self {
        let ruled = settings.folders.iter().filter_map(|ruled| {
            let known = mailboxes.iter().find(|known| known.id == ruled.mailbox)?;
            Some(RuledLine { folder: &known.name, rule: ruled.rule })
        });
        Self {
            account: &account.address,
            mode: settings.mode,
            mobile_data: settings.mobile_data,
            low_battery_slower: settings.low_battery_slower,
            every_minutes: settings.every_minutes,
            quiet: &settings.quiet,
            folders: ruled.collect(),
        }
    }
}

#[derive(Serialize)]
pub struct PlanLine<'a> {
    account: &'a str,
    plan: tern_core::api::PlanMode,
    every_seconds: Option<u32>,
    checked: Option<String>,
    due: Option<String>,
    reasons: &'a [PlanReason],
}

impl<'a> PlanLine<'a> {
    pub fn new(plan: &'a AccountPlan, account: &'a str) -> Self {
        Self {
            account,
            plan: plan.mode,
            every_seconds: plan.every_seconds,
            checked: plan.checked.map(format::rfc3339_millis),
            due: plan.due.map(format::rfc3339_millis),
            reasons: &plan.reasons,
        }
    }
}

#[derive(Serialize)]
pub struct WakeLine<'a> {
    wake: tern_core::api::WakeCause,
    at: String,
    took_ms: u32,
    accounts: Vec<WokenLine<'a>>,
}

#[derive(Serialize)]
struct WokenLine<'a> {
    account: String,
    new_messages: u32,
    round_trips: u32,
    bytes: u64,
    whole: bool,
    left: tern_core::api::LeftOver,
    problem: Option<&'a str>,
}

impl<'a> WakeLine<'a> {
    /// `addresses` are those of the wake's accounts, in their order.
    pub fn new(wake: &'a Wake, addresses: Vec<String>) -> Self {
        let accounts = wake.accounts.iter().zip(addresses).map(|(done, account)| WokenLine {
            account,
            new_messages: done.new_messages,
            round_trips: done.round_trips,
            bytes: done.bytes,
            whole: done.whole,
            left: done.left,
            problem: done.problem.as_ref().map(|problem| problem.reason.as_str()),
        });
        Self {
            wake: wake.cause,
            at: format::rfc3339_millis(wake.at),
            took_ms: wake.took_ms,
            accounts: accounts.collect(),
        }
    }
}

#[derive(Serialize)]
pub struct FolderLine<'a> {
    name: &'a str,
    role: Option<tern_core::api::Role>,
    total: u32,
    unread: u32,
    local: u32,
    older_on_server: u32,
    uidvalidity: u32,
    window: String,
    account: &'a str,
}

impl<'a> FolderLine<'a> {
    pub fn new(mailbox: &'a Mailbox, account: &'a Account) -> Self {
        Self {
            name: &mailbox.name,
            role: mailbox.role,
            total: mailbox.total,
            unread: mailbox.unread,
            local: mailbox.local,
            older_on_server: mailbox.older_on_server,
            uidvalidity: mailbox.uidvalidity,
            window: mailbox.window.unwrap_or(account.window).to_string(),
            account: &account.address,
        }
    }
}

/// A message in a list; `A` is the number of attachments, or the attachments themselves.
#[derive(Serialize)]
pub struct RowLine<'a, A> {
    id: MessageId,
    uid: Option<u32>,
    date: String,
    from: &'a [Address],
    to: &'a [Address],
    subject: &'a str,
    flags: Vec<String>,
    size: u64,
    preview: &'a str,
    attachments: A,
    thread: ThreadId,
    account: &'a str,
    folder: &'a str,
}

impl<'a, A> RowLine<'a, A> {
    pub fn new(row: &'a MessageRow, attachments: A, account: &'a str, folder: &'a str) -> Self {
        Self {
            id: row.id,
            uid: row.uid,
            date: format::rfc3339(row.date),
            from: &row.from,
            to: &row.to,
            subject: &row.subject,
            flags: row.flags.names(),
            size: row.size,
            preview: &row.preview,
            attachments,
            thread: row.thread,
            account,
            folder,
        }
    }
}

#[derive(Serialize)]
pub struct MessageLine<'a> {
    #[serde(flatten)]
    row: RowLine<'a, &'a [Attachment]>,
    cc: &'a [Address],
    bcc: &'a [Address],
    reply_to: &'a [Address],
    message_id: Option<&'a str>,
    references: &'a [String],
    text: &'a str,
    html: Option<&'a str>,
    remote_blocked: u32,
    headers: &'a [Header],
}

impl<'a> MessageLine<'a> {
    pub fn new(message: &'a Message, html: Option<&'a str>, account: &'a str, folder: &'a str) -> Self {
        Self {
            row: RowLine::new(&message.row, message.attachments.as_slice(), account, folder),
            cc: &message.cc,
            bcc: &message.bcc,
            reply_to: &message.reply_to,
            message_id: message.message_id.as_deref(),
            references: &message.references,
            text: &message.text,
            html,
            remote_blocked: message.remote,
            headers: &message.headers,
        }
    }
}

#[derive(Serialize)]
pub struct OutboxLine<'a> {
    id: tern_core::api::OutboxId,
    account: &'a str,
    state: tern_core::api::OutboxState,
    message_id: &'a str,
    subject: &'a str,
    recipients: &'a [Recipient],
    size: u64,
    due: String,
    attempts: u32,
    ledger: Vec<LedgerLine<'a>>,
}

#[derive(Serialize)]
struct LedgerLine<'a> {
    at: String,
    state: tern_core::api::OutboxState,
    detail: &'a str,
}

impl<'a> OutboxLine<'a> {
    pub fn new(item: &'a OutboxItem, account: &'a str) -> Self {
        let entry = |entry: &'a LedgerEntry| LedgerLine {
            at: format::rfc3339_millis(entry.at),
            state: entry.state,
            detail: &entry.detail,
        };
        Self {
            id: item.id,
            account,
            state: item.state,
            message_id: &item.message_id,
            subject: &item.subject,
            recipients: &item.recipients,
            size: item.size,
            due: format::rfc3339_millis(item.due),
            attempts: item.attempts,
            ledger: item.ledger.iter().map(entry).collect(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_string_says_the_same_and_cannot_speak_to_a_terminal() {
        let odd = "é\u{1b}[31m\u{9b}\u{202e}\u{7f}日";
        let line = encode(&odd).unwrap();
        assert!(!line.chars().any(|c| c.is_control() || c == '\u{202e}'), "{line}");
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), odd);
    }
}
