package tern.app.screen.composer

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.text.BasicTextField
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.Icon
import androidx.compose.material3.InputChip
import androidx.compose.material3.InputChipDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.focus.onFocusChanged
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.core.errorText
import tern.app.ui.Icons
import tern.app.ui.calm
import tern.app.ui.nameOf
import tern.app.ui.part.Avatar
import tern.core.Address

private fun fieldWord(field: Field): Int = when (field) {
    Field.TO -> R.string.compose_to
    Field.CC -> R.string.compose_cc
    Field.BCC -> R.string.compose_bcc
}

/** Recipients as chips, a place to type the next one, and below it the people it could be. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun AddressField(
    field: Field,
    writing: Writing,
    state: ComposerState,
    onEvent: (ComposerEvent) -> Unit,
    end: @Composable () -> Unit,
) {
    val name = stringResource(fieldWord(field))
    Row(Modifier.fillMaxWidth().heightIn(min = 56.dp), verticalAlignment = Alignment.CenterVertically) {
        FieldName(name)
        FlowRow(
            Modifier.weight(1f).padding(vertical = 4.dp),
            horizontalArrangement = Arrangement.spacedBy(6.dp),
            itemVerticalAlignment = Alignment.CenterVertically,
        ) {
            writing.of(field).forEach { Recipient(field, it, onEvent) }
            Typing(field, name, state.typing[field].orEmpty(), onEvent)
        }
        end()
    }
    state.completion?.takeIf {
        it.field == field
    }?.people?.forEach { Offered(it) { onEvent(ComposerEvent.Chosen(field, it)) } }
    HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
}

@Composable
private fun Recipient(field: Field, chip: Chip, onEvent: (ComposerEvent) -> Unit) {
    val name = nameOf(chip.address)
    val error = chip.error
    val says = if (error == null) {
        stringResource(R.string.compose_recipient_edit, name)
    } else {
        stringResource(R.string.compose_recipient_invalid, name, errorText(error).reason)
    }
    val removes = stringResource(R.string.compose_recipient_remove, name)
    InputChip(
        selected = error != null,
        onClick = { onEvent(ComposerEvent.Edited(field, chip.key)) },
        label = {
            Text(name, maxLines = 1, overflow = TextOverflow.Ellipsis, modifier = Modifier.widthIn(max = 180.dp))
        },
        trailingIcon = {
            Icon(
                Icons.Close,
                contentDescription = removes,
                modifier = Modifier.size(18.dp).clickable(onClickLabel = removes) {
                    onEvent(ComposerEvent.Removed(field, chip.key))
                },
            )
        },
        colors = InputChipDefaults.inputChipColors(
            selectedContainerColor = MaterialTheme.colorScheme.errorContainer,
            selectedLabelColor = MaterialTheme.colorScheme.onErrorContainer,
        ),
        modifier = Modifier.semantics { contentDescription = says },
    )
}

@Composable
private fun Typing(field: Field, name: String, text: String, onEvent: (ComposerEvent) -> Unit) {
    var focused by remember { mutableStateOf(false) }
    BasicTextField(
        value = text,
        onValueChange = { onEvent(ComposerEvent.Typed(field, it)) },
        textStyle = MaterialTheme.typography.bodyLarge.copy(color = MaterialTheme.colorScheme.onSurface),
        cursorBrush = SolidColor(MaterialTheme.colorScheme.primary),
        singleLine = true,
        keyboardOptions = KeyboardOptions(
            keyboardType = KeyboardType.Email,
            imeAction = ImeAction.Next,
            autoCorrectEnabled = false,
        ),
        keyboardActions = KeyboardActions(
            onNext = {
                if (text.isBlank()) defaultKeyboardAction(ImeAction.Next) else onEvent(ComposerEvent.Committed(field))
            },
        ),
        modifier = Modifier.widthIn(min = 120.dp).heightIn(min = 48.dp).padding(vertical = 12.dp)
            .semantics { contentDescription = name }
            .onFocusChanged {
                if (focused && !it.isFocused) onEvent(ComposerEvent.Committed(field))
                focused = it.isFocused
            },
    )
}

@Composable
private fun Offered(person: Address, onChosen: () -> Unit) {
    Row(
        Modifier.fillMaxWidth().clickable(onClick = onChosen).padding(horizontal = 16.dp, vertical = 8.dp),
        verticalAlignment = Alignment.CenterVertically,
        horizontalArrangement = Arrangement.spacedBy(16.dp),
    ) {
        Avatar(nameOf(person), person.email)
        Column {
            Text(
                nameOf(person),
                style = MaterialTheme.typography.bodyLarge,
                maxLines = 1,
                overflow = TextOverflow.Ellipsis,
            )
            if (!person.name.isNullOrBlank()) {
                Text(
                    calm(person.email),
                    style = MaterialTheme.typography.bodyMedium,
                    color = MaterialTheme.colorScheme.onSurfaceVariant,
                    maxLines = 1,
                    overflow = TextOverflow.Ellipsis,
                )
            }
        }
    }
}
