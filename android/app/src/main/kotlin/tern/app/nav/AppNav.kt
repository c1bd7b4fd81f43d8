package tern.app.nav

import androidx.activity.compose.PredictiveBackHandler
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.navigationBarsPadding
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableFloatStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.graphicsLayer
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.unit.Density
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.launch
import tern.app.AppGraph
import tern.app.Profile
import tern.app.core.DEFAULTS
import tern.app.core.Desk
import tern.app.lock.LockRoute
import tern.app.lock.lockable
import tern.app.screen.closed.ClosedView
import tern.app.screen.welcome.WelcomeRoute
import tern.app.share.Incoming
import tern.app.share.SharedFiles
import tern.app.ui.Format
import tern.app.ui.LocalFormat
import tern.app.ui.TernTheme
import tern.app.ui.isDark
import tern.app.ui.part.NoticeBar
import tern.app.ui.ticking
import tern.core.DraftStart
import java.time.ZoneId

private const val MINUTE_MS = 60_000L

/** The whole app: theme, clock and language around the screen where the person is. */
@Composable
fun AppNav(graph: AppGraph, stores: RouteStores, incoming: MutableStateFlow<Incoming?>) {
    val profile by graph.profile.collectAsStateWithLifecycle()
    val desk = (profile as? Profile.Open)?.desk
    val values by (desk?.settings?.values ?: flowOf(DEFAULTS)).collectAsStateWithLifecycle(DEFAULTS)
    val locale = LocalConfiguration.current.locales[0]
    val now by ticking(graph.now, MINUTE_MS)
    val format = remember(locale, now) { Format(locale, ZoneId.systemDefault(), now) }
    TernTheme(isDark(values.theme)) {
        val density = LocalDensity.current
        val sized = Density(density.density, density.fontScale * values.textSize / 100)
        CompositionLocalProvider(LocalFormat provides format, LocalDensity provides sized) {
            Surface(Modifier.fillMaxSize()) {
                when (val known = profile) {
                    Profile.Opening -> Opening()
                    is Profile.Closed -> ClosedView(known.error, graph::reopen, graph::beginAnew)
                    is Profile.Open -> Guarded(graph, known.desk) { Opened(known.desk, stores, incoming) }
                }
            }
        }
    }
}

@Composable
private fun Opening() = Box(Modifier.fillMaxSize(), contentAlignment = Alignment.Center) { CircularProgressIndicator() }

/** The lock, where there is one and the person has not proven to be the one. */
@Composable
private fun Guarded(graph: AppGraph, desk: Desk, content: @Composable () -> Unit) {
    val context = LocalContext.current.applicationContext
    val locked by remember(desk) { graph.lock.locked(desk.settings.values) { lockable(context) } }
        .collectAsStateWithLifecycle(null)
    when (locked) {
        null -> Opening()
        true -> LockRoute(graph.lock)
        false -> content()
    }
}

@Composable
private fun Opened(desk: Desk, stores: RouteStores, incoming: MutableStateFlow<Incoming?>) {
    val nav = rememberSaveable(saver = Nav.saver) { Nav(listOf(INBOX)) }
    val known by desk.accounts.state.collectAsStateWithLifecycle()
    val list = known.list
    val closed = known.closed
    LaunchedEffect(nav.stack) { stores.keepOnly(nav.stack + FIRST + SIDEBAR) }
    Incomings(desk, nav, incoming)
    Box(Modifier.fillMaxSize()) {
        when {
            list == null && closed != null -> ClosedView(closed, { desk.scope.launch { desk.accounts.load() } }, null)
            list == null -> Opening()
            list.isEmpty() -> Owned(FIRST, stores) { WelcomeRoute(desk, nav, FIRST) }
            else -> Backward(nav) { Panes(desk, nav, stores) }
        }
        NoticeHost(desk, Modifier.align(Alignment.BottomCenter))
    }
}

internal val FIRST = Route.Welcome(another = false)

/** Drafts to be shown, links and shared files, wherever they come from. */
@Composable
private fun Incomings(desk: Desk, nav: Nav, incoming: MutableStateFlow<Incoming?>) {
    val draft by desk.writing.opened.collectAsStateWithLifecycle()
    val asked by incoming.collectAsStateWithLifecycle()
    val context = LocalContext.current
    LaunchedEffect(draft) {
        draft?.let {
            desk.writing.shown()
            nav.go(Route.Composer(it))
        }
    }
    LaunchedEffect(asked) {
        val wanted = asked ?: return@LaunchedEffect
        incoming.value = null
        when (wanted) {
            is Incoming.Read -> nav.go(Route.Reader(wanted.message, wanted.thread))

            is Incoming.Write -> desk.scope.launch {
                val files = SharedFiles(context.applicationContext).take(wanted.files, desk.notices)
                desk.writing.begin(DraftStart.Mailto(wanted.mailto), files)
            }
        }
    }
}

/** The screen follows the finger that goes back, and comes again when the finger thinks better of it. */
@Composable
private fun Backward(nav: Nav, content: @Composable () -> Unit) {
    var pulled by remember { mutableFloatStateOf(0f) }
    PredictiveBackHandler(enabled = nav.canGoBack) { progress ->
        try {
            progress.collect { pulled = it.progress }
            nav.back()
        } finally {
            pulled = 0f
        }
    }
    Box(
        Modifier.fillMaxSize().graphicsLayer {
            scaleX = 1f - pulled * SHRINK
            scaleY = 1f - pulled * SHRINK
        },
    ) { content() }
}

private const val SHRINK = 0.08f

@Composable
private fun NoticeHost(desk: Desk, modifier: Modifier) {
    val queue by desk.notices.queue.collectAsStateWithLifecycle()
    val notice = queue.firstOrNull() ?: return
    val now by ticking(desk.now)
    LaunchedEffect(notice.id) {
        val seconds = notice.seconds ?: return@LaunchedEffect
        delay(seconds * 1_000L)
        desk.notices.shown(notice.id)
    }
    NoticeBar(
        notice,
        now,
        onAct = {
            desk.notices.shown(notice.id)
            desk.scope.launch { notice.action?.run?.invoke() }
        },
        onClose = { desk.notices.shown(notice.id) },
        modifier = modifier.navigationBarsPadding().imePadding(),
    )
}
