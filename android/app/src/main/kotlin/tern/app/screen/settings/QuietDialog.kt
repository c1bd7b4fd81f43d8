package tern.app.screen.settings

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.AlertDialog
import androidx.compose.material3.DropdownMenu
import androidx.compose.material3.DropdownMenuItem
import androidx.compose.material3.FilterChip
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.ui.LocalFormat
import tern.core.QuietHours
import tern.core.Weekday

/** From ten in the evening to seven, every day: where nothing was chosen. */
private val USUAL = QuietHours(Weekday.entries, 1320u, 420u)
private const val STEP = 30
private const val DAY = 1440

/** Hours without background work: the days they begin on, and from when to when. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun QuietDialog(quiet: QuietHours?, onClose: () -> Unit, onChosen: (QuietHours?) -> Unit) {
    var chosen by remember { mutableStateOf(quiet ?: USUAL) }
    val format = LocalFormat.current
    AlertDialog(
        onDismissRequest = onClose,
        title = { Text(stringResource(R.string.settings_quiet)) },
        text = {
            Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
                Text(stringResource(R.string.settings_quiet_hint), style = MaterialTheme.typography.bodyMedium)
                FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
                    Weekday.entries.forEach { day ->
                        FilterChip(
                            selected = day in chosen.days,
                            onClick = { chosen = chosen.copy(days = chosen.days.toggled(day)) },
                            label = { Text(format.weekday(day.ordinal)) },
                        )
                    }
                }
                Hour(stringResource(R.string.settings_quiet_begin), chosen.from) { chosen = chosen.copy(from = it) }
                Hour(stringResource(R.string.settings_quiet_end), chosen.to) { chosen = chosen.copy(to = it) }
            }
        },
        confirmButton = {
            TextButton(onClick = { onChosen(chosen) }, enabled = chosen.days.isNotEmpty()) {
                Text(stringResource(R.string.done))
            }
        },
        dismissButton = {
            TextButton(onClick = { if (quiet == null) onClose() else onChosen(null) }) {
                Text(stringResource(if (quiet == null) R.string.cancel else R.string.settings_quiet_remove))
            }
        },
    )
}

private fun List<Weekday>.toggled(day: Weekday) = if (day in this) this - day else (this + day).sorted()

@Composable
private fun Hour(label: String, minutes: UShort, onChosen: (UShort) -> Unit) {
    var open by remember { mutableStateOf(false) }
    val format = LocalFormat.current
    Row(
        Modifier.fillMaxWidth(),
        verticalAlignment = Alignment.CenterVertically,
        horizontalArrangement = Arrangement.SpaceBetween,
    ) {
        Text(label, style = MaterialTheme.typography.bodyLarge)
        Box {
            OutlinedButton(onClick = { open = true }) { Text(format.timeOfDay(minutes.toInt())) }
            DropdownMenu(expanded = open, onDismissRequest = { open = false }) {
                (0 until DAY step STEP).forEach { at ->
                    DropdownMenuItem(text = { Text(format.timeOfDay(at)) }, onClick = {
                        open = false
                        onChosen(at.toUShort())
                    })
                }
            }
        }
    }
}
