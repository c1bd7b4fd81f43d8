package tern.app.background

import android.content.Context
import android.net.ConnectivityManager
import android.net.Network
import android.net.NetworkCapabilities
import tern.mail.MailCore

/** Tells the core that the network came, went or changed. */
class NetworkFacts(context: Context, private val core: MailCore) {
    private val manager = context.getSystemService(ConnectivityManager::class.java)
    private var current: Network? = null
    private val heard = object : ConnectivityManager.NetworkCallback() {
        override fun onCapabilitiesChanged(network: Network, capabilities: NetworkCapabilities) {
            // Signal strength changes all the time; only another network, or one that works now, is news.
            val works = capabilities.hasCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
            if (works && network != current) {
                current = network
                core.setNetwork(true)
            }
        }

        override fun onLost(network: Network) {
            if (network == current) {
                current = null
                core.setNetwork(false)
            }
        }
    }

    fun begin() = manager.registerDefaultNetworkCallback(heard)

    fun end() = manager.unregisterNetworkCallback(heard)
}
