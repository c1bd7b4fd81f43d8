/* Written by the test `types` of tern-desktop from the records of the core; do not edit. */
export type AccountId = number;

export type MailboxId = number;

export type MessageId = number;

export type ThreadId = number;

export type OutboxId = number;

export type ActionId = number;

export type DraftId = number;

export type DraftFileId = number;

export type Window = string;

export type Security = "tls" | "starttls";

export type Server = { host: string, port: number, security: Security, };

export type BodyPolicy = "all" | "text" | "none";

export type SentCopy = "unknown" | "server" | "client";

export type Account = { id: AccountId, 
/**
 * The account's address; unique in the profile.
 */
address: string, 
/**
 * The display name on outgoing mail.
 */
name: string | null, 
/**
 * The user name on both servers.
 */
user: string, imap: Server, smtp: Server, 
/**
 * PEM of a certificate authority trusted for this account besides the system's.
 */
ca_pem: string | null, 
/**
 * The window of every mailbox without one of its own.
 */
window: Window, bodies: BodyPolicy, 
/**
 * Messages above this many bytes are fetched in parts, on demand (`BodyPolicy::Text`).
 */
on_demand_above: number, 
/**
 * Seconds a sent message waits and can be taken back.
 */
undo_seconds: number, sent_copy: SentCopy, };

export type AccountSetup = { address: string, name: string | null, 
/**
 * The user name; the address when absent.
 */
user: string | null, password: string, imap: Server, smtp: Server, ca_pem: string | null, window: Window, };

export type Role = "inbox" | "sent" | "drafts" | "trash" | "junk" | "archive" | "all" | "flagged";

export type Mailbox = { id: MailboxId, account: AccountId, 
/**
 * The IMAP name decoded to UTF-8, with the server's own separator.
 */
name: string, 
/**
 * The hierarchy separator; absent on a flat server.
 */
separator: string | null, role: Role | null, 
/**
 * Whether it can hold messages (`\Noselect` and `\NonExistent` cannot).
 */
selectable: boolean, subscribed: boolean, 
/**
 * The mailbox's own window; the account's when absent.
 */
window: Window | null, 
/**
 * Messages on the server at the last sync.
 */
total: number, 
/**
 * Unread messages, those older than the window included.
 */
unread: number, 
/**
 * Messages kept on this device.
 */
local: number, 
/**
 * Messages on the server that the window leaves there.
 */
older_on_server: number, 
/**
 * UIDVALIDITY; 0 before the first sync.
 */
uidvalidity: number, };

export type MailboxSelector = { "by": "role", role: Role, } | { "by": "name", name: string, };

export type Address = { 
/**
 * The display name, without quotes or encoded words.
 */
name: string | null, 
/**
 * `local@domain`, as written; empty when the header had none.
 */
email: string, };

export type Flags = { seen: boolean, answered: boolean, flagged: boolean, deleted: boolean, draft: boolean, 
/**
 * Keywords as the server spells them, sorted, without duplicates (compared without case).
 */
keywords: Array<string>, };

export type FlagChange = { add: Flags, remove: Flags, };

export type EditKind = { "edit": "flag", change: FlagChange, } | { "edit": "move", to: MailboxId, } | { "edit": "copy", to: MailboxId, } | { "edit": "expunge" };

export type EditRefusal = { account: AccountId, message: MessageId, edit: EditKind, 
/**
 * A sentence a person understands, with the server's words.
 */
reason: string, 
/**
 * The role of the mailbox the message went back to, where it has one.
 */
role: Role | null, };

export type PushMode = "push" | "poll" | "offline" | "stopped";

export type SyncPhase = "folders" | "headers" | "bodies" | "done";

export type Event = { "event": "mode", account: AccountId, mode: PushMode, 
/**
 * A sentence: why this mode.
 */
why: string, } | { "event": "new_message", account: AccountId, mailbox: MailboxId, id: MessageId, 
/**
 * Milliseconds from the server's notification to this event.
 */
after_ms: number, } | { "event": "mailbox_changed", account: AccountId, mailbox: MailboxId, } | { "event": "account_changed", account: AccountId, } | { "event": "progress", account: AccountId, mailbox: MailboxId, phase: SyncPhase, done: number, total: number, } | { "event": "outbox_changed", id: OutboxId, } | { "event": "drafts_changed" } | { "event": "status_changed", account: AccountId, } | { "event": "plan_changed" } | { "event": "edit_refused", refusal: EditRefusal, } | { "event": "failed", account: AccountId, kind: string, reason: string, } | { "event": "overflow" };

export type BodyState = "none" | "text" | "whole";

export type MessageRow = { id: MessageId, account: AccountId, mailbox: MailboxId, 
/**
 * The UID in its mailbox; absent while a move waits for the server.
 */
uid: number | null, 
/**
 * Seconds since 1970 of the Date header; INTERNALDATE where there is none.
 */
date: number, 
/**
 * Seconds since 1970 of INTERNALDATE; lists are sorted by it, newest first.
 */
received: number, from: Array<Address>, to: Array<Address>, subject: string, 
/**
 * The flags shown: the server's with this device's pending edits applied.
 */
flags: Flags, 
/**
 * RFC822.SIZE in bytes.
 */
size: number, 
/**
 * The first words of the text, at most 200 characters; empty before the body came.
 */
preview: string, 
/**
 * Attachments known; 0 before the structure is known.
 */
attachments: number, thread: ThreadId, body: BodyState, 
/**
 * Whether an edit of this message waits for the server.
 */
pending: boolean, };

export type Header = { name: string, value: string, };

export type Attachment = { 
/**
 * The IMAP section (RFC 3501 §6.4.5), such as `2` or `1.3`.
 */
part: string, 
/**
 * A file name without path or control characters.
 */
name: string, 
/**
 * `type/subtype`, lower case.
 */
content_type: string, 
/**
 * Bytes; decoded where known, else as sent.
 */
size: number, 
/**
 * Whether it belongs into the text rather than beside it.
 */
inline: boolean, 
/**
 * Content-ID without angle brackets.
 */
content_id: string | null, };

export type Message = { row: MessageRow, cc: Array<Address>, bcc: Array<Address>, reply_to: Array<Address>, 
/**
 * Message-ID without angle brackets.
 */
message_id: string | null, references: Array<string>, 
/**
 * The plain text; made from the HTML where the sender wrote none.
 */
text: string, 
/**
 * Whether the sender wrote HTML; [`crate::api::Mail::body`] gives it.
 */
html: boolean, 
/**
 * References to remote content that the body has.
 */
remote: number, 
/**
 * Whether a person lets this sender's remote content in.
 */
remote_allowed: boolean, attachments: Array<Attachment>, headers: Array<Header>, };

export type Draft = { account: AccountId, from: Address, to: Array<Address>, cc: Array<Address>, 
/**
 * Recipients that no copy names.
 */
bcc: Array<Address>, subject: string, text: string, html: string | null, 
/**
 * Paths of files to attach.
 */
attachments: Array<string>, 
/**
 * The message answered: In-Reply-To, References and `\Answered` follow from it.
 */
in_reply_to: MessageId | null, };

export type OutboxState = "queued" | "submitting" | "committing" | "uncertain" | "accepted" | "done" | "failed" | "cancelled";

export type RecipientState = "waiting" | "accepted" | "deferred" | "refused";

export type Recipient = { address: string, state: RecipientState, 
/**
 * The server's words with its enhanced status code (RFC 3463).
 */
reply: string | null, };

export type LedgerEntry = { 
/**
 * Milliseconds since 1970.
 */
at: number, state: OutboxState, detail: string, };

export type OutboxItem = { id: OutboxId, account: AccountId, state: OutboxState, 
/**
 * Message-ID without angle brackets.
 */
message_id: string, subject: string, recipients: Array<Recipient>, 
/**
 * Bytes of the message.
 */
size: number, 
/**
 * Milliseconds since 1970 before which it is not tried.
 */
due: number, attempts: number, ledger: Array<LedgerEntry>, };

export type View = { "view": "mailbox", mailbox: MailboxId, } | { "view": "role", role: Role, } | { "view": "flagged" } | { "view": "search", query: string, };

export type ListFrom = { "from": "offset", offset: number, } | { "from": "around", id: MessageId, };

export type ListRequest = { view: View, 
/**
 * One row a conversation instead of one a message.
 */
threaded: boolean, 
/**
 * Unread conversations or messages only.
 */
unread_only: boolean, from: ListFrom, 
/**
 * Rows at most; 500 is the most that is given.
 */
limit: number, };

export type ListRow = { 
/**
 * The newest message of the conversation that the view shows.
 */
row: MessageRow, 
/**
 * The messages of the conversation that the view shows, newest first; what an action on the row acts on.
 */
ids: Array<MessageId>, 
/**
 * Messages of the conversation in all mailboxes, Sent included.
 */
messages: number, 
/**
 * Unread ones among `ids`.
 */
unread: number, 
/**
 * Whether one of `ids` is flagged.
 */
flagged: boolean, 
/**
 * Attachments of `ids` together.
 */
attachments: number, 
/**
 * Who wrote, each once, oldest first, at most 4; recipients in Sent and Drafts.
 */
people: Array<Address>, };

export type ListPage = { 
/**
 * Rows of the whole list.
 */
total: number, 
/**
 * Where the first of `rows` is in it.
 */
offset: number, rows: Array<ListRow>, };

export type QueryReading = { 
/**
 * Words and phrases to mark in what was found, each once.
 */
words: Array<string>, 
/**
 * The operator at the end that waits for its value or the rest of it, such as `after:20`, as written. Until it
 * is finished the query finds it as a word.
 */
unfinished: string | null, 
/**
 * The mailboxes that `in:` leaves; absent where the query looks everywhere.
 */
mailboxes: Array<MailboxId> | null, };

export type ActionKind = "flag" | "move" | "copy" | "archive" | "junk" | "not_junk" | "delete" | "expunge";

export type Action = { id: ActionId, kind: ActionKind, 
/**
 * Messages that were changed; those that were so already are not counted.
 */
messages: number, 
/**
 * The mailbox they went to, where all went to one.
 */
to: MailboxId | null, 
/**
 * Milliseconds since 1970.
 */
at: number, };

export type DraftStart = { "start": "blank", account: AccountId | null, } | { "start": "reply", message: MessageId, attribution: string, } | { "start": "reply_all", message: MessageId, attribution: string, } | { "start": "forward", message: MessageId, attribution: string, } | { "start": "mailto", uri: string, } | { "start": "message", message: MessageId, };

export type DraftFile = { id: DraftFileId, 
/**
 * A file name without path or control characters.
 */
name: string, 
/**
 * `type/subtype`, from the name.
 */
content_type: string, 
/**
 * Bytes.
 */
size: number, 
/**
 * The HTML shows it by `cid:` and this (RFC 2392) as part of the text; where it does not, it is attached like any
 * other file.
 */
content_id: string | null, };

export type SavedDraft = { id: DraftId, 
/**
 * What was written; its `attachments` are empty, `files` are what is attached.
 */
draft: Draft, files: Array<DraftFile>, 
/**
 * Milliseconds since 1970 of the last save.
 */
changed: number, };

export type BodyOptions = { 
/**
 * Leaves images of the network in, as `remote/N` (see [`crate::api::Mail::remote_image`]). A person said so,
 * for this message or its sender.
 */
remote: boolean, 
/**
 * The plain text although there is HTML.
 */
plain: boolean, };

export type BodyColours = "theme" | "both" | "light";

export type Body = { 
/**
 * What belongs into `<body>`, style sheets first. Plain text comes with links, line ends and quote levels marked up.
 */
html: string, 
/**
 * References to remote content that were left out.
 */
blocked: number, colours: BodyColours, };

export type PartData = { 
/**
 * `type/subtype`, lower case.
 */
content_type: string, bytes: Array<number>, };

export type LinkVerdict = { "link": "open", url: string, } | { "link": "misleading", url: string, shown: string, host: string, } | { "link": "mailto", uri: string, } | { "link": "refused" };

export type Problem = { 
/**
 * [`crate::MailError::kind`].
 */
kind: string, 
/**
 * What happened, one sentence.
 */
reason: string, 
/**
 * What a person can do, one sentence.
 */
next: string, };

export type AccountStatus = { account: AccountId, 
/**
 * Absent while the account does not run here.
 */
mode: PushMode | null, 
/**
 * A sentence: why this mode; empty without one.
 */
why: string, 
/**
 * Whether a round is under way.
 */
syncing: boolean, 
/**
 * Milliseconds since 1970 of the end of the last round without an error.
 */
synced: number | null, 
/**
 * What ended the last round; absent after one without an error.
 */
problem: Problem | null, };

export type Setting = { 
/**
 * `face.name`, at most 100 characters.
 */
key: string, 
/**
 * At most 64 KiB.
 */
value: string, };

export type SyncMode = "instant" | "balanced" | "saver" | "manual";

export type MobileData = "same" | "slower" | "off";

export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

export type QuietHours = { 
/**
 * The days it begins on.
 */
days: Array<Weekday>, 
/**
 * Minutes after local midnight it begins at, below 1440.
 */
from: number, 
/**
 * Minutes after local midnight it ends at, below 1440; not after `from`: on the next day.
 */
to: number, };

export type FolderRule = "instant" | "with_account" | "daily" | "never";

export type FolderSync = { mailbox: MailboxId, rule: FolderRule, };

export type SyncSettings = { mode: SyncMode, mobile_data: MobileData, 
/**
 * Below 20 % of battery, not charging: no push, and checks half as often.
 */
low_battery_slower: boolean, 
/**
 * Check every so many minutes, whatever the mode, instead of push: 15, 30, 60, 120 or 240.
 */
every_minutes: number | null, quiet: Array<QuietHours>, 
/**
 * Folders with a rule of their own. The others go with the account; Archive, Junk, Trash and folders that
 * show what is elsewhere are looked at daily.
 */
folders: Array<FolderSync>, };

export type SyncRequest = { 
/**
 * Only this mailbox; every selectable one when absent.
 */
mailbox: MailboxId | null, 
/**
 * The bodies to bring; the account's policy when absent.
 */
bodies: BodyPolicy | null, };

export type SyncReport = { mailboxes: number, new_messages: number, bodies: number, 
/**
 * Messages gone from the server or out of the window.
 */
removed: number, flags_changed: number, edits_sent: number, 
/**
 * Mailboxes or messages left out, each a sentence with the reason.
 */
problems: Array<string>, };

export type SendOptions = { 
/**
 * Without the undo delay.
 */
now: boolean, };

export type ExportFormat = "eml" | "mbox";

export type ExportReport = { 
/**
 * Messages written, byte for byte.
 */
written: number, 
/**
 * Messages left out because they are not here whole.
 */
left_out: number, };

export type MailError = { "kind": "offline", reason: string, next: string, } | { "kind": "insecure", reason: string, next: string, } | { "kind": "sign_in", reason: string, next: string, } | { "kind": "refused", reason: string, next: string, } | { "kind": "quota", reason: string, next: string, } | { "kind": "gone", reason: string, next: string, } | { "kind": "input", reason: string, next: string, } | { "kind": "busy", reason: string, next: string, } | { "kind": "storage", reason: string, next: string, } | { "kind": "locked", reason: string, next: string, } | { "kind": "cancelled", reason: string, next: string, } | { "kind": "bug", reason: string, next: string, };

