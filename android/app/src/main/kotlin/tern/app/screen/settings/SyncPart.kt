package tern.app.screen.settings

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import tern.app.R
import tern.app.core.folderPhrase
import tern.app.ui.LocalFormat
import tern.app.ui.part.ChoiceRow
import tern.app.ui.part.SectionTitle
import tern.app.ui.part.SettingRow
import tern.app.ui.part.SwitchRow
import tern.app.ui.text
import tern.core.FolderRule
import tern.core.FolderSync
import tern.core.Mailbox
import tern.core.MobileData
import tern.core.QuietHours
import tern.core.SyncMode
import tern.core.SyncSettings

/** How an account's mail comes in while nobody looks. */
@Composable
fun SyncPart(part: AccountPart, onEvent: (SettingsEvent) -> Unit, onWhy: () -> Unit) {
    val sync = part.sync
    fun change(how: (SyncSettings) -> SyncSettings) = onEvent(SettingsEvent.SyncChanged(part.account.id, how))
    SectionTitle(stringResource(R.string.settings_sync))
    ChoiceRow(stringResource(R.string.settings_sync_mode), sync.mode, SyncMode.entries, {
        stringResource(modeWord(it))
    }) { chosen -> change { it.copy(mode = chosen) } }
    Hint(stringResource(modeHint(sync.mode)))
    if (sync.mode != SyncMode.MANUAL) More(sync, ::change)
    Quiet(sync.quiet.firstOrNull()) { quiet -> change { it.copy(quiet = listOfNotNull(quiet)) } }
    Folders(part, ::change)
    SettingRow(stringResource(R.string.why_title), part.status?.why?.ifEmpty { null }, onWhy)
    part.status?.synced?.let { Plain(stringResource(R.string.settings_sync_last), LocalFormat.current.moment(it)) }
}

@Composable
private fun More(sync: SyncSettings, change: ((SyncSettings) -> SyncSettings) -> Unit) {
    ChoiceRow(stringResource(R.string.settings_sync_every), sync.everyMinutes, EVERY_MINUTES, {
        everyWords(it)
    }) { chosen ->
        change { it.copy(everyMinutes = chosen) }
    }
    ChoiceRow(stringResource(R.string.settings_sync_mobile), sync.mobileData, MobileData.entries, {
        stringResource(mobileWord(it))
    }) { chosen -> change { it.copy(mobileData = chosen) } }
    SwitchRow(
        stringResource(R.string.settings_sync_battery),
        stringResource(R.string.settings_sync_battery_hint),
        sync.lowBatterySlower,
    ) { on -> change { it.copy(lowBatterySlower = on) } }
}

@Composable
private fun everyWords(minutes: UInt?): String = if (minutes == null) {
    stringResource(R.string.settings_sync_every_mode)
} else {
    pluralStringResource(R.plurals.settings_sync_every_minutes, minutes.toInt(), minutes.toInt())
}

@Composable
private fun Quiet(quiet: QuietHours?, onChosen: (QuietHours?) -> Unit) {
    var open by rememberSaveable { mutableStateOf(false) }
    val format = LocalFormat.current
    val words = if (quiet == null) {
        stringResource(R.string.settings_quiet_none)
    } else {
        val days = quiet.days.sorted().joinToString(" ") { format.weekday(it.ordinal) }
        val (from, to) = format.timeOfDay(quiet.from.toInt()) to format.timeOfDay(quiet.to.toInt())
        stringResource(R.string.settings_quiet_from, days, from, to)
    }
    SettingRow(stringResource(R.string.settings_quiet), words) { open = true }
    if (open) {
        QuietDialog(quiet, { open = false }) {
            open = false
            onChosen(it)
        }
    }
}

@Composable
private fun Folders(part: AccountPart, change: ((SyncSettings) -> SyncSettings) -> Unit) {
    var open by rememberSaveable { mutableStateOf(false) }
    SettingRow(stringResource(R.string.settings_sync_folders), stringResource(R.string.settings_sync_folders_hint)) {
        open = !open
    }
    if (!open) return
    part.mailboxes.forEach { box ->
        val rule = part.sync.folders.find { it.mailbox == box.id }?.rule
        ChoiceRow(folderPhrase(box).text(), rule, listOf<FolderRule?>(null) + FolderRule.entries, {
            stringResource(ruleWord(it))
        }) { chosen -> change { it.with(box, chosen) } }
    }
}

private fun SyncSettings.with(box: Mailbox, rule: FolderRule?): SyncSettings {
    val others = folders.filter { it.mailbox != box.id }
    return copy(folders = if (rule == null) others else others + FolderSync(box.id, rule))
}

private fun modeWord(mode: SyncMode): Int = when (mode) {
    SyncMode.INSTANT -> R.string.settings_sync_instant
    SyncMode.BALANCED -> R.string.settings_sync_balanced
    SyncMode.SAVER -> R.string.settings_sync_saver
    SyncMode.MANUAL -> R.string.settings_sync_manual
}

private fun modeHint(mode: SyncMode): Int = when (mode) {
    SyncMode.INSTANT -> R.string.settings_sync_instant_hint
    SyncMode.BALANCED -> R.string.settings_sync_balanced_hint
    SyncMode.SAVER -> R.string.settings_sync_saver_hint
    SyncMode.MANUAL -> R.string.settings_sync_manual_hint
}

private fun mobileWord(choice: MobileData): Int = when (choice) {
    MobileData.SAME -> R.string.settings_sync_mobile_same
    MobileData.SLOWER -> R.string.settings_sync_mobile_slower
    MobileData.OFF -> R.string.settings_sync_mobile_off
}

private fun ruleWord(rule: FolderRule?): Int = when (rule) {
    null -> R.string.settings_sync_rule_usual
    FolderRule.INSTANT -> R.string.settings_sync_rule_instant
    FolderRule.WITH_ACCOUNT -> R.string.settings_sync_rule_account
    FolderRule.DAILY -> R.string.settings_sync_rule_daily
    FolderRule.NEVER -> R.string.settings_sync_rule_never
}

/** Minutes between two checks that can be fixed; null leaves them to the mode. */
private val EVERY_MINUTES = listOf(null, 15u, 30u, 60u, 120u, 240u)
