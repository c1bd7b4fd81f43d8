package tern.app.screen.list

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.rememberCoroutineScope
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import kotlinx.coroutines.launch
import tern.app.core.Desk
import tern.app.nav.Nav
import tern.app.nav.Route
import tern.app.nav.SEARCH
import tern.app.nav.model
import tern.core.DraftStart
import tern.core.Role
import tern.core.View

@Composable
fun ListRoute(desk: Desk, nav: Nav, route: Route.List, opened: Long?, onMenu: (() -> Unit)?) {
    val model = model { ListModel(desk, route.view) }
    val state by model.state.collectAsStateWithLifecycle()
    val scope = rememberCoroutineScope()
    val paths = ListPaths(
        onOpen = { row ->
            if ((state.view as? View.Role)?.role ==
                Role.DRAFTS
            ) {
                scope.launch { desk.writing.begin(DraftStart.Message(row.row.id)) }
            } else {
                nav.go(Route.Reader(row.row.id, row.row.thread.takeIf { state.threaded }))
            }
        },
        onMenu = onMenu,
        onBack = nav::back,
        onSearch = { nav.go(SEARCH) },
        onCompose = { desk.scope.launch { desk.writing.begin(DraftStart.Blank(null)) } },
    )
    ListView(state, opened, model::onEvent, paths)
}
