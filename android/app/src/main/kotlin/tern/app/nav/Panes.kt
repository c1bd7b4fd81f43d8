package tern.app.nav

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.DrawerValue
import androidx.compose.material3.ModalNavigationDrawer
import androidx.compose.material3.VerticalDivider
import androidx.compose.material3.rememberDrawerState
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.launch
import tern.app.R
import tern.app.core.Desk
import tern.app.screen.composer.ComposerRoute
import tern.app.screen.drafts.DraftsRoute
import tern.app.screen.list.ListRoute
import tern.app.screen.outbox.OutboxRoute
import tern.app.screen.reader.ReaderRoute
import tern.app.screen.settings.SettingsRoute
import tern.app.screen.sidebar.SidebarRoute
import tern.app.screen.signin.SignInRoute
import tern.app.screen.welcome.WelcomeRoute
import tern.app.screen.why.WhyRoute
import tern.app.share.AttachmentFiles
import tern.app.ui.Icons
import tern.app.ui.part.EmptyState

private val TWO_PANES = 720.dp
private val LIST_WIDTH = 380.dp
private val SIDEBAR_WIDTH = 320.dp

/** The sidebar's place in the stores of models; it is no screen of its own. */
internal val SIDEBAR = Route.Settings(Long.MIN_VALUE)

/** One screen, or list and reader side by side where there is room; the sidebar behind the edge. */
@Composable
fun Panes(desk: Desk, nav: Nav, stores: RouteStores) {
    val drawer = rememberDrawerState(DrawerValue.Closed)
    val scope = rememberCoroutineScope()
    val top = nav.top
    val close: () -> Unit = { scope.launch { drawer.close() } }
    val menu: () -> Unit = { scope.launch { drawer.open() } }
    ModalNavigationDrawer(
        drawerState = drawer,
        gesturesEnabled = drawer.isOpen || top is Route.List,
        drawerContent = {
            Box(Modifier.widthIn(max = SIDEBAR_WIDTH)) { Owned(SIDEBAR, stores) { SidebarRoute(desk, nav, close) } }
        },
    ) {
        BoxWithConstraints(Modifier.fillMaxSize()) {
            val list = nav.list
            val wide = maxWidth >= TWO_PANES && list != null && (top is Route.List || top is Route.Reader)
            if (wide && list != null) {
                Two(desk, nav, stores, list, top as? Route.Reader, menu)
            } else {
                key(top) { Owned(top, stores) { Screen(desk, nav, top, null, menu, single = true) } }
            }
        }
    }
    BackHandler(enabled = drawer.isOpen) { close() }
}

@Composable
private fun Two(desk: Desk, nav: Nav, stores: RouteStores, list: Route.List, reader: Route.Reader?, menu: () -> Unit) {
    Row(Modifier.fillMaxSize()) {
        Box(Modifier.width(LIST_WIDTH).fillMaxHeight()) {
            key(list) { Owned(list, stores) { Screen(desk, nav, list, reader?.thread, menu, single = false) } }
        }
        VerticalDivider()
        Box(Modifier.weight(1f).fillMaxHeight()) {
            if (reader == null) {
                EmptyState(Icons.Unread, stringResource(R.string.reader_empty), null)
            } else {
                key(reader) { Owned(reader, stores) { Screen(desk, nav, reader, null, menu, single = false) } }
            }
        }
    }
}

@Composable
private fun Screen(desk: Desk, nav: Nav, route: Route, opened: Long?, menu: () -> Unit, single: Boolean) {
    val context = LocalContext.current.applicationContext
    when (route) {
        is Route.List -> ListRoute(desk, nav, route, opened, menu)
        is Route.Reader -> ReaderRoute(desk, nav, route, remember(context) { AttachmentFiles(context) }, single)
        is Route.Composer -> ComposerRoute(desk, nav, route)
        Route.Drafts -> DraftsRoute(desk, nav)
        Route.Outbox -> OutboxRoute(desk, nav)
        Route.Why -> WhyRoute(desk, nav)
        is Route.Settings -> SettingsRoute(desk, nav, route)
        is Route.SignIn -> SignInRoute(desk, nav, route)
        is Route.Welcome -> WelcomeRoute(desk, nav, route)
    }
}
