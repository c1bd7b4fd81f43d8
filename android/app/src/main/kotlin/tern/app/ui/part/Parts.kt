package tern.app.ui.part

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.ExperimentalMaterial3Api
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.material3.TopAppBar
import androidx.compose.material3.TopAppBarDefaults
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.core.errorText
import tern.app.ui.Icons
import tern.core.MailException

/** A picture to touch, with its name for those who do not see it. */
@Composable
fun IconAction(
    icon: ImageVector,
    label: String,
    onClick: () -> Unit,
    enabled: Boolean = true,
    tint: Color = Color.Unspecified,
) {
    IconButton(onClick = onClick, enabled = enabled) {
        val colour = if (tint == Color.Unspecified) LocalContentColor.current else tint
        Icon(icon, contentDescription = label, tint = if (enabled) colour else colour.copy(alpha = 0.38f))
    }
}

@Composable
fun BackAction(onBack: () -> Unit) = IconAction(Icons.Back, stringResource(R.string.back), onBack)

/** The bar of a screen that lies over another one. */
@OptIn(ExperimentalMaterial3Api::class)
@Composable
fun ScreenBar(title: String, onBack: (() -> Unit)?, actions: @Composable () -> Unit = {}) {
    TopAppBar(
        title = {
            Text(title, maxLines = 1, overflow = TextOverflow.Ellipsis, modifier = Modifier.semantics { heading() })
        },
        navigationIcon = { if (onBack != null) BackAction(onBack) },
        actions = { actions() },
        colors = TopAppBarDefaults.topAppBarColors(
            containerColor = MaterialTheme.colorScheme.surface,
            scrolledContainerColor = MaterialTheme.colorScheme.surface,
        ),
    )
}

/** Nothing to show, and why. */
@Composable
fun EmptyState(icon: ImageVector, title: String, text: String?, action: @Composable () -> Unit = {}) {
    Column(
        modifier = Modifier.fillMaxSize().verticalScroll(rememberScrollState()).padding(32.dp),
        horizontalAlignment = Alignment.CenterHorizontally,
        verticalArrangement = Arrangement.Center,
    ) {
        Icon(icon, contentDescription = null, modifier = Modifier.size(48.dp), tint = MaterialTheme.colorScheme.outline)
        Spacer(Modifier.height(16.dp))
        Text(title, style = MaterialTheme.typography.titleMedium, textAlign = TextAlign.Center)
        if (text != null) {
            Spacer(Modifier.height(8.dp))
            Text(
                text,
                style = MaterialTheme.typography.bodyMedium,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
                textAlign = TextAlign.Center,
                modifier = Modifier.widthIn(max = 420.dp),
            )
        }
        Spacer(Modifier.height(16.dp))
        action()
    }
}

/** What went wrong where a screen's content would be. */
@Composable
fun ErrorPanel(error: MailException, onRetry: () -> Unit) {
    val words = errorText(error)
    EmptyState(Icons.Warning, words.title, "${words.reason} ${words.next}".trim()) {
        Button(onClick = onRetry) { Text(stringResource(R.string.retry)) }
    }
}

/** What went wrong, in a box beside what it is about. */
@Composable
fun ErrorBox(error: MailException, modifier: Modifier = Modifier) {
    val words = errorText(error)
    Column(
        modifier.fillMaxWidth().clip(
            RoundedCornerShape(12.dp),
        ).background(MaterialTheme.colorScheme.errorContainer).padding(16.dp),
        verticalArrangement = Arrangement.spacedBy(4.dp),
    ) {
        val ink = MaterialTheme.colorScheme.onErrorContainer
        Text(words.title, style = MaterialTheme.typography.titleSmall, color = ink)
        if (words.reason.isNotEmpty()) Text(words.reason, style = MaterialTheme.typography.bodyMedium, color = ink)
        Text(words.next, style = MaterialTheme.typography.bodyMedium, color = ink)
    }
}

/** Grey rows in the place of those that are on their way. */
@Composable
fun Skeleton(rows: Int) {
    val grey = MaterialTheme.colorScheme.surfaceVariant
    Column(Modifier.fillMaxSize().clearAndSetSemantics { }) {
        repeat(rows) { at ->
            Row(Modifier.fillMaxWidth().padding(horizontal = 16.dp, vertical = 14.dp)) {
                Box(Modifier.size(40.dp).background(grey, CircleShape))
                Column(Modifier.padding(start = 16.dp).weight(1f), verticalArrangement = Arrangement.spacedBy(8.dp)) {
                    Box(
                        Modifier.fillMaxWidth(
                            if (at % 2 ==
                                0
                            ) {
                                0.5f
                            } else {
                                0.4f
                            },
                        ).height(12.dp).background(grey, CircleShape),
                    )
                    Box(
                        Modifier.fillMaxWidth(
                            if (at % 3 ==
                                0
                            ) {
                                0.9f
                            } else {
                                0.75f
                            },
                        ).height(12.dp).background(grey, CircleShape),
                    )
                }
            }
        }
    }
}

@Composable
fun SectionTitle(text: String, modifier: Modifier = Modifier) {
    Text(
        text,
        style = MaterialTheme.typography.titleSmall,
        color = MaterialTheme.colorScheme.primary,
        modifier = modifier.padding(start = 16.dp, end = 16.dp, top = 24.dp, bottom = 8.dp).semantics { heading() },
    )
}

private val GROUNDS = listOf(
    0xff1b5fc1,
    0xff226f89,
    0xff1c6b3a,
    0xff7a5200,
    0xffa14b00,
    0xff9c2f5b,
    0xff6a3fa0,
    0xff4a5a70,
).map(::Color)

/** A round sign of a person: the first letter on a colour that is always the same. */
@Composable
fun Avatar(name: String, email: String, modifier: Modifier = Modifier) {
    val letter = name.firstOrNull { it.isLetterOrDigit() }?.uppercase() ?: "?"
    val ground = GROUNDS[(email.lowercase().hashCode() and Int.MAX_VALUE) % GROUNDS.size]
    Box(
        modifier.size(40.dp).background(ground, CircleShape).clearAndSetSemantics {
        },
        contentAlignment = Alignment.Center,
    ) {
        Text(letter, color = Color.White, style = MaterialTheme.typography.titleMedium, maxLines = 1)
    }
}
