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
import tern.app.core.Desk
import tern.app.furnished
import tern.app.problem
import tern.app.said
import tern.app.screen.composer.ComposerBody
import tern.app.screen.composer.ComposerEvent
import tern.app.screen.composer.ComposerModel
import tern.app.screen.composer.Field
import tern.app.screen.composer.SaveState
import tern.app.screen.composer.Warning
import tern.app.screen.composer.Writing
import tern.app.ui.NoticeText
import tern.core.DraftStart
import tern.core.OutboxState
import tern.mail.ADA
import tern.mail.FAKE_NOW
import tern.mail.FakeCore
import tern.mail.accountOf
import tern.mail.mailboxesOf
import java.io.File

class ComposerModelTest : ModelTest() {
    private inner class Scene(val core: FakeCore, val desk: Desk, id: Long) {
        val model = ComposerModel(desk, id)
        val state get() = model.state.value
        val writing: Writing get() = (state.body as ComposerBody.Writing).writing
        fun emails(field: Field) = writing.of(field).map { it.address.email }
    }

    private suspend fun TestScope.scene(
        start: DraftStart = DraftStart.Blank(null),
        core: FakeCore = furnished(),
    ): Scene {
        val desk = desk(core)
        desk.writing.begin(start)
        settle()
        return Scene(core, desk, checkNotNull(desk.writing.opened.value)).also { look(it.model.state) }
    }

    private fun TestScope.tell(scene: Scene, event: ComposerEvent) {
        scene.model.onEvent(event)
        settle()
    }

    private val file: String get() = File.createTempFile("list", ".csv").apply { writeText("tern;3\n") }.path

    @Test
    fun `an answer is shown with its quote folded`() = story {
        val scene = scene(DraftStart.Reply(1, "Ada wrote:"))
        assertEquals(
            listOf("ada@analytical.example") to "Re: Notes on the engine",
            scene.emails(Field.TO) to scene.writing.subject,
        )
        assertEquals("", scene.writing.own)
        assertTrue(scene.writing.quote.startsWith("Ada wrote:\n> "))
        tell(scene, ComposerEvent.Unfolded)
        assertTrue("Ada wrote:" in scene.writing.own)
        val other = scene(DraftStart.Reply(1, "Ada wrote:"))
        tell(other, ComposerEvent.QuoteDropped)
        assertEquals("", other.writing.quote)
    }

    @Test
    fun `a draft that is gone says so, and is asked for again`() = story {
        val core = furnished()
        val scene = Scene(core, desk(core), 99).also { look(it.model.state) }
        assertTrue(scene.state.body is ComposerBody.Failed)
        tell(scene, ComposerEvent.Retried)
        assertEquals(2, core.calls.count { it == "draft 99" })
    }

    @Test
    fun `what is written is saved half a second later, in one save`() = story {
        val scene = scene()
        scene.model.onEvent(ComposerEvent.Subject("One"))
        scene.model.onEvent(ComposerEvent.Own("Two"))
        settle(100)
        assertEquals(SaveState.Waiting, scene.state.save)
        settle()
        assertEquals(SaveState.Saved(FAKE_NOW), scene.state.save)
        assertEquals(1, scene.core.calls.count { it.startsWith("saveDraft") })
        assertEquals("One" to "Two", scene.core.drafts().single().draft.let { it.subject to it.text })
    }

    @Test
    fun `a screen that is hidden saves at once`() = story {
        val scene = scene()
        scene.model.onEvent(ComposerEvent.Own("Kept"))
        scene.model.onEvent(ComposerEvent.Hidden)
        settle(10)
        assertEquals("Kept", scene.core.drafts().single().draft.text)
    }

    @Test
    fun `a save that fails says so and is tried again`() = story {
        val scene = scene()
        scene.core.failures["saveDraft"] = OFFLINE
        tell(scene, ComposerEvent.Own("Kept"))
        assertEquals(SaveState.Failed(OFFLINE), scene.state.save)
        tell(scene, ComposerEvent.Closed)
        assertTrue(scene.state.body is ComposerBody.Writing)
        scene.core.failures.clear()
        tell(scene, ComposerEvent.Retried)
        assertEquals(SaveState.Saved(FAKE_NOW), scene.state.save)
    }

    @Test
    fun `people are offered while a name is typed, and become chips`() = story {
        val scene = scene()
        tell(scene, ComposerEvent.Typed(Field.TO, "ada"))
        assertEquals(listOf(ADA), scene.state.completion?.people)
        tell(scene, ComposerEvent.Chosen(Field.TO, ADA))
        assertEquals(listOf(ADA.email) to null, scene.emails(Field.TO) to scene.state.completion)
        tell(scene, ComposerEvent.Typed(Field.TO, "ada"))
        assertEquals(emptyList<Any>(), scene.state.completion?.people)
        tell(scene, ComposerEvent.Typed(Field.TO, " "))
        assertNull(scene.state.completion)
    }

    @Test
    fun `a slow answer for what is not there any more is thrown away`() = story {
        val scene = scene()
        scene.core.gates["completeAddress"] = CompletableDeferred()
        tell(scene, ComposerEvent.Typed(Field.TO, "gr"))
        tell(scene, ComposerEvent.Typed(Field.TO, ""))
        scene.core.gates.getValue("completeAddress").complete(Unit)
        settle()
        assertNull(scene.state.completion)
    }

    @Test
    fun `typed and pasted lists become recipients, each checked`() = story {
        val scene = scene()
        tell(scene, ComposerEvent.Typed(Field.CC, "\"Lee, Ann\" <ann@x.example>; bo@y.example,"))
        assertEquals(listOf("ann@x.example", "bo@y.example"), scene.emails(Field.CC))
        tell(scene, ComposerEvent.Typed(Field.TO, "robin"))
        tell(scene, ComposerEvent.Committed(Field.TO))
        val chip = scene.writing.of(Field.TO).single()
        assertTrue(chip.error != null)
        tell(scene, ComposerEvent.Edited(Field.TO, chip.key))
        assertEquals("robin" to emptyList<String>(), scene.state.typing[Field.TO] to scene.emails(Field.TO))
        tell(scene, ComposerEvent.Removed(Field.CC, scene.writing.of(Field.CC).first().key))
        assertEquals(listOf("bo@y.example"), scene.emails(Field.CC))
        tell(scene, ComposerEvent.FieldsShown)
        assertTrue(scene.state.shown)
    }

    @Test
    fun `files are copied into the draft and taken out`() = story {
        val scene = scene()
        tell(scene, ComposerEvent.Files(listOf(file, "/no/such/file")))
        assertEquals(1 to 0, scene.writing.files.size to scene.writing.attaching)
        assertTrue(scene.desk.problem != null)
        scene.core.failures["detachFile"] = OFFLINE
        tell(scene, ComposerEvent.Detached(scene.writing.files.single().id))
        assertEquals(1, scene.writing.files.size)
        scene.core.failures.clear()
        tell(scene, ComposerEvent.Detached(scene.writing.files.single().id))
        assertEquals(0, scene.writing.files.size)
    }

    @Test
    fun `another account can be chosen, and an answer from it is asked about`() = story {
        val core = furnished().apply {
            accountList += accountOf(2, "emmy@home.example", null)
            mailboxList += mailboxesOf(2, emptyList())
        }
        val scene = scene(DraftStart.Reply(1, "Ada wrote:"), core)
        tell(scene, ComposerEvent.From(2))
        assertEquals(2L to "emmy@home.example", scene.writing.account to scene.writing.from.email)
        tell(scene, ComposerEvent.Sent)
        assertEquals(listOf(Warning.OtherAccount("emmy@invariant.example", "emmy@home.example")), scene.state.warnings)
        tell(scene, ComposerEvent.DialogClosed)
        assertEquals(emptyList<Warning>(), scene.state.warnings)
    }

    @Test
    fun `what was forgotten is asked about, and what is impossible stops it`() = story {
        val scene = scene()
        tell(scene, ComposerEvent.Sent)
        assertEquals(listOf(Warning.Nobody), scene.state.warnings)
        tell(scene, ComposerEvent.Typed(Field.TO, "robin"))
        tell(scene, ComposerEvent.SentAnyway)
        assertEquals(listOf(Warning.Invalid(listOf("robin"))), scene.state.warnings)
        val other = scene()
        tell(other, ComposerEvent.Chosen(Field.TO, ADA))
        tell(other, ComposerEvent.Own("Im Anhang die Zahlen."))
        tell(other, ComposerEvent.Sent)
        assertEquals(listOf(Warning.NoSubject, Warning.NoAttachment), other.state.warnings)
        tell(other, ComposerEvent.SentAnyway)
        assertEquals(ComposerBody.Done, other.state.body)
    }

    @Test
    fun `a sent message counts down and can be taken back`() = story {
        val scene = scene()
        tell(scene, ComposerEvent.Chosen(Field.TO, ADA))
        tell(scene, ComposerEvent.Subject("Terns"))
        tell(scene, ComposerEvent.Own("They are back."))
        scene.desk.writing.shown()
        tell(scene, ComposerEvent.Sent)
        assertEquals(ComposerBody.Done, scene.state.body)
        assertEquals(OutboxState.QUEUED, scene.core.outbox().single().state)
        val notice = scene.desk.notices.queue.value.first()
        assertEquals(NoticeText.Leaving(FAKE_NOW + 10_000), notice.text)
        notice.action?.run?.invoke()
        assertEquals("They are back.", scene.core.drafts().single().draft.text)
        assertEquals(scene.core.drafts().single().id, scene.desk.writing.opened.value)
    }

    @Test
    fun `a message that cannot be queued stays`() = story {
        val scene = scene()
        tell(scene, ComposerEvent.Chosen(Field.TO, ADA))
        tell(scene, ComposerEvent.Subject("Terns"))
        scene.core.failures["sendDraft"] = OFFLINE
        tell(scene, ComposerEvent.Sent)
        assertTrue(scene.state.body is ComposerBody.Writing && !scene.state.sending)
        assertEquals(OFFLINE, scene.desk.problem)
    }

    @Test
    fun `what nothing was written in is no draft, all else is kept`() = story {
        val untouched = scene()
        tell(untouched, ComposerEvent.Closed)
        assertEquals(ComposerBody.Done to 0, untouched.state.body to untouched.core.drafts().size)
        val answered = scene(DraftStart.Reply(1, "Ada wrote:"))
        tell(answered, ComposerEvent.Closed)
        assertEquals(0, answered.core.drafts().size)
        val written = scene()
        written.model.onEvent(ComposerEvent.Own("A thought"))
        tell(written, ComposerEvent.Closed)
        assertEquals("A thought", written.core.drafts().single().draft.text)
    }

    @Test
    fun `a discarded draft can be taken back for a while`() = story {
        val scene = scene()
        tell(scene, ComposerEvent.Own("A thought"))
        scene.desk.writing.shown()
        tell(scene, ComposerEvent.Discarded)
        assertEquals(R.string.compose_discarded to ComposerBody.Done, scene.desk.said to scene.state.body)
        scene.desk.notices.queue.value.first().action?.run?.invoke()
        settle(100_000)
        assertEquals(1, scene.core.drafts().size)
        assertTrue(scene.desk.writing.opened.value != null)
        val other = scene()
        tell(other, ComposerEvent.Own("Another"))
        tell(other, ComposerEvent.Discarded)
        settle(100_000)
        assertEquals(0, other.core.drafts().size)
        assertFalse(other.desk.writing.discarded.value.isNotEmpty())
    }
}
