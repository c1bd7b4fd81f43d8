package tern.app.screen.signin

import tern.core.Account
import tern.core.MailException

/** `error`: what the server said to the last try; `done`: it accepted the password, and the route closes. */
data class SignInState(
    val account: Account?,
    val password: String,
    val busy: Boolean,
    val error: MailException?,
    val done: Boolean,
)

sealed interface SignInEvent {
    data class Typed(val password: String) : SignInEvent

    data object Submitted : SignInEvent
}
