package tern.app.screen.sidebar

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.Icon
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.ui.Icons
import tern.app.ui.LocalFormat
import tern.app.ui.LocalTones
import tern.app.ui.part.IconAction
import tern.app.ui.part.roleIcon
import tern.app.ui.text
import tern.core.AccountId

/** Where the sidebar leads. */
class SidebarPaths(
    val onPlace: (Place) -> Unit,
    val onSignIn: (AccountId) -> Unit,
    val onSettings: () -> Unit,
    val onAddAccount: () -> Unit,
)

@Composable
fun SidebarView(state: SidebarState, current: Place?, onEvent: (SidebarEvent) -> Unit, paths: SidebarPaths) {
    Surface(color = MaterialTheme.colorScheme.surfaceContainerLow, modifier = Modifier.fillMaxHeight()) {
        Column(Modifier.windowInsetsPadding(WindowInsets.safeDrawing)) {
            Text(
                stringResource(R.string.app_name),
                style = MaterialTheme.typography.titleLarge,
                fontWeight = FontWeight.Bold,
                color = MaterialTheme.colorScheme.primary,
                modifier = Modifier.padding(start = 28.dp, end = 16.dp, top = 20.dp, bottom = 8.dp).semantics {
                    heading()
                },
            )
            StripView(state.strip, onEvent, paths.onSignIn)
            LazyColumn(Modifier.weight(1f).padding(horizontal = 12.dp)) {
                items(state.rows, key = { it.key }) { row ->
                    if (row.heading) {
                        HorizontalDivider(
                            Modifier.padding(vertical = 8.dp),
                            color = MaterialTheme.colorScheme.outlineVariant,
                        )
                    }
                    RowView(row, row.place != null && row.place == current, onEvent, paths.onPlace)
                }
            }
            HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
            Column(Modifier.padding(12.dp)) {
                Foot(Icons.Plus, stringResource(R.string.cmd_add_account), paths.onAddAccount)
                Foot(Icons.Settings, stringResource(R.string.cmd_settings), paths.onSettings)
            }
        }
    }
}

@Composable
private fun Foot(icon: androidx.compose.ui.graphics.vector.ImageVector, label: String, onClick: () -> Unit) {
    Row(
        Modifier.fillMaxWidth().clip(
            RoundedCornerShape(24.dp),
        ).clickable(onClick = onClick).heightIn(min = 48.dp).padding(horizontal = 16.dp),
        verticalAlignment = Alignment.CenterVertically,
        horizontalArrangement = Arrangement.spacedBy(12.dp),
    ) {
        Icon(icon, contentDescription = null, tint = MaterialTheme.colorScheme.onSurfaceVariant)
        Text(label, style = MaterialTheme.typography.labelLarge)
    }
}

@Composable
private fun RowView(row: TreeRow, current: Boolean, onEvent: (SidebarEvent) -> Unit, onPlace: (Place) -> Unit) {
    val place = row.place
    val name = row.name.text()
    val unread = if (row.count > 0 &&
        row.countsUnread
    ) {
        stringResource(R.string.folders_unread, LocalFormat.current.number(row.count))
    } else {
        null
    }
    val ground = if (current) MaterialTheme.colorScheme.primaryContainer else Color.Transparent
    Row(
        Modifier.fillMaxWidth().clip(RoundedCornerShape(24.dp)).background(ground)
            .clickable { if (place != null) onPlace(place) else onEvent(SidebarEvent.Folded(row.key)) }
            .semantics {
                contentDescription = listOfNotNull(name, unread).joinToString(", ")
                selected = current
            }
            .heightIn(min = 48.dp).padding(start = (16 + (row.level - 1).coerceAtMost(DEEPEST) * 12).dp, end = 4.dp),
        verticalAlignment = Alignment.CenterVertically,
        horizontalArrangement = Arrangement.spacedBy(12.dp),
    ) {
        if (!row.heading) {
            val icon = if (row.place == Place.Outbox) Icons.Outbox else roleIcon(row.role)
            Icon(
                icon,
                contentDescription = null,
                tint = with(MaterialTheme.colorScheme) { if (current) onPrimaryContainer else onSurfaceVariant },
            )
        }
        Column(Modifier.weight(1f).clearAndSetSemantics { }) {
            Text(
                name,
                style = if (row.heading) MaterialTheme.typography.labelLarge else MaterialTheme.typography.bodyLarge,
                maxLines = 1,
                overflow = TextOverflow.Ellipsis,
                fontWeight = FontWeight.Bold.takeIf { row.heading || unread != null },
            )
            if (row.problem != null) {
                Text(
                    row.problem,
                    style = MaterialTheme.typography.bodySmall,
                    color = LocalTones.current.warn,
                    maxLines = 2,
                    overflow = TextOverflow.Ellipsis,
                )
            }
        }
        if (row.count > 0) {
            Text(
                LocalFormat.current.number(row.count),
                style = MaterialTheme.typography.labelLarge,
                modifier = Modifier.padding(end = 12.dp).clearAndSetSemantics {
                },
            )
        }
        if (row.expanded != null) Fold(row.key, name, row.expanded, onEvent)
    }
}

@Composable
private fun Fold(key: String, name: String, open: Boolean, onEvent: (SidebarEvent) -> Unit) {
    val label = stringResource(if (open) R.string.folders_fold else R.string.folders_unfold, name)
    IconAction(if (open) Icons.Up else Icons.Down, label, { onEvent(SidebarEvent.Folded(key)) })
}

private const val DEEPEST = 4

@Composable
private fun StripView(strip: Strip, onEvent: (SidebarEvent) -> Unit, onSignIn: (AccountId) -> Unit) {
    val pad = Modifier.fillMaxWidth().padding(start = 28.dp, end = 16.dp, bottom = 8.dp)
    when (strip) {
        Strip.None -> Text(stringResource(R.string.sync_never), pad, style = MaterialTheme.typography.bodySmall)

        Strip.Offline -> Text(
            stringResource(R.string.sync_offline),
            pad,
            style = MaterialTheme.typography.bodySmall,
            color = LocalTones.current.warn,
        )

        is Strip.UpToDate -> Text(
            stringResource(R.string.sync_up_to_date, LocalFormat.current.moment(strip.at)),
            pad,
            style = MaterialTheme.typography.bodySmall,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )

        is Strip.SignIn -> Column(pad) {
            Text(
                stringResource(R.string.sync_sign_in, strip.account.address),
                style = MaterialTheme.typography.bodySmall,
                color = MaterialTheme.colorScheme.error,
            )
            TextButton(onClick = { onSignIn(strip.account.id) }) { Text(stringResource(R.string.signin_open)) }
        }

        is Strip.Trouble -> Text(
            "${strip.account.address}: ${strip.reason} ${strip.next}",
            pad,
            style = MaterialTheme.typography.bodySmall,
            color = LocalTones.current.warn,
        )

        is Strip.Syncing -> Syncing(strip, pad, onEvent)
    }
}

@Composable
private fun Syncing(strip: Strip.Syncing, modifier: Modifier, onEvent: (SidebarEvent) -> Unit) {
    val format = LocalFormat.current
    val progress = strip.progress
    Row(modifier, verticalAlignment = Alignment.CenterVertically) {
        Column(Modifier.weight(1f), verticalArrangement = Arrangement.spacedBy(6.dp)) {
            val words = if (progress != null && strip.folder != null) {
                stringResource(
                    R.string.sync_progress,
                    format.number(progress.done.toLong()),
                    strip.folder.text(),
                    format.number(progress.total.toLong()),
                )
            } else {
                stringResource(R.string.sync_working, strip.account.address)
            }
            Text(words, style = MaterialTheme.typography.bodySmall)
            if (progress != null && progress.total > 0u) {
                LinearProgressIndicator(progress = {
                    progress.done.toFloat() / progress.total.toFloat()
                }, modifier = Modifier.fillMaxWidth())
            }
        }
        IconAction(Icons.Close, stringResource(R.string.sync_cancel), { onEvent(SidebarEvent.SyncCancelled) })
    }
}
