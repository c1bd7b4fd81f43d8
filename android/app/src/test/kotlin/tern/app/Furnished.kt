package tern.app

import tern.core.MessageRow
import tern.mail.ADA
import tern.mail.EDSGER
import tern.mail.FakeCore
import tern.mail.GRACE
import tern.mail.LETTER
import tern.mail.Letter
import tern.mail.ME
import tern.mail.SARAH
import tern.mail.accountOf
import tern.mail.attachmentOf
import tern.mail.mailboxesOf
import tern.mail.noFlags
import tern.mail.rowOf

const val INBOX_ID = 100L
const val DRAFTS_ID = 101L
const val ARCHIVE_ID = 103L

fun letter(row: MessageRow, text: String = row.preview, html: String? = null, remote: UInt = 0u) = Letter(
    row,
    text,
    html,
    remote,
    emptyList(),
    if (row.attachments >
        0u
    ) {
        listOf(attachmentOf("2", "figures.pdf", "application/pdf", 184_000uL))
    } else {
        emptyList()
    },
)

/** A core with one account and a handful of letters, the same each time. */
fun furnished(): FakeCore = FakeCore().apply {
    accountList += accountOf(1, ME.email, ME.name)
    mailboxList += mailboxesOf(1, listOf("Projects", "Projects/Engine", "Travel"), older = 4812u)
    letters += listOf(
        letter(rowOf(1, ADA, "Notes on the engine", thread = 11, agoMinutes = 18, attachments = 1u)),
        letter(
            rowOf(
                2,
                ME,
                "Re: Notes on the engine",
                mailbox = 102,
                thread = 11,
                to = listOf(ADA),
                agoMinutes = 70,
                flags = noFlags(seen = true),
            ),
        ),
        letter(rowOf(3, GRACE, "Lunch on Thursday?", agoMinutes = 200, flags = noFlags(flagged = true))),
        letter(
            rowOf(
                4,
                LETTER,
                "This week: five essays on reading slowly",
                agoMinutes = 60 * 26,
                flags = noFlags(seen = true),
            ),
            html = "<h2>This week</h2><p>Five essays.</p><img src=\"remote/1\">",
            remote = 1u,
        ),
        letter(
            rowOf(
                5,
                SARAH,
                "פגישה ביום ראשון",
                agoMinutes = 60 * 50,
                flags = noFlags(seen = true, answered = true),
                preview = "תודה רבה, נתראה ביום ראשון.",
            ),
        ),
        letter(rowOf(6, EDSGER, "Goto considered again", agoMinutes = 60 * 24 * 9, flags = noFlags(seen = true))),
        letter(
            rowOf(
                7,
                GRACE,
                "Old minutes",
                mailbox = ARCHIVE_ID,
                agoMinutes = 60 * 24 * 20,
                flags = noFlags(seen = true),
            ),
        ),
    )
}
