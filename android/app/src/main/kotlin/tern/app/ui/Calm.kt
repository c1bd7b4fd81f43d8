package tern.app.ui

import tern.core.Address

private val TURNING = Regex("[\\p{Cc}\\u061c\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069\\ufeff]")

/** Names and subjects come from strangers: one line, without what turns or hides the text around it. */
fun calm(text: String): String = text.replace(Regex("[\\r\\n\\t]+"), " ").replace(TURNING, "")

/** Kept apart in its direction from what stands beside it. */
fun apart(text: String): String = "\u2068$text\u2069"

/** What people call someone: the name, else the address. */
fun nameOf(person: Address?): String =
    person?.let { calm(it.name.orEmpty()).trim().ifEmpty { calm(it.email) } }.orEmpty()

/** `Ada <ada@example.org>`. */
fun fullName(person: Address): String {
    val name = calm(person.name.orEmpty()).trim()
    return if (name.isEmpty()) person.email else "$name <${person.email}>"
}
