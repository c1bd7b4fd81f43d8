package tern.app.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.State
import androidx.compose.runtime.produceState
import kotlinx.coroutines.delay

/** The time, anew every second while somebody looks. */
@Composable
fun ticking(now: () -> Long, every: Long = 1_000L): State<Long> = produceState(now(), now, every) {
    while (true) {
        value = now()
        delay(every)
    }
}
