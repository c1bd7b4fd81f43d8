package tern.app.screen.drafts

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import tern.app.core.Desk
import tern.app.nav.Nav
import tern.app.nav.model

@Composable
fun DraftsRoute(desk: Desk, nav: Nav) {
    val model = model { DraftsModel(desk) }
    val state by model.state.collectAsStateWithLifecycle()
    DraftsView(state, model::onEvent, nav::back)
}
