package tern.app.samples

import tern.app.screen.reader.Card
import tern.app.screen.reader.CardContent
import tern.app.screen.reader.ReaderBody
import tern.app.screen.reader.ReaderState
import tern.core.Attachment
import tern.core.MailException
import tern.core.Message
import tern.core.MessageRow
import tern.mail.ADA
import tern.mail.GRACE
import tern.mail.LETTER
import tern.mail.ME
import tern.mail.attachmentOf
import tern.mail.noFlags
import tern.mail.rowOf

private const val TEXT =
    "Dear Emmy,\n\nI have gone through the draft once more and found two places where " +
        "the argument does not hold yet. " +
        "The notes are at https://analytical.example/notes and the figures are attached.\n\nAda\n\n" +
        "> Could you look at section three before Friday?\n> I am not sure about the lemma."

object ReaderSamples {
    private fun message(
        row: MessageRow,
        text: String,
        html: Boolean = false,
        remote: UInt = 0u,
        files: List<Attachment> = emptyList(),
    ) = Message(
        row = row,
        cc = listOf(
            GRACE,
        ),
        bcc = emptyList(), replyTo = emptyList(), messageId = null, references = emptyList(), text = text,
        html = html, remote = remote, remoteAllowed = false, attachments = files, headers = emptyList(),
    )

    private fun card(row: MessageRow, content: CardContent, details: Boolean = false) =
        Card(row, content, details, remote = false, plain = false, original = false)

    private val first =
        rowOf(
            2,
            ME,
            "Notes on the engine",
            to = listOf(ADA),
            agoMinutes = 1500,
            flags = noFlags(seen = true),
            preview = "Could you look at section three before Friday?",
        )
    private val second = rowOf(1, ADA, "Re: Notes on the engine", agoMinutes = 18, attachments = 2u)
    private val files =
        listOf(
            attachmentOf("2", "figures of the second draft.pdf", "application/pdf", 184_000uL),
            attachmentOf("3", "engine.png", "image/png", 2_400_000uL),
        )
    private val base = ReaderState(ReaderBody.Loading, setOf(ME.email), null, emptySet(), null, left = false)

    val conversation = base.copy(
        body = ReaderBody.Conversation(
            "Notes on the engine",
            listOf(
                card(first, CardContent.Closed),
                card(second, CardContent.Shown(message(second, TEXT, files = files))),
            ),
            second.id,
        ),
    )
    private val letter = rowOf(4, LETTER, "This week: five essays on reading slowly", agoMinutes = 1560)
    val remoteHidden = base.copy(
        body = ReaderBody.Conversation(
            letter.subject,
            listOf(
                card(
                    letter,
                    CardContent.Shown(message(letter, "Five essays.", html = true, remote = 3u)),
                    details = true,
                ),
            ),
            letter.id,
        ),
    )
    val loading = base
    val gone = base.copy(body = ReaderBody.Gone)
    val failedOffline = base.copy(
        body = ReaderBody.Failed(
            MailException.Offline("imap.invariant.example does not answer.", "Tern tries again by itself."),
        ),
    )
    val failedCard = base.copy(
        body = ReaderBody.Conversation(
            "Notes on the engine",
            listOf(
                card(
                    second,
                    CardContent.Failed(
                        MailException.Offline("The text is still on the server.", "Connect and try again."),
                    ),
                ),
            ),
            second.id,
        ),
    )
}
