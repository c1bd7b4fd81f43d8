package tern.app.screen.sidebar

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import tern.app.core.Desk
import tern.app.nav.Nav
import tern.app.nav.Route
import tern.app.nav.model

private fun placeOf(route: Route): Place? = when (route) {
    is Route.List -> Place.Shows(route.view)
    Route.Drafts -> Place.Drafts
    Route.Outbox -> Place.Outbox
    is Route.Welcome, is Route.SignIn, is Route.Reader, is Route.Composer, is Route.Settings -> null
}

@Composable
fun SidebarRoute(desk: Desk, nav: Nav, onClose: () -> Unit) {
    val model = model { SidebarModel(desk) }
    val state by model.state.collectAsStateWithLifecycle()
    fun going(go: () -> Unit) {
        go()
        onClose()
    }
    SidebarView(
        state,
        nav.stack.asReversed().firstNotNullOfOrNull(::placeOf),
        model::onEvent,
        SidebarPaths(
            onPlace = { place ->
                going {
                    when (place) {
                        is Place.Shows -> nav.begin(Route.List(place.view))
                        Place.Drafts -> nav.begin(Route.Drafts)
                        Place.Outbox -> nav.begin(Route.Outbox)
                    }
                }
            },
            onSignIn = { going { nav.go(Route.SignIn(it)) } },
            onSettings = { going { nav.go(Route.Settings(null)) } },
            onAddAccount = { going { nav.go(Route.Welcome(another = true)) } },
        ),
    )
}
