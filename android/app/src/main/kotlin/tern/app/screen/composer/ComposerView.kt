package tern.app.screen.composer

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.navigationBarsPadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Scaffold
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.material3.TextField
import androidx.compose.material3.TextFieldDefaults
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.ui.Icons
import tern.app.ui.LocalFormat
import tern.app.ui.fullName
import tern.app.ui.part.ChoiceDialog
import tern.app.ui.part.ErrorPanel
import tern.app.ui.part.IconAction
import tern.app.ui.part.MenuAction
import tern.app.ui.part.MoreMenu
import tern.app.ui.part.ScreenBar
import tern.app.ui.part.Skeleton
import tern.core.Account

/** Where files come from: the platform's pickers. */
class ComposerPaths(val onPick: () -> Unit, val onCamera: (() -> Unit)?)

@Composable
fun ComposerView(state: ComposerState, onEvent: (ComposerEvent) -> Unit, paths: ComposerPaths) {
    val body = state.body
    Scaffold(
        topBar = {
            ScreenBar(stringResource(R.string.compose_name), { onEvent(ComposerEvent.Closed) }) {
                if (body is ComposerBody.Writing) Tools(state, onEvent, paths)
            }
        },
        containerColor = MaterialTheme.colorScheme.surface,
    ) { inner ->
        Column(Modifier.padding(top = inner.calculateTopPadding()).fillMaxSize()) {
            when (body) {
                ComposerBody.Loading, ComposerBody.Done -> Skeleton(rows = 3)
                is ComposerBody.Failed -> ErrorPanel(body.error) { onEvent(ComposerEvent.Retried) }
                is ComposerBody.Writing -> Sheet(body.writing, state, onEvent)
            }
        }
    }
    if (state.warnings.isNotEmpty()) WarningDialog(state.warnings, onEvent)
}

@Composable
private fun Tools(state: ComposerState, onEvent: (ComposerEvent) -> Unit, paths: ComposerPaths) {
    val camera = paths.onCamera
    if (camera == null) {
        IconAction(Icons.Attachment, stringResource(R.string.cmd_attach), paths.onPick)
    } else {
        var open by rememberSaveable { mutableStateOf(false) }
        IconAction(Icons.Attachment, stringResource(R.string.cmd_attach), { open = true })
        if (open) {
            val kinds = listOf(R.string.compose_attach_file, R.string.compose_attach_camera)
            ChoiceDialog(stringResource(R.string.cmd_attach), null, kinds, { stringResource(it) }, { open = false }) {
                open = false
                if (it == R.string.compose_attach_camera) camera() else paths.onPick()
            }
        }
    }
    IconAction(
        Icons.Sent,
        stringResource(R.string.cmd_send),
        { onEvent(ComposerEvent.Sent) },
        enabled = !state.sending,
        tint = MaterialTheme.colorScheme.primary,
    )
    MoreMenu(
        stringResource(R.string.more),
        listOf(MenuAction(stringResource(R.string.cmd_discard), Icons.Trash) { onEvent(ComposerEvent.Discarded) }),
    )
}

@Composable
private fun Sheet(writing: Writing, state: ComposerState, onEvent: (ComposerEvent) -> Unit) {
    Column(Modifier.fillMaxSize().imePadding().navigationBarsPadding().verticalScroll(rememberScrollState())) {
        if (state.accounts.size > 1) From(writing, state.accounts, onEvent)
        val more = state.shown || writing.of(Field.CC).isNotEmpty() || writing.of(Field.BCC).isNotEmpty()
        AddressField(Field.TO, writing, state, onEvent) {
            if (!more) {
                IconAction(Icons.Down, stringResource(R.string.compose_show_fields), {
                    onEvent(ComposerEvent.FieldsShown)
                })
            }
        }
        if (more) AddressField(Field.CC, writing, state, onEvent) {}
        if (more) AddressField(Field.BCC, writing, state, onEvent) {}
        Line(writing.subject, stringResource(R.string.compose_subject)) { onEvent(ComposerEvent.Subject(it)) }
        HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
        Own(writing.own) { onEvent(ComposerEvent.Own(it)) }
        if (writing.quote.isNotEmpty()) Quote(writing.quote, onEvent)
        DraftFiles(writing, onEvent)
        SavedLine(state.save, onEvent)
    }
}

@Composable
private fun From(writing: Writing, accounts: List<Account>, onEvent: (ComposerEvent) -> Unit) {
    var open by rememberSaveable { mutableStateOf(false) }
    Row(Modifier.fillMaxWidth().heightIn(min = 56.dp), verticalAlignment = Alignment.CenterVertically) {
        FieldName(stringResource(R.string.compose_from))
        TextButton(onClick = { open = true }, contentPadding = PaddingValues(horizontal = 0.dp)) {
            Text(fullName(writing.from), maxLines = 1, overflow = TextOverflow.Ellipsis)
        }
    }
    HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
    if (open) {
        val chosen = accounts.find { it.id == writing.account }
        ChoiceDialog(stringResource(R.string.compose_from), chosen, accounts, { it.address }, { open = false }) {
            open = false
            onEvent(ComposerEvent.From(it.id))
        }
    }
}

@Composable
fun FieldName(name: String) = Text(
    name,
    style = MaterialTheme.typography.bodyMedium,
    color = MaterialTheme.colorScheme.onSurfaceVariant,
    // One column for all of them, so that what they name stands in a line.
    modifier = Modifier.padding(start = 16.dp, end = 8.dp).widthIn(min = 40.dp),
)

@Composable
fun bareColours() = TextFieldDefaults.colors(
    focusedContainerColor = Color.Transparent,
    unfocusedContainerColor = Color.Transparent,
    focusedIndicatorColor = Color.Transparent,
    unfocusedIndicatorColor = Color.Transparent,
)

@Composable
private fun Line(text: String, name: String, onChange: (String) -> Unit) = TextField(
    value = text,
    onValueChange = onChange,
    placeholder = { Text(name) },
    singleLine = true,
    colors = bareColours(),
    keyboardOptions = KeyboardOptions(capitalization = KeyboardCapitalization.Sentences, imeAction = ImeAction.Next),
    modifier = Modifier.fillMaxWidth().semantics { contentDescription = name },
)

@Composable
private fun Own(text: String, onChange: (String) -> Unit) {
    val name = stringResource(R.string.compose_text)
    TextField(
        value = text,
        onValueChange = onChange,
        placeholder = {
            Text(stringResource(R.string.compose_placeholder))
        },
        colors = bareColours(),
        keyboardOptions = KeyboardOptions(capitalization = KeyboardCapitalization.Sentences),
        minLines = 6,
        modifier = Modifier.fillMaxWidth().semantics { contentDescription = name },
    )
}

@Composable
private fun Quote(quote: String, onEvent: (ComposerEvent) -> Unit) {
    Column(Modifier.padding(horizontal = 16.dp)) {
        Text(
            quote.lines().take(QUOTE_LINES).joinToString("\n"),
            style = MaterialTheme.typography.bodyMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
            maxLines = QUOTE_LINES,
        )
        Row {
            TextButton(onClick = { onEvent(ComposerEvent.Unfolded) }) { Text(stringResource(R.string.compose_unfold)) }
            TextButton(onClick = {
                onEvent(ComposerEvent.QuoteDropped)
            }) { Text(stringResource(R.string.compose_drop_quote)) }
        }
    }
}

private const val QUOTE_LINES = 3

@Composable
private fun SavedLine(save: SaveState, onEvent: (ComposerEvent) -> Unit) {
    val words = when (save) {
        is SaveState.Saved -> stringResource(R.string.compose_saved, LocalFormat.current.clockTime(save.at))
        SaveState.Waiting, SaveState.Saving -> stringResource(R.string.compose_saving)
        is SaveState.Failed -> stringResource(R.string.compose_not_saved, tern.app.core.errorText(save.error).reason)
    }
    val failed = save is SaveState.Failed
    Column(Modifier.padding(16.dp)) {
        Text(
            words,
            style = MaterialTheme.typography.bodySmall,
            color = if (failed) MaterialTheme.colorScheme.error else MaterialTheme.colorScheme.onSurfaceVariant,
        )
        if (failed) TextButton(onClick = { onEvent(ComposerEvent.Retried) }) { Text(stringResource(R.string.retry)) }
    }
}
