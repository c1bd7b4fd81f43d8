package tern.app

import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import tern.app.core.WINDOWS
import tern.app.core.keptOf
import tern.app.nav.INBOX
import tern.app.nav.Nav
import tern.app.nav.Route
import tern.app.nav.routeOf
import tern.app.nav.saved
import tern.app.screen.composer.joinText
import tern.app.screen.composer.mentionsAttachment
import tern.app.screen.composer.splitList
import tern.app.screen.composer.splitText
import tern.app.screen.composer.written
import tern.app.screen.drafts.snippetOf
import tern.app.screen.list.withOperator
import tern.app.screen.outbox.Offer
import tern.app.screen.outbox.offersOf
import tern.app.screen.reader.documentOf
import tern.app.screen.reader.pictureOf
import tern.app.screen.reader.printedOf
import tern.app.screen.welcome.pemOf
import tern.app.ui.DayGroup
import tern.app.ui.Format
import tern.app.ui.calm
import tern.core.Address
import tern.core.Body
import tern.core.BodyColours
import tern.core.OutboxItem
import tern.core.OutboxState
import tern.core.Role
import tern.core.View
import tern.core.Window
import tern.mail.FAKE_NOW
import java.time.ZoneId
import java.util.Locale

/** Small pure things, by example. */
@RunWith(RobolectricTestRunner::class)
class PlainTest {
    private fun format(locale: Locale) = Format(locale, ZoneId.of("Europe/Berlin"), FAKE_NOW)

    private val now = FAKE_NOW / 1000
    private val day = 86_400L

    @Test
    fun `what a stranger wrote stays words on paper`() {
        val known = runBlocking { furnished().message(1) }
        val row = known.row.copy(from = listOf(Address("<b>Ada</b>", "ada@example.org")), subject = "1 < 2 & 3")
        val message = known.copy(row = row)
        val page = printedOf(message, Body("<p>Text</p>", 0u, BodyColours.LIGHT), "14 May")
        assertTrue("<h1>1 &lt; 2 &amp; 3</h1><p>&lt;b&gt;Ada&lt;/b&gt;" in page)
        assertTrue(page.endsWith("<p>14 May</p><hr><p>Text</p></body></html>"))
    }

    @Test
    fun `dates are short by how near they are`() {
        val german = format(Locale.GERMANY)
        assertEquals(
            listOf("12:00", "13. Mai", "14. Mai 2025"),
            listOf(now, now - day, now - 365 * day).map(german::shortDate),
        )
        assertEquals("2:30\u202fPM", format(Locale.US).clockTime(FAKE_NOW + 9_000_000))
        assertEquals("Donnerstag, 14. Mai 2026 um 12:00", german.fullDate(now))
    }

    @Test
    fun `days have words`() {
        val english = format(Locale.UK)
        val groups = listOf(0, 1, 3, 20, 400).map { english.dayGroup(now - it * day) }
        assertEquals(
            listOf(
                DayGroup.Today,
                DayGroup.Yesterday,
                DayGroup.Named("Monday"),
                DayGroup.Named("April"),
                DayGroup.Named("April 2025"),
            ),
            groups,
        )
    }

    @Test
    fun `sizes, numbers and lists are written as the language does`() {
        val german = format(Locale.GERMANY)
        assertEquals(
            listOf("14 kB", "2,1 MB"),
            listOf(14_200uL, 2_100_000uL).map {
                german.size(it).replace('\u00a0', ' ')
            },
        )
        assertEquals(
            "4.812" to "Ada, Grace und Edsger",
            german.number(4812) to german.list(listOf("Ada", "Grace", "Edsger")),
        )
    }

    @Test
    fun `what strangers wrote cannot turn the line`() = assertEquals("eviltxt.exe x", calm("evil\u202Etxt.exe\nx"))

    @Test
    fun `routes are kept as text, and unknown ones are left out`() {
        val routes = listOf(
            INBOX,
            Route.List(
                View.Mailbox(5),
            ),
            Route.List(
                View.Flagged,
            ),
            Route.List(View.Search("from:ada x")), Route.Reader(3, null), Route.Reader(3, 7),
            Route.Composer(
                9,
            ),
            Route.Drafts, Route.Outbox,
            Route.Settings(
                null,
            ),
            Route.Settings(4), Route.SignIn(2), Route.Welcome(true),
        )
        assertEquals(routes, routes.map { routeOf(it.saved()) })
        assertNull(routeOf("elsewhere:1"))
    }

    @Test
    fun `going back ends at the list, and another message takes the first one's place`() {
        val nav = Nav(listOf(INBOX))
        nav.go(Route.Reader(1, 1))
        nav.go(Route.Reader(2, 2))
        assertEquals(listOf(INBOX, Route.Reader(2, 2)), nav.stack)
        nav.go(Route.Composer(3))
        nav.leave(Route.Composer(3))
        nav.back()
        nav.back()
        assertEquals(listOf(INBOX), nav.stack)
        nav.begin(Route.List(View.Role(Role.SENT)))
        assertTrue(nav.canGoBack && nav.list == Route.List(View.Role(Role.SENT)))
    }

    @Test
    fun `a quote is cut from what is written, and put back`() {
        val parts = splitText("Hello\n\nOn Monday, Ada wrote:\n> one\n> two\n")
        assertEquals("Hello" to "On Monday, Ada wrote:\n> one\n> two\n", parts.own to parts.quote)
        assertEquals("Hello\n\nOn Monday, Ada wrote:\n> one\n> two\n", joinText(parts.own, parts.quote))
        assertEquals("> one\n\nanswer below" to "", splitText("> one\n\nanswer below").let { it.own to it.quote })
    }

    @Test
    fun `lists of recipients are cut outside quotes and brackets`() {
        assertEquals(
            listOf("\"Lee, Ann\" <a@x.example>", "b@y.example", "c@z.example"),
            splitList("\"Lee, Ann\" <a@x.example>; b@y.example\nc@z.example,"),
        )
        assertEquals("\"Lee, Ann\" <a@x.example>", written(Address("Lee, Ann", "a@x.example")))
        assertTrue(
            mentionsAttachment("siehe Anhang") && mentionsAttachment("I attached it") &&
                !mentionsAttachment("I am fond of it"),
        )
    }

    @Test
    fun `a body's document runs nothing and loads nothing`() {
        val html = documentOf(Body("<p>Hi</p>", 0u, BodyColours.LIGHT), dark = true)
        assertTrue("default-src 'none'" in html && "tern-light" in html && "script" !in html)
        assertTrue("tern-dark" in documentOf(Body("", 0u, BodyColours.THEME), dark = true))
        assertEquals(listOf(3u, null, null, null), listOf("/remote/3", "/remote/-1", "/other/3", null).map(::pictureOf))
    }

    @Test
    fun `offers fit the state`() {
        fun item(state: OutboxState, due: Long = 0) =
            OutboxItem(1, 1, state, "", "", emptyList(), 1uL, due, 0u, emptyList())
        assertEquals(listOf(Offer.UNDO_SEND), offersOf(item(OutboxState.QUEUED, FAKE_NOW + 5_000), FAKE_NOW))
        assertEquals(listOf(Offer.RETRY, Offer.EDIT_AGAIN), offersOf(item(OutboxState.QUEUED), FAKE_NOW))
        assertEquals(listOf(Offer.RETRY_UNCERTAIN, Offer.LEAVE_IT), offersOf(item(OutboxState.UNCERTAIN), FAKE_NOW))
        assertEquals(emptyList<Offer>(), offersOf(item(OutboxState.COMMITTING), FAKE_NOW))
    }

    @Test
    fun `certificates are read as PEM and DER, other files are not`() {
        assertEquals("-----BEGIN CERTIFICATE-----\nx", pemOf("-----BEGIN CERTIFICATE-----\nx".toByteArray()))
        assertTrue(
            checkNotNull(
                pemOf(byteArrayOf(0x30, 0x82.toByte()) + ByteArray(200)),
            ).startsWith("-----BEGIN CERTIFICATE-----\nMII"),
        )
        assertNull(pemOf(ByteArray(300)))
    }

    @Test
    fun `operators, snippets and windows`() {
        assertEquals("roses is:unread " to "from:", withOperator("roses", "is:unread") to withOperator(" ", "from:"))
        assertFalse(
            "Ada wrote" in
                snippetOf(
                    tern.app.samples.DraftsSamples.some.let {
                        (it.body as tern.app.screen.drafts.DraftsBody.Drafts).local.first()
                    },
                ),
        )
        val core = furnished()
        val known = tern.app.core.NO_ACCOUNTS.copy(list = core.accountList, mailboxes = core.mailboxList)
        assertEquals(4812L to Window.Days(90u), keptOf(known.withRole(Role.INBOX), known).let { it.older to it.wider })
        assertEquals(8, WINDOWS.size)
    }
}
