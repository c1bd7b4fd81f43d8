package tern.app.ui.part

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.AlertDialog
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.core.folderPhrase
import tern.app.ui.Icons
import tern.app.ui.text
import tern.core.Mailbox
import tern.core.MailboxId
import tern.core.Role

fun roleIcon(role: Role?): ImageVector = when (role) {
    Role.INBOX -> Icons.Inbox
    Role.SENT -> Icons.Sent
    Role.DRAFTS -> Icons.Drafts
    Role.TRASH -> Icons.Trash
    Role.JUNK -> Icons.Junk
    Role.ARCHIVE -> Icons.Archive
    Role.ALL -> Icons.All
    Role.FLAGGED -> Icons.Flag
    null -> Icons.Folder
}

/** The folders of an account, one of them to be chosen. */
@Composable
fun FolderDialog(title: String, mailboxes: List<Mailbox>, onClose: () -> Unit, onChosen: (MailboxId) -> Unit) {
    AlertDialog(
        onDismissRequest = onClose,
        title = { Text(title) },
        text = {
            LazyColumn {
                items(mailboxes, key = { it.id }) { box ->
                    Row(
                        Modifier.fillMaxWidth().clickable { onChosen(box.id) }.heightIn(min = 48.dp),
                        verticalAlignment = Alignment.CenterVertically,
                        horizontalArrangement = Arrangement.spacedBy(16.dp),
                    ) {
                        Icon(
                            roleIcon(box.role),
                            contentDescription = null,
                            tint = MaterialTheme.colorScheme.onSurfaceVariant,
                        )
                        Text(folderPhrase(box).text(), style = MaterialTheme.typography.bodyLarge)
                    }
                }
            }
        },
        confirmButton = { TextButton(onClick = onClose) { Text(stringResource(R.string.cancel)) } },
    )
}
