@file:Suppress("ktlint:standard:max-line-length")

package tern.app.ui

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.PathParser
import androidx.compose.ui.unit.dp

/** The pictures of the app, the same as of the window: drawn on a 20 by 20 grid with a 1.5 line. */
object Icons {
    val Inbox =
        icon(
            "M3 11.5 5.2 4.6A1 1 0 0 1 6.2 4h7.6a1 1 0 0 1 1 .6L17 11.5V15a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1zM3 11.5h4a3 3 0 0 0 6 0h4",
        )
    val Flag = icon("M5 17V3.5M5 4h9.5l-2 3.2 2 3.3H5")
    val Flagged = icon("M5 17V3.5M5 4h9.5l-2 3.2 2 3.3H5", filled = true)
    val Drafts = icon("M4 16l.8-3.4L13.4 4a1.6 1.6 0 0 1 2.3 0l.3.3a1.6 1.6 0 0 1 0 2.3l-8.6 8.6zM11.8 5.6l2.6 2.6")
    val Sent = icon("M3 10 17 3.5 13 17l-3.2-5.3zM9.8 11.7 17 3.5", mirrored = true)
    val Archive = icon("M3 4h14v3.5H3zM4.2 7.5V16h11.6V7.5M8 10.5h4")
    val Junk = icon("M10 3 17.5 16h-15zM10 8v4M10 14v.2")
    val Trash = icon("M4 6h12M8 6V4h4v2M5.5 6l.7 10.5h7.6L14.5 6M8.5 9v4.5M11.5 9v4.5")
    val Outbox = icon("M3 12v3.5a.5.5 0 0 0 .5.5h13a.5.5 0 0 0 .5-.5V12M10 12.5V4M6.5 7.2 10 3.8l3.5 3.4")
    val Folder = icon("M3 5.5A1 1 0 0 1 4 4.5h3.6l1.8 2H16a1 1 0 0 1 1 1V15a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1z")
    val All = icon("M3 6.5h14v9H3zM3.2 7 10 12l6.8-5M5 4h10")
    val Search = icon("M8.8 3.5a5.3 5.3 0 1 1 0 10.6 5.3 5.3 0 0 1 0-10.6zM12.8 12.8 17 17")
    val Settings = icon("M3 6h7M14 6h3M3 14h3M10 14h7M12 4v4M8 12v4")
    val Compose = icon(
        "M10 4H5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1v-5M8.5 11.5 9 9l6.2-6.2a1.2 1.2 0 0 1 1.7 0l.3.3a1.2 1.2 0 0 1 0 1.7L11 11z",
    )
    val Reply = icon("M8 5 3.5 9.5 8 14M4 9.5h7a5.5 5.5 0 0 1 5.5 5.5", mirrored = true)
    val ReplyAll = icon("M6 5 1.8 9.5 6 14M10 5 5.8 9.5l4.2 4.5M6.4 9.5h5a5.5 5.5 0 0 1 5.5 5.5", mirrored = true)
    val Forward = icon("M12 5l4.5 4.5L12 14M16 9.5H9A5.5 5.5 0 0 0 3.5 15", mirrored = true)
    val Attachment = icon(
        "M15.5 9.2 9.6 15a3.4 3.4 0 0 1-4.8-4.8l6.5-6.4a2.3 2.3 0 0 1 3.2 3.2l-6.3 6.3a1.1 1.1 0 0 1-1.6-1.6l5.5-5.4",
    )
    val Read = icon("M3 8.2 10 3.5l7 4.7V16H3zM3.3 8.6 10 12.8l6.7-4.2")
    val Unread = icon("M3 5h14v10.5H3zM3.3 5.5 10 10.8l6.7-5.3")
    val Move = icon(
        "M3 8V5.5a1 1 0 0 1 1-1h3.6l1.8 2H16a1 1 0 0 1 1 1V15a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-2M2.5 10.5H10M7.5 8l2.5 2.5L7.5 13",
        mirrored = true,
    )
    val Copy = icon("M7 7h9v9H7zM4 13V4h9")
    val Check = icon("M4 10.5 8.2 15 16 5.5")
    val Close = icon("M5 5l10 10M15 5 5 15")
    val More = icon("M10 4.5v.1M10 10v.1M10 15.5v.1", line = 2.2f)
    val Down = icon("M5 7.5 10 12.5l5-5")
    val Up = icon("M5 12.5 10 7.5l5 5")
    val Right = icon("M7.5 5l5 5-5 5", mirrored = true)
    val Back = icon("M12.5 4.5 7 10l5.5 5.5", mirrored = true)
    val Menu = icon("M3 5.5h14M3 10h14M3 14.5h14")
    val Warning = icon("M10 3.2a6.8 6.8 0 1 1 0 13.6 6.8 6.8 0 0 1 0-13.6zM10 6.5v4.2M10 13.2v.2")
    val Offline = icon(
        "M3 3l14 14M5.4 9.2A8 8 0 0 1 8 7.6M12 7.6a8 8 0 0 1 2.8 1.7M7.6 12a4 4 0 0 1 1.5-.9M2.5 6.5A12 12 0 0 1 5 4.9M9 4a12 12 0 0 1 8.5 2.5M10 15v.2",
    )
    val Sync = icon("M15.8 8.5A6.2 6.2 0 0 0 4.6 7.2M4.2 11.5a6.2 6.2 0 0 0 11.2 1.3M4.5 3.8v3.5H8M15.5 16.2v-3.5H12")
    val Person = icon("M10 4a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM4 16.5c.6-3 3-4.5 6-4.5s5.4 1.5 6 4.5")
    val Lock = icon("M5 9h10v7.5H5zM7 9V7a3 3 0 0 1 6 0v2")
    val Image = icon("M3 4.5h14v11H3zM3.5 14l4-4.5 3 3 2-2 4 4M13 7.5v.1")
    val Camera =
        icon("M3 6.5h3L7.500 4.500h5L14 6.500h3v9.500H3zM10 8.200a2.800 2.800 0 1 1 0 5.600 2.800 2.800 0 0 1 0-5.600z")
    val File = icon("M5 3h6.5L15 6.5V17H5zM11.5 3v3.5H15")
    val Print =
        icon(
            "M6 7V3h8v4M6 14H4a1 1 0 0 1-1-1V8.500a1.500 1.500 0 0 1 1.500-1.500h11a1.500 1.500 0 0 1 1.500 1.500V13a1 1 0 0 1-1 1h-2M6 11.500h8V17H6z",
        )
    val Source = icon("M7 6 3 10l4 4M13 6l4 4-4 4M11.500 4l-3 12")
    val Download = icon("M10 3.5v9M6.5 9.5 10 13l3.500-3.500M4 16.500h12")
    val Share = icon("M6 8H4v8.500h12V8h-2M10 12V3.500M6.500 6.700 10 3.300l3.500 3.400")
    val Plus = icon("M10 4v12M4 10h12")
    val Bell = icon("M5 14.500V9a5 5 0 0 1 10 0v5.500zM3.500 14.500h13M8.500 17h3")
    val Theme = icon("M10 3.500a6.500 6.500 0 1 0 6.500 6.500A5 5 0 0 1 10 3.500z")
    val Info = icon("M10 3.200a6.800 6.800 0 1 1 0 13.600 6.800 6.800 0 0 1 0-13.600zM10 9v4.500M10 6.600v.2")
}

private fun icon(path: String, mirrored: Boolean = false, filled: Boolean = false, line: Float = 1.5f): ImageVector {
    val ink = SolidColor(Color.Black)
    return ImageVector.Builder(
        defaultWidth = 24.dp,
        defaultHeight = 24.dp,
        viewportWidth = 20f,
        viewportHeight = 20f,
        autoMirror = mirrored,
    ).addPath(
        pathData = PathParser().parsePathString(path).toNodes(),
        fill = if (filled) ink else null,
        stroke = ink,
        strokeLineWidth = line,
        strokeLineCap = StrokeCap.Round,
        strokeLineJoin = StrokeJoin.Round,
    ).build()
}
