package tern.app.screen

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.test.TestScope
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import tern.app.ARCHIVE_ID
import tern.app.INBOX_ID
import tern.app.ModelTest
import tern.app.OFFLINE
import tern.app.R
import tern.app.core.Act
import tern.app.core.Desk
import tern.app.core.ReplyKind
import tern.app.core.Swipe
import tern.app.furnished
import tern.app.letter
import tern.app.problem
import tern.app.said
import tern.app.screen.list.EmptyWhy
import tern.app.screen.list.ListBody
import tern.app.screen.list.ListDialog
import tern.app.screen.list.ListEvent
import tern.app.screen.list.ListModel
import tern.app.screen.list.PickFor
import tern.core.Event
import tern.core.ListRow
import tern.core.Role
import tern.core.View
import tern.core.Window
import tern.mail.FakeCore
import tern.mail.rowOf

class ListModelTest : ModelTest() {
    private val inbox = View.Role(Role.INBOX)

    private inner class Scene(
        test: TestScope,
        val core: FakeCore = furnished(),
        view: View = inbox,
        first: (FakeCore) -> Unit = {
        },
    ) {
        val desk: Desk = test.desk(core).also { first(core) }
        val model = ListModel(desk, view)
        val state get() = model.state.value
        val rows: List<ListRow> get() = (state.body as? ListBody.Rows)?.rows.orEmpty()
        val subjects get() = rows.map { it.row.subject }
        fun row(subject: String) = rows.first { it.row.subject == subject }
    }

    private fun TestScope.scene(core: FakeCore = furnished(), view: View = inbox, first: (FakeCore) -> Unit = {}) =
        Scene(this, core, view, first).also { look(it.model.state) }

    private fun TestScope.tell(scene: Scene, event: ListEvent) {
        scene.model.onEvent(event)
        settle()
    }

    @Test
    fun `rows come newest first, as conversations`() = story {
        val scene = scene()
        assertEquals("Notes on the engine", scene.subjects.first())
        assertEquals(2u, scene.rows.first().messages)
        assertEquals(R.string.role_inbox, scene.state.title.id)
        assertEquals(4812L to Window.Days(90u), scene.state.kept?.older to scene.state.kept?.wider)
    }

    @Test
    fun `while the first answer is out the list is loading`() = story {
        val scene = scene { it.gates["list"] = CompletableDeferred() }
        assertEquals(ListBody.Loading, scene.state.body)
        scene.core.gates.getValue("list").complete(Unit)
        settle()
        assertTrue(scene.state.body is ListBody.Rows)
    }

    @Test
    fun `a failure without rows fills the screen, and retry asks again`() = story {
        val scene = scene { it.failures["list"] = OFFLINE }
        assertEquals(OFFLINE, (scene.state.body as ListBody.Failed).error)
        scene.core.failures.clear()
        tell(scene, ListEvent.Retried)
        assertEquals(5, scene.rows.size)
    }

    @Test
    fun `a failure with rows is a notice, and the rows stay`() = story {
        val scene = scene()
        scene.core.failures["list"] = OFFLINE
        scene.core.emit(Event.Overflow)
        settle()
        assertEquals(5, scene.rows.size)
        assertEquals(OFFLINE, scene.desk.problem)
    }

    @Test
    fun `an empty folder says why it is empty`() = story {
        assertEquals(ListBody.Empty(EmptyWhy.NOTHING), scene(view = View.Role(Role.TRASH)).state.body)
        assertEquals(ListBody.Empty(EmptyWhy.SEARCH), scene(view = View.Search("nobody")).state.body)
        assertEquals(ListBody.Empty(EmptyWhy.NOT_ASKED), scene(view = View.Search("")).state.body)
        val read = scene()
        read.rows.forEach {
            read.core.flag(it.ids, tern.core.FlagChange(tern.mail.noFlags(seen = true), tern.mail.noFlags()))
        }
        tell(read, ListEvent.UnreadToggled)
        assertEquals(ListBody.Empty(EmptyWhy.UNREAD), read.state.body)
    }

    @Test
    fun `a folder is marked read as a whole, and comes back`() = story {
        val scene = scene()
        assertTrue(scene.rows.count { it.unread > 0u } > 1)
        tell(scene, ListEvent.AllRead)
        assertEquals(emptyList<ListRow>() to R.string.did_flag, scene.rows.filter { it.unread > 0u } to scene.desk.said)
        scene.core.failures["listIds"] = OFFLINE
        tell(scene, ListEvent.AllRead)
        assertEquals(OFFLINE, scene.desk.problem)
    }

    @Test
    fun `what would be gone for good is asked about, and no way back is offered`() = story {
        val core = furnished()
        val trash = core.mailboxList.first { it.role == Role.TRASH }
        core.letters +=
            listOf(60L, 61L, 62L).map { letter(rowOf(it, subject = "Old $it", mailbox = trash.id, thread = it)) }
        val scene = scene(core, View.Mailbox(trash.id))
        tell(scene, ListEvent.Swiped(scene.row("Old 60"), fromEnd = true))
        val asked = scene.state.dialog as ListDialog.Forever
        assertEquals(listOf(60L) to null, asked.targets.ids to asked.folder)
        tell(scene, ListEvent.DialogClosed)
        assertEquals(3 to null, scene.rows.size to scene.state.dialog)
        tell(scene, ListEvent.EmptyAsked)
        assertEquals(trash.id, (scene.state.dialog as ListDialog.Forever).folder?.id)
        tell(scene, ListEvent.ForeverConfirmed)
        assertEquals(ListBody.Empty(EmptyWhy.NOTHING) to null, scene.state.body to scene.state.dialog)
        val notice = scene.desk.notices.queue.value.single()
        assertEquals(R.string.did_expunge to null, scene.desk.said to notice.action)
        assertNull(scene.state.emptied)
    }

    @Test
    fun `junk is emptied into the trash without a question`() = story {
        val core = furnished()
        val junk = core.mailboxList.first { it.role == Role.JUNK }
        core.letters += letter(rowOf(60, subject = "You won", mailbox = junk.id, thread = 60))
        val scene = scene(core, View.Mailbox(junk.id))
        tell(scene, ListEvent.EmptyAsked)
        assertEquals(
            Triple(null, R.string.did_delete, emptyList<ListRow>()),
            Triple(scene.state.dialog, scene.desk.said, scene.rows),
        )
    }

    @Test
    fun `new mail appears by itself, and mail of other folders is not asked for`() = story {
        val scene = scene()
        scene.core.letters += letter(rowOf(50, subject = "Just in", agoMinutes = 1))
        scene.core.emit(Event.NewMessage(1, INBOX_ID, 50, 10uL))
        settle()
        assertEquals("Just in", scene.subjects.first())
        tell(scene, ListEvent.ThreadsToggled)
        val asked = scene.core.calls.count { it.startsWith("list") }
        scene.core.emit(Event.NewMessage(1, ARCHIVE_ID, 51, 10uL))
        scene.core.emit(Event.DraftsChanged)
        settle()
        assertEquals(asked, scene.core.calls.count { it.startsWith("list") })
    }

    @Test
    fun `signals during a load lead to one more load`() = story {
        val scene = scene()
        val before = scene.core.calls.count { it.startsWith("list") }
        scene.core.gates["list"] = CompletableDeferred()
        repeat(5) { scene.core.emit(Event.MailboxChanged(1, INBOX_ID)) }
        settle()
        scene.core.gates.remove("list")?.complete(Unit)
        settle()
        assertEquals(before + 2, scene.core.calls.count { it.startsWith("list") })
    }

    @Test
    fun `swipes do what was chosen, with a way back`() = story {
        val scene = scene()
        tell(scene, ListEvent.Swiped(scene.row("Lunch on Thursday?"), fromEnd = false))
        assertFalse("Lunch on Thursday?" in scene.subjects)
        assertEquals(R.string.did_archive, scene.desk.said)
        scene.desk.notices.queue.value.first().action?.run?.invoke()
        settle()
        assertTrue("Lunch on Thursday?" in scene.subjects)
        assertEquals(R.string.undo_done, scene.desk.said)
        tell(scene, ListEvent.Swiped(scene.row("Lunch on Thursday?"), fromEnd = true))
        assertEquals(R.string.did_delete, scene.desk.said)
        scene.desk.settings.change { it.copy(swipeStart = Swipe.FLAG, swipeEnd = Swipe.NONE) }
        settle()
        tell(scene, ListEvent.Swiped(scene.row("Goto considered again"), fromEnd = false))
        assertTrue(scene.row("Goto considered again").flagged)
        val calls = scene.core.calls.size
        tell(scene, ListEvent.Swiped(scene.row("Goto considered again"), fromEnd = true))
        assertEquals(calls, scene.core.calls.size)
    }

    @Test
    fun `an action that fails leaves the rows and says why`() = story {
        val scene = scene()
        scene.core.failures["archive"] = OFFLINE
        tell(scene, ListEvent.Swiped(scene.row("Lunch on Thursday?"), fromEnd = false))
        assertTrue("Lunch on Thursday?" in scene.subjects)
        assertEquals(OFFLINE, scene.desk.problem)
    }

    @Test
    fun `ticked rows are acted on together, and the selection ends`() = story {
        val scene = scene()
        tell(scene, ListEvent.Ticked(scene.row("Lunch on Thursday?")))
        tell(scene, ListEvent.Ticked(scene.row("Goto considered again")))
        assertEquals(2, scene.state.selection.count)
        tell(scene, ListEvent.Ticked(scene.row("Goto considered again")))
        assertEquals(1, scene.state.selection.count)
        tell(scene, ListEvent.Chosen(Act.READ))
        assertEquals(0, scene.state.selection.count)
        assertEquals(0u, scene.row("Lunch on Thursday?").unread)
        tell(scene, ListEvent.Ticked(scene.rows.first()))
        tell(scene, ListEvent.NoneSelected)
        assertEquals(0, scene.state.selection.count)
    }

    @Test
    fun `select all takes the whole list, not only what is loaded`() = story {
        val core = furnished().apply {
            letters +=
                (200L..450L).map { letter(rowOf(it, subject = "Mail $it", agoMinutes = it * 9)) }
        }
        val scene = scene(core)
        assertEquals(100, scene.rows.size)
        tell(scene, ListEvent.AllSelected)
        assertEquals(256, scene.state.selection.count)
        tell(scene, ListEvent.Chosen(Act.DELETE))
        assertEquals(ListBody.Empty(EmptyWhy.NOTHING), scene.state.body)
    }

    @Test
    fun `the list grows near its end`() = story {
        val core = furnished().apply {
            letters +=
                (200L..450L).map { letter(rowOf(it, subject = "Mail $it", agoMinutes = it * 9)) }
        }
        val scene = scene(core)
        tell(scene, ListEvent.NearEnd)
        assertEquals(200, scene.rows.size)
        tell(scene, ListEvent.NearEnd)
        tell(scene, ListEvent.NearEnd)
        assertEquals(256, scene.rows.size)
    }

    @Test
    fun `of a very long list a thousand rows are kept, and the list goes both ways`() = story {
        val core = furnished().apply {
            letters += (2_000L until 3_300L).map { letter(rowOf(it, subject = "Mail $it", agoMinutes = it * 9)) }
        }
        val scene = scene(core)
        fun shown() = (scene.state.body as ListBody.Rows).let { it.first to it.rows.size }
        repeat(9) { tell(scene, ListEvent.NearEnd) }
        assertEquals(0 to 1_000, shown())
        repeat(9) { tell(scene, ListEvent.NearEnd) }
        assertEquals(400 to 905, shown())
        assertTrue((scene.state.body as ListBody.Rows).isEnd)
        tell(scene, ListEvent.NearStart)
        assertEquals(300 to 1_000, shown())
        core.letters.removeAll { it.row.id >= 2_000 }
        core.emit(Event.Overflow)
        settle()
        assertEquals(0 to 5, shown())
    }

    @Test
    fun `a folder is asked for, then messages move or are copied there`() = story {
        val scene = scene()
        tell(scene, ListEvent.Ticked(scene.row("Lunch on Thursday?")))
        tell(scene, ListEvent.FolderAsked(PickFor.MOVE))
        val dialog = scene.state.dialog as ListDialog.Folders
        assertTrue(dialog.mailboxes.none { !it.selectable } && dialog.mailboxes.any { it.name == "Travel" })
        tell(scene, ListEvent.FolderChosen(dialog.mailboxes.first { it.name == "Travel" }.id))
        assertEquals(R.string.did_move to null, scene.desk.said to scene.state.dialog)
        tell(scene, ListEvent.Ticked(scene.row("Goto considered again")))
        tell(scene, ListEvent.FolderAsked(PickFor.COPY))
        tell(scene, ListEvent.FolderChosen(ARCHIVE_ID))
        assertEquals(R.string.did_copy, scene.desk.said)
        assertTrue("Goto considered again" in scene.subjects)
        tell(scene, ListEvent.Ticked(scene.row("Goto considered again")))
        tell(scene, ListEvent.FolderAsked(PickFor.MOVE))
        tell(scene, ListEvent.DialogClosed)
        assertNull(scene.state.dialog)
    }

    @Test
    fun `pulling gets mail of the accounts shown, and a failure is said once`() = story {
        val scene = scene()
        tell(scene, ListEvent.Pulled)
        assertTrue("sync 1" in scene.core.calls)
        assertFalse(scene.state.refreshing)
        scene.core.failures["sync"] = OFFLINE
        tell(scene, ListEvent.Pulled)
        assertEquals(OFFLINE, scene.desk.problem)
        assertFalse(scene.state.refreshing)
    }

    @Test
    fun `the flag of a row is turned on and off`() = story {
        val scene = scene()
        tell(scene, ListEvent.Flagged(scene.row("Goto considered again")))
        assertTrue(scene.row("Goto considered again").flagged)
        tell(scene, ListEvent.Flagged(scene.row("Goto considered again")))
        assertFalse(scene.row("Goto considered again").flagged)
    }

    @Test
    fun `conversations and unread only can be switched`() = story {
        val scene = scene()
        tell(scene, ListEvent.UnreadToggled)
        assertEquals(listOf("Notes on the engine", "Lunch on Thursday?"), scene.subjects)
        tell(scene, ListEvent.ThreadsToggled)
        assertFalse(scene.state.threaded)
        assertEquals(1u, scene.rows.first().messages)
    }

    @Test
    fun `a search is written letter by letter, and its words are marked`() = story {
        val scene = scene(view = View.Search(""))
        tell(scene, ListEvent.Searched("goto"))
        assertEquals(listOf("Goto considered again"), scene.subjects)
        assertEquals(listOf("goto"), scene.state.words)
        tell(scene, ListEvent.Searched("from:grace"))
        assertEquals(listOf("Lunch on Thursday?", "Old minutes"), scene.subjects)
    }

    @Test
    fun `what was found stays while an operator is half typed`() = story {
        val scene = scene(view = View.Search(""))
        tell(scene, ListEvent.Searched("goto"))
        tell(scene, ListEvent.Searched("goto after:20"))
        assertEquals(listOf("Goto considered again") to "after:20", scene.subjects to scene.state.unfinished)
        scene.core.emit(Event.Overflow)
        settle()
        assertEquals("after:20", scene.state.unfinished)
        tell(scene, ListEvent.Searched("goto is:unread"))
        assertEquals(ListBody.Empty(EmptyWhy.SEARCH) to null, scene.state.body to scene.state.unfinished)
        tell(scene, ListEvent.Searched(""))
        assertEquals(ListBody.Empty(EmptyWhy.NOT_ASKED), scene.state.body)
    }

    @Test
    fun `the window is widened in one touch, and taken back in another`() = story {
        val scene = scene()
        tell(scene, ListEvent.Widened)
        assertEquals(Window.Days(90u), scene.core.mailboxes(1).first().window)
        assertEquals(R.string.list_widened, scene.desk.said)
        scene.desk.notices.queue.value.first().action?.run?.invoke()
        assertNull(scene.core.mailboxes(1).first().window)
    }

    @Test
    fun `a row is answered`() = story {
        val scene = scene()
        tell(scene, ListEvent.Answered(ReplyKind.REPLY, scene.row("Lunch on Thursday?")))
        val draft = scene.core.drafts().single()
        assertEquals(draft.id, scene.desk.writing.opened.value)
        assertEquals("Re: Lunch on Thursday?", draft.draft.subject)
    }
}
