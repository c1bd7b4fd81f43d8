package tern.app.nav

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.Saver
import androidx.compose.runtime.saveable.listSaver
import androidx.compose.runtime.setValue

/** Where the person is: a stack of routes over a list. */
class Nav(routes: List<Route>) {
    var stack by mutableStateOf(routes)
        private set

    val top: Route get() = stack.last()

    /** The list below everything else that is open, for the left of two panes. */
    val list: Route.List? get() = stack.lastOrNull { it is Route.List } as Route.List?

    /** Opens a screen over the others; another message takes the place of the one that is open. */
    fun go(route: Route) {
        stack = stack.filterNot { it == route || (it is Route.Reader && route is Route.Reader) } + route
    }

    /** Begins anew with a list: what the sidebar does. */
    fun begin(route: Route) {
        stack = listOf(INBOX, route).distinct()
    }

    val canGoBack: Boolean get() = stack.size > 1

    fun back() {
        if (canGoBack) stack = stack.dropLast(1)
    }

    /** Leaves this screen, if it is still there. */
    fun leave(route: Route) {
        if (canGoBack) stack = (stack - route).ifEmpty { listOf(INBOX) }
    }

    companion object {
        val saver: Saver<Nav, Any> = listSaver(
            save = { nav -> nav.stack.map(Route::saved) },
            restore = { saved -> Nav(saved.mapNotNull(::routeOf).ifEmpty { listOf(INBOX) }) },
        )
    }
}
