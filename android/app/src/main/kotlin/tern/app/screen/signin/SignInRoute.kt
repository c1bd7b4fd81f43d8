package tern.app.screen.signin

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import tern.app.R
import tern.app.core.Desk
import tern.app.nav.Nav
import tern.app.nav.Route
import tern.app.nav.model
import tern.app.ui.phrase

@Composable
fun SignInRoute(desk: Desk, nav: Nav, route: Route.SignIn) {
    val model = model { SignInModel(desk, route.account) }
    val state by model.state.collectAsStateWithLifecycle()
    LaunchedEffect(state.done) {
        if (state.done) {
            desk.notices.say(phrase(R.string.signin_done, state.account?.address.orEmpty()))
            nav.leave(route)
        }
    }
    SignInView(state, model::onEvent, nav::back)
}
