package tern.app.lock

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.combine
import tern.app.core.Values

/** How long a person may be in another app, such as one that chooses a file, without proving themselves again. */
private const val AWAY_MS = 60_000L

/**
 * Whether the screens may be shown, where the person chose a lock. `clock` counts on while the device sleeps, whatever
 * the time of day is set to.
 */
class AppLock(private val clock: () -> Long) {
    private val proven = MutableStateFlow(false)
    private var left: Long? = null

    /** Whether to show the lock instead of mail. A device without a screen lock has nothing to ask for. */
    fun locked(values: StateFlow<Values>, lockable: () -> Boolean) =
        combine(values, proven) { chosen, open -> chosen.appLock && !open && lockable() }

    fun opened() {
        proven.value = true
    }

    fun away() {
        left = clock()
    }

    fun back() {
        val since = left
        left = null
        if (since != null && clock() - since > AWAY_MS) proven.value = false
    }
}
