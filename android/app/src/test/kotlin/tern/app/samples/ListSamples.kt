package tern.app.samples

import tern.app.R
import tern.app.core.Density
import tern.app.core.Kept
import tern.app.core.Swipe
import tern.app.screen.list.EmptyWhy
import tern.app.screen.list.ListBody
import tern.app.screen.list.ListState
import tern.app.screen.list.NONE
import tern.app.screen.list.Selection
import tern.app.screen.list.Swipes
import tern.app.ui.phrase
import tern.core.Address
import tern.core.ListRow
import tern.core.MailException
import tern.core.MessageRow
import tern.core.Role
import tern.core.View
import tern.core.Window
import tern.mail.ADA
import tern.mail.EDSGER
import tern.mail.GRACE
import tern.mail.LETTER
import tern.mail.ME
import tern.mail.SARAH
import tern.mail.mailboxesOf
import tern.mail.noFlags
import tern.mail.rowOf

fun listRow(row: MessageRow, people: List<Address> = row.from, messages: UInt = 1u) = ListRow(
    row = row,
    ids = listOf(row.id),
    messages = messages,
    unread = if (row.flags.seen) 0u else 1u,
    flagged = row.flags.flagged,
    attachments = row.attachments,
    people = people,
)

private val LONG =
    Address(
        "Maximiliane Freifrau von Hohenlohe-Waldenburg-Schillingsfürst",
        "maximiliane@very-long-domain-of-an-institute.example",
    )

object ListSamples {
    private val rows = listOf(
        listRow(
            rowOf(
                1,
                ADA,
                "Notes on the engine",
                agoMinutes = 18,
                attachments = 1u,
                preview = "I have gone through the draft once more and found two places.",
            ),
            listOf(ADA, ME),
            4u,
        ),
        listRow(
            rowOf(
                3,
                GRACE,
                "Lunch on Thursday?",
                agoMinutes = 200,
                flags = noFlags(flagged = true),
                preview = "The weather should be fine, so I suggest we sit outside.",
            ),
        ),
        listRow(
            rowOf(
                8,
                LONG,
                "A question about invariants and the conservation laws that follow from them",
                agoMinutes = 310,
                flags = noFlags(seen = true),
                preview = "Could you send me the figures before Friday?",
            ),
        ),
        listRow(
            rowOf(
                4,
                LETTER,
                "This week: five essays on reading slowly",
                agoMinutes = 60 * 26,
                flags = noFlags(seen = true),
                preview = "Five essays that are worth an evening.",
            ),
        ),
        listRow(
            rowOf(
                5,
                SARAH,
                "פגישה ביום ראשון",
                agoMinutes = 60 * 30,
                flags = noFlags(seen = true, answered = true),
                preview = "תודה רבה, נתראה ביום ראשון.",
            ),
        ),
        listRow(
            rowOf(
                9,
                Address(null, "no-reply@railway.example"),
                "Ticket for your journey on 21 May",
                agoMinutes =
                60 * 49,
                flags = noFlags(seen = true),
                attachments = 2u,
                preview = "The train leaves at 8:04 from platform 3; seats 41 and 42 are reserved.",
            ),
        ),
        listRow(
            rowOf(
                6,
                EDSGER,
                "Goto considered again",
                agoMinutes = 60 * 24 * 9,
                flags = noFlags(seen = true),
                preview = "I agree with what you wrote about the second proof.",
                pending = true,
            ),
        ),
        listRow(
            rowOf(
                10,
                Address("王小明", "xiaoming@taipei.example"),
                "關於下週的會議",
                agoMinutes = 60 * 24 * 13,
                flags = noFlags(seen = true),
                preview = "謝謝，下週見。",
            ),
        ),
    )

    private val base = ListState(
        view = View.Role(
            Role.INBOX,
        ),
        title = phrase(R.string.role_inbox), threaded = true, unreadOnly = false, snippets = true,
        density = Density.NORMAL,
        body = ListBody.Rows(rows, 0, rows.size),
        selection = NONE, words = emptyList(), unfinished = null,
        kept = Kept(Window.Days(30u), 4812, Window.Days(90u), emptyList()),
        emptied = null,
        mine = setOf(
            ME.email,
        ),
        swipes = Swipes(Swipe.ARCHIVE, Swipe.DELETE), refreshing = false, offline = false, dialog = null,
    )
    val rowsShown = base
    val shortList = base.copy(body = ListBody.Rows(rows.take(3), 0, 3))
    val loading = base.copy(body = ListBody.Loading)
    val empty = base.copy(body = ListBody.Empty(EmptyWhy.NOTHING))
    val failedOffline = base.copy(
        body = ListBody.Failed(
            MailException.Offline("imap.invariant.example does not answer.", "Tern tries again by itself."),
        ),
    )
    val offline = base.copy(offline = true)
    val selecting = base.copy(selection = Selection(rows.take(2).associate { it.row.thread to it.ids }, null, 0))
    val search = base.copy(
        view = View.Search("engine"),
        title = phrase(R.string.search_results),
        threaded = false,
        words = listOf("engine"),
        kept = null,
        body = ListBody.Rows(rows.take(1), 0, 1),
    )
    val trash = mailboxesOf(1, emptyList()).first { it.role == Role.TRASH }.copy(local = 212u, olderOnServer = 9u)
    val trashed = base.copy(
        view = View.Mailbox(trash.id),
        title = phrase(R.string.role_trash),
        emptied = trash,
        kept = null,
    )
    val compact = base.copy(density = Density.COMPACT)
    val searchUnfinished = search.copy(unfinished = "after:20")
    val searchEmpty = search.copy(
        view = View.Search(""),
        words = emptyList(),
        body = ListBody.Empty(EmptyWhy.NOT_ASKED),
    )
}
