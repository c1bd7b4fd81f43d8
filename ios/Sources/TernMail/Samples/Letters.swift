import TernCore

// A made-up mailbox for previews and tests: the same people, letters and present on every face.

/// Thursday, 14 May 2026, 10:00 UTC, in milliseconds: the present of every made-up mailbox.
public let sampleNow: Int64 = 1_778_752_800_000

let ada = Address(name: "Ada Lovelace", email: "ada@analytical.example")
let grace = Address(name: "Grace Hopper", email: "grace@navy.example")
let edsger = Address(name: "Edsger Dijkstra", email: "edsger@semaphore.example")
let sarah = Address(name: "שרה לוי", email: "sarah@jerusalem.example")
let weekly = Address(name: "Weekly Letter", email: "letter@reading.example")
let emmy = Address(name: "Emmy Noether", email: "emmy@invariant.example")

let offlineError = MailError.Offline(
    reason: "imap.invariant.example does not answer.", next: "Tern tries again by itself.")

func flagsOf(seen: Bool = false, flagged: Bool = false, answered: Bool = false) -> Flags {
    Flags(seen: seen, answered: answered, flagged: flagged, deleted: false, draft: false, keywords: [])
}

func accountOf(_ id: AccountId, _ address: String, name: String?) -> Account {
    let domain = String(address.drop { $0 != "@" }.dropFirst())
    return Account(
        id: id, address: address, name: name, user: address,
        imap: Server(host: "imap.\(domain)", port: 993, security: .tls),
        smtp: Server(host: "smtp.\(domain)", port: 465, security: .tls), caPem: nil, window: .days(days: 30),
        bodies: .all,
        onDemandAbove: 1_000_000, undoSeconds: 10, sentCopy: .client)
}

private let standard: [(String, Role?)] = [
    ("INBOX", .inbox), ("Drafts", .drafts), ("Sent", .sent), ("Archive", .archive), ("Junk", .junk), ("Trash", .trash),
]

func mailboxesOf(_ account: AccountId, _ folders: [String], older: UInt32 = 0) -> [Mailbox] {
    (standard + folders.map { ($0, nil) }).enumerated().map { at, box in
        Mailbox(
            id: account * 100 + Int64(at), account: account, name: box.0, separator: "/", role: box.1,
            selectable: box.0 != "Projects", subscribed: true, window: nil, total: 0, unread: 0, local: 0,
            olderOnServer: box.1 == .inbox ? older : 0, uidvalidity: 1)
    }
}

func rowOf(
    _ id: MessageId, _ from: Address = ada, _ subject: String = "Notes on the engine", mailbox: MailboxId = 100,
    account: AccountId = 1, thread: ThreadId? = nil, to: [Address] = [emmy], agoMinutes: Int64? = nil,
    flags: Flags = flagsOf(), preview: String = "I have gone through the draft once more.", attachments: UInt32 = 0,
    body: BodyState = .whole, pending: Bool = false
) -> MessageRow {
    let at = sampleNow / 1000 - (agoMinutes ?? id * 47) * 60
    return MessageRow(
        id: id, account: account, mailbox: mailbox, uid: UInt32(id), date: at, received: at, from: [from], to: to,
        subject: subject, flags: flags, size: 12_400, preview: preview, attachments: attachments, thread: thread ?? id,
        body: body, pending: pending)
}

func listRowOf(_ row: MessageRow, messages: UInt32 = 1, people: [Address]? = nil) -> ListRow {
    ListRow(
        row: row, ids: [row.id], messages: messages, unread: row.flags.seen ? 0 : 1, flagged: row.flags.flagged,
        attachments: row.attachments, people: people ?? row.from)
}

let usualSync = SyncSettings(
    mode: .balanced, mobileData: .same, lowBatterySlower: true, everyMinutes: nil, quiet: [], folders: [])

func attachmentOf(_ part: String, _ name: String, _ type: String, _ size: UInt64) -> Attachment {
    Attachment(part: part, name: name, contentType: type, size: size, inline: false, contentId: nil)
}

func messageOf(
    _ row: MessageRow, text: String, html: Bool = false, remote: UInt32 = 0, allowed: Bool = false, cc: [Address] = [],
    files: [Attachment] = []
) -> Message {
    Message(
        row: row, cc: cc, bcc: [], replyTo: [], messageId: "\(row.id)@letters.example", references: [], text: text,
        html: html, remote: remote, remoteAllowed: allowed, attachments: files, headers: [])
}

func outboxItemOf(
    _ id: OutboxId, _ subject: String, _ state: OutboxState, due: Int64 = sampleNow, attempts: UInt32 = 0,
    reply: String? = nil
) -> OutboxItem {
    OutboxItem(
        id: id, account: 1, state: state, messageId: "\(id)@letters.example", subject: subject,
        recipients: [
            Recipient(address: "ada@analytical.example", state: reply == nil ? .waiting : .refused, reply: reply)
        ],
        size: 900, due: due, attempts: attempts,
        ledger: [
            LedgerEntry(at: sampleNow - 60_000, state: .queued, detail: "Written to the outbox."),
            LedgerEntry(at: sampleNow - 30_000, state: state, detail: reply ?? ""),
        ])
}

func savedDraftOf(_ id: DraftId, to: [Address] = [ada], subject: String, text: String, files: [DraftFile] = [])
    -> SavedDraft
{
    SavedDraft(
        id: id,
        draft: Draft(
            account: 1, from: emmy, to: to, cc: [], bcc: [], subject: subject, text: text, html: nil, attachments: [],
            inReplyTo: nil),
        files: files, changed: sampleNow - 120_000)
}
