package tern.app

import android.Manifest
import android.content.Intent
import android.os.Build
import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.activity.result.contract.ActivityResultContracts
import androidx.activity.viewModels
import androidx.lifecycle.lifecycleScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import tern.app.lock.draw
import tern.app.nav.AppNav
import tern.app.nav.RouteStores
import tern.app.share.Incoming
import tern.app.share.incomingOf

class MainActivity : ComponentActivity() {
    private val stores by viewModels<RouteStores>()
    private val incoming = MutableStateFlow<Incoming?>(null)
    private val asked = registerForActivityResult(ActivityResultContracts.RequestPermission()) { }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        // What the intent asked for was done before the activity was made anew.
        if (savedInstanceState == null) incoming.value = incomingOf(intent)
        val graph = (application as App).graph
        setContent { AppNav(graph, stores, incoming) }
        lifecycleScope.launch { graph.desk().settings.values.collect { draw(this@MainActivity, it) } }
        askForNotifications(graph)
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        setIntent(intent)
        incomingOf(intent)?.let { incoming.value = it }
    }

    /** At the first need: there is an account whose mail can arrive. */
    private fun askForNotifications(graph: AppGraph) {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return
        lifecycleScope.launch {
            graph.desk().accounts.state.first { !it.list.isNullOrEmpty() }
            asked.launch(Manifest.permission.POST_NOTIFICATIONS)
        }
    }
}
