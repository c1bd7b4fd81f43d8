package tern.app.screen.drafts

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Scaffold
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.ui.Icons
import tern.app.ui.LocalFormat
import tern.app.ui.calm
import tern.app.ui.nameOf
import tern.app.ui.part.EmptyState
import tern.app.ui.part.ErrorPanel
import tern.app.ui.part.IconAction
import tern.app.ui.part.ScreenBar
import tern.app.ui.part.SectionTitle
import tern.app.ui.part.Skeleton
import tern.core.Address
import tern.core.ListRow
import tern.core.SavedDraft

@Composable
fun DraftsView(state: DraftsState, onEvent: (DraftsEvent) -> Unit, onBack: (() -> Unit)?) {
    Scaffold(topBar = {
        ScreenBar(stringResource(R.string.drafts_title), onBack)
    }, containerColor = MaterialTheme.colorScheme.surface) { inner ->
        Column(Modifier.padding(top = inner.calculateTopPadding()).fillMaxSize()) {
            when (val body = state.body) {
                DraftsBody.Loading -> Skeleton(rows = 5)

                is DraftsBody.Failed -> ErrorPanel(body.error) { onEvent(DraftsEvent.Retried) }

                DraftsBody.Empty -> EmptyState(Icons.Drafts, stringResource(R.string.drafts_empty), null)

                is DraftsBody.Drafts -> LazyColumn(
                    contentPadding = PaddingValues(
                        bottom =
                        inner.calculateBottomPadding() + 24.dp,
                    ),
                ) {
                    if (body.local.isNotEmpty()) item { SectionTitle(stringResource(R.string.drafts_local)) }
                    items(body.local, key = { "local${it.id}" }) { Local(it, onEvent) }
                    if (body.server.isNotEmpty()) item { SectionTitle(stringResource(R.string.drafts_server)) }
                    items(body.server, key = { it.row.id }) { Server(it, onEvent) }
                    if (body.server.size < body.serverTotal) {
                        item {
                            TextButton(onClick = {
                                onEvent(DraftsEvent.More)
                            }) { Text(stringResource(R.string.drafts_more)) }
                        }
                    }
                }
            }
        }
    }
}

@Composable
private fun people(people: List<Address>): String =
    if (people.isEmpty()) stringResource(R.string.drafts_nobody) else LocalFormat.current.list(people.map(::nameOf))

@Composable
private fun Local(draft: SavedDraft, onEvent: (DraftsEvent) -> Unit) {
    val files = draft.files.size
    Entry(
        title = people(draft.draft.to + draft.draft.cc + draft.draft.bcc),
        subject = draft.draft.subject,
        snippet = snippetOf(draft),
        date = LocalFormat.current.shortDate(draft.changed / 1000),
        files = if (files > 0) pluralStringResource(R.plurals.drafts_attachments, files, files) else null,
        onOpen = { onEvent(DraftsEvent.Opened(draft.id)) },
        onDiscard = { onEvent(DraftsEvent.Discarded(draft.id)) },
    )
}

@Composable
private fun Server(row: ListRow, onEvent: (DraftsEvent) -> Unit) = Entry(
    title = people(row.people),
    subject = row.row.subject,
    snippet = calm(row.row.preview),
    date = LocalFormat.current.shortDate(row.row.received),
    files = null,
    onOpen = { onEvent(DraftsEvent.MessageOpened(row.row.id)) },
    onDiscard = { onEvent(DraftsEvent.MessageDeleted(row.ids)) },
)

@Composable
private fun Entry(
    title: String,
    subject: String,
    snippet: String,
    date: String,
    files: String?,
    onOpen: () -> Unit,
    onDiscard: () -> Unit,
) {
    Row(
        Modifier.fillMaxWidth().clickable(
            onClick = onOpen,
        ).padding(start = 16.dp, end = 4.dp, top = 10.dp, bottom = 10.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Column(Modifier.weight(1f), verticalArrangement = Arrangement.spacedBy(2.dp)) {
            Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
                Text(
                    title,
                    Modifier.weight(1f),
                    style = MaterialTheme.typography.bodyLarge,
                    maxLines = 1,
                    overflow = TextOverflow.Ellipsis,
                )
                Text(
                    date,
                    style = MaterialTheme.typography.labelMedium,
                    color = MaterialTheme.colorScheme.onSurfaceVariant,
                )
            }
            Text(
                calm(subject).ifBlank {
                    stringResource(R.string.no_subject)
                },
                style = MaterialTheme.typography.bodyMedium,
                maxLines = 1,
                overflow = TextOverflow.Ellipsis,
            )
            val more = listOfNotNull(files, snippet.ifEmpty { null }).joinToString(" · ")
            if (more.isNotEmpty()) {
                Text(
                    more,
                    style = MaterialTheme.typography.bodyMedium,
                    color = MaterialTheme.colorScheme.onSurfaceVariant,
                    maxLines = 1,
                    overflow = TextOverflow.Ellipsis,
                )
            }
        }
        IconAction(
            Icons.Trash,
            stringResource(R.string.drafts_discard),
            onDiscard,
            tint = MaterialTheme.colorScheme.onSurfaceVariant,
        )
    }
}
