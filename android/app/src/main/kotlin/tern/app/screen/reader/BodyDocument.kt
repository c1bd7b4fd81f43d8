package tern.app.screen.reader

import tern.app.ui.calm
import tern.app.ui.fullName
import tern.core.Body
import tern.core.BodyColours
import tern.core.Message

/** The host that a body believes to come from; nothing is there, and nothing of it leaves the device. */
const val BODY_HOST = "body.tern.invalid"

private const val STYLE =
    "html{color-scheme:light;background:#fff;color:#1a1c1f;font:16px/1.5 sans-serif}" +
        "html.tern-dark{color-scheme:dark;background:#1b1d21;color:#e7e9ec}" +
        "body{margin:0;padding:8px 16px;overflow-wrap:anywhere}img{max-width:100%;height:auto}" +
        "pre{white-space:pre-wrap;font:inherit}a{color:#1b5fc1}.tern-dark a{color:#7fb2ff}" +
        "blockquote{margin:8px 0;padding-inline-start:12px;border-inline-start:3px solid #b9bec9}" +
        ".tern-dark blockquote{border-color:#4a4f5a}"

// No script, no frame, no form: what a stranger wrote is words and pictures.
private const val POLICY =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data: https://$BODY_HOST; " +
        "base-uri 'none'; form-action 'none'"

/**
 * A body as a whole document. Only what was made for it becomes dark; HTML with colours of its own keeps its white
 * sheet.
 */
fun documentOf(body: Body, dark: Boolean): String {
    val sheet = if (dark && body.colours != BodyColours.LIGHT) "dark" else "light"
    return "<!DOCTYPE html><html class=\"tern-$sheet\"><head><meta charset=\"utf-8\">" +
        "<meta http-equiv=\"Content-Security-Policy\" content=\"$POLICY\">" +
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">" +
        "<meta name=\"color-scheme\" content=\"$sheet\">" +
        "<style>$STYLE</style></head><body>${body.html}</body></html>"
}

/** A message as a document for paper: who, when and what about above what it says. */
fun printedOf(message: Message, body: Body, date: String): String {
    val people = listOf(message.row.from, message.row.to, message.cc).map { them -> them.joinToString { fullName(it) } }
    val lines = (people + date).filter { it.isNotBlank() }.joinToString("") { "<p>${escaped(it)}</p>" }
    val head = "<h1>${escaped(calm(message.row.subject))}</h1>$lines<hr>"
    return documentOf(body.copy(html = head + body.html), dark = false)
}

private fun escaped(text: String) = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

/** The number of a picture of the network that a document asks for, as `/remote/N`; null for anything else. */
fun pictureOf(path: String?): UInt? =
    path?.removePrefix("/remote/")?.takeIf { path.startsWith("/remote/") }?.toUIntOrNull()
