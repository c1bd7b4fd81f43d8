package tern.app.screen.reader

import tern.app.core.Act
import tern.app.core.ReplyKind
import tern.core.Attachment
import tern.core.Body
import tern.core.LinkVerdict
import tern.core.MailException
import tern.core.Mailbox
import tern.core.MailboxId
import tern.core.Message
import tern.core.MessageId
import tern.core.MessageRow

sealed interface CardContent {
    data object Closed : CardContent

    data object Loading : CardContent

    data class Failed(val error: MailException) : CardContent

    data class Shown(val message: Message) : CardContent
}

/** One message of the conversation. `remote`: pictures of the network were let in for this message. */
data class Card(
    val row: MessageRow,
    val content: CardContent,
    val details: Boolean,
    val remote: Boolean,
    val plain: Boolean,
    val original: Boolean,
)

sealed interface ReaderBody {
    data object Loading : ReaderBody

    data class Failed(val error: MailException) : ReaderBody

    /** It was moved or deleted while nobody looked, here or elsewhere. */
    data object Gone : ReaderBody

    data class Conversation(val subject: String, val cards: List<Card>, val current: MessageId) : ReaderBody
}

sealed interface ReaderDialog {
    data class Link(val verdict: LinkVerdict.Misleading) : ReaderDialog

    data class RefusedLink(val href: String) : ReaderDialog

    data class Folders(val mailboxes: List<Mailbox>) : ReaderDialog

    /** So many messages would be gone for good. */
    data class Forever(val messages: Int) : ReaderDialog
}

/** What is to be done outside the app, once: the route does it and says so. */
sealed interface Outside {
    data class OpenLink(val url: String) : Outside

    data class OpenFile(val path: String, val type: String) : Outside

    data class ShareFile(val path: String, val type: String) : Outside

    data class SaveFile(val path: String, val name: String, val type: String) : Outside

    data class Print(val message: Message, val body: Body) : Outside
}

/** `busy` are parts on their way; `left`: the conversation was put elsewhere and the route goes back. */
data class ReaderState(
    val body: ReaderBody,
    val mine: Set<String>,
    val dialog: ReaderDialog?,
    val busy: Set<String>,
    val outside: Outside?,
    val left: Boolean,
)

enum class FileUse { OPEN, SHARE, SAVE }

sealed interface ReaderEvent {
    data class Toggled(val id: MessageId) : ReaderEvent

    data object ExpandedAll : ReaderEvent

    data class Details(val id: MessageId) : ReaderEvent

    data class LoadedOnce(val id: MessageId) : ReaderEvent

    data class LoadedAlways(val id: MessageId) : ReaderEvent

    data class Plain(val id: MessageId) : ReaderEvent

    data class Original(val id: MessageId) : ReaderEvent

    data class FileUsed(val id: MessageId, val attachment: Attachment, val use: FileUse) : ReaderEvent

    /** Shows the message as it came, in an app for texts. */
    data class SourceAsked(val id: MessageId) : ReaderEvent

    data class Printed(val id: MessageId) : ReaderEvent

    data object ForeverConfirmed : ReaderEvent

    data class LinkTapped(val href: String, val text: String) : ReaderEvent

    data object LinkFollowed : ReaderEvent

    data object DialogClosed : ReaderEvent

    data class Retried(val id: MessageId?) : ReaderEvent

    data class Visible(val id: MessageId) : ReaderEvent

    data class Chosen(val act: Act) : ReaderEvent

    data object FolderAsked : ReaderEvent

    data class FolderChosen(val mailbox: MailboxId) : ReaderEvent

    data class Answered(val kind: ReplyKind, val row: MessageRow) : ReaderEvent

    data object OutsideDone : ReaderEvent
}

private const val OPEN_AT_ONCE = 5

/** Read ones closed, the first unread ones open; the newest open where all are read. */
fun cardsOf(rows: List<MessageRow>, plain: Boolean): List<Card> {
    val sorted = rows.sortedWith(compareBy({ it.received }, { it.id }))
    val unread = sorted.filter { !it.flags.seen }.map { it.id }.take(OPEN_AT_ONCE)
    val open = unread.ifEmpty { listOfNotNull(sorted.lastOrNull()?.id) }
    return sorted.map { card(it, it.id in open, plain) }
}

fun card(row: MessageRow, open: Boolean, plain: Boolean) = Card(
    row,
    if (open) CardContent.Loading else CardContent.Closed,
    details = false,
    remote = false,
    plain = plain,
    original = false,
)

/** Attachments beside the text; pictures that the text shows are not among them. */
fun besideText(message: Message): List<Attachment> = message.attachments.filter { !it.inline || it.contentId == null }

/** Whether images of the network are missing in what is shown. */
fun remoteHidden(card: Card, message: Message): Boolean =
    message.html && !card.plain && message.remote > 0u && !card.remote && !message.remoteAllowed

/** Whether the body is to load images of the network. */
fun remoteOf(card: Card, message: Message): Boolean = card.remote || message.remoteAllowed
