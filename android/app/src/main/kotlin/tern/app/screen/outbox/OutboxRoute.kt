package tern.app.screen.outbox

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import tern.app.core.Desk
import tern.app.nav.Nav
import tern.app.nav.model
import tern.app.ui.ticking

@Composable
fun OutboxRoute(desk: Desk, nav: Nav) {
    val model = model { OutboxModel(desk) }
    val state by model.state.collectAsStateWithLifecycle()
    val now by ticking(desk.now)
    OutboxView(state, now, model::onEvent, nav::back)
}
