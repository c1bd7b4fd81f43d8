package tern.app.nav

import tern.core.AccountId
import tern.core.DraftId
import tern.core.MessageId
import tern.core.Role
import tern.core.ThreadId
import tern.core.View

/** Every screen there is, by ids only. */
sealed interface Route {
    data class Welcome(val another: Boolean) : Route

    data class SignIn(val account: AccountId) : Route

    data class List(val view: View) : Route

    /** `thread` is null where the list shows single messages. */
    data class Reader(val message: MessageId, val thread: ThreadId?) : Route

    data class Composer(val draft: DraftId) : Route

    data object Drafts : Route

    data object Outbox : Route

    /** Why mail comes as it does. */
    data object Why : Route

    /** `account`: the settings of that account alone. */
    data class Settings(val account: AccountId?) : Route
}

val INBOX = Route.List(View.Role(Role.INBOX))
val SEARCH = Route.List(View.Search(""))

/** A route as text, for what the system keeps of a process that it ends. */
fun Route.saved(): String = when (this) {
    is Route.Welcome -> "welcome:$another"

    is Route.SignIn -> "signIn:$account"

    is Route.List -> when (val view = view) {
        is View.Mailbox -> "mailbox:${view.mailbox}"
        is View.Role -> "role:${view.role.name}"
        View.Flagged -> "flagged:"
        is View.Search -> "search:${view.query}"
    }

    is Route.Reader -> "reader:$message:${thread ?: ""}"

    is Route.Composer -> "composer:$draft"

    Route.Drafts -> "drafts:"

    Route.Outbox -> "outbox:"

    Route.Why -> "why:"

    is Route.Settings -> "settings:${account ?: ""}"
}

/** The route of a text; null for one of another version. */
fun routeOf(saved: String): Route? {
    val rest = saved.substringAfter(':')
    return when (saved.substringBefore(':')) {
        "welcome" -> Route.Welcome(rest == "true")

        "signIn" -> rest.toLongOrNull()?.let(Route::SignIn)

        "mailbox" -> rest.toLongOrNull()?.let { Route.List(View.Mailbox(it)) }

        "role" -> Role.entries.find { it.name == rest }?.let { Route.List(View.Role(it)) }

        "flagged" -> Route.List(View.Flagged)

        "search" -> Route.List(View.Search(rest))

        "reader" -> rest.substringBefore(':').toLongOrNull()?.let {
            Route.Reader(it, rest.substringAfter(':').toLongOrNull())
        }

        "composer" -> rest.toLongOrNull()?.let(Route::Composer)

        "drafts" -> Route.Drafts

        "outbox" -> Route.Outbox

        "why" -> Route.Why

        "settings" -> Route.Settings(rest.toLongOrNull())

        else -> null
    }
}
