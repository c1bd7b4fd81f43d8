package tern.app.background

import android.content.Context
import android.os.PowerManager
import tern.core.Awake

/**
 * Keeps the processor running while the core works: a device in somebody's pocket falls asleep between the packet that
 * tells of new mail and the one that brings it.
 */
class StayAwake(context: Context) : Awake {
    private val lock = context.getSystemService(PowerManager::class.java)
        .newWakeLock(PowerManager.PARTIAL_WAKE_LOCK, "tern:work")
        .apply { setReferenceCounted(false) }

    override fun working(working: Boolean) = if (working) lock.acquire(LONGEST_MS) else lock.release()

    private companion object {
        /** A first sync can take longer; then the system may put it off, as it does everything else. */
        const val LONGEST_MS = 10 * 60_000L
    }
}
