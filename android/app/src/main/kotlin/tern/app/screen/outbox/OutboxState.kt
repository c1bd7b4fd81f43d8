package tern.app.screen.outbox

import tern.core.MailException
import tern.core.OutboxId
import tern.core.OutboxItem
import tern.core.OutboxState as ItemState

/** What needs the person, what is under way, and what has left. */
enum class GroupName { NEEDS_YOU, UNDER_WAY, LEFT }

data class OutboxGroup(val name: GroupName, val items: List<OutboxItem>)

sealed interface OutboxBody {
    data object Loading : OutboxBody

    data class Failed(val error: MailException) : OutboxBody

    data object Empty : OutboxBody

    data class Items(val groups: List<OutboxGroup>) : OutboxBody
}

/** `open`: items whose ledger is shown; `busy`: those that wait for an answer of the core. */
data class OutboxScreen(val body: OutboxBody, val open: Set<OutboxId>, val busy: Set<OutboxId>)

sealed interface OutboxEvent {
    data class Ledger(val id: OutboxId) : OutboxEvent

    data class Offered(val id: OutboxId, val offer: Offer) : OutboxEvent

    data object Retried : OutboxEvent
}

enum class Offer { UNDO_SEND, EDIT_AGAIN, RETRY, RETRY_UNCERTAIN, GIVE_UP, LEAVE_IT }

private fun groupOf(state: ItemState): GroupName? = when (state) {
    ItemState.UNCERTAIN, ItemState.FAILED -> GroupName.NEEDS_YOU
    ItemState.QUEUED, ItemState.SUBMITTING, ItemState.COMMITTING -> GroupName.UNDER_WAY
    ItemState.ACCEPTED, ItemState.DONE -> GroupName.LEFT
    ItemState.CANCELLED -> null
}

fun bodyOf(items: List<OutboxItem>): OutboxBody {
    val groups = GroupName.entries.mapNotNull { name ->
        val own = items.filter { groupOf(it.state) == name }.sortedByDescending { it.id }
        if (own.isEmpty()) null else OutboxGroup(name, own)
    }
    return if (groups.isEmpty()) OutboxBody.Empty else OutboxBody.Items(groups)
}

/** Whole seconds in which a message can still be taken back; 0 when its time is over. */
fun secondsLeft(item: OutboxItem, now: Long): Int = if (item.state != ItemState.QUEUED ||
    item.attempts > 0u
) {
    0
} else {
    ((item.due - now + 999) / 1000).coerceAtLeast(0).toInt()
}

/** What can be done with a message in its state. */
fun offersOf(item: OutboxItem, now: Long): List<Offer> = when (item.state) {
    ItemState.QUEUED -> if (secondsLeft(item, now) >
        0
    ) {
        listOf(Offer.UNDO_SEND)
    } else {
        listOf(Offer.RETRY, Offer.EDIT_AGAIN)
    }

    ItemState.UNCERTAIN -> listOf(Offer.RETRY_UNCERTAIN, Offer.LEAVE_IT)

    ItemState.FAILED -> listOf(Offer.EDIT_AGAIN, Offer.RETRY, Offer.GIVE_UP)

    ItemState.SUBMITTING, ItemState.COMMITTING, ItemState.ACCEPTED, ItemState.DONE, ItemState.CANCELLED -> emptyList()
}
