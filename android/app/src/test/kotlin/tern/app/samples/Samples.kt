package tern.app.samples

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.width
import androidx.compose.material3.Text
import androidx.compose.material3.VerticalDivider
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import tern.app.lock.LockView
import tern.app.screen.closed.ClosedView
import tern.app.screen.composer.ComposerPaths
import tern.app.screen.composer.ComposerState
import tern.app.screen.composer.ComposerView
import tern.app.screen.drafts.DraftsState
import tern.app.screen.drafts.DraftsView
import tern.app.screen.list.ListPaths
import tern.app.screen.list.ListState
import tern.app.screen.list.ListView
import tern.app.screen.outbox.OutboxScreen
import tern.app.screen.outbox.OutboxView
import tern.app.screen.reader.ReaderState
import tern.app.screen.reader.ReaderView
import tern.app.screen.settings.AccountView
import tern.app.screen.settings.QuietDialog
import tern.app.screen.settings.SettingsPaths
import tern.app.screen.settings.SettingsState
import tern.app.screen.settings.SettingsView
import tern.app.screen.sidebar.Place
import tern.app.screen.sidebar.SidebarPaths
import tern.app.screen.sidebar.SidebarState
import tern.app.screen.sidebar.SidebarView
import tern.app.screen.signin.SignInState
import tern.app.screen.signin.SignInView
import tern.app.screen.welcome.WelcomeState
import tern.app.screen.welcome.WelcomeView
import tern.app.screen.why.WhyPaths
import tern.app.screen.why.WhyState
import tern.app.screen.why.WhyView
import tern.app.ui.Notice
import tern.app.ui.part.ForeverDialog
import tern.app.ui.part.NoticeBar
import tern.core.MailException
import tern.core.Role
import tern.core.View
import tern.mail.FAKE_NOW

/** A named state on its screen. `key`: one of the few that are looked at in every way. */
class Sample(val name: String, val key: Boolean, val content: @Composable () -> Unit)

/** What the screens of the samples said when they were touched: events, and places to go to. */
val HEARD = mutableListOf<Any>()

private val say: (Any) -> Unit = { HEARD += it }
private val leave: () -> Unit = { HEARD += "away" }

private val listPaths = ListPaths(say, leave, leave, leave, leave)

@Composable
private fun list(state: ListState, opened: Long? = null) = ListView(state, opened, say, listPaths)

@Composable
private fun reader(state: ReaderState, single: Boolean = true) =
    ReaderView(state, say, if (single) leave else null) { _, message ->
        // In the place of the WebView, which nothing draws here.
        Text(message.text, Modifier.padding(16.dp))
    }

@Composable
private fun composer(state: ComposerState) = ComposerView(state, say, ComposerPaths(leave, leave))

@Composable
private fun outbox(screen: OutboxScreen) = OutboxView(screen, FAKE_NOW, say, leave)

@Composable
private fun drafts(state: DraftsState) = DraftsView(state, say, leave)

@Composable
private fun welcome(state: WelcomeState) = WelcomeView(state, say, leave, leave)

@Composable
private fun signIn(state: SignInState) = SignInView(state, say, leave)

@Composable
private fun sidebar(state: SidebarState) = Box(Modifier.width(320.dp)) {
    SidebarView(state, Place.Shows(View.Role(Role.INBOX)), say, SidebarPaths(say, say, leave, leave))
}

private val settingsPaths = SettingsPaths(leave, say, leave, say, leave, leave, leave, leave, leave)

@Composable
private fun settings(state: SettingsState) = SettingsView(state, say, settingsPaths)

@Composable
private fun why(state: WhyState) = WhyView(state, say, WhyPaths(leave) { mend, account -> HEARD += mend to account })

@Composable
private fun noticed(notice: Notice) = Box(Modifier.fillMaxSize()) {
    list(ListSamples.shortList)
    NoticeBar(notice, FAKE_NOW, leave, leave, Modifier.align(Alignment.BottomCenter))
}

@Composable
private fun panes() = Row(Modifier.fillMaxSize()) {
    Box(Modifier.width(380.dp).fillMaxHeight()) { list(ListSamples.rowsShown, opened = 1) }
    VerticalDivider()
    Box(Modifier.weight(1f)) { reader(ReaderSamples.conversation, single = false) }
}

private fun key(name: String, content: @Composable () -> Unit) = Sample(name, true, content)

private fun one(name: String, content: @Composable () -> Unit) = Sample(name, false, content)

val PANES = key("panes") { panes() }

val SAMPLES: List<Sample> = listOf(
    key("list") { list(ListSamples.rowsShown) },
    one("list-loading") { list(ListSamples.loading) },
    one("list-empty") { list(ListSamples.empty) },
    one("list-failed") { list(ListSamples.failedOffline) },
    one("list-offline") { list(ListSamples.offline) },
    key("list-selecting") { list(ListSamples.selecting) },
    one("list-end") { list(ListSamples.shortList) },
    key("search") { list(ListSamples.search) },
    one("search-unfinished") { list(ListSamples.searchUnfinished) },
    one("list-compact") { list(ListSamples.compact) },
    one("list-trash") { list(ListSamples.trashed) },
    one("search-empty") { list(ListSamples.searchEmpty) },
    key("sidebar") { sidebar(SidebarSamples.upToDate) },
    one("sidebar-syncing") { sidebar(SidebarSamples.inSync) },
    one("sidebar-signin") { sidebar(SidebarSamples.signIn) },
    key("reader") { reader(ReaderSamples.conversation) },
    key("reader-remote") { reader(ReaderSamples.remoteHidden) },
    one("reader-loading") { reader(ReaderSamples.loading) },
    one("reader-gone") { reader(ReaderSamples.gone) },
    one("reader-failed") { reader(ReaderSamples.failedOffline) },
    one("reader-failed-card") { reader(ReaderSamples.failedCard) },
    key("composer") { composer(ComposerSamples.answering) },
    one("composer-new") { composer(ComposerSamples.fresh) },
    one("composer-completing") { composer(ComposerSamples.completing) },
    one("composer-not-saved") { composer(ComposerSamples.notSaved) },
    key("outbox") { outbox(OutboxSamples.groups) },
    one("outbox-empty") { outbox(OutboxSamples.empty) },
    key("drafts") { drafts(DraftsSamples.some) },
    one("drafts-empty") { drafts(DraftsSamples.empty) },
    key("welcome") { welcome(WelcomeSamples.guessed) },
    one("welcome-servers") { welcome(WelcomeSamples.servers) },
    one("welcome-refused") { welcome(WelcomeSamples.refused) },
    one("welcome-busy") { welcome(WelcomeSamples.busy) },
    one("signin") { signIn(SignInSamples.refused) },
    key("settings") { settings(SettingsSamples.ready) },
    key("account") { AccountView(1, SettingsSamples.ready, say, settingsPaths) },
    one("account-problem") { AccountView(1, SettingsSamples.problem, say, settingsPaths) },
    key("why") { why(WhySamples.ready) },
    one("why-free") { why(WhySamples.free) },
    one("why-loading") { why(WhySamples.loading) },
    one("closed") {
        ClosedView(
            MailException.Locked(
                "The key of this profile is missing.",
                "Open it where it was made, or restore the key from a backup.",
            ),
            leave,
            leave,
        )
    },
    one("lock") { LockView(leave) },
    one("notice") { noticed(NoticeSamples.archived) },
    one("notice-leaving") { noticed(NoticeSamples.leaving) },
    one("notice-problem") { noticed(NoticeSamples.problem) },
)

/** Windows of their own, which no picture of a screen shows. */
val DIALOGS: List<Sample> = listOf(
    one("quiet") { QuietDialog(null, leave) { HEARD += "$it" } },
    one("forever") { ForeverDialog(212, ListSamples.trash, leave, leave) },
)
