package tern.app.ui.part

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.core.folderPhrase
import tern.app.ui.text
import tern.core.Mailbox

/** Asks before messages are deleted that cannot come back; `folder` is the one that is emptied. */
@Composable
fun ForeverDialog(count: Int, folder: Mailbox?, onConfirm: () -> Unit, onClose: () -> Unit) = AskDialog(
    title = if (folder == null) {
        stringResource(R.string.delete_title)
    } else {
        stringResource(R.string.empty_title, folderPhrase(folder).text())
    },
    text = {
        Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
            Text(pluralStringResource(R.plurals.empty_what, count, count))
            if (folder != null && folder.olderOnServer > 0u) Text(stringResource(R.string.empty_older))
        }
    },
    confirm = stringResource(R.string.empty_confirm),
    cancel = stringResource(R.string.cancel),
    onConfirm = onConfirm,
    onClose = onClose,
)
