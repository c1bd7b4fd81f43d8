package tern.app.screen.list

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListState
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.material3.ExperimentalMaterial3Api
import androidx.compose.material3.ExtendedFloatingActionButton
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Scaffold
import androidx.compose.material3.SwipeToDismissBox
import androidx.compose.material3.SwipeToDismissBoxValue
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.material3.pulltorefresh.PullToRefreshBox
import androidx.compose.material3.rememberSwipeToDismissBoxState
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.derivedStateOf
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.remember
import androidx.compose.runtime.snapshotFlow
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.core.Kept
import tern.app.core.Swipe
import tern.app.core.windowPhrase
import tern.app.ui.DayGroup
import tern.app.ui.Icons
import tern.app.ui.LocalFormat
import tern.app.ui.LocalTones
import tern.app.ui.part.EmptyState
import tern.app.ui.part.ErrorPanel
import tern.app.ui.part.FolderDialog
import tern.app.ui.part.ForeverDialog
import tern.app.ui.part.Skeleton
import tern.app.ui.text
import tern.core.ListRow
import tern.core.View

/** Where the list leads: navigation, without the model. */
class ListPaths(
    val onOpen: (ListRow) -> Unit,
    val onMenu: (() -> Unit)?,
    val onBack: () -> Unit,
    val onSearch: () -> Unit,
    val onCompose: () -> Unit,
)

@Composable
fun ListView(state: ListState, opened: Long?, onEvent: (ListEvent) -> Unit, paths: ListPaths) {
    val scroll = rememberLazyListState()
    val atTop by remember { derivedStateOf { scroll.firstVisibleItemIndex == 0 } }
    val searching = state.view is View.Search
    Scaffold(
        topBar = { ListBar(state, onEvent, paths) },
        floatingActionButton = {
            if (!searching && state.selection.count == 0) {
                ExtendedFloatingActionButton(
                    text = { Text(stringResource(R.string.cmd_compose)) },
                    icon = { Icon(Icons.Compose, contentDescription = stringResource(R.string.cmd_compose)) },
                    onClick = paths.onCompose,
                    expanded = atTop,
                    containerColor = MaterialTheme.colorScheme.primary,
                    contentColor = MaterialTheme.colorScheme.onPrimary,
                )
            }
        },
        containerColor = MaterialTheme.colorScheme.surface,
    ) { inner ->
        Column(Modifier.padding(top = inner.calculateTopPadding())) {
            if (state.offline) OfflineLine()
            Content(state, opened, scroll, inner.calculateBottomPadding().value, onEvent, paths.onOpen)
        }
    }
    when (val dialog = state.dialog) {
        null -> Unit

        is ListDialog.Folders -> FolderDialog(
            title = stringResource(if (dialog.purpose == PickFor.MOVE) R.string.folder_move else R.string.folder_copy),
            mailboxes = dialog.mailboxes,
            onClose = {
                onEvent(ListEvent.DialogClosed)
            },
            onChosen = { onEvent(ListEvent.FolderChosen(it)) },
        )

        is ListDialog.Forever -> ForeverDialog(
            dialog.targets.ids.size,
            dialog.folder,
            onConfirm = { onEvent(ListEvent.ForeverConfirmed) },
            onClose = { onEvent(ListEvent.DialogClosed) },
        )
    }
}

@Composable
private fun OfflineLine() {
    Row(
        Modifier.fillMaxWidth().background(LocalTones.current.warnSheet).padding(horizontal = 16.dp, vertical = 10.dp),
        verticalAlignment = Alignment.CenterVertically,
        horizontalArrangement = Arrangement.spacedBy(12.dp),
    ) {
        Icon(Icons.Offline, contentDescription = null, tint = LocalTones.current.warn)
        Text(
            stringResource(R.string.sync_offline),
            style = MaterialTheme.typography.bodyMedium,
            color = LocalTones.current.warn,
        )
    }
}

@OptIn(ExperimentalMaterial3Api::class)
@Composable
private fun Content(
    state: ListState,
    opened: Long?,
    scroll: LazyListState,
    bottom: Float,
    onEvent: (ListEvent) -> Unit,
    onOpen: (ListRow) -> Unit,
) {
    when (val body = state.body) {
        ListBody.Loading -> Skeleton(rows = 8)

        is ListBody.Failed -> ErrorPanel(body.error) { onEvent(ListEvent.Retried) }

        is ListBody.Empty, is ListBody.Rows -> PullToRefreshBox(
            isRefreshing = state.refreshing,
            onRefresh = {
                onEvent(ListEvent.Pulled)
            },
            modifier = Modifier.fillMaxSize(),
        ) {
            if (body is ListBody.Rows) {
                Rows(body, state, opened, scroll, bottom, onEvent, onOpen)
            } else if (body is ListBody.Empty) {
                Nothing(body.why, state.kept, onEvent)
            }
        }
    }
}

@Composable
private fun Nothing(why: EmptyWhy, kept: Kept?, onEvent: (ListEvent) -> Unit) {
    when (why) {
        EmptyWhy.NOTHING -> EmptyState(
            Icons.Inbox,
            stringResource(R.string.list_empty),
            kept?.let {
                keptWords(it)
            },
        ) { Widen(kept, onEvent) }

        EmptyWhy.UNREAD -> EmptyState(Icons.Read, stringResource(R.string.list_empty_unread), null) {
            TextButton(onClick = { onEvent(ListEvent.UnreadToggled) }) { Text(stringResource(R.string.list_show_all)) }
        }

        EmptyWhy.SEARCH -> EmptyState(
            Icons.Search,
            stringResource(R.string.list_empty_search),
            stringResource(R.string.list_empty_search_text),
        )

        EmptyWhy.NOT_ASKED -> EmptyState(
            Icons.Search,
            stringResource(R.string.search_placeholder),
            stringResource(R.string.search_what),
        )
    }
}

@Composable
private fun Rows(
    body: ListBody.Rows,
    state: ListState,
    opened: Long?,
    scroll: LazyListState,
    bottom: Float,
    onEvent: (ListEvent) -> Unit,
    onOpen: (ListRow) -> Unit,
) {
    val format = LocalFormat.current
    LaunchedEffect(body.first, body.rows.size, body.total) {
        snapshotFlow { scroll.layoutInfo.visibleItemsInfo.lastOrNull()?.index ?: 0 }
            .collect { if (it >= body.rows.size - NEAR) onEvent(ListEvent.NearEnd) }
    }
    LaunchedEffect(body.first) {
        if (body.first == 0) return@LaunchedEffect
        snapshotFlow { scroll.firstVisibleItemIndex }.collect { if (it < NEAR) onEvent(ListEvent.NearStart) }
    }
    LazyColumn(Modifier.fillMaxSize(), state = scroll, contentPadding = PaddingValues(bottom = bottom.dp + 88.dp)) {
        var day: DayGroup? = null
        body.rows.forEach { row ->
            val own = format.dayGroup(row.row.received)
            if (own != day && state.view !is View.Search) item(key = "day$own", contentType = "day") { Day(own) }
            day = own
            item(key = keyOf(row, state.threaded), contentType = "row") {
                val open = opened != null && row.row.thread == opened
                Swiping(row, state.swipes, enabled = state.selection.count == 0, onEvent) {
                    ListRowView(row, open, state, onEvent, onOpen)
                }
            }
        }
        item(key = "kept", contentType = "kept") { Footer(body, state.kept, onEvent) }
    }
}

@Composable
private fun Day(group: DayGroup) {
    val name = when (group) {
        DayGroup.Today -> stringResource(R.string.day_today)
        DayGroup.Yesterday -> stringResource(R.string.day_yesterday)
        is DayGroup.Named -> group.name
    }
    Text(
        name,
        style = MaterialTheme.typography.labelLarge,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
        modifier = Modifier.padding(start = 16.dp, end = 16.dp, top = 12.dp, bottom = 4.dp).semantics { heading() },
    )
}

private class SwipeLook(val icon: ImageVector, val label: Int, val ground: Color, val ink: Color)

@Composable
private fun lookOf(swipe: Swipe, row: ListRow): SwipeLook {
    val colours = MaterialTheme.colorScheme
    val label = swipeLabel(swipe, row) ?: R.string.close
    val icon = when (swipe) {
        Swipe.NONE -> Icons.Close
        Swipe.ARCHIVE -> Icons.Archive
        Swipe.DELETE -> Icons.Trash
        Swipe.READ -> if (row.unread > 0u) Icons.Read else Icons.Unread
        Swipe.FLAG -> Icons.Flag
        Swipe.JUNK -> Icons.Junk
    }
    return if (swipe == Swipe.DELETE || swipe == Swipe.JUNK) {
        SwipeLook(icon, label, colours.errorContainer, colours.onErrorContainer)
    } else {
        SwipeLook(icon, label, colours.secondaryContainer, colours.onSecondaryContainer)
    }
}

@Composable
private fun Swiping(
    row: ListRow,
    swipes: Swipes,
    enabled: Boolean,
    onEvent: (ListEvent) -> Unit,
    content: @Composable () -> Unit,
) {
    // A new state when the row's content changes: one that was flagged by a swipe comes back to its place.
    key(row) {
        val state = rememberSwipeToDismissBoxState()
        SwipeToDismissBox(
            state = state,
            enableDismissFromStartToEnd = enabled && swipes.start != Swipe.NONE,
            enableDismissFromEndToStart = enabled && swipes.end != Swipe.NONE,
            backgroundContent = {
                val start = state.dismissDirection != SwipeToDismissBoxValue.EndToStart
                val look = lookOf(if (start) swipes.start else swipes.end, row)
                Row(
                    Modifier.fillMaxSize().background(look.ground).padding(horizontal = 24.dp),
                    verticalAlignment = Alignment.CenterVertically,
                    horizontalArrangement = if (start) Arrangement.Start else Arrangement.End,
                ) {
                    Icon(look.icon, contentDescription = null, tint = look.ink)
                    Text(
                        stringResource(look.label),
                        Modifier.padding(start = 12.dp),
                        color = look.ink,
                        style = MaterialTheme.typography.labelLarge,
                    )
                }
            },
            onDismiss = { value ->
                onEvent(ListEvent.Swiped(row, fromEnd = value == SwipeToDismissBoxValue.EndToStart))
            },
        ) { content() }
    }
}

@Composable
fun keptWords(kept: Kept): String {
    val older = LocalFormat.current.number(kept.older)
    val window = kept.window
    return if (window ==
        null
    ) {
        stringResource(R.string.list_older, older)
    } else {
        stringResource(R.string.list_kept, windowPhrase(window).text(), older)
    }
}

@Composable
private fun Widen(kept: Kept?, onEvent: (ListEvent) -> Unit) {
    val wider = kept?.wider ?: return
    TextButton(onClick = {
        onEvent(ListEvent.Widened)
    }) { Text(stringResource(R.string.list_widen, windowPhrase(wider).text())) }
}

/** An honest end: what lies beyond the window. */
@Composable
private fun Footer(body: ListBody.Rows, kept: Kept?, onEvent: (ListEvent) -> Unit) {
    if (kept == null || !body.isEnd) return
    Box(Modifier.fillMaxWidth().padding(16.dp), contentAlignment = Alignment.Center) {
        Column(horizontalAlignment = Alignment.CenterHorizontally) {
            Text(
                keptWords(kept),
                style = MaterialTheme.typography.bodySmall,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
            )
            Widen(kept, onEvent)
        }
    }
}

private const val NEAR = 25
