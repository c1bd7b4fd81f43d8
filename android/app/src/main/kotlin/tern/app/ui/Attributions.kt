package tern.app.ui

import android.content.Context
import tern.app.R
import tern.app.core.Attribution
import tern.app.core.ReplyKind
import tern.core.MessageRow
import java.time.ZoneId

/** The line above a quoted original. It goes into the mail, so names are as they are, without isolates. */
class Attributions(private val context: Context, private val now: () -> Long) : Attribution {
    override fun of(kind: ReplyKind, row: MessageRow): String {
        val resources = context.resources
        val format = Format(resources.configuration.locales[0], ZoneId.systemDefault(), now())
        val date = format.fullDate(row.date)
        return when (kind) {
            ReplyKind.REPLY, ReplyKind.REPLY_ALL -> resources.getString(
                R.string.compose_attribution,
                date,
                nameOf(row.from.firstOrNull()),
            )

            ReplyKind.FORWARD -> resources.getString(
                R.string.compose_forward_attribution,
                date,
                format.list(row.from.map(::fullName)),
                calm(row.subject),
                format.list(row.to.map(::fullName)),
            )
        }
    }
}
