package tern.mail

import tern.core.Account
import tern.core.AccountSetup
import tern.core.Address
import tern.core.Attachment
import tern.core.BodyPolicy
import tern.core.BodyState
import tern.core.Flags
import tern.core.Mailbox
import tern.core.MessageRow
import tern.core.Role
import tern.core.Security
import tern.core.SentCopy
import tern.core.Server
import tern.core.Window

/** Thursday, 14 May 2026, 10:00 UTC, in milliseconds: the present of every made-up mailbox. */
const val FAKE_NOW = 1_778_752_800_000L

val ADA = Address("Ada Lovelace", "ada@analytical.example")
val GRACE = Address("Grace Hopper", "grace@navy.example")
val EDSGER = Address("Edsger Dijkstra", "edsger@semaphore.example")
val SARAH = Address("שרה לוי", "sarah@jerusalem.example")
val LETTER = Address("Weekly Letter", "letter@reading.example")
val ME = Address("Emmy Noether", "emmy@invariant.example")

fun noFlags(seen: Boolean = false, flagged: Boolean = false, answered: Boolean = false) =
    Flags(seen = seen, answered = answered, flagged = flagged, deleted = false, draft = false, keywords = emptyList())

fun accountOf(id: Long, address: String, name: String?) = Account(
    id = id,
    address = address,
    name = name,
    user = address,
    imap = Server("imap.${address.substringAfter('@')}", 993u, Security.TLS),
    smtp = Server("smtp.${address.substringAfter('@')}", 465u, Security.TLS),
    caPem = null,
    window = Window.Days(30u),
    bodies = BodyPolicy.ALL,
    onDemandAbove = 1_000_000u,
    undoSeconds = 10u,
    sentCopy = SentCopy.CLIENT,
)

fun setupOf(address: String, password: String = "secret") = AccountSetup(
    address = address,
    name = "Emmy Noether",
    user = null,
    password = password,
    imap = Server("imap.invariant.example", 993u, Security.TLS),
    smtp = Server("smtp.invariant.example", 465u, Security.TLS),
    caPem = null,
    window = Window.Days(30u),
)

private val ROLES = listOf(
    "INBOX" to Role.INBOX,
    "Drafts" to Role.DRAFTS,
    "Sent" to Role.SENT,
    "Archive" to Role.ARCHIVE,
    "Junk" to Role.JUNK,
    "Trash" to Role.TRASH,
)

fun mailboxesOf(account: Long, folders: List<String>, older: UInt = 0u): List<Mailbox> =
    (ROLES + folders.map { it to null }).mapIndexed { at, (name, role) ->
        Mailbox(
            id = account * 100 + at,
            account = account,
            name = name,
            separator = "/",
            role = role,
            selectable = name != "Projects",
            subscribed = true,
            window = null,
            total = 0u,
            unread = 0u,
            local = 0u,
            olderOnServer = if (role == Role.INBOX) older else 0u,
            uidvalidity = 1u,
        )
    }

fun rowOf(
    id: Long,
    from: Address = ADA,
    subject: String = "Notes on the engine",
    mailbox: Long = 100,
    account: Long = 1,
    thread: Long = id,
    to: List<Address> = listOf(ME),
    agoMinutes: Long = id * 47,
    flags: Flags = noFlags(),
    preview: String = "I have gone through the draft once more.",
    attachments: UInt = 0u,
    pending: Boolean = false,
) = MessageRow(
    id = id,
    account = account,
    mailbox = mailbox,
    uid = id.toUInt(),
    date = FAKE_NOW / 1000 - agoMinutes * 60,
    received = FAKE_NOW / 1000 - agoMinutes * 60,
    from = listOf(from),
    to = to,
    subject = subject,
    flags = flags,
    size = 12_400uL,
    preview = preview,
    attachments = attachments,
    thread = thread,
    body = BodyState.WHOLE,
    pending = pending,
)

fun attachmentOf(part: String, name: String, type: String, size: ULong) =
    Attachment(part = part, name = name, contentType = type, size = size, inline = false, contentId = null)

/** What the fake keeps of a message. */
data class Letter(
    val row: MessageRow,
    val text: String,
    val html: String?,
    val remote: UInt,
    val cc: List<Address>,
    val files: List<Attachment>,
)
