package tern.app.core

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import tern.app.ui.ThemeChoice
import tern.core.MailException
import tern.mail.MailCore

/** What a swipe does; `NONE` leaves the row where it is. */
enum class Swipe { NONE, ARCHIVE, DELETE, READ, FLAG, JUNK }

/** How much of a message the lock screen shows. */
enum class Shown { ALL, SENDER, NOTHING }

enum class Density { COMPACT, NORMAL, RELAXED }

/** The preferences of this face. Seconds before an open message counts as read; -1: never by itself. */
data class Values(
    val theme: ThemeChoice,
    val density: Density,
    val textSize: Int,
    val markRead: Double,
    val plainText: Boolean,
    val threads: Boolean,
    val snippets: Boolean,
    val swipeStart: Swipe,
    val swipeEnd: Swipe,
    val notifications: Boolean,
    val shown: Shown,
    val appLock: Boolean,
    val screenshotsOff: Boolean,
    val folded: Set<String>,
)

private class Kind<T>(val key: String, val read: (String) -> T?, val write: (T) -> String)

private inline fun <reified E : Enum<E>> choice(key: String) =
    Kind(key, { text -> enumValues<E>().find { it.name.lowercase() == text } }, { it.name.lowercase() })

private fun yes(key: String) = Kind(key, String::toBooleanStrictOrNull, Boolean::toString)

private val THEME = choice<ThemeChoice>("face.theme")
private val DENSITY = choice<Density>("face.density")
private val TEXT_SIZE = Kind("face.text_size", { text -> text.toIntOrNull()?.coerceIn(80, 200) }, Int::toString)
private val MARK_READ = Kind("face.mark_read", String::toDoubleOrNull, Double::toString)
private val PLAIN = yes("face.plain_text")
private val THREADS = yes("android.threads")
private val SNIPPETS = yes("face.snippets")
private val SWIPE_START = choice<Swipe>("android.swipe_start")
private val SWIPE_END = choice<Swipe>("android.swipe_end")
private val NOTIFICATIONS = yes("face.notifications")
private val SHOWN = choice<Shown>("android.lock_screen")
private val APP_LOCK = yes("android.app_lock")
private val SCREENSHOTS_OFF = yes("android.screenshots_off")
private val FOLDED =
    Kind("android.folded", { it.split('\n').filter(String::isNotEmpty).toSet() }, { it.joinToString("\n") })
val DEFAULTS = Values(
    theme = ThemeChoice.SYSTEM, density = Density.NORMAL, textSize = 100, markRead = 2.0, plainText = false,
    threads = true, snippets = true, swipeStart = Swipe.ARCHIVE, swipeEnd = Swipe.DELETE, notifications = true,
    shown = Shown.ALL,
    appLock = false, screenshotsOff = false, folded = emptySet(),
)

/** Preferences, kept in the profile. A change takes effect at once; what cannot be kept comes back. */
class Settings(private val core: MailCore, private val failed: (MailException) -> Unit) {
    private val known = MutableStateFlow(DEFAULTS)
    val values: StateFlow<Values> = known

    suspend fun load() {
        attempt(failed) {
            val stored = core.settings().associate { it.key to it.value }
            fun <T> of(kind: Kind<T>, fallback: T): T = stored[kind.key]?.let(kind.read) ?: fallback
            known.value = with(DEFAULTS) {
                Values(
                    theme = of(THEME, theme), density = of(DENSITY, density),
                    textSize = of(TEXT_SIZE, textSize), markRead = of(MARK_READ, markRead),
                    plainText = of(PLAIN, plainText), threads = of(THREADS, threads), snippets = of(SNIPPETS, snippets),
                    swipeStart = of(SWIPE_START, swipeStart), swipeEnd = of(SWIPE_END, swipeEnd),
                    notifications = of(NOTIFICATIONS, notifications), shown = of(SHOWN, shown),
                    appLock = of(APP_LOCK, appLock),
                    screenshotsOff = of(SCREENSHOTS_OFF, screenshotsOff),
                    folded = of(FOLDED, folded),
                )
            }
        }
    }

    suspend fun change(how: (Values) -> Values) {
        val before = known.value
        val after = how(before)
        known.value = after
        keep(THEME, before.theme, after.theme) { copy(theme = it) }
        keep(DENSITY, before.density, after.density) { copy(density = it) }
        keep(TEXT_SIZE, before.textSize, after.textSize) { copy(textSize = it) }
        keep(MARK_READ, before.markRead, after.markRead) { copy(markRead = it) }
        keep(PLAIN, before.plainText, after.plainText) { copy(plainText = it) }
        keep(THREADS, before.threads, after.threads) { copy(threads = it) }
        keep(SNIPPETS, before.snippets, after.snippets) { copy(snippets = it) }
        keep(SWIPE_START, before.swipeStart, after.swipeStart) { copy(swipeStart = it) }
        keep(SWIPE_END, before.swipeEnd, after.swipeEnd) { copy(swipeEnd = it) }
        keep(NOTIFICATIONS, before.notifications, after.notifications) { copy(notifications = it) }
        keep(SHOWN, before.shown, after.shown) { copy(shown = it) }
        keep(APP_LOCK, before.appLock, after.appLock) { copy(appLock = it) }
        keep(SCREENSHOTS_OFF, before.screenshotsOff, after.screenshotsOff) { copy(screenshotsOff = it) }
        keep(FOLDED, before.folded, after.folded) { copy(folded = it) }
    }

    private suspend fun <T> keep(kind: Kind<T>, before: T, after: T, put: Values.(T) -> Values) {
        if (before == after) return
        val kept = attempt(failed) { core.setSetting(kind.key, kind.write(after)) }
        if (!kept) known.update { it.put(before) }
    }
}
