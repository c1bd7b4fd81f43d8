package tern.app.screen.outbox

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.Button
import androidx.compose.material3.Card
import androidx.compose.material3.CardDefaults
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Scaffold
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.ui.Icons
import tern.app.ui.LocalFormat
import tern.app.ui.LocalTones
import tern.app.ui.calm
import tern.app.ui.part.EmptyState
import tern.app.ui.part.ErrorPanel
import tern.app.ui.part.ScreenBar
import tern.app.ui.part.SectionTitle
import tern.app.ui.part.Skeleton
import tern.core.LedgerEntry
import tern.core.OutboxItem
import tern.core.OutboxState
import tern.core.Recipient
import tern.core.RecipientState

/** `now` in milliseconds since 1970: it counts departures down. */
@Composable
fun OutboxView(screen: OutboxScreen, now: Long, onEvent: (OutboxEvent) -> Unit, onBack: (() -> Unit)?) {
    Scaffold(topBar = {
        ScreenBar(stringResource(R.string.outbox_title), onBack)
    }, containerColor = MaterialTheme.colorScheme.surface) { inner ->
        Column(Modifier.padding(top = inner.calculateTopPadding()).fillMaxSize()) {
            when (val body = screen.body) {
                OutboxBody.Loading -> Skeleton(rows = 4)

                is OutboxBody.Failed -> ErrorPanel(body.error) { onEvent(OutboxEvent.Retried) }

                OutboxBody.Empty -> EmptyState(Icons.Outbox, stringResource(R.string.outbox_empty), null)

                is OutboxBody.Items -> LazyColumn(
                    contentPadding = PaddingValues(
                        bottom =
                        inner.calculateBottomPadding() + 24.dp,
                    ),
                ) {
                    body.groups.forEach { group ->
                        item(key = group.name) { SectionTitle(stringResource(groupWord(group.name))) }
                        items(group.items, key = { it.id }) { Item(it, screen, now, onEvent) }
                    }
                }
            }
        }
    }
}

private fun groupWord(name: GroupName): Int = when (name) {
    GroupName.NEEDS_YOU -> R.string.outbox_needs_you
    GroupName.UNDER_WAY -> R.string.outbox_under_way
    GroupName.LEFT -> R.string.outbox_left
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Item(item: OutboxItem, screen: OutboxScreen, now: Long, onEvent: (OutboxEvent) -> Unit) {
    val busy = item.id in screen.busy
    Card(
        Modifier.fillMaxWidth().padding(horizontal = 16.dp, vertical = 6.dp),
        colors = CardDefaults.cardColors(containerColor = MaterialTheme.colorScheme.surfaceContainerLow),
    ) {
        Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
            Text(
                calm(item.subject).ifBlank {
                    stringResource(R.string.no_subject)
                },
                style = MaterialTheme.typography.titleMedium,
            )
            StateLine(item, now)
            if (item.state == OutboxState.UNCERTAIN) {
                Text(stringResource(R.string.outbox_uncertain_explain), style = MaterialTheme.typography.bodyMedium)
            }
            item.recipients.forEach { RecipientLine(it) }
            FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
                offersOf(item, now).forEachIndexed { at, offer ->
                    val take = { onEvent(OutboxEvent.Offered(item.id, offer)) }
                    if (at == 0) {
                        Button(onClick = take, enabled = !busy) { Text(stringResource(offerWord(offer))) }
                    } else {
                        OutlinedButton(onClick = take, enabled = !busy) { Text(stringResource(offerWord(offer))) }
                    }
                }
            }
            val open = item.id in screen.open
            TextButton(onClick = { onEvent(OutboxEvent.Ledger(item.id)) }) {
                Text(stringResource(if (open) R.string.outbox_ledger_hide else R.string.outbox_ledger_show))
            }
            if (open) item.ledger.forEach { LedgerLine(it) }
        }
    }
}

private fun offerWord(offer: Offer): Int = when (offer) {
    Offer.UNDO_SEND -> R.string.outbox_undo_send
    Offer.EDIT_AGAIN -> R.string.outbox_edit
    Offer.RETRY -> R.string.outbox_retry
    Offer.RETRY_UNCERTAIN -> R.string.outbox_retry_uncertain
    Offer.GIVE_UP -> R.string.outbox_give_up
    Offer.LEAVE_IT -> R.string.outbox_give_up_uncertain
}

private fun stateWord(state: OutboxState): Int = when (state) {
    OutboxState.QUEUED -> R.string.outbox_state_queued
    OutboxState.SUBMITTING -> R.string.outbox_state_submitting
    OutboxState.COMMITTING -> R.string.outbox_state_committing
    OutboxState.UNCERTAIN -> R.string.outbox_state_uncertain
    OutboxState.ACCEPTED -> R.string.outbox_state_accepted
    OutboxState.DONE -> R.string.outbox_state_done
    OutboxState.FAILED -> R.string.outbox_state_failed
    OutboxState.CANCELLED -> R.string.outbox_state_cancelled
}

@Composable
private fun StateLine(item: OutboxItem, now: Long) {
    val seconds = secondsLeft(item, now)
    val words = when {
        seconds > 0 -> pluralStringResource(R.plurals.outbox_state_countdown, seconds, seconds)

        item.state == OutboxState.QUEUED && item.due > now -> stringResource(
            R.string.outbox_state_retry,
            LocalFormat.current.moment(item.due),
        )

        else -> stringResource(stateWord(item.state))
    }
    val tones = LocalTones.current
    val (icon, ink) = when (item.state) {
        OutboxState.FAILED -> Icons.Warning to MaterialTheme.colorScheme.error

        OutboxState.UNCERTAIN -> Icons.Warning to tones.warn

        OutboxState.DONE, OutboxState.ACCEPTED -> Icons.Check to tones.ok

        OutboxState.QUEUED, OutboxState.SUBMITTING, OutboxState.COMMITTING, OutboxState.CANCELLED ->
            Icons.Outbox to
                MaterialTheme.colorScheme.onSurfaceVariant
    }
    Row(verticalAlignment = Alignment.CenterVertically, horizontalArrangement = Arrangement.spacedBy(8.dp)) {
        Icon(icon, contentDescription = null, tint = ink, modifier = Modifier.size(20.dp))
        Text(words, style = MaterialTheme.typography.bodyMedium, color = ink)
    }
}

@Composable
private fun RecipientLine(recipient: Recipient) {
    val state = when (recipient.state) {
        RecipientState.WAITING -> R.string.outbox_recipient_waiting
        RecipientState.ACCEPTED -> R.string.outbox_recipient_accepted
        RecipientState.DEFERRED -> R.string.outbox_recipient_deferred
        RecipientState.REFUSED -> R.string.outbox_recipient_refused
    }
    Column {
        Text("${recipient.address} – ${stringResource(state)}", style = MaterialTheme.typography.bodyMedium)
        recipient.reply?.let {
            Text(
                calm(it),
                style = MaterialTheme.typography.bodySmall,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
            )
        }
    }
}

@Composable
private fun LedgerLine(entry: LedgerEntry) {
    Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
        Text(
            LocalFormat.current.moment(entry.at),
            style = MaterialTheme.typography.labelMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
        Column {
            Text(stringResource(stateWord(entry.state)), style = MaterialTheme.typography.bodyMedium)
            if (entry.detail.isNotEmpty()) {
                Text(
                    calm(entry.detail),
                    style = MaterialTheme.typography.bodySmall,
                    color = MaterialTheme.colorScheme.onSurfaceVariant,
                )
            }
        }
    }
}
