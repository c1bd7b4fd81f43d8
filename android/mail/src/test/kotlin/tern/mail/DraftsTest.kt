package tern.mail

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import tern.core.DraftStart
import tern.core.Event
import tern.core.MailException
import tern.core.OutboxState
import tern.core.SendOptions
import java.nio.file.Path
import kotlin.io.path.writeText

/** Drafts: kept as they are written, sent, taken back. */
class DraftsTest {
    private val bed = Testbed.shared

    @Test
    fun `a draft is kept with its files`(@TempDir dir: Path) = story {
        val mail = open(dir.resolve("profile"))
        val account = mail.addAccount(setup(bed, bed.user()))
        listening(mail) { heard ->
            val begun = mail.beginDraft(DraftStart.Blank(null))
            heard.until { it is Event.DraftsChanged }
            assertEquals(account.id to account.address, begun.draft.account to begun.draft.from.email)
            val file = dir.resolve("list.csv").apply { writeText("tern;3\n") }
            val first = mail.attachFile(begun.id, "$file")
            val second = mail.attachData(begun.id, "picture.png", byteArrayOf(1, 2, 3))
            assertEquals(listOf("list.csv", 7uL, "image/png"), listOf(first.name, first.size, second.contentType))
            val saved = mail.saveDraft(begun.id, draft(account, "robin@tern.test", "In pieces"))
            val kept = mail.draft(begun.id)
            assertEquals(
                listOf("In pieces", listOf(first, second), saved),
                listOf(kept.draft.subject, kept.files, kept.changed),
            )
            assertEquals(listOf(kept), mail.drafts())
            mail.detachFile(begun.id, first.id)
            assertEquals(listOf(second), mail.draft(begun.id).files)
            mail.discardDraft(begun.id)
            assertEquals(emptyList<Any>(), mail.drafts())
            refused<MailException.Gone> { mail.saveDraft(begun.id, kept.draft) }
        }
    }

    @Test
    fun `a sent draft is taken back and sent again`(@TempDir dir: Path) = story {
        val mail = open(dir)
        val account = mail.addAccount(setup(bed, bed.user()))
        val begun = mail.beginDraft(DraftStart.Blank(account.id))
        val file = mail.attachData(begun.id, "note.txt", "three terns".toByteArray())
        mail.saveDraft(begun.id, draft(account, "robin@tern.test", "Taken back"))
        val waiting = mail.sendDraft(begun.id, SendOptions(now = false))
        assertEquals(emptyList<Any>(), mail.drafts())
        val again = mail.recallDraft(waiting)
        assertEquals("Taken back", again.draft.subject)
        assertEquals(listOf(file.name to file.size), again.files.map { it.name to it.size })
        assertEquals(OutboxState.CANCELLED, mail.outboxItem(waiting).state)
        val sent = mail.sendDraft(again.id, SendOptions(now = true))
        assertEquals(OutboxState.DONE, mail.waitSent(sent).state)
        refused<MailException> { mail.recallDraft(sent) }
        mail.sync(account.id, everything)
        assertEquals(listOf("robin@tern.test"), mail.completeAddress("rob", 5u).map { it.email })
    }

    @Test
    fun `an answer begins with what it answers`(@TempDir dir: Path) = story {
        val user = bed.user()
        bed.deliver(user, "A question", "Are the terns back?")
        val (mail, account) = synced(bed, dir, user)
        val row = mail.inbox(account).single()
        val answer = mail.beginDraft(DraftStart.Reply(row.id, "Grace wrote:")).draft
        assertEquals(listOf("grace@tern.test"), answer.to.map { it.email })
        assertEquals("Re: A question" to row.id, answer.subject to answer.inReplyTo)
        assertTrue("Grace wrote:" in answer.text && "> Are the terns back?" in answer.text)
    }
}
