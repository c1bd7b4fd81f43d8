package tern.app.screen.list

import androidx.compose.foundation.background
import androidx.compose.foundation.combinedClickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalResources
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.CustomAccessibilityAction
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.customActions
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.text.withStyle
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.core.Density
import tern.app.ui.Icons
import tern.app.ui.LocalFormat
import tern.app.ui.LocalTones
import tern.app.ui.part.Avatar
import tern.app.ui.part.IconAction
import tern.core.ListRow

/** A row as a list shows it: who, what, when, and what is to be known of it. */
@Composable
fun ListRowView(
    row: ListRow,
    opened: Boolean,
    state: ListState,
    onEvent: (ListEvent) -> Unit,
    onOpen: (ListRow) -> Unit,
) {
    val format = LocalFormat.current
    val sentence = sentenceOf(row, state.mine, format, LocalResources.current)
    val select = stringResource(R.string.cmd_select)
    val start = swipeLabel(state.swipes.start, row)?.let { stringResource(it) }
    val end = swipeLabel(state.swipes.end, row)?.let { stringResource(it) }
    val selecting = state.selection.count > 0
    val chosen = keyOf(row, state.threaded) in state.selection.rows
    val air = when (state.density) {
        Density.COMPACT -> 4.dp
        Density.NORMAL -> 10.dp
        Density.RELAXED -> 16.dp
    }
    Row(
        Modifier.fillMaxWidth()
            .background(
                if (chosen ||
                    opened
                ) {
                    MaterialTheme.colorScheme.primaryContainer
                } else {
                    MaterialTheme.colorScheme.surface
                },
            )
            .combinedClickable(
                onClick = { if (selecting) onEvent(ListEvent.Ticked(row)) else onOpen(row) },
                onLongClick = { onEvent(ListEvent.Ticked(row)) },
                onLongClickLabel = select,
            )
            .semantics {
                contentDescription = sentence
                selected = chosen || opened
                // What a finger swipes, for those who use none.
                customActions = listOfNotNull(
                    action(select) { onEvent(ListEvent.Ticked(row)) },
                    start?.let { action(it) { onEvent(ListEvent.Swiped(row, fromEnd = false)) } },
                    end?.let { action(it) { onEvent(ListEvent.Swiped(row, fromEnd = true)) } },
                )
            }
            .padding(start = 16.dp, end = 4.dp, top = air, bottom = air),
        verticalAlignment = Alignment.Top,
    ) {
        Sign(row, chosen, state.mine)
        Words(row, state, onEvent, Modifier.weight(1f).padding(start = 16.dp))
    }
}

private fun action(label: String, run: () -> Unit) = CustomAccessibilityAction(label) {
    run()
    true
}

@Composable
private fun Sign(row: ListRow, chosen: Boolean, mine: Set<String>) {
    if (chosen) {
        Box(
            Modifier.size(40.dp).background(MaterialTheme.colorScheme.primary, CircleShape),
            contentAlignment = Alignment.Center,
        ) {
            Icon(Icons.Check, contentDescription = null, tint = MaterialTheme.colorScheme.onPrimary)
        }
    } else {
        // Whom the conversation is with, rather than oneself.
        val person = row.people.lastOrNull { it.email.lowercase() !in mine } ?: row.row.from.firstOrNull()
        Avatar(person?.name?.ifBlank { null } ?: person?.email.orEmpty(), person?.email.orEmpty())
    }
}

@Composable
private fun Words(row: ListRow, state: ListState, onEvent: (ListEvent) -> Unit, modifier: Modifier) {
    val unread = row.unread > 0u
    val resources = LocalResources.current
    Column(modifier) {
        Row(
            Modifier.padding(end = 12.dp).clearAndSetSemantics {
            },
            verticalAlignment = Alignment.CenterVertically,
            horizontalArrangement = Arrangement.spacedBy(6.dp),
        ) {
            Row(
                Modifier.weight(1f),
                verticalAlignment = Alignment.CenterVertically,
                horizontalArrangement = Arrangement.spacedBy(6.dp),
            ) {
                Text(
                    marked(peopleOf(row, state.mine, resources), state.words),
                    style = MaterialTheme.typography.bodyLarge,
                    fontWeight = if (unread) FontWeight.Bold else null,
                    maxLines = 1,
                    overflow = TextOverflow.Ellipsis,
                    modifier = Modifier.weight(1f, fill = false),
                )
                if (row.messages > 1u) Count(row.messages.toInt())
            }
            Text(
                LocalFormat.current.shortDate(row.row.received),
                style = MaterialTheme.typography.labelMedium,
                maxLines = 1,
                fontWeight = if (unread) FontWeight.Bold else null,
                color = if (unread) LocalTones.current.unread else MaterialTheme.colorScheme.onSurfaceVariant,
            )
        }
        Row(verticalAlignment = Alignment.CenterVertically) {
            Subject(row, state, Modifier.weight(1f).clearAndSetSemantics { })
            val label = stringResource(if (row.flagged) R.string.list_unflag else R.string.cmd_flag)
            val tint = if (row.flagged) LocalTones.current.flag else MaterialTheme.colorScheme.outline
            IconAction(if (row.flagged) Icons.Flagged else Icons.Flag, label, {
                onEvent(ListEvent.Flagged(row))
            }, tint = tint)
        }
    }
}

@Composable
private fun Subject(row: ListRow, state: ListState, modifier: Modifier) {
    Column(modifier, verticalArrangement = Arrangement.spacedBy(2.dp)) {
        Text(
            marked(subjectOf(row, LocalResources.current), state.words),
            style = MaterialTheme.typography.bodyMedium,
            fontWeight = if (row.unread > 0u) FontWeight.Bold else null,
            maxLines = 1,
            overflow = TextOverflow.Ellipsis,
        )
        if (state.snippets) Snippet(row, state)
    }
}

@Composable
private fun Snippet(row: ListRow, state: ListState) {
    val dim = MaterialTheme.colorScheme.onSurfaceVariant
    Row(verticalAlignment = Alignment.CenterVertically, horizontalArrangement = Arrangement.spacedBy(4.dp)) {
        if (row.attachments >
            0u
        ) {
            Icon(Icons.Attachment, contentDescription = null, tint = dim, modifier = Modifier.size(16.dp))
        }
        if (row.row.flags.answered) {
            Icon(
                Icons.Reply,
                contentDescription = null,
                tint = dim,
                modifier = Modifier.size(16.dp),
            )
        }
        if (row.row.pending) Icon(Icons.Sync, contentDescription = null, tint = dim, modifier = Modifier.size(16.dp))
        Text(
            marked(snippetOf(row, LocalFormat.current, LocalResources.current), state.words),
            color = dim,
            style = MaterialTheme.typography.bodyMedium,
            maxLines = 1,
            overflow = TextOverflow.Ellipsis,
        )
    }
}

@Composable
private fun Count(messages: Int) {
    Text(
        LocalFormat.current.number(messages.toLong()),
        style = MaterialTheme.typography.labelSmall,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
        modifier = Modifier.background(
            MaterialTheme.colorScheme.surfaceVariant,
            RoundedCornerShape(6.dp),
        ).padding(horizontal = 5.dp, vertical = 1.dp),
    )
}

/** A text with the words of a search marked. */
@Composable
private fun marked(text: String, words: List<String>): AnnotatedString {
    val wanted = words.filter { it.isNotBlank() }
    if (wanted.isEmpty()) return AnnotatedString(text)
    val any = Regex(wanted.joinToString("|") { Regex.escape(it) }, RegexOption.IGNORE_CASE)
    val mark =
        SpanStyle(
            background = LocalTones.current.warnSheet,
            color = MaterialTheme.colorScheme.onSurface,
            fontWeight = FontWeight.Bold,
        )
    return buildAnnotatedString {
        var at = 0
        for (match in any.findAll(text)) {
            append(text.substring(at, match.range.first))
            withStyle(mark) { append(match.value) }
            at = match.range.last + 1
        }
        append(text.substring(at))
    }
}
