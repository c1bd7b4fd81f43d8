package tern.app.screen.composer

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.ui.Icons
import tern.app.ui.LocalFormat
import tern.app.ui.LocalTones
import tern.app.ui.calm
import tern.app.ui.part.AskDialog
import tern.app.ui.part.FileIcon
import tern.app.ui.part.FileName
import tern.app.ui.part.IconAction
import tern.core.DraftFile

@Composable
fun DraftFiles(writing: Writing, onEvent: (ComposerEvent) -> Unit) {
    if (writing.files.isEmpty() && writing.attaching == 0) return
    val format = LocalFormat.current
    Column(Modifier.padding(horizontal = 16.dp, vertical = 8.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
        writing.files.forEach { FileRow(it, onEvent) }
        if (writing.attaching > 0) {
            Text(
                pluralStringResource(R.plurals.compose_attaching, writing.attaching, writing.attaching),
                style = MaterialTheme.typography.bodySmall,
            )
            LinearProgressIndicator(Modifier.fillMaxWidth())
        }
        val bytes = bytesOf(writing.files)
        if (writing.files.size > 1) {
            Text(
                pluralStringResource(
                    R.plurals.compose_files,
                    writing.files.size,
                    writing.files.size,
                    format.size(bytes),
                ),
                style = MaterialTheme.typography.bodySmall,
            )
        }
        if (bytes >
            LARGE
        ) {
            Text(
                stringResource(R.string.compose_large),
                style = MaterialTheme.typography.bodySmall,
                color = LocalTones.current.warn,
            )
        }
    }
}

@Composable
private fun FileRow(file: DraftFile, onEvent: (ComposerEvent) -> Unit) {
    Row(
        Modifier.fillMaxWidth().clip(
            RoundedCornerShape(12.dp),
        ).background(MaterialTheme.colorScheme.surfaceContainer).heightIn(min = 56.dp).padding(start = 16.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        FileIcon(file.contentType)
        FileName(file.name, file.size)
        IconAction(Icons.Close, stringResource(R.string.compose_detach, calm(file.name)), {
            onEvent(ComposerEvent.Detached(file.id))
        })
    }
}

@Composable
fun WarningDialog(warnings: List<Warning>, onEvent: (ComposerEvent) -> Unit) {
    val stop = warnings.any(::stops)
    AskDialog(
        title = stringResource(if (stop) R.string.compose_warn_stop_title else R.string.compose_warn_title),
        text = { Column(verticalArrangement = Arrangement.spacedBy(8.dp)) { warnings.forEach { Text(words(it)) } } },
        confirm = if (stop) null else stringResource(R.string.compose_warn_send),
        cancel = stringResource(R.string.compose_warn_back),
        onConfirm = { onEvent(ComposerEvent.SentAnyway) },
        onClose = { onEvent(ComposerEvent.DialogClosed) },
    )
}

@Composable
private fun words(warning: Warning): String = when (warning) {
    Warning.Nobody -> stringResource(R.string.compose_warn_nobody)
    is Warning.Invalid -> stringResource(R.string.compose_warn_invalid, LocalFormat.current.list(warning.addresses))
    Warning.NoSubject -> stringResource(R.string.compose_warn_subject)
    Warning.NoAttachment -> stringResource(R.string.compose_warn_attachment)
    is Warning.OtherAccount -> stringResource(R.string.compose_warn_account, warning.chosen, warning.expected)
}
