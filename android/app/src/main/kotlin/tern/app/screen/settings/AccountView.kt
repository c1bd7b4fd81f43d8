package tern.app.screen.settings

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.AlertDialog
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Scaffold
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.core.WINDOWS
import tern.app.core.folderPhrase
import tern.app.core.windowPhrase
import tern.app.ui.Icons
import tern.app.ui.LocalFormat
import tern.app.ui.part.ChoiceRow
import tern.app.ui.part.EmptyState
import tern.app.ui.part.ErrorBox
import tern.app.ui.part.ErrorPanel
import tern.app.ui.part.ScreenBar
import tern.app.ui.part.SectionTitle
import tern.app.ui.part.SettingRow
import tern.app.ui.part.Skeleton
import tern.app.ui.text
import tern.core.AccountId
import tern.core.Mailbox
import tern.core.Security
import tern.core.Server
import tern.core.Window

/** The settings of one account. */
@Composable
fun AccountView(id: AccountId, state: SettingsState, onEvent: (SettingsEvent) -> Unit, paths: SettingsPaths) {
    val body = state.body
    val part = (body as? SettingsBody.Ready)?.accounts?.find { it.account.id == id }
    Scaffold(topBar = {
        ScreenBar(part?.account?.address.orEmpty(), paths.onBack)
    }, containerColor = MaterialTheme.colorScheme.surface) { inner ->
        Column(Modifier.padding(inner).fillMaxSize()) {
            when (body) {
                SettingsBody.Loading -> Skeleton(rows = 6)

                is SettingsBody.Failed -> ErrorPanel(body.error) { onEvent(SettingsEvent.Retried) }

                is SettingsBody.Ready ->
                    if (part == null) {
                        EmptyState(Icons.Person, stringResource(R.string.settings_accounts_none), null)
                    } else {
                        Parts(part, state, onEvent, paths)
                    }
            }
        }
    }
    state.removal?.let { RemovalDialog(it, onEvent) }
}

@Composable
private fun Parts(part: AccountPart, state: SettingsState, onEvent: (SettingsEvent) -> Unit, paths: SettingsPaths) {
    val account = part.account
    Column(Modifier.verticalScroll(rememberScrollState()).padding(bottom = 24.dp)) {
        state.problem?.takeIf { it.account == account.id }?.let { ErrorBox(it.error, Modifier.padding(16.dp)) }
        SyncPart(part, onEvent, paths.onWhy)
        Keep(part, onEvent)
        Sending(part, onEvent)
        SectionTitle(stringResource(R.string.settings_account_servers))
        ServerLine(stringResource(R.string.welcome_imap), account.imap)
        ServerLine(stringResource(R.string.welcome_smtp), account.smtp)
        Plain(stringResource(R.string.settings_account_user), account.user)
        SettingRow(stringResource(R.string.settings_account_password), null) { paths.onSignIn(account.id) }
        SettingRow(stringResource(R.string.settings_account_remove), null) {
            onEvent(SettingsEvent.RemoveAsked(account.id))
        }
    }
}

@Composable
private fun Keep(part: AccountPart, onEvent: (SettingsEvent) -> Unit) {
    val account = part.account
    val format = LocalFormat.current
    SectionTitle(stringResource(R.string.settings_account_window))
    ChoiceRow(stringResource(R.string.settings_account_window), account.window, WINDOWS, { windowPhrase(it).text() }) {
        onEvent(SettingsEvent.WindowChosen(account.id, it))
    }
    val kept = part.mailboxes.sumOf { it.local.toLong() }
    val older = part.mailboxes.sumOf { it.olderOnServer.toLong() }
    Hint(stringResource(R.string.settings_account_kept, format.number(kept), format.number(older)))
    var open by rememberSaveable { mutableStateOf(false) }
    SettingRow(stringResource(R.string.settings_account_folders), null) { open = !open }
    if (open) {
        part.mailboxes.forEach {
            FolderWindow(it, account.window) { window ->
                onEvent(SettingsEvent.FolderWindowChosen(account.id, it.id, window))
            }
        }
    }
}

@Composable
private fun FolderWindow(box: Mailbox, account: Window, onChosen: (Window?) -> Unit) {
    ChoiceRow(
        folderPhrase(box).text(),
        box.window,
        listOf<Window?>(null) + WINDOWS,
        {
            if (it ==
                null
            ) {
                stringResource(R.string.window_account, windowPhrase(account).text())
            } else {
                windowPhrase(it).text()
            }
        },
        onChosen,
    )
}

@Composable
private fun Sending(part: AccountPart, onEvent: (SettingsEvent) -> Unit) {
    val account = part.account
    var naming by rememberSaveable { mutableStateOf(false) }
    SectionTitle(stringResource(R.string.cmd_group_write))
    SettingRow(
        stringResource(R.string.settings_account_name),
        account.name ?: stringResource(R.string.settings_account_name_hint),
    ) { naming = true }
    ChoiceRow(stringResource(R.string.settings_account_undo), account.undoSeconds, UNDO_SECONDS, { undoWords(it) }) {
        onEvent(SettingsEvent.SendingChanged(account.id, account.name, it))
    }
    if (naming) {
        NameDialog(account.name.orEmpty(), { naming = false }) {
            naming = false
            onEvent(SettingsEvent.SendingChanged(account.id, it, account.undoSeconds))
        }
    }
}

@Composable
private fun undoWords(seconds: UInt): String = if (seconds == 0u) {
    stringResource(R.string.settings_account_undo_off)
} else {
    pluralStringResource(R.plurals.settings_account_undo_seconds, seconds.toInt(), seconds.toInt())
}

@Composable
private fun NameDialog(name: String, onClose: () -> Unit, onNamed: (String) -> Unit) {
    var typed by rememberSaveable { mutableStateOf(name) }
    AlertDialog(
        onDismissRequest = onClose,
        title = { Text(stringResource(R.string.settings_account_name)) },
        text = {
            OutlinedTextField(typed, {
                typed = it
            }, singleLine = true, label = { Text(stringResource(R.string.settings_account_name)) })
        },
        confirmButton = { TextButton(onClick = { onNamed(typed) }) { Text(stringResource(R.string.done)) } },
        dismissButton = { TextButton(onClick = onClose) { Text(stringResource(R.string.cancel)) } },
    )
}

@Composable
private fun ServerLine(label: String, server: Server) {
    val security = stringResource(
        if (server.security ==
            Security.TLS
        ) {
            R.string.welcome_security_tls
        } else {
            R.string.welcome_security_starttls
        },
    )
    Plain(label, stringResource(R.string.settings_account_server, server.host, server.port.toString(), security))
}

@Composable
internal fun Plain(label: String, value: String) = Column(Modifier.padding(horizontal = 16.dp, vertical = 8.dp)) {
    Text(label, style = MaterialTheme.typography.bodyLarge)
    Text(value, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
}

@Composable
internal fun Hint(text: String) = Text(
    text,
    style = MaterialTheme.typography.bodySmall,
    color = MaterialTheme.colorScheme.onSurfaceVariant,
    modifier = Modifier.padding(start = 16.dp, end = 16.dp, bottom = 12.dp),
)
