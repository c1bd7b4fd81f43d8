package tern.app.ui.part

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.core.errorText
import tern.app.ui.Icons
import tern.app.ui.Notice
import tern.app.ui.NoticeText
import tern.app.ui.text

/** The notice at the bottom: what happened, and the way back. `now` counts a departure down. */
@Composable
fun NoticeBar(notice: Notice, now: Long, onAct: () -> Unit, onClose: () -> Unit, modifier: Modifier = Modifier) {
    Surface(
        modifier = modifier.padding(16.dp).widthIn(max = 560.dp).fillMaxWidth().semantics {
            liveRegion =
                LiveRegionMode.Polite
        },
        shape = RoundedCornerShape(12.dp),
        color = MaterialTheme.colorScheme.inverseSurface,
        contentColor = MaterialTheme.colorScheme.inverseOnSurface,
        shadowElevation = 6.dp,
    ) {
        Row(
            Modifier.padding(start = 16.dp, end = 4.dp, top = 4.dp, bottom = 4.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Said(notice.text, now, Modifier.weight(1f).padding(vertical = 8.dp))
            notice.action?.let { action ->
                TextButton(
                    onClick = onAct,
                    colors = ButtonDefaults.textButtonColors(contentColor = MaterialTheme.colorScheme.inversePrimary),
                ) {
                    Text(stringResource(action.label))
                }
            }
            IconAction(Icons.Close, stringResource(R.string.close), onClose)
        }
    }
}

@Composable
private fun Said(text: NoticeText, now: Long, modifier: Modifier) {
    when (text) {
        is NoticeText.News -> Text(text.phrase.text(), modifier, style = MaterialTheme.typography.bodyMedium)

        is NoticeText.Leaving -> {
            val seconds = ((text.due - now + 999) / 1000).toInt()
            val words = if (seconds > 0) {
                pluralStringResource(R.plurals.compose_sending_in, seconds, seconds)
            } else {
                stringResource(R.string.compose_send_now_waiting)
            }
            Text(words, modifier, style = MaterialTheme.typography.bodyMedium)
        }

        is NoticeText.Problem -> {
            val words = errorText(text.error)
            Column(modifier) {
                Text(words.reason.ifEmpty { words.title }, style = MaterialTheme.typography.bodyMedium)
                Text(words.next, style = MaterialTheme.typography.bodySmall)
            }
        }
    }
}
