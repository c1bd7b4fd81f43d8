package tern.app.screen.composer

import tern.core.Address
import tern.core.Draft
import tern.core.SavedDraft
import tern.mail.MailCore
import tern.mail.asMailException

/** What a person writes, and the quoted original below it. */
data class Parts(val own: String, val quote: String)

/** Cuts plain text before the attribution of a `>` quote that ends it. */
fun splitText(text: String): Parts {
    val lines = text.replace("\r\n", "\n").replace('\r', '\n').split('\n')
    val end = lines.indexOfLast { it.isNotBlank() } + 1
    var from = end
    while (from > 0 && lines[from - 1].startsWith(">")) from -= 1
    if (from == end) return Parts(text, "")
    var above = from
    while (above > 0 && lines[above - 1].isBlank()) above -= 1
    if (above > 0 && lines[above - 1].trimEnd().endsWith(":")) from = above - 1
    return Parts(lines.take(from).joinToString("\n").trimEnd(), lines.drop(from).joinToString("\n"))
}

fun joinText(own: String, quote: String): String = when {
    quote.isEmpty() -> own
    own.isBlank() -> "\n\n$quote"
    else -> "${own.trimEnd()}\n\n$quote"
}

/** Recipients as chips, with keys that stay while they are moved about. */
class Chips(private val core: MailCore) {
    private var last = 0

    fun of(address: Address) = Chip(++last, address, null)

    /** The recipients a text names, each checked by the core. */
    fun read(text: String): List<Chip> = splitList(text).flatMap { part ->
        try {
            core.parseAddresses(part).map(::of)
        } catch (thrown: Exception) {
            listOf(Chip(++last, Address(null, part), thrown.asMailException()))
        }
    }

    /** A draft keeps what was typed for an address; whether it is one is asked again. */
    fun checked(list: List<Address>): List<Chip> = list.map { address ->
        try {
            core.parseAddresses(address.email)
            of(address)
        } catch (thrown: Exception) {
            Chip(++last, address, thrown.asMailException())
        }
    }
}

/** Cuts a pasted or typed list at commas, semicolons and line ends outside quotes and brackets. */
fun splitList(text: String): List<String> {
    val parts = mutableListOf(StringBuilder())
    var quoted = false
    var depth = 0
    var escaped = false
    for (char in text) {
        val plain = !escaped
        escaped = plain && quoted && char == '\\'
        if (plain && char == '"') quoted = !quoted
        if (!quoted && char in "<(") depth += 1
        if (!quoted && char in ">)") depth = (depth - 1).coerceAtLeast(0)
        val line = char == '\n' || char == '\r'
        val separates = !quoted && depth == 0 && char in ",;"
        if (line || separates) {
            parts += StringBuilder()
            quoted = quoted && !line
            depth = if (line) 0 else depth
        } else {
            parts.last().append(char)
        }
    }
    return parts.map { it.trim().toString() }.filter { it.isNotEmpty() }
}

/** Without those that are there already, compared without case. */
fun withoutDoubles(there: List<Chip>, added: List<Chip>): List<Chip> {
    val known = there.mapTo(mutableSetOf()) { it.address.email.lowercase() }
    return added.filter { known.add(it.address.email.lowercase()) }
}

/** The address as a person may write it. */
fun written(address: Address): String {
    val name = address.name
    if (name.isNullOrEmpty()) return address.email
    val quoted = if (Regex(
            "[\",;<>()@:\\\\]",
        ).containsMatchIn(name)
    ) {
        "\"${name.replace(Regex("[\"\\\\]"), "\\\\$0")}\""
    } else {
        name
    }
    return "$quoted <${address.email}>"
}

/** What a stored draft is in the composer. */
fun writingOf(saved: SavedDraft, chips: Chips): Writing {
    val draft = saved.draft
    val parts = splitText(draft.text)
    return Writing(
        id = saved.id,
        account = draft.account,
        from = draft.from,
        people = mapOf(
            Field.TO to chips.checked(draft.to),
            Field.CC to chips.checked(draft.cc),
            Field.BCC to chips.checked(draft.bcc),
        ),
        subject = draft.subject,
        own = parts.own,
        quote = parts.quote,
        files = saved.files,
        attaching = 0,
        inReplyTo = draft.inReplyTo,
        expected = draft.inReplyTo?.let { draft.from.email },
    )
}

/** The whole message; this composer writes plain text. */
fun draftOf(writing: Writing) = Draft(
    account = writing.account,
    from = writing.from,
    to = writing.of(Field.TO).map { it.address },
    cc = writing.of(Field.CC).map { it.address },
    bcc = writing.of(Field.BCC).map { it.address },
    subject = writing.subject,
    text = joinText(writing.own, writing.quote),
    html = null,
    attachments = emptyList(),
    inReplyTo = writing.inReplyTo,
)

/** Nothing that a person would miss. */
fun untouched(writing: Writing): Boolean =
    writing.people.values.all { it.isEmpty() } && writing.files.isEmpty() && writing.subject.isBlank() &&
        writing.own.isBlank() && writing.quote.isEmpty()

/* Words in the languages of the catalogue and a few of their neighbours: mail is often answered in another language
   than the app's. */
private val ATTACHED = Regex(
    "(^|[^\\p{L}])(attach(ed|ment|ments|ing)?|enclosed|anhang|anhänge|angehängt\\p{L}*|angefügt\\p{L}*|" +
        "beigefügt\\p{L}*|im anhang|anbei|beiliegend\\p{L}*|anlage|ci-joint\\p{L}*|pièces? jointes?|adjunt\\p{L}+|" +
        "allegat\\p{L}+|bijlage|bijgevoegd)(?![\\p{L}])",
    RegexOption.IGNORE_CASE,
)

fun mentionsAttachment(text: String): Boolean = ATTACHED.containsMatchIn(text)

fun warningsOf(writing: Writing): List<Warning> {
    val all = writing.people.values.flatten()
    val invalid = all.filter { it.error != null }.map { it.address.email }
    if (all.isEmpty() || invalid.isNotEmpty()) {
        return listOfNotNull(
            Warning.Nobody.takeIf {
                all.isEmpty()
            },
            Warning.Invalid(invalid).takeIf { invalid.isNotEmpty() },
        )
    }
    val forgotten = writing.files.isEmpty() && mentionsAttachment("${writing.subject}\n${writing.own}")
    val expected = writing.expected?.takeIf { !it.equals(writing.from.email, ignoreCase = true) }
    return listOfNotNull(
        Warning.NoSubject.takeIf { writing.subject.isBlank() },
        Warning.NoAttachment.takeIf { forgotten },
        expected?.let { Warning.OtherAccount(it, writing.from.email) },
    )
}
