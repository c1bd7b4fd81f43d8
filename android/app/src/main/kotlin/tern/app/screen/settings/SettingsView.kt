package tern.app.screen.settings

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Scaffold
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.core.Density
import tern.app.core.Shown
import tern.app.core.Swipe
import tern.app.ui.Icons
import tern.app.ui.ThemeChoice
import tern.app.ui.calm
import tern.app.ui.part.AskDialog
import tern.app.ui.part.ChoiceRow
import tern.app.ui.part.ErrorBox
import tern.app.ui.part.ErrorPanel
import tern.app.ui.part.IconAction
import tern.app.ui.part.ScreenBar
import tern.app.ui.part.SectionTitle
import tern.app.ui.part.SettingRow
import tern.app.ui.part.Skeleton
import tern.app.ui.part.SwitchRow
import tern.core.AccountId

/** Where the settings lead: other screens of the app, and of the system. */
class SettingsPaths(
    val onBack: () -> Unit,
    val onAccount: (AccountId) -> Unit,
    val onAddAccount: () -> Unit,
    val onSignIn: (AccountId) -> Unit,
    val onNotifications: () -> Unit,
    val onBattery: () -> Unit,
    val onLanguage: (() -> Unit)?,
    val onLog: () -> Unit,
    val onWhy: () -> Unit,
)

@Composable
fun SettingsView(state: SettingsState, onEvent: (SettingsEvent) -> Unit, paths: SettingsPaths) {
    Scaffold(topBar = {
        ScreenBar(stringResource(R.string.settings_title), paths.onBack)
    }, containerColor = MaterialTheme.colorScheme.surface) { inner ->
        Column(Modifier.padding(inner).fillMaxSize()) {
            when (val body = state.body) {
                SettingsBody.Loading -> Skeleton(rows = 6)

                is SettingsBody.Failed -> ErrorPanel(body.error) { onEvent(SettingsEvent.Retried) }

                is SettingsBody.Ready -> Column(
                    Modifier.verticalScroll(rememberScrollState()).padding(bottom = 24.dp),
                ) {
                    Accounts(body, paths)
                    Appearance(state, onEvent, paths)
                    Reading(state, body, onEvent)
                    Swiping(state, onEvent)
                    Notifications(state, onEvent, paths)
                    Privacy(state, onEvent)
                    About(state, paths.onLog)
                }
            }
        }
    }
}

@Composable
private fun Accounts(body: SettingsBody.Ready, paths: SettingsPaths) {
    SectionTitle(stringResource(R.string.settings_accounts))
    body.accounts.forEach { part ->
        val problem = part.status?.problem
        SettingRow(part.account.address, problem?.reason ?: part.account.name) { paths.onAccount(part.account.id) }
    }
    SettingRow(stringResource(R.string.settings_accounts_add), null, paths.onAddAccount)
}

@Composable
private fun Appearance(state: SettingsState, onEvent: (SettingsEvent) -> Unit, paths: SettingsPaths) {
    val values = state.values
    SectionTitle(stringResource(R.string.settings_appearance))
    ChoiceRow(stringResource(R.string.settings_theme), values.theme, ThemeChoice.entries, {
        stringResource(themeWord(it))
    }) { chosen ->
        onEvent(SettingsEvent.Changed { it.copy(theme = chosen) })
    }
    ChoiceRow(stringResource(R.string.settings_density), values.density, Density.entries, {
        stringResource(densityWord(it))
    }) { chosen ->
        onEvent(SettingsEvent.Changed { it.copy(density = chosen) })
    }
    ChoiceRow(stringResource(R.string.settings_text_size), values.textSize, TEXT_SIZES, {
        stringResource(R.string.settings_text_size_value, it.toString())
    }) { chosen ->
        onEvent(SettingsEvent.Changed { it.copy(textSize = chosen) })
    }
    SwitchRow(stringResource(R.string.cmd_toggle_threads), null, values.threads) { on ->
        onEvent(SettingsEvent.Changed { it.copy(threads = on) })
    }
    SwitchRow(stringResource(R.string.list_snippets), null, values.snippets) { on ->
        onEvent(SettingsEvent.Changed { it.copy(snippets = on) })
    }
    paths.onLanguage?.let {
        SettingRow(stringResource(R.string.settings_language), stringResource(R.string.settings_language_system), it)
    }
}

private fun densityWord(density: Density): Int = when (density) {
    Density.COMPACT -> R.string.settings_density_compact
    Density.NORMAL -> R.string.settings_density_normal
    Density.RELAXED -> R.string.settings_density_relaxed
}

private fun themeWord(theme: ThemeChoice): Int = when (theme) {
    ThemeChoice.SYSTEM -> R.string.settings_theme_system
    ThemeChoice.LIGHT -> R.string.settings_theme_light
    ThemeChoice.DARK -> R.string.settings_theme_dark
}

@Composable
private fun Reading(state: SettingsState, body: SettingsBody.Ready, onEvent: (SettingsEvent) -> Unit) {
    val values = state.values
    SectionTitle(stringResource(R.string.settings_reading))
    ChoiceRow(stringResource(R.string.settings_mark_read), values.markRead, MARK_READ_SECONDS, {
        markReadWords(it)
    }) { chosen ->
        onEvent(SettingsEvent.Changed { it.copy(markRead = chosen) })
    }
    SwitchRow(
        stringResource(R.string.settings_plain),
        stringResource(R.string.settings_plain_hint),
        values.plainText,
    ) { on ->
        onEvent(SettingsEvent.Changed { it.copy(plainText = on) })
    }
    val hint = if (body.senders.isEmpty()) R.string.settings_remote_none else R.string.settings_remote_hint
    Line(stringResource(R.string.settings_remote), stringResource(hint))
    body.senders.forEach { sender ->
        Row(
            Modifier.fillMaxWidth().padding(start = 16.dp, end = 4.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Text(calm(sender), Modifier.weight(1f))
            IconAction(Icons.Close, stringResource(R.string.settings_remote_remove, calm(sender)), {
                onEvent(SettingsEvent.SenderRemoved(sender))
            })
        }
    }
}

/** A line that is only read. */
@Composable
private fun Line(title: String, text: String) = Column(Modifier.padding(horizontal = 16.dp, vertical = 12.dp)) {
    Text(title, style = MaterialTheme.typography.bodyLarge)
    Text(text, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
}

@Composable
private fun markReadWords(seconds: Double): String = when {
    seconds < 0 -> stringResource(R.string.settings_mark_read_never)
    seconds == 0.0 -> stringResource(R.string.settings_mark_read_at_once)
    else -> pluralStringResource(R.plurals.settings_mark_read_delay, seconds.toInt(), seconds.toInt().coerceAtLeast(1))
}

@Composable
private fun Swiping(state: SettingsState, onEvent: (SettingsEvent) -> Unit) {
    SectionTitle(stringResource(R.string.settings_swipes))
    ChoiceRow(stringResource(R.string.settings_swipe_start), state.values.swipeStart, Swipe.entries, {
        stringResource(swipeWord(it))
    }) { chosen ->
        onEvent(SettingsEvent.Changed { it.copy(swipeStart = chosen) })
    }
    ChoiceRow(stringResource(R.string.settings_swipe_end), state.values.swipeEnd, Swipe.entries, {
        stringResource(swipeWord(it))
    }) { chosen ->
        onEvent(SettingsEvent.Changed { it.copy(swipeEnd = chosen) })
    }
}

private fun swipeWord(swipe: Swipe): Int = when (swipe) {
    Swipe.NONE -> R.string.settings_swipe_none
    Swipe.ARCHIVE -> R.string.cmd_archive
    Swipe.DELETE -> R.string.cmd_delete
    Swipe.READ -> R.string.settings_swipe_read
    Swipe.FLAG -> R.string.cmd_flag
    Swipe.JUNK -> R.string.cmd_junk
}

@Composable
private fun Notifications(state: SettingsState, onEvent: (SettingsEvent) -> Unit, paths: SettingsPaths) {
    SectionTitle(stringResource(R.string.settings_notifications))
    SwitchRow(
        stringResource(R.string.settings_notifications),
        stringResource(R.string.settings_notifications_phone),
        state.values.notifications,
    ) { on ->
        onEvent(SettingsEvent.Changed { it.copy(notifications = on) })
    }
    if (!state.permissions.notifications) {
        SettingRow(
            stringResource(R.string.settings_notifications_off),
            stringResource(R.string.settings_notifications_off_hint),
            paths.onNotifications,
        )
    }
    ChoiceRow(stringResource(R.string.settings_lock), state.values.shown, Shown.entries, {
        stringResource(shownWord(it))
    }) { chosen ->
        onEvent(SettingsEvent.Changed { it.copy(shown = chosen) })
    }
    val battery = if (state.permissions.unrestricted) R.string.settings_battery_free else R.string.settings_battery_hint
    SettingRow(stringResource(R.string.settings_battery), stringResource(battery), paths.onBattery)
    SettingRow(stringResource(R.string.why_title), stringResource(R.string.why_hint), paths.onWhy)
}

private fun shownWord(shown: Shown): Int = when (shown) {
    Shown.ALL -> R.string.settings_lock_all
    Shown.SENDER -> R.string.settings_lock_sender
    Shown.NOTHING -> R.string.settings_lock_nothing
}

@Composable
private fun Privacy(state: SettingsState, onEvent: (SettingsEvent) -> Unit) {
    SectionTitle(stringResource(R.string.settings_privacy))
    if (state.permissions.lockable) {
        SwitchRow(
            stringResource(R.string.settings_app_lock),
            stringResource(R.string.settings_app_lock_hint),
            state.values.appLock,
        ) { on ->
            onEvent(SettingsEvent.Changed { it.copy(appLock = on) })
        }
    } else {
        Line(stringResource(R.string.settings_app_lock), stringResource(R.string.settings_app_lock_none))
    }
    SwitchRow(
        stringResource(R.string.settings_screenshots),
        stringResource(R.string.settings_screenshots_hint),
        state.values.screenshotsOff,
    ) { on ->
        onEvent(SettingsEvent.Changed { it.copy(screenshotsOff = on) })
    }
}

@Composable
private fun About(state: SettingsState, onLog: () -> Unit) {
    SectionTitle(stringResource(R.string.settings_about))
    Column(Modifier.padding(horizontal = 16.dp)) {
        Text(stringResource(R.string.settings_about_version, state.version), style = MaterialTheme.typography.bodyLarge)
        listOf(
            R.string.settings_about_licence,
            R.string.settings_about_parts_android,
            R.string.settings_about_privacy,
        ).forEach {
            Text(
                stringResource(it),
                Modifier.padding(top = 8.dp),
                style = MaterialTheme.typography.bodyMedium,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
            )
        }
    }
    SettingRow(stringResource(R.string.settings_log), stringResource(R.string.settings_log_hint), onLog)
}

@Composable
fun RemovalDialog(removal: Removal, onEvent: (SettingsEvent) -> Unit) {
    AskDialog(
        title = stringResource(R.string.settings_remove_title, removal.account.address),
        text = {
            Column {
                Text(stringResource(R.string.settings_remove_what))
                if (removal.waiting >
                    0
                ) {
                    Text(pluralStringResource(R.plurals.settings_remove_waiting, removal.waiting, removal.waiting))
                }
                removal.error?.let { ErrorBox(it, Modifier.padding(top = 12.dp)) }
            }
        },
        confirm = stringResource(R.string.settings_remove_confirm),
        cancel = stringResource(R.string.cancel),
        onConfirm = { onEvent(SettingsEvent.RemoveConfirmed) },
        onClose = { onEvent(SettingsEvent.DialogClosed) },
    )
}
