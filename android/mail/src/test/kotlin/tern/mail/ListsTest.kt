package tern.mail

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import tern.core.ActionKind
import tern.core.FlagChange
import tern.core.ListFrom
import tern.core.ListRequest
import tern.core.MailException
import tern.core.Role
import tern.core.Setting
import tern.core.View
import java.nio.file.Path

/** Lists as a window shows them, what is kept for it, and actions taken back. */
class ListsTest {
    private val bed = Testbed.shared

    private fun asked(
        view: View,
        from: ListFrom = ListFrom.Offset(0u),
        threaded: Boolean = true,
        unreadOnly: Boolean = false,
    ) = ListRequest(view, threaded, unreadOnly, from, 50u)

    @Test
    fun `lists show conversations and messages`(@TempDir dir: Path) = story {
        val user = bed.user()
        bed.deliver(user, "The cliff")
        bed.deliver(user, "Re: The cliff", extra = "In-Reply-To: <The.cliff@tern.test>\r\n")
        bed.deliver(user, "Puffins")
        val (mail, account) = synced(bed, dir, user)
        val inbox = View.Mailbox(mail.role(account, Role.INBOX).id)
        val page = mail.list(asked(inbox))
        assertEquals(2u to 0u, page.total to page.offset)
        val cliff = page.rows.single { "cliff" in it.row.subject }
        assertEquals(listOf(2, 2, 2), listOf(cliff.ids.size, cliff.messages.toInt(), cliff.unread.toInt()))
        assertEquals(listOf("grace@tern.test"), cliff.people.map { it.email })
        val ids = mail.list(asked(inbox, threaded = false)).rows.map { it.row.id }
        assertEquals(3, ids.size)
        assertEquals(ids, mail.listIds(inbox, false))
        val around = mail.list(asked(inbox, ListFrom.Around(ids.last()), threaded = false))
        assertTrue(ids.last() in around.rows.map { it.row.id })
        assertEquals(page.rows, mail.list(asked(View.Role(Role.INBOX))).rows)
        val found = mail.search("subject:puffins", 9u).map { it.id }
        assertEquals(found, mail.listIds(View.Search("subject:puffins"), false))
        mail.flag(ids.take(1), FlagChange(add = flags(seen = true, flagged = true), remove = flags()))
        assertEquals(ids.take(1), mail.listIds(View.Flagged, false))
        assertEquals(ids.drop(1), mail.listIds(inbox, true))
        assertEquals(2u, mail.list(asked(inbox, threaded = false, unreadOnly = true)).total)
        val reading = mail.readQuery("subject:cliff in:inbox")
        assertEquals(listOf("cliff") to 1, reading.words to reading.mailboxes?.size)
        assertEquals("after:20", mail.readQuery("cliff after:20").unfinished)
    }

    @Test
    fun `the state of accounts is told`(@TempDir dir: Path) = story {
        val mail = open(dir)
        val account = mail.addAccount(setup(bed, bed.user()))
        val before = mail.status().single()
        assertEquals(account.id, before.account)
        assertTrue(before.mode == null && !before.syncing && before.synced == null)
        mail.sync(account.id, everything)
        val after = mail.status().single()
        assertTrue(checkNotNull(after.synced) > 0)
        assertNull(after.problem)
    }

    @Test
    fun `settings and sending are kept`(@TempDir dir: Path) = story {
        val mail = open(dir)
        mail.setSetting("desktop.density", "compact")
        assertEquals(listOf(Setting("desktop.density", "compact")), mail.settings())
        mail.setSetting("desktop.density", null)
        assertEquals(emptyList<Setting>(), mail.settings())
        refused<MailException.Input> { mail.setSetting("k".repeat(101), "x") }
        val account = mail.addAccount(setup(bed, bed.user()))
        mail.setSending(account.id, "A. Lovelace", 20u)
        val known = mail.accounts().single()
        assertEquals("A. Lovelace" to 20u, known.name to known.undoSeconds)
        refused<MailException.Input> { mail.setSending(account.id, null, 121u) }
    }

    @Test
    fun `an action is taken back`(@TempDir dir: Path) = story {
        val user = bed.user()
        bed.deliver(user, "Not for the archive")
        val (mail, account) = synced(bed, dir, user)
        val row = mail.inbox(account).single()
        val done = mail.archive(listOf(row.id))
        assertEquals(ActionKind.ARCHIVE to 1u, done.kind to done.messages)
        assertEquals(mail.role(account, Role.ARCHIVE).id, done.to)
        assertEquals(done, mail.lastAction())
        assertEquals(emptyList<Any>(), mail.inbox(account))
        mail.undo(done.id)
        assertEquals(listOf(row.subject), mail.inbox(account).map { it.subject })
        assertNull(mail.lastAction())
        refused<MailException.Gone> { mail.undo(done.id) }
    }
}
