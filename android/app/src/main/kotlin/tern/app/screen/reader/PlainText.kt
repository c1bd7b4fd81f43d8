package tern.app.screen.reader

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.LinkAnnotation
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.TextLinkStyles
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.style.TextDecoration
import androidx.compose.ui.text.withLink
import androidx.compose.ui.text.withStyle

private val LINK = Regex("https?://[^\\s<>\"]+[^\\s<>\".,;:!?)\\]]")

/** A message's plain text, its quotes in another colour and its links to be followed. */
@Composable
fun PlainText(text: String, modifier: Modifier, onLink: (String) -> Unit) {
    val quoted = SpanStyle(color = MaterialTheme.colorScheme.onSurfaceVariant)
    val linked =
        TextLinkStyles(SpanStyle(color = MaterialTheme.colorScheme.primary, textDecoration = TextDecoration.Underline))
    val marked = buildAnnotatedString {
        text.trimEnd().lines().forEachIndexed { at, line ->
            if (at > 0) append('\n')
            withStyle(if (line.startsWith(">")) quoted else SpanStyle()) {
                var from = 0
                for (match in LINK.findAll(line)) {
                    append(line.substring(from, match.range.first))
                    withLink(
                        LinkAnnotation.Clickable(match.value, linked) {
                            onLink(match.value)
                        },
                    ) { append(match.value) }
                    from = match.range.last + 1
                }
                append(line.substring(from))
            }
        }
    }
    Text(marked, modifier, style = MaterialTheme.typography.bodyLarge)
}
