package tern.app.ui

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.material3.ColorScheme
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Typography
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.Immutable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.style.TextDirection

enum class ThemeChoice { SYSTEM, LIGHT, DARK }

/** Colours that Material has no name for. */
@Immutable
data class Tones(
    val unread: Color,
    val flag: Color,
    val ok: Color,
    val warn: Color,
    val warnSheet: Color,
    val dim: Color,
)

val LocalTones = staticCompositionLocalOf<Tones> { error("There is no theme.") }

// The same as the window's tokens: each text colour has 4.5:1 on each ground it is used on.
private val LIGHT = lightColorScheme(
    primary = Color(0xff1b5fc1),
    onPrimary = Color.White,
    primaryContainer = Color(0xffd9e7fb),
    onPrimaryContainer = Color(0xff0d2c5a),
    secondary = Color(0xff4a5a70),
    secondaryContainer = Color(0xffd9e7fb),
    onSecondaryContainer = Color(0xff0d2c5a),
    tertiary = Color(0xffa14b00),
    background = Color.White,
    onBackground = Color(0xff1a1c1f),
    surface = Color.White,
    onSurface = Color(0xff1a1c1f),
    surfaceVariant = Color(0xffeceef1),
    onSurfaceVariant = Color(0xff565c65),
    surfaceTint = Color.White,
    surfaceContainerLowest = Color.White,
    surfaceContainerLow = Color(0xfff3f4f6),
    surfaceContainer = Color(0xfff3f4f6),
    surfaceContainerHigh = Color(0xffeceef1),
    surfaceContainerHighest = Color(0xffe3e6ea),
    outline = Color(0xff8b9199),
    outlineVariant = Color(0xffdfe2e6),
    error = Color(0xffb3261e),
    onError = Color.White,
    errorContainer = Color(0xfffdecea),
    onErrorContainer = Color(0xff8c1d18),
    inverseSurface = Color(0xff2b2f36),
    inverseOnSurface = Color(0xffeef0f3),
    inversePrimary = Color(0xff9cc4ff),
)

private val DARK = darkColorScheme(
    primary = Color(0xff7fb2ff),
    onPrimary = Color(0xff0d1b2e),
    primaryContainer = Color(0xff1f3a5f),
    onPrimaryContainer = Color(0xffd9e7fb),
    secondary = Color(0xffb4c3d8),
    secondaryContainer = Color(0xff1f3a5f),
    onSecondaryContainer = Color(0xffd9e7fb),
    tertiary = Color(0xffffb067),
    background = Color(0xff1b1d21),
    onBackground = Color(0xffe7e9ec),
    surface = Color(0xff1b1d21),
    onSurface = Color(0xffe7e9ec),
    surfaceVariant = Color(0xff272a30),
    onSurfaceVariant = Color(0xffa6adb7),
    surfaceTint = Color(0xff1b1d21),
    surfaceContainerLowest = Color(0xff16181b),
    surfaceContainerLow = Color(0xff202328),
    surfaceContainer = Color(0xff25282d),
    surfaceContainerHigh = Color(0xff2b2f35),
    surfaceContainerHighest = Color(0xff33373d),
    outline = Color(0xff7b828c),
    outlineVariant = Color(0xff33373d),
    error = Color(0xffff9b93),
    onError = Color(0xff3f1d1b),
    errorContainer = Color(0xff3f1d1b),
    onErrorContainer = Color(0xffff9b93),
    inverseSurface = Color(0xffe7e9ec),
    inverseOnSurface = Color(0xff1a1c1f),
    inversePrimary = Color(0xff1b5fc1),
)

private val LIGHT_TONES =
    Tones(
        Color(0xff1b5fc1),
        Color(0xffa14b00),
        Color(0xff1c6b3a),
        Color(0xff7a5200),
        Color(0xfffff4d9),
        Color(0xff565c65),
    )
private val DARK_TONES =
    Tones(
        Color(0xff7fb2ff),
        Color(0xffffb067),
        Color(0xff7fd3a0),
        Color(0xfff2c063),
        Color(0xff3a2f14),
        Color(0xffa6adb7),
    )

/** Whether the sheet is dark, by choice or by the system. */
@Composable
fun isDark(choice: ThemeChoice): Boolean = when (choice) {
    ThemeChoice.SYSTEM -> isSystemInDarkTheme()
    ThemeChoice.LIGHT -> false
    ThemeChoice.DARK -> true
}

private fun TextStyle.ownWay() = copy(textDirection = TextDirection.Content)

/** Each text runs the way of its own language, whatever the app's is: most of it was written by others. */
private val TYPOGRAPHY = with(Typography()) {
    copy(
        headlineMedium = headlineMedium.ownWay(),
        headlineSmall = headlineSmall.ownWay(),
        titleLarge = titleLarge.ownWay(),
        titleMedium = titleMedium.ownWay(),
        titleSmall = titleSmall.ownWay(),
        bodyLarge = bodyLarge.ownWay(),
        bodyMedium = bodyMedium.ownWay(),
        bodySmall = bodySmall.ownWay(),
        labelLarge = labelLarge.ownWay(),
        labelMedium = labelMedium.ownWay(),
        labelSmall = labelSmall.ownWay(),
    )
}

val LocalDark = staticCompositionLocalOf { false }

@Composable
fun TernTheme(dark: Boolean, content: @Composable () -> Unit) {
    val colours: ColorScheme = if (dark) DARK else LIGHT
    CompositionLocalProvider(LocalTones provides if (dark) DARK_TONES else LIGHT_TONES, LocalDark provides dark) {
        MaterialTheme(colorScheme = colours, typography = TYPOGRAPHY, content = content)
    }
}
