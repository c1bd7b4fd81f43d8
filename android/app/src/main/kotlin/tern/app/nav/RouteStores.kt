package tern.app.nav

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.remember
import androidx.lifecycle.ViewModel
import androidx.lifecycle.ViewModelStore
import androidx.lifecycle.ViewModelStoreOwner
import androidx.lifecycle.viewmodel.compose.LocalViewModelStoreOwner
import androidx.lifecycle.viewmodel.compose.viewModel

/** A store of models for each open route; a route that is left takes its model with it. */
class RouteStores : ViewModel() {
    private val stores = mutableMapOf<Route, ViewModelStore>()

    fun of(route: Route): ViewModelStore = stores.getOrPut(route, ::ViewModelStore)

    fun keepOnly(routes: List<Route>) {
        (stores.keys - routes.toSet()).forEach { stores.remove(it)?.clear() }
    }

    override fun onCleared() = keepOnly(emptyList())
}

/** Gives `content` the store of its route. */
@Composable
fun Owned(route: Route, stores: RouteStores, content: @Composable () -> Unit) {
    val owner = remember(route, stores) {
        object : ViewModelStoreOwner {
            override val viewModelStore = stores.of(route)
        }
    }
    CompositionLocalProvider(LocalViewModelStoreOwner provides owner, content = content)
}

/** The model of the route around, made once. */
@Composable
inline fun <reified M : ViewModel> model(crossinline make: () -> M): M = viewModel { make() }
