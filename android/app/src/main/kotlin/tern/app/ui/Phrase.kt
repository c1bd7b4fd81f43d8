package tern.app.ui

import android.content.res.Resources
import androidx.compose.runtime.Composable
import androidx.compose.ui.platform.LocalResources

/** A sentence by the name of its words, so that states hold no language. An argument may be a phrase itself. */
data class Phrase(val id: Int, val args: List<Any>, val count: Int?)

fun phrase(id: Int, vararg args: Any) = Phrase(id, args.toList(), null)

/** A phrase that depends on a number, which is its first argument too. */
fun counted(id: Int, count: Int, vararg args: Any) = Phrase(id, listOf(count) + args, count)

fun Phrase.text(resources: Resources): String {
    val said = args.map { if (it is Phrase) it.text(resources) else it }.toTypedArray()
    return if (count == null) resources.getString(id, *said) else resources.getQuantityString(id, count, *said)
}

@Composable
fun Phrase.text(): String = text(LocalResources.current)
