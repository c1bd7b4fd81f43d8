package tern.app.screen.composer

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import tern.mail.asMailException

/** Saves the newest version half a second after the last change, one save at a time, and at once when asked to. */
class Saver(
    private val scope: CoroutineScope,
    private val save: suspend () -> Long,
    private val told: (SaveState) -> Unit,
) {
    private val one = Mutex()
    private var timer: Job? = null
    private var dirty = false

    /** Whether anything was changed since it was opened. */
    var touched = false
        private set

    fun touch() {
        dirty = true
        touched = true
        told(SaveState.Waiting)
        timer?.cancel()
        timer = scope.launch {
            delay(DELAY_MS)
            flush()
        }
    }

    /** Ends when what there is now is on disk, or could not be put there. */
    suspend fun flush(): Boolean = one.withLock {
        while (dirty) if (!once()) return@withLock false
        true
    }

    /** Ends without another save: the draft is sent or thrown away. */
    suspend fun stop() {
        timer?.cancel()
        one.withLock { dirty = false }
    }

    private suspend fun once(): Boolean {
        dirty = false
        told(SaveState.Saving)
        return try {
            val at = save()
            if (!dirty) told(SaveState.Saved(at))
            true
        } catch (thrown: Exception) {
            dirty = true
            told(SaveState.Failed(thrown.asMailException()))
            false
        }
    }

    private companion object {
        const val DELAY_MS = 500L
    }
}
