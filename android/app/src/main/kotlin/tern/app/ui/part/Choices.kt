package tern.app.ui.part

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material3.AlertDialog
import androidx.compose.material3.DropdownMenu
import androidx.compose.material3.DropdownMenuItem
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.RadioButton
import androidx.compose.material3.Switch
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.ui.Icons

/** Something that can be done from a menu. */
class MenuAction(val label: String, val icon: ImageVector?, val run: () -> Unit)

/** The menu behind three dots. */
@Composable
fun MoreMenu(label: String, actions: List<MenuAction>) {
    var open by rememberSaveable { mutableStateOf(false) }
    IconAction(Icons.More, label, { open = true })
    DropdownMenu(expanded = open, onDismissRequest = { open = false }) {
        actions.forEach { action ->
            DropdownMenuItem(
                text = { Text(action.label) },
                leadingIcon = action.icon?.let { { Icon(it, contentDescription = null) } },
                onClick = {
                    open = false
                    action.run()
                },
            )
        }
    }
}

/** A line of the settings: what it is, what it is now. */
@Composable
fun SettingRow(title: String, value: String?, onClick: () -> Unit) {
    Column(
        Modifier.fillMaxWidth().clickable(
            onClick = onClick,
        ).heightIn(min = 64.dp).padding(horizontal = 16.dp, vertical = 12.dp),
    ) {
        Text(title, style = MaterialTheme.typography.bodyLarge)
        if (value !=
            null
        ) {
            Text(
                value,
                style = MaterialTheme.typography.bodyMedium,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
            )
        }
    }
}

/** A line of the settings that is on or off. */
@Composable
fun SwitchRow(title: String, hint: String?, on: Boolean, onChange: (Boolean) -> Unit) {
    Row(
        Modifier.fillMaxWidth().toggleable(on, role = Role.Switch, onValueChange = onChange).heightIn(min = 64.dp)
            .padding(horizontal = 16.dp, vertical = 12.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Column(Modifier.weight(1f).padding(end = 16.dp)) {
            Text(title, style = MaterialTheme.typography.bodyLarge)
            if (hint !=
                null
            ) {
                Text(
                    hint,
                    style = MaterialTheme.typography.bodyMedium,
                    color = MaterialTheme.colorScheme.onSurfaceVariant,
                )
            }
        }
        Switch(checked = on, onCheckedChange = null)
    }
}

/** A line of the settings with a few values, chosen in a dialog. */
@Composable
fun <T> ChoiceRow(title: String, chosen: T, choices: List<T>, label: @Composable (T) -> String, onChosen: (T) -> Unit) {
    var open by rememberSaveable { mutableStateOf(false) }
    SettingRow(title, label(chosen)) { open = true }
    if (open) {
        ChoiceDialog(title, chosen, choices, label, { open = false }) {
            open = false
            onChosen(it)
        }
    }
}

@Composable
fun <T> ChoiceDialog(
    title: String,
    chosen: T?,
    choices: List<T>,
    label: @Composable (T) -> String,
    onClose: () -> Unit,
    onChosen: (T) -> Unit,
) {
    AlertDialog(
        onDismissRequest = onClose,
        title = { Text(title) },
        text = {
            LazyColumn {
                items(choices) { choice ->
                    Row(
                        Modifier.fillMaxWidth().selectable(choice == chosen, role = Role.RadioButton) {
                            onChosen(choice)
                        }.heightIn(min = 48.dp),
                        verticalAlignment = Alignment.CenterVertically,
                    ) {
                        RadioButton(selected = choice == chosen, onClick = null)
                        Text(label(choice), Modifier.padding(start = 16.dp), style = MaterialTheme.typography.bodyLarge)
                    }
                }
            }
        },
        confirmButton = { TextButton(onClick = onClose) { Text(stringResource(R.string.cancel)) } },
    )
}

/** A question with a way back. */
@Composable
fun AskDialog(
    title: String,
    text: @Composable () -> Unit,
    confirm: String?,
    cancel: String,
    onConfirm: () -> Unit,
    onClose: () -> Unit,
) {
    AlertDialog(
        onDismissRequest = onClose,
        title = { Text(title) },
        text = text,
        confirmButton = { if (confirm != null) TextButton(onClick = onConfirm) { Text(confirm) } },
        dismissButton = { TextButton(onClick = onClose) { Text(cancel) } },
    )
}
