package tern.app.screen

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.test.TestScope
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import tern.app.DRAFTS_ID
import tern.app.ModelTest
import tern.app.OFFLINE
import tern.app.R
import tern.app.core.Desk
import tern.app.furnished
import tern.app.letter
import tern.app.problem
import tern.app.said
import tern.app.screen.drafts.DraftsBody
import tern.app.screen.drafts.DraftsEvent
import tern.app.screen.drafts.DraftsModel
import tern.app.screen.outbox.GroupName
import tern.app.screen.outbox.Offer
import tern.app.screen.outbox.OutboxBody
import tern.app.screen.outbox.OutboxEvent
import tern.app.screen.outbox.OutboxModel
import tern.app.screen.settings.Permissions
import tern.app.screen.settings.SettingsBody
import tern.app.screen.settings.SettingsEvent
import tern.app.screen.settings.SettingsModel
import tern.app.screen.sidebar.Place
import tern.app.screen.sidebar.SidebarEvent
import tern.app.screen.sidebar.SidebarModel
import tern.app.screen.sidebar.Strip
import tern.app.ui.ThemeChoice
import tern.core.AccountStatus
import tern.core.DraftStart
import tern.core.Event
import tern.core.MobileData
import tern.core.Problem
import tern.core.PushMode
import tern.core.SendOptions
import tern.core.SyncMode
import tern.core.SyncPhase
import tern.core.Window
import tern.mail.ADA
import tern.mail.FakeCore
import tern.mail.ME
import tern.mail.USUAL_SYNC
import tern.mail.rowOf

class OutboxModelTest : ModelTest() {
    private suspend fun TestScope.scene(core: FakeCore = furnished()): Triple<FakeCore, Desk, OutboxModel> {
        val desk = desk(core)
        return Triple(core, desk, OutboxModel(desk).also { look(it.state) })
    }

    private suspend fun queue(core: FakeCore): Long {
        val begun = core.beginDraft(DraftStart.Blank(null))
        core.saveDraft(begun.id, begun.draft.copy(to = listOf(ADA), subject = "Terns"))
        return core.sendDraft(begun.id, SendOptions(now = false))
    }

    @Test
    fun `it is empty, then shows what waits, by itself`() = story {
        val (core, _, model) = scene()
        assertEquals(OutboxBody.Empty, model.state.value.body)
        queue(core)
        settle()
        assertEquals(listOf(GroupName.UNDER_WAY), (model.state.value.body as OutboxBody.Items).groups.map { it.name })
    }

    @Test
    fun `a failure fills the screen, or is a notice beside what is there`() = story {
        val core = furnished().apply { failures["outbox"] = OFFLINE }
        val (_, desk, model) = scene(core)
        assertEquals(OFFLINE, (model.state.value.body as OutboxBody.Failed).error)
        core.failures.clear()
        queue(core)
        model.onEvent(OutboxEvent.Retried)
        settle()
        assertTrue(model.state.value.body is OutboxBody.Items)
        core.failures["outbox"] = OFFLINE
        core.emit(Event.Overflow)
        settle()
        assertEquals(OFFLINE, desk.problem)
    }

    @Test
    fun `a message is taken back, tried again or given up, one answer at a time`() = story {
        val (core, desk, model) = scene()
        val id = queue(core)
        settle()
        core.gates["retrySend"] = CompletableDeferred()
        model.onEvent(OutboxEvent.Offered(id, Offer.RETRY))
        model.onEvent(OutboxEvent.Offered(id, Offer.RETRY))
        settle()
        assertEquals(setOf(id) to 1, model.state.value.busy to core.calls.count { it.startsWith("retrySend") })
        core.gates.remove("retrySend")?.complete(Unit)
        settle()
        model.onEvent(OutboxEvent.Offered(id, Offer.UNDO_SEND))
        settle()
        assertEquals(core.drafts().single().id, desk.writing.opened.value)
        model.onEvent(OutboxEvent.Offered(id, Offer.EDIT_AGAIN))
        settle()
        assertTrue(desk.problem != null)
        val other = queue(core)
        model.onEvent(OutboxEvent.Offered(other, Offer.GIVE_UP))
        settle()
        assertEquals(OutboxBody.Empty, model.state.value.body)
    }

    @Test
    fun `a ledger is opened and closed`() = story {
        val (core, _, model) = scene()
        val id = queue(core)
        model.onEvent(OutboxEvent.Ledger(id))
        settle()
        assertEquals(setOf(id), model.state.value.open)
        model.onEvent(OutboxEvent.Ledger(id))
        settle()
        assertEquals(emptySet<Long>(), model.state.value.open)
    }
}

class DraftsModelTest : ModelTest() {
    @Test
    fun `drafts of this device and of the mailboxes are listed`() = story {
        val core = furnished()
        val model = DraftsModel(desk(core)).also { look(it.state) }
        assertEquals(DraftsBody.Empty, model.state.value.body)
        core.beginDraft(DraftStart.Blank(null))
        core.letters += letter(rowOf(70, ME, "Elsewhere", mailbox = DRAFTS_ID))
        settle()
        val body = model.state.value.body as DraftsBody.Drafts
        assertEquals(1 to listOf("Elsewhere"), body.local.size to body.server.map { it.row.subject })
    }

    @Test
    fun `a draft is opened, one of a mailbox is taken up`() = story {
        val core = furnished().apply { letters += letter(rowOf(70, ME, "Elsewhere", mailbox = DRAFTS_ID)) }
        val desk = desk(core)
        val model = DraftsModel(desk).also { look(it.state) }
        val begun = core.beginDraft(DraftStart.Blank(null))
        model.onEvent(DraftsEvent.Opened(begun.id))
        assertEquals(begun.id, desk.writing.opened.value)
        model.onEvent(DraftsEvent.MessageOpened(70))
        settle()
        assertEquals("Elsewhere", core.draft(checkNotNull(desk.writing.opened.value)).draft.subject)
    }

    @Test
    fun `a discarded draft is away at once and comes back by undo`() = story {
        val core = furnished()
        val desk = desk(core)
        val model = DraftsModel(desk).also { look(it.state) }
        val begun = core.beginDraft(DraftStart.Blank(null))
        settle()
        model.onEvent(DraftsEvent.Discarded(begun.id))
        settle()
        assertEquals(DraftsBody.Empty, model.state.value.body)
        desk.notices.queue.value.first().action?.run?.invoke()
        settle()
        assertEquals(1, (model.state.value.body as DraftsBody.Drafts).local.size)
    }

    @Test
    fun `a message is deleted, more are shown, a failure is said`() = story {
        val core = furnished().apply {
            letters +=
                (300L..420L).map { letter(rowOf(it, ME, "Draft $it", mailbox = DRAFTS_ID)) }
        }
        val desk = desk(core)
        val model = DraftsModel(desk).also { look(it.state) }
        model.onEvent(DraftsEvent.More)
        settle()
        assertEquals(121, (model.state.value.body as DraftsBody.Drafts).server.size)
        model.onEvent(DraftsEvent.MessageDeleted(listOf(300)))
        settle()
        assertEquals(R.string.did_delete to 120, desk.said to (model.state.value.body as DraftsBody.Drafts).server.size)
        core.failures["drafts"] = OFFLINE
        core.emit(Event.DraftsChanged)
        settle()
        assertEquals(OFFLINE, desk.problem)
        model.onEvent(DraftsEvent.Retried)
        settle()
        assertEquals(OFFLINE, (model.state.value.body as DraftsBody.Failed).error)
    }
}

class SidebarModelTest : ModelTest() {
    private fun TestScope.scene(core: FakeCore = furnished()) = core to SidebarModel(desk(core)).also { look(it.state) }

    @Test
    fun `all accounts share rows, and each has its folders by role and name`() = story {
        val (_, model) = scene()
        val keys = model.state.value.rows.map { it.key.replace("\u0000", "/") }
        assertEquals(
            listOf("inbox", "flagged", "drafts", "outbox", "account:1", "folder:1:INBOX", "folder:1:Drafts"),
            keys.take(7),
        )
        assertEquals(listOf("folder:1:Projects", "folder:1:Projects/Engine", "folder:1:Travel"), keys.takeLast(3))
        assertEquals(2L, model.state.value.rows.first().count)
        assertNull(model.state.value.rows.first { it.key == "folder:1:Projects" }.place)
        assertTrue(model.state.value.rows.last().place is Place.Shows)
    }

    @Test
    fun `folded folders stay folded`() = story {
        val (core, model) = scene()
        model.onEvent(SidebarEvent.Folded("account:1"))
        settle()
        assertEquals(5, model.state.value.rows.size)
        assertTrue(core.calls.any { it.startsWith("setSetting android.folded") })
        model.onEvent(SidebarEvent.Folded("account:1"))
        settle()
        assertTrue(model.state.value.rows.size > 5)
    }

    @Test
    fun `the strip says the most important thing`() = story {
        fun status(mode: PushMode?, syncing: Boolean = false, synced: Long? = null, problem: Problem? = null) =
            AccountStatus(1, mode, "", syncing, synced, problem)
        val core = furnished()
        val (_, model) = scene(core)
        suspend fun shown(status: AccountStatus): Strip {
            core.statusOf[1] = status
            core.emit(Event.StatusChanged(1))
            settle()
            return model.state.value.strip
        }
        assertEquals(Strip.None, model.state.value.strip)
        assertEquals(Strip.UpToDate(5), shown(status(PushMode.PUSH, synced = 5)))
        assertEquals(Strip.Offline, shown(status(PushMode.OFFLINE, synced = 5)))
        assertTrue(shown(status(PushMode.STOPPED, problem = Problem("sign_in", "No.", "Again."))) is Strip.SignIn)
        assertTrue(shown(status(PushMode.PUSH, problem = Problem("quota", "Full.", "Delete."))) is Strip.Trouble)
        shown(status(PushMode.PUSH, syncing = true))
        core.emit(Event.Progress(1, 100, SyncPhase.HEADERS, 3u, 9u))
        settle()
        assertEquals(3u, (model.state.value.strip as Strip.Syncing).progress?.done)
        model.onEvent(SidebarEvent.SyncCancelled)
        assertTrue("cancelSync 1" in core.calls)
    }
}

class SettingsModelTest : ModelTest() {
    private var permissions = Permissions(notifications = true, unrestricted = false, lockable = true)

    private fun TestScope.scene(core: FakeCore = furnished()): Triple<FakeCore, Desk, SettingsModel> {
        val desk = desk(core)
        return Triple(core, desk, SettingsModel(desk, { permissions }, "0.1.0").also { look(it.state) })
    }

    private fun TestScope.tell(model: SettingsModel, event: SettingsEvent) {
        model.onEvent(event)
        settle()
    }

    private val SettingsModel.ready get() = state.value.body as SettingsBody.Ready

    @Test
    fun `accounts, folders and senders are shown, and follow the core`() = story {
        val (core, _, model) = scene()
        assertEquals(listOf(ME.email), model.ready.accounts.map { it.account.address })
        assertFalse(model.ready.accounts.single().mailboxes.any { it.name == "Projects" })
        core.allowRemote("a@x.example", true)
        core.emit(Event.AccountChanged(1))
        settle()
        assertEquals(listOf("a@x.example"), model.ready.senders)
        tell(model, SettingsEvent.SenderRemoved("a@x.example"))
        assertEquals(emptyList<String>(), model.ready.senders)
    }

    @Test
    fun `a failure fills the screen, later ones are notices`() = story {
        val core = furnished().apply { failures["accounts"] = OFFLINE }
        val (_, desk, model) = scene(core)
        assertEquals(OFFLINE, (model.state.value.body as SettingsBody.Failed).error)
        core.failures.clear()
        tell(model, SettingsEvent.Retried)
        assertEquals(1, model.ready.accounts.size)
        core.failures["accounts"] = OFFLINE
        tell(model, SettingsEvent.Retried)
        assertEquals(1 to OFFLINE, model.ready.accounts.size to desk.problem)
    }

    @Test
    fun `windows, names and delays change, and a refusal is shown at the account`() = story {
        val (_, _, model) = scene()
        tell(model, SettingsEvent.WindowChosen(1, Window.All))
        tell(model, SettingsEvent.FolderWindowChosen(1, 102, Window.Days(7u)))
        tell(model, SettingsEvent.SendingChanged(1, "Emmy", 30u))
        with(model.ready.accounts.single()) {
            assertEquals(Triple(Window.All, "Emmy", 30u), Triple(account.window, account.name, account.undoSeconds))
            assertEquals(Window.Days(7u), mailboxes.first { it.id == 102L }.window)
        }
        tell(model, SettingsEvent.SendingChanged(1, "Emmy", 500u))
        assertEquals(1L, model.state.value.problem?.account)
        tell(model, SettingsEvent.WindowChosen(1, Window.Days(30u)))
        assertNull(model.state.value.problem)
    }

    @Test
    fun `preferences take effect at once, and come back where they cannot be kept`() = story {
        val (core, desk, model) = scene()
        tell(model, SettingsEvent.Changed { it.copy(theme = ThemeChoice.DARK) })
        assertEquals(ThemeChoice.DARK, model.state.value.values.theme)
        assertEquals(listOf("face.theme" to "dark"), core.settings().map { it.key to it.value })
        core.failures["setSetting"] = OFFLINE
        tell(model, SettingsEvent.Changed { it.copy(theme = ThemeChoice.LIGHT) })
        assertEquals(ThemeChoice.DARK to OFFLINE, model.state.value.values.theme to desk.problem)
    }

    @Test
    fun `how an account gets mail is changed in the core, and what it refuses is said`() = story {
        val (core, _, model) = scene()
        tell(model, SettingsEvent.SyncChanged(1) { it.copy(mode = SyncMode.SAVER) })
        tell(model, SettingsEvent.SyncChanged(1) { it.copy(mobileData = MobileData.OFF) })
        val chosen = USUAL_SYNC.copy(mode = SyncMode.SAVER, mobileData = MobileData.OFF)
        assertEquals(chosen to chosen, core.syncSettings(1) to model.ready.accounts.single().sync)
        tell(model, SettingsEvent.SyncChanged(1) { it.copy(everyMinutes = 7u) })
        assertEquals(1L to chosen, model.state.value.problem?.account to model.ready.accounts.single().sync)
    }

    @Test
    fun `an account is removed after it was asked about`() = story {
        val (core, desk, model) = scene()
        tell(model, SettingsEvent.RemoveAsked(1))
        assertEquals(ME.email, model.state.value.removal?.account?.address)
        tell(model, SettingsEvent.DialogClosed)
        assertNull(model.state.value.removal)
        tell(model, SettingsEvent.RemoveAsked(1))
        core.failures["removeAccount"] = OFFLINE
        tell(model, SettingsEvent.RemoveConfirmed)
        assertEquals(OFFLINE to false, model.state.value.removal?.let { it.error to it.busy })
        core.failures.clear()
        tell(model, SettingsEvent.RemoveConfirmed)
        assertEquals(null to R.string.settings_removed, model.state.value.removal to desk.said)
        assertEquals(0, model.ready.accounts.size)
    }

    @Test
    fun `what the system allows is read again when the person comes back`() = story {
        val (_, _, model) = scene()
        permissions = permissions.copy(unrestricted = true)
        tell(model, SettingsEvent.Resumed)
        assertTrue(model.state.value.permissions.unrestricted)
    }
}
