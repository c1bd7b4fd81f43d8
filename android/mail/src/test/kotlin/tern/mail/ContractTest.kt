package tern.mail

import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.yield
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import tern.core.Account
import tern.core.Address
import tern.core.BodyPolicy
import tern.core.Event
import tern.core.ExportFormat
import tern.core.FlagChange
import tern.core.MailException
import tern.core.NetworkKind
import tern.core.OutboxState
import tern.core.PushMode
import tern.core.Role
import tern.core.SecretException
import tern.core.SendOptions
import tern.core.SyncRequest
import tern.core.Window
import java.nio.file.Path
import kotlin.io.path.createDirectory
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readBytes
import kotlin.io.path.writeText

/** What every face relies on, proven through the border against real servers; the same as `bindings/python`. */
class ContractTest {
    private val bed = Testbed.shared

    @Test
    fun `an account is added, synced, read and removed`(@TempDir dir: Path) = story {
        val user = bed.user()
        bed.deliver(user, "The northern cliff", "Body of the letter.")
        val mail = open(dir)
        val account = mail.addAccount(setup(bed, user))
        assertEquals(listOf(user.address), mail.accounts().map { it.address })
        listening(mail) { heard ->
            val report = mail.sync(account.id, everything)
            assertEquals(1u, report.newMessages)
            assertEquals(emptyList<String>(), report.problems)
            val inbox = mail.role(account, Role.INBOX)
            heard.until { it is Event.MailboxChanged && it.mailbox == inbox.id }
            assertTrue(inbox in mail.mailboxes(account.id))
        }
        val listed = mail.inbox(account).single()
        assertEquals(emptyList<Any>(), mail.messages(listed.mailbox, listed.id, 50u))
        assertEquals(listed, mail.row(listed.id))
        assertEquals(listOf(listed.id), mail.thread(listed.thread).map { it.id })
        assertEquals(listOf(listed.id), mail.search("subject:cliff", 10u).map { it.id })
        val opened = mail.message(listed.id)
        assertEquals("Body of the letter.", opened.text.trim())
        assertEquals(listOf(Address("Grace Hopper", "grace@tern.test")), opened.row.from)
        mail.removeAccount(account.id)
        assertEquals(emptyList<Account>(), mail.accounts())
        refused<MailException.Gone> { mail.mailboxes(account.id) }
    }

    @Test
    fun `files cross as paths`(@TempDir dir: Path) = story {
        val user = bed.user()
        bed.deliver(user, "For the files", "Line one.")
        val mail = open(dir.resolve("profile"))
        val account = mail.addAccount(setup(bed, user))
        mail.sync(account.id, SyncRequest(null, BodyPolicy.ALL))
        val row = mail.inbox(account).single()
        val (source, part, out) = listOf("source.eml", "part.txt", "out").map(dir::resolve)
        mail.saveSource(row.id, "$source")
        val written = mail.savePart(row.id, "1", "$part")
        assertEquals(part.toFile().length(), written.toLong())
        out.createDirectory()
        val report = mail.export(row.mailbox, "$out", ExportFormat.EML)
        assertEquals(1u to 0u, report.written to report.leftOut)
        assertArrayEquals(source.readBytes(), out.listDirectoryEntries("*.eml").single().readBytes())
        val taken = refused<MailException.Input> { mail.saveSource(row.id, "$source") }
        assertTrue("exists already" in taken.reason && taken.next.isNotEmpty())
    }

    @Test
    fun `edits show at once and reach the server`(@TempDir dir: Path) = story {
        val user = bed.user()
        listOf("flagged", "moved", "copied", "deleted", "archived", "junked").forEach { bed.deliver(user, it) }
        val mail = open(dir)
        val account = mail.addAccount(setup(bed, user))
        mail.sync(account.id, everything)
        val ids = mail.inbox(account).associate { it.subject to listOf(it.id) }
        val sent = mail.role(account, Role.SENT)
        mail.flag(ids.getValue("flagged"), FlagChange(add = flags(seen = true, flagged = true), remove = flags()))
        val shown = mail.row(ids.getValue("flagged").single()).flags
        assertTrue(shown.seen && shown.flagged)
        mail.moveTo(ids.getValue("moved"), sent.id)
        mail.copyTo(ids.getValue("copied"), sent.id)
        mail.delete(ids.getValue("deleted"))
        mail.archive(ids.getValue("archived"))
        mail.junk(ids.getValue("junked"), true)
        assertEquals(setOf("flagged", "copied"), mail.inbox(account).map { it.subject }.toSet())
        assertEquals(0u, mail.pushEdits(account.id))
        assertEquals(emptyList<Any>(), mail.takeRefusals(account.id))
        mail.sync(account.id, everything)
        val there = mapOf(
            Role.SENT to setOf("moved", "copied"),
            Role.TRASH to setOf("deleted"),
            Role.ARCHIVE to setOf("archived"),
            Role.JUNK to setOf("junked"),
        )
        there.forEach { (role, subjects) ->
            assertEquals(subjects, mail.messages(mail.role(account, role).id, null, 9u).map { it.subject }.toSet())
        }
    }

    @Test
    fun `windows are set for accounts and mailboxes`(@TempDir dir: Path) = story {
        val mail = open(dir)
        val account = mail.addAccount(setup(bed, bed.user()))
        mail.setWindow(account.id, Window.Days(7u))
        assertEquals(Window.Days(7u), mail.accounts().single().window)
        val inbox = mail.role(account, Role.INBOX)
        mail.setMailboxWindow(inbox.id, Window.Days(30u))
        assertEquals(Window.Days(30u), mail.role(account, Role.INBOX).window)
        mail.setMailboxWindow(inbox.id, null)
        assertNull(mail.role(account, Role.INBOX).window)
    }

    @Test
    fun `mail is sent and the answer comes by push`(@TempDir dir: Path) = story {
        val mail = open(dir)
        val account = mail.addAccount(setup(bed, bed.user()))
        listening(mail) { heard ->
            mail.start(account.id)
            heard.until { it is Event.Mode && it.mode == PushMode.PUSH }
            val id = mail.send(draft(account, "robin@tern.test", "A question"), SendOptions(now = true))
            heard.until { it is Event.OutboxChanged && it.id == id }
            assertEquals(OutboxState.DONE, mail.waitSent(id).state)
            val inbox = mail.role(account, Role.INBOX)
            val came = heard.until { it is Event.NewMessage && it.mailbox == inbox.id } as Event.NewMessage
            assertEquals("Re: A question", mail.row(came.id).subject)
            mail.setNetwork(network(NetworkKind.DOWN))
            heard.until { it is Event.Mode && it.mode == PushMode.OFFLINE }
            mail.setNetwork(network(NetworkKind.WIFI))
            heard.until { it is Event.Mode && it.mode == PushMode.PUSH }
            mail.stop(account.id)
        }
    }

    @Test
    fun `a message is taken back`(@TempDir dir: Path) = story {
        val mail = open(dir)
        val account = mail.addAccount(setup(bed, bed.user()))
        val id = mail.send(draft(account, "robin@tern.test", "Not this one"), SendOptions(now = false))
        mail.cancelSend(id)
        assertEquals(OutboxState.CANCELLED, mail.outboxItem(id).state)
        assertEquals(listOf(id), mail.outbox().map { it.id })
        refused<MailException.Refused> { mail.retrySend(id) }
    }

    @Test
    fun `a long sync is cancelled and goes on later`(@TempDir dir: Path) = story {
        val mail = open(dir)
        val account = mail.addAccount(setup(bed, bed.reader))
        listening(mail) { heard ->
            val syncing = async { runCatching { mail.sync(account.id, everything) } }
            heard.until { it is Event.Progress && it.done > 0u }
            mail.cancelSync(account.id)
            refused<MailException.Cancelled> { syncing.await().getOrThrow() }
        }
        val half = mail.role(account, Role.INBOX)
        assertTrue(half.local > 0u, "what is stored stays")
        mail.sync(account.id, SyncRequest(half.id, BodyPolicy.NONE))
        val whole = mail.role(account, Role.INBOX)
        assertTrue(whole.local == whole.total && whole.total > 2000u)
    }

    @Test
    fun `a call nobody waits for is finished all the same`(@TempDir dir: Path) = story {
        val mail = open(dir)
        val adding = launch { mail.addAccount(setup(bed, bed.user())) }
        yield()
        adding.cancelAndJoin()
        eventually { mail.accounts().firstOrNull()?.let { mail.mailboxes(it.id).isNotEmpty() } ?: false }
        assertEquals(emptyList<String>(), mail.sync(mail.accounts().single().id, everything).problems)
    }

    @Test
    fun `a wrong password says why and what to do`(@TempDir dir: Path) = story {
        val user = bed.user()
        val mail = open(dir)
        val wrong = refused<MailException.SignIn> { mail.addAccount(setup(bed, user, password = "wrong")) }
        assertTrue("password" in wrong.next && wrong.reason.endsWith("."))
        assertEquals(Sentences(wrong.reason, wrong.next), wrong.asMailException().sentences)
        assertEquals(emptyList<Account>(), mail.accounts())
        val account = mail.addAccount(setup(bed, user))
        refused<MailException.SignIn> { mail.setPassword(account.id, "wrong") }
        mail.setPassword(account.id, user.password)
    }

    @Test
    fun `a secret store that throws gives an error`(@TempDir dir: Path) = story {
        val denied = object : MemorySecrets() {
            override fun get(name: String): ByteArray? =
                throw SecretException.Refused("The keyring is locked.", "Unlock it.")
        }
        val broken = object : MemorySecrets() {
            override fun get(name: String): ByteArray? = error("not an error of the contract")
        }
        val locked = refused<MailException.Locked> { open(dir, denied) }
        assertEquals(Sentences("The keyring is locked.", "Unlock it."), locked.sentences)
        assertTrue(refused<MailException.Locked> { open(dir, broken) }.next.isNotEmpty())
        open(dir).use { assertEquals(emptyList<Account>(), it.accounts()) }
        refused<MailException.Locked> { open(dir, MemorySecrets()) }
    }

    @Test
    fun `what is no error of the core is a fault of Tern`() {
        assertTrue(IllegalStateException("odd").asMailException() is MailException.Bug)
    }

    @Test
    fun `a folder that cannot be made is named`(@TempDir dir: Path) = story {
        val blocked = dir.resolve("file").apply { writeText("in the way") }
        val named = runCatching { open(blocked) }.exceptionOrNull()?.asMailException()
        assertTrue("$blocked" in checkNotNull(named).sentences.reason)
    }
}
