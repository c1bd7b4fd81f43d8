package tern.app.screen.reader

import tern.core.Attachment

/** Programs of phones, and pages: a browser runs what their sender wrote into them, and tells the sender. */
private val ENDINGS = setOf(
    "apk", "apkm", "apks", "xapk", "jar", "js", "sh",
    "htm", "html", "mht", "mhtml", "shtml", "svg", "svgz", "xht", "xhtml",
)
private val TYPES = setOf(
    "application/vnd.android.package-archive",
    "application/xhtml+xml",
    "image/svg+xml",
    "multipart/related",
    "text/html",
)

/** Whether opening the file would run what a stranger wrote: it is saved or shared only. */
fun isActive(file: Attachment): Boolean {
    val ending = file.name.trimEnd('.', ' ').substringAfterLast('.', "").lowercase()
    return ending in ENDINGS || file.contentType.lowercase() in TYPES
}
