package tern.app.screen.reader

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import tern.app.core.Desk
import tern.app.nav.Nav
import tern.app.nav.Route
import tern.app.nav.model
import tern.app.share.rememberOutside
import tern.app.ui.LocalDark

@Composable
fun ReaderRoute(desk: Desk, nav: Nav, route: Route.Reader, files: PartFiles, single: Boolean) {
    val model = model { ReaderModel(desk, files, route.message, route.thread) }
    val state by model.state.collectAsStateWithLifecycle()
    val outside = rememberOutside(desk.notices)
    val dark = LocalDark.current
    LaunchedEffect(state.left) { if (state.left) nav.leave(route) }
    LaunchedEffect(state.outside) {
        state.outside?.let {
            model.onEvent(ReaderEvent.OutsideDone)
            outside(it)
        }
    }
    ReaderView(state, model::onEvent, if (single) nav::back else null) { card, message ->
        BodyFrame(desk.core, card, remoteOf(card, message), dark) { href, text ->
            model.onEvent(ReaderEvent.LinkTapped(href, text))
        }
    }
}
