package tern.app

import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull

/** What is wrong with something to touch: it has a name, and `least` pixels in both directions. */
fun touchFaultsOf(node: SemanticsNode, least: Float, width: Int, height: Int): List<String> {
    // A link within a text is named by the text, and as high as its line.
    if (node.parent?.config?.contains(SemanticsProperties.Text) == true) return emptyList()
    val bounds = node.touchBoundsInRoot
    val label = labelOf(node)
    // What the edge of the screen cuts off is larger when it is scrolled to.
    val wide = bounds.left <= 0f || bounds.right >= width - 1 || bounds.width >= least - 1
    val high = bounds.top <= 0f || bounds.bottom >= height - 1 || bounds.height >= least - 1
    return listOfNotNull(
        "something to touch has no name: $bounds".takeIf { label.isBlank() },
        "$label has ${bounds.width} by ${bounds.height}".takeIf { !wide || !high },
    )
}

/** What a person hears of it. */
fun labelOf(node: SemanticsNode): String {
    val own = node.config.getOrNull(SemanticsProperties.ContentDescription).orEmpty() +
        node.config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text } +
        listOfNotNull(node.config.getOrNull(SemanticsProperties.EditableText)?.text)
    return own.joinToString(" ").ifBlank { node.children.joinToString(" ") { labelOf(it) }.trim() }
}
