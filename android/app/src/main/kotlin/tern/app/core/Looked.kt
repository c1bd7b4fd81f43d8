package tern.app.core

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.SharingStarted
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.channelFlow
import kotlinx.coroutines.flow.stateIn
import kotlinx.coroutines.launch
import tern.core.MailException
import tern.mail.asMailException

private const val LINGER_MS = 5_000L
private const val COALESCE_MS = 100L

/** A model's state, kept up to date by `upkeep` while somebody looks and a little longer. */
fun <S> ViewModel.looked(state: MutableStateFlow<S>, upkeep: suspend () -> Unit): StateFlow<S> = channelFlow {
    launch { upkeep() }
    state.collect { send(it) }
}.stateIn(viewModelScope, SharingStarted.WhileSubscribed(LINGER_MS), state.value)

/** Asks at the first signal, then once for all the signals of a short while. */
suspend fun Flow<Unit>.eachSoon(ask: suspend () -> Unit) = collect {
    ask()
    delay(COALESCE_MS)
}

/** Runs a verb; an error goes to `failed`. Whether it worked. */
suspend fun attempt(failed: (MailException) -> Unit, verb: suspend () -> Unit): Boolean = try {
    verb()
    true
} catch (thrown: Exception) {
    failed(thrown.asMailException())
    false
}
