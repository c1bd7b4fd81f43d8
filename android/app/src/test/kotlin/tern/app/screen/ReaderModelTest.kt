package tern.app.screen

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.test.TestScope
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import tern.app.ModelTest
import tern.app.OFFLINE
import tern.app.R
import tern.app.core.Act
import tern.app.core.Desk
import tern.app.core.ReplyKind
import tern.app.furnished
import tern.app.letter
import tern.app.problem
import tern.app.said
import tern.app.screen.reader.CardContent
import tern.app.screen.reader.FileUse
import tern.app.screen.reader.Outside
import tern.app.screen.reader.ReaderBody
import tern.app.screen.reader.ReaderDialog
import tern.app.screen.reader.ReaderEvent
import tern.app.screen.reader.ReaderModel
import tern.app.screen.reader.isActive
import tern.core.Event
import tern.core.Role
import tern.mail.FakeCore
import tern.mail.attachmentOf
import tern.mail.rowOf

class ReaderModelTest : ModelTest() {
    private inner class Scene(test: TestScope, val core: FakeCore, message: Long, thread: Long?) {
        val desk: Desk = test.desk(core)
        var made = 0
        val model = ReaderModel(desk, { id, part, name ->
            System.getProperty("java.io.tmpdir") +
                "/$id-$part-${System.nanoTime()}-$name".also { made += 1 }
        }, message, thread)
        val state get() = model.state.value
        val cards get() = (state.body as ReaderBody.Conversation).cards
    }

    private fun TestScope.scene(
        message: Long = 1,
        thread: Long? = 11,
        core: FakeCore = furnished(),
        first: (FakeCore) -> Unit = {
        },
    ): Scene {
        first(core)
        return Scene(this, core, message, thread).also { look(it.model.state) }
    }

    private fun TestScope.tell(scene: Scene, event: ReaderEvent) {
        scene.model.onEvent(event)
        settle()
    }

    @Test
    fun `what would run what a stranger wrote is not opened`() {
        fun active(name: String, type: String) = isActive(attachmentOf("2", name, type, 10uL))
        assertEquals(
            listOf(true, true, true, true, false, false),
            listOf(
                active("Login.HTML", "application/octet-stream"),
                active("game.apk. ", "application/octet-stream"),
                active("page", "text/html"),
                active("logo.svg", "image/png"),
                active("figures.pdf", "application/pdf"),
                active("html", "text/plain"),
            ),
        )
    }

    @Test
    fun `a conversation opens at what is unread`() = story {
        val scene = scene()
        assertEquals(listOf(2L, 1L), scene.cards.map { it.row.id })
        assertEquals(CardContent.Closed, scene.cards[0].content)
        assertTrue(scene.cards[1].content is CardContent.Shown)
        assertEquals(1L, (scene.state.body as ReaderBody.Conversation).current)
    }

    @Test
    fun `without conversations one message is read`() = story {
        assertEquals(listOf(1L), scene(thread = null).cards.map { it.row.id })
    }

    @Test
    fun `what is gone is said, and so is what cannot be opened`() = story {
        assertEquals(ReaderBody.Gone, scene(thread = 999).state.body)
        assertEquals(ReaderBody.Gone, scene(message = 999, thread = null).state.body)
        val failed = scene { it.failures["thread"] = OFFLINE }
        assertEquals(OFFLINE, (failed.state.body as ReaderBody.Failed).error)
        failed.core.failures.clear()
        tell(failed, ReaderEvent.Retried(null))
        assertEquals(2, failed.cards.size)
    }

    @Test
    fun `a text that does not come is asked for again`() = story {
        val scene = scene { it.failures["message"] = OFFLINE }
        assertEquals(OFFLINE, (scene.cards[1].content as CardContent.Failed).error)
        scene.core.failures.clear()
        tell(scene, ReaderEvent.Retried(1))
        assertTrue(scene.cards[1].content is CardContent.Shown)
    }

    @Test
    fun `a failure while it is read is a notice`() = story {
        val scene = scene()
        scene.core.failures["thread"] = OFFLINE
        scene.core.emit(Event.Overflow)
        settle()
        assertEquals(2 to OFFLINE, scene.cards.size to scene.desk.problem)
    }

    @Test
    fun `cards open and close, and stay as they are when mail comes`() = story {
        val scene = scene()
        tell(scene, ReaderEvent.Toggled(2))
        assertTrue(scene.cards[0].content is CardContent.Shown)
        tell(scene, ReaderEvent.Toggled(1))
        assertEquals(CardContent.Closed, scene.cards[1].content)
        scene.core.letters += letter(rowOf(60, thread = 11, agoMinutes = 1))
        scene.core.emit(Event.MailboxChanged(1, 100))
        settle()
        assertEquals(listOf(true, false, false), scene.cards.map { it.content is CardContent.Shown })
        tell(scene, ReaderEvent.ExpandedAll)
        assertTrue(scene.cards.all { it.content is CardContent.Shown })
    }

    @Test
    fun `details, plain text and colours are switched for one message`() = story {
        val scene = scene()
        tell(scene, ReaderEvent.Details(1))
        tell(scene, ReaderEvent.Plain(1))
        tell(scene, ReaderEvent.Original(1))
        with(scene.cards[1]) { assertTrue(details && plain && original) }
        with(scene.cards[0]) { assertFalse(details || plain || original) }
    }

    @Test
    fun `remote images are let in once, or always for the sender`() = story {
        val once = scene(message = 4, thread = 4)
        tell(once, ReaderEvent.LoadedOnce(4))
        assertTrue(once.cards.single().remote)
        assertEquals(emptyList<String>(), once.core.remoteSenders())
        val always = scene(message = 4, thread = 4)
        tell(always, ReaderEvent.LoadedAlways(4))
        assertEquals(listOf("letter@reading.example"), always.core.remoteSenders())
        assertTrue(always.cards.single().remote)
    }

    @Test
    fun `the source is opened as a text, and a failure is said`() = story {
        val scene = scene()
        tell(scene, ReaderEvent.SourceAsked(1))
        assertEquals("text/plain", (scene.state.outside as Outside.OpenFile).type)
        tell(scene, ReaderEvent.OutsideDone)
        scene.core.failures["saveSource"] = OFFLINE
        tell(scene, ReaderEvent.SourceAsked(1))
        assertEquals(OFFLINE to null, scene.desk.problem to scene.state.outside)
    }

    @Test
    fun `a message is printed as it is shown, without pictures of the network`() = story {
        val scene = scene()
        tell(scene, ReaderEvent.Printed(1))
        assertEquals(1L, (scene.state.outside as Outside.Print).message.row.id)
        assertTrue(scene.core.calls.any { it.startsWith("body 1 false") })
    }

    @Test
    fun `what is in the trash is deleted after a question`() = story {
        val core = furnished()
        val trash = core.mailboxList.first { it.role == Role.TRASH }
        core.letters += letter(rowOf(60, subject = "Old", mailbox = trash.id, thread = 60))
        val scene = scene(message = 60, thread = null, core = core)
        tell(scene, ReaderEvent.Chosen(Act.DELETE))
        assertEquals(ReaderDialog.Forever(1) to false, scene.state.dialog to scene.state.left)
        tell(scene, ReaderEvent.ForeverConfirmed)
        assertEquals(null to true, scene.state.dialog to scene.state.left)
        assertTrue(core.letters.none { it.row.id == 60L })
    }

    @Test
    fun `an open message counts as read after a while, or never`() = story {
        val scene = scene()
        tell(scene, ReaderEvent.Visible(1))
        assertFalse(scene.core.row(1).flags.seen)
        settle(1_500)
        assertTrue(scene.core.row(1).flags.seen)
        val never = scene(message = 3, thread = 3)
        never.desk.settings.change { it.copy(markRead = -1.0) }
        tell(never, ReaderEvent.Visible(3))
        settle(60_000)
        assertFalse(never.core.row(3).flags.seen)
    }

    @Test
    fun `files are opened, shared and saved, one at a time`() = story {
        val scene = scene()
        val file = attachmentOf("2", "figures.pdf", "application/pdf", 10uL)
        tell(scene, ReaderEvent.FileUsed(1, file, FileUse.OPEN))
        assertEquals("application/pdf", (scene.state.outside as Outside.OpenFile).type)
        tell(scene, ReaderEvent.OutsideDone)
        assertNull(scene.state.outside)
        tell(scene, ReaderEvent.FileUsed(1, file, FileUse.SHARE))
        assertTrue(scene.state.outside is Outside.ShareFile)
        tell(scene, ReaderEvent.FileUsed(1, file, FileUse.SAVE))
        assertEquals("figures.pdf", (scene.state.outside as Outside.SaveFile).name)
        scene.core.gates["savePart"] = CompletableDeferred()
        tell(scene, ReaderEvent.FileUsed(1, file, FileUse.OPEN))
        tell(scene, ReaderEvent.FileUsed(1, file, FileUse.OPEN))
        assertEquals(setOf("1/2") to 4, scene.state.busy to scene.made)
        scene.core.gates.remove("savePart")?.complete(Unit)
        settle()
        scene.core.failures["savePart"] = OFFLINE
        tell(scene, ReaderEvent.FileUsed(1, file, FileUse.OPEN))
        assertEquals(OFFLINE to emptySet<String>(), scene.desk.problem to scene.state.busy)
    }

    @Test
    fun `links are judged before they are followed`() = story {
        val scene = scene()
        tell(scene, ReaderEvent.LinkTapped("https://shore.example/", "our page"))
        assertEquals(Outside.OpenLink("https://shore.example/"), scene.state.outside)
        tell(scene, ReaderEvent.LinkTapped("https://shore.example/", "https://bank.example/"))
        assertEquals("shore.example", (scene.state.dialog as ReaderDialog.Link).verdict.host)
        tell(scene, ReaderEvent.LinkFollowed)
        assertNull(scene.state.dialog)
        tell(scene, ReaderEvent.LinkTapped("javascript:steal()", "x"))
        assertEquals(ReaderDialog.RefusedLink("javascript:steal()"), scene.state.dialog)
        tell(scene, ReaderEvent.DialogClosed)
        assertNull(scene.state.dialog)
        tell(scene, ReaderEvent.LinkTapped("mailto:ann@x.example", "write"))
        assertEquals(listOf("ann@x.example"), scene.core.drafts().single().draft.to.map { it.email })
    }

    @Test
    fun `archive puts the conversation away and leaves the reader`() = story {
        val scene = scene()
        tell(scene, ReaderEvent.Chosen(Act.ARCHIVE))
        assertTrue(scene.state.left)
        assertEquals(R.string.did_archive, scene.desk.said)
        assertTrue(scene.core.letters.filter { it.row.thread == 11L }.all { it.row.mailbox == 103L })
    }

    @Test
    fun `flags stay in the reader, and what fails too`() = story {
        val scene = scene()
        tell(scene, ReaderEvent.Chosen(Act.FLAG))
        assertFalse(scene.state.left)
        scene.core.failures["delete"] = OFFLINE
        tell(scene, ReaderEvent.Chosen(Act.DELETE))
        assertFalse(scene.state.left)
        assertEquals(OFFLINE, scene.desk.problem)
    }

    @Test
    fun `marked as unread stays unread`() = story {
        val scene = scene()
        tell(scene, ReaderEvent.Visible(1))
        tell(scene, ReaderEvent.Chosen(Act.UNREAD))
        settle(10_000)
        assertFalse(scene.core.row(1).flags.seen)
        assertTrue(scene.state.left)
    }

    @Test
    fun `a conversation moves to a chosen folder`() = story {
        val scene = scene()
        tell(scene, ReaderEvent.FolderAsked)
        val travel = (scene.state.dialog as ReaderDialog.Folders).mailboxes.first { it.name == "Travel" }
        tell(scene, ReaderEvent.FolderChosen(travel.id))
        assertTrue(scene.state.left)
        assertEquals(R.string.did_move, scene.desk.said)
    }

    @Test
    fun `messages are answered and passed on`() = story {
        val scene = scene()
        tell(scene, ReaderEvent.Answered(ReplyKind.FORWARD, scene.cards[1].row))
        assertEquals("Fwd: Notes on the engine", scene.core.drafts().single().draft.subject)
        assertEquals(scene.core.drafts().single().id, scene.desk.writing.opened.value)
    }
}
