package tern.app.ui

import android.icu.text.DateTimePatternGenerator
import android.icu.text.ListFormatter
import android.icu.text.MeasureFormat
import android.icu.text.NumberFormat
import android.icu.util.Measure
import android.icu.util.MeasureUnit
import android.icu.util.ULocale
import androidx.compose.runtime.staticCompositionLocalOf
import java.time.DayOfWeek
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.time.format.TextStyle
import java.util.Locale

/** The day a row belongs to: words for the near ones, a name for the others. */
sealed interface DayGroup {
    data object Today : DayGroup

    data object Yesterday : DayGroup

    data class Named(val name: String) : DayGroup
}

/** Dates, sizes, numbers and lists in the person's language, as of `now` (milliseconds since 1970). */
class Format(private val locale: Locale, private val zone: ZoneId, val now: Long) {
    private val patterns = DateTimePatternGenerator.getInstance(ULocale.forLocale(locale))
    private val numbers = NumberFormat.getInstance(locale)
    private val today = day(now / 1000)

    /** The date of a row: today the time, this year day and month, else the full date. */
    fun shortDate(seconds: Long): String {
        val day = day(seconds)
        return say(
            seconds,
            if (day == today) {
                "jmm"
            } else if (day.year == today.year) {
                "dMMM"
            } else {
                "dMMMy"
            },
        )
    }

    /** Date and time in full, for the reader. */
    fun fullDate(seconds: Long): String = say(seconds, "EEEEdMMMMyjmm")

    /** The time of day of milliseconds since 1970. */
    fun clockTime(ms: Long): String = say(ms / 1000, "jmm")

    /** The time of today, else day and time. */
    fun moment(ms: Long): String = say(ms / 1000, if (day(ms / 1000) == today) "jmm" else "dMMMjmm")

    /** A time of the day, by minutes after midnight. */
    fun timeOfDay(minutes: Int): String = DateTimeFormatter.ofPattern(patterns.getBestPattern("jmm"), locale)
        .format(LocalTime.ofSecondOfDay(minutes * 60L))

    /** A day of the week in short, 0 for Monday. */
    fun weekday(day: Int): String = DayOfWeek.of(day + 1).getDisplayName(TextStyle.SHORT_STANDALONE, locale)

    fun dayGroup(seconds: Long): DayGroup {
        val day = day(seconds)
        return when {
            day >= today -> DayGroup.Today
            day == today.minusDays(1) -> DayGroup.Yesterday
            day > today.minusDays(7) -> DayGroup.Named(say(seconds, "EEEE"))
            else -> DayGroup.Named(say(seconds, if (day.year == today.year) "LLLL" else "LLLLy"))
        }
    }

    /** Bytes as people say them: `812 bytes`, `14 kB`, `2.1 MB`. */
    fun size(bytes: ULong): String {
        val units = listOf(MeasureUnit.BYTE, MeasureUnit.KILOBYTE, MeasureUnit.MEGABYTE, MeasureUnit.GIGABYTE)
        var value = bytes.toDouble()
        var at = 0
        while (value >= 1000 && at < units.lastIndex) {
            value /= 1000
            at += 1
        }
        val digits = NumberFormat.getInstance(locale).apply { maximumFractionDigits = if (at < 2) 0 else 1 }
        val width = if (at == 0) MeasureFormat.FormatWidth.WIDE else MeasureFormat.FormatWidth.SHORT
        return MeasureFormat.getInstance(ULocale.forLocale(locale), width, digits).format(Measure(value, units[at]))
    }

    fun number(value: Long): String = numbers.format(value)

    /** "Ada, Grace and Edsger". */
    fun list(items: List<String>): String = ListFormatter.getInstance(locale).format(items)

    private fun day(seconds: Long): LocalDate = Instant.ofEpochSecond(seconds).atZone(zone).toLocalDate()

    private fun say(seconds: Long, skeleton: String): String = DateTimeFormatter.ofPattern(
        patterns.getBestPattern(skeleton),
        locale,
    ).format(Instant.ofEpochSecond(seconds).atZone(zone))
}

/** The format of the moment; previews, pictures and tests put a fixed one in its place. */
val LocalFormat = staticCompositionLocalOf<Format> { error("Nobody said what time it is.") }
