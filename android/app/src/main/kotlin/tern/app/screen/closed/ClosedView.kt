package tern.app.screen.closed

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.ui.Icons
import tern.app.ui.part.AskDialog
import tern.app.ui.part.ErrorBox
import tern.core.MailException

/** The profile cannot be opened: the whole screen says so. `onAnew` is a way out where the key is gone. */
@Composable
fun ClosedView(error: MailException, onRetry: () -> Unit, onAnew: (() -> Unit)?) {
    var asking by rememberSaveable { mutableStateOf(false) }
    Surface(Modifier.fillMaxSize()) {
        Column(
            Modifier.windowInsetsPadding(
                WindowInsets.safeDrawing,
            ).verticalScroll(rememberScrollState()).padding(24.dp).widthIn(max = 560.dp),
            horizontalAlignment = Alignment.CenterHorizontally,
            verticalArrangement = Arrangement.spacedBy(16.dp, Alignment.CenterVertically),
        ) {
            Icon(Icons.Lock, contentDescription = null, tint = MaterialTheme.colorScheme.outline)
            Text(
                stringResource(R.string.closed_title),
                style = MaterialTheme.typography.headlineSmall,
                textAlign = TextAlign.Center,
            )
            ErrorBox(error)
            Text(
                stringResource(R.string.closed_kept),
                style = MaterialTheme.typography.bodyMedium,
                textAlign = TextAlign.Center,
            )
            Button(onClick = onRetry) { Text(stringResource(R.string.retry)) }
            if (onAnew != null && error is MailException.Locked) {
                TextButton(onClick = { asking = true }) { Text(stringResource(R.string.closed_anew)) }
            }
        }
    }
    if (asking && onAnew != null) {
        AskDialog(
            title = stringResource(R.string.closed_anew_title),
            text = { Text(stringResource(R.string.closed_anew_what)) },
            confirm = stringResource(R.string.closed_anew_confirm),
            cancel = stringResource(R.string.cancel),
            onConfirm = {
                asking = false
                onAnew()
            },
            onClose = { asking = false },
        )
    }
}
