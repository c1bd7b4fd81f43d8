package tern.mail

import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import tern.core.Account
import tern.core.ActionKind
import tern.core.Address
import tern.core.DraftStart
import tern.core.Event
import tern.core.FlagChange
import tern.core.LinkVerdict
import tern.core.ListFrom
import tern.core.ListRequest
import tern.core.MailException
import tern.core.Mailbox
import tern.core.NetworkKind
import tern.core.OutboxState
import tern.core.PlanMode
import tern.core.PlanReason
import tern.core.Role
import tern.core.SendOptions
import tern.core.SyncMode
import tern.core.View
import tern.core.Window
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.writeText

/** A core with one account, whose inbox gets letters from Grace. */
interface World {
    val core: MailCore
    val account: Account

    /** Brings letters into the inbox and the inbox into the core, the first the oldest. */
    suspend fun letters(vararg subjects: String)
}

/** What screens rely on, run against the real core and against the fake that their tests use. */
abstract class CoreContract {
    abstract suspend fun world(dir: Path): World

    private val inbox = View.Role(Role.INBOX)

    private suspend fun World.rows(
        view: View = inbox,
        threaded: Boolean = false,
        unread: Boolean = false,
        offset: UInt = 0u,
    ) = core.list(ListRequest(view, threaded, unread, ListFrom.Offset(offset), 100u))

    private suspend fun World.subjects(view: View = inbox) = rows(view).rows.map { it.row.subject }

    private suspend fun World.box(role: Role): Mailbox = core.mailboxes(account.id).first { it.role == role }

    @Test
    fun `a list is newest first, with its whole length`(@TempDir dir: Path) = story {
        val world = world(dir)
        world.letters("One", "Two", "Three")
        assertEquals(listOf("Three", "Two", "One"), world.subjects())
        val rest = world.rows(offset = 2u)
        assertEquals(Triple(3u, 2u, listOf("One")), Triple(rest.total, rest.offset, rest.rows.map { it.row.subject }))
        assertEquals(3u, world.box(Role.INBOX).unread)
        assertEquals(world.rows().rows.map { it.row.id }, world.core.listIds(inbox, false))
    }

    @Test
    fun `archive takes rows out of the inbox, and undo brings them back`(@TempDir dir: Path) = story {
        val world = world(dir)
        world.letters("Kept", "Archived")
        val row = world.rows().rows.first()
        val action = world.core.archive(row.ids)
        assertEquals(
            Triple(ActionKind.ARCHIVE, 1u, world.box(Role.ARCHIVE).id),
            Triple(action.kind, action.messages, action.to),
        )
        assertEquals(listOf("Kept"), world.subjects())
        assertEquals(listOf("Archived"), world.subjects(View.Role(Role.ARCHIVE)))
        world.core.undo(action.id)
        assertEquals(listOf("Archived", "Kept"), world.subjects())
        refused<MailException.Gone> { world.core.undo(action.id) }
    }

    @Test
    fun `delete goes to the trash and junk to junk`(@TempDir dir: Path) = story {
        val world = world(dir)
        world.letters("Junk", "Deleted")
        val (deleted, junk) = world.rows().rows
        assertEquals(ActionKind.DELETE, world.core.delete(deleted.ids).kind)
        assertEquals(ActionKind.JUNK, world.core.junk(junk.ids, true).kind)
        assertEquals(emptyList<String>(), world.subjects())
        assertEquals(listOf("Deleted"), world.subjects(View.Role(Role.TRASH)))
        assertEquals(ActionKind.NOT_JUNK, world.core.junk(junk.ids, false).kind)
        assertEquals(listOf("Junk"), world.subjects())
    }

    @Test
    fun `flags are shown at once and counted`(@TempDir dir: Path) = story {
        val world = world(dir)
        world.letters("Read", "Flagged")
        val (flagged, read) = world.rows().rows
        world.core.flag(read.ids, FlagChange(flags(seen = true), flags()))
        world.core.flag(flagged.ids, FlagChange(flags(flagged = true), flags()))
        assertEquals(listOf("Flagged"), world.rows(unread = true).rows.map { it.row.subject })
        assertEquals(listOf("Flagged"), world.subjects(View.Flagged))
        assertEquals(1u, world.box(Role.INBOX).unread)
        assertEquals(0u, world.core.flag(read.ids, FlagChange(flags(seen = true), flags())).messages)
    }

    @Test
    fun `a message opens with its text, and what is gone is named`(@TempDir dir: Path) = story {
        val world = world(dir)
        world.letters("Opened")
        val row = world.rows().rows.single().row
        val message = world.core.message(row.id)
        assertEquals("Text of Opened", message.text.trim())
        assertEquals(listOf(false, 0u, false), listOf(message.html, message.remote, message.remoteAllowed))
        assertEquals(listOf(row.id), world.core.thread(row.thread).map { it.id })
        assertEquals(row.id, world.core.row(row.id).id)
        refused<MailException.Gone> { world.core.message(row.id + 1000) }
        refused<MailException.Gone> { world.core.row(row.id + 1000) }
        assertEquals(emptyList<Any>(), world.core.thread(row.thread + 1000))
    }

    @Test
    fun `a search looks in all folders`(@TempDir dir: Path) = story {
        val world = world(dir)
        world.letters("Engines", "Gardens")
        world.core.archive(world.rows().rows.first().ids)
        assertEquals(listOf("Gardens"), world.subjects(View.Search("gardens")))
        assertEquals(listOf("Gardens", "Engines"), world.subjects(View.Search("from:grace")))
        assertEquals(emptyList<String>(), world.subjects(View.Search("from:nobody")))
        val reading = world.core.readQuery("gardens from:grace is:unread -roses")
        assertEquals(listOf("gardens", "grace") to null, reading.words to reading.unfinished)
        assertEquals("after:20", world.core.readQuery("gardens after:20").unfinished)
        assertEquals("from:", world.core.readQuery("from:").unfinished)
        assertEquals(null, world.core.readQuery("from: gardens").unfinished)
    }

    @Test
    fun `a draft is kept, sent and taken back with its files`(@TempDir dir: Path) = story {
        val world = world(dir)
        val begun = world.core.beginDraft(DraftStart.Blank(null))
        assertEquals(world.account.id to world.account.address, begun.draft.account to begun.draft.from.email)
        val file = dir.resolve("list.csv").apply { writeText("tern;3\n") }
        val added = world.core.attachFile(begun.id, "$file")
        world.core.saveDraft(begun.id, draft(world.account, "robin@tern.test", "Taken back"))
        assertEquals(listOf("Taken back" to listOf(added)), world.core.drafts().map { it.draft.subject to it.files })
        world.core.setSending(world.account.id, "Ada", 60u)
        val outbox = world.core.sendDraft(begun.id, SendOptions(now = false))
        assertEquals(emptyList<Any>(), world.core.drafts())
        val waiting = world.core.outbox().single { it.id == outbox }
        assertEquals(
            OutboxState.QUEUED to listOf("robin@tern.test"),
            waiting.state to waiting.recipients.map { it.address },
        )
        assertTrue(waiting.ledger.isNotEmpty() && waiting.due > waiting.ledger.first().at)
        val again = world.core.recallDraft(outbox)
        assertEquals("Taken back" to listOf("list.csv"), again.draft.subject to again.files.map { it.name })
        world.core.detachFile(again.id, again.files.single().id)
        assertEquals(emptyList<Any>(), world.core.draft(again.id).files)
        world.core.discardDraft(again.id)
        refused<MailException.Gone> { world.core.draft(again.id) }
    }

    @Test
    fun `an answer begins with what it answers`(@TempDir dir: Path) = story {
        val world = world(dir)
        world.letters("A question")
        val row = world.rows().rows.single().row
        val answer = world.core.beginDraft(DraftStart.Reply(row.id, "Grace wrote:")).draft
        assertEquals(listOf("grace@tern.test"), answer.to.map { it.email })
        assertEquals("Re: A question" to row.id, answer.subject to answer.inReplyTo)
        assertTrue("Grace wrote:" in answer.text && "> Text of A question" in answer.text)
        val passed = world.core.beginDraft(DraftStart.Forward(row.id, "Forwarded")).draft
        assertEquals(emptyList<Any>() to "Fwd: A question", passed.to to passed.subject)
        val linked = world.core.beginDraft(DraftStart.Mailto("mailto:bo@y.example?subject=Hello%20there")).draft
        assertEquals(listOf("bo@y.example") to "Hello there", linked.to.map { it.email } to linked.subject)
    }

    @Test
    fun `people and addresses are known`(@TempDir dir: Path) = story {
        val world = world(dir)
        world.letters("From Grace")
        assertEquals(listOf("grace@tern.test"), world.core.completeAddress("hop", 8u).map { it.email })
        val read = world.core.parseAddresses("\"Lee, Ann\" <ann@x.example>; bo@y.example")
        assertEquals(listOf("Lee, Ann" to "ann@x.example", null to "bo@y.example"), read.map { it.name to it.email })
        refused<MailException.Input> { world.core.parseAddresses("ann") }
        assertTrue(world.core.checkLink("https://shore.example/", "our page") is LinkVerdict.Open)
        assertTrue(world.core.checkLink("https://shore.example/", "https://bank.example/") is LinkVerdict.Misleading)
        assertTrue(world.core.checkLink("mailto:ann@x.example", "write") is LinkVerdict.Mailto)
        assertTrue(world.core.checkLink("javascript:steal()", "x") is LinkVerdict.Refused)
    }

    @Test
    fun `preferences, senders and windows are kept`(@TempDir dir: Path) = story {
        val world = world(dir)
        world.core.setSetting("face.theme", "dark")
        assertEquals(listOf("face.theme" to "dark"), world.core.settings().map { it.key to it.value })
        world.core.setSetting("face.theme", null)
        assertEquals(emptyList<Any>(), world.core.settings())
        refused<MailException.Input> { world.core.setSetting("", "x") }
        world.core.allowRemote("Grace@Tern.test", true)
        assertEquals(listOf("grace@tern.test"), world.core.remoteSenders())
        world.core.setWindow(world.account.id, Window.Days(7u))
        world.core.setMailboxWindow(world.box(Role.SENT).id, Window.All)
        assertEquals(
            Window.Days(7u) to Window.All,
            world.core.accounts().single().window to world.box(Role.SENT).window,
        )
        refused<MailException.Input> { world.core.setSending(world.account.id, null, 500u) }
        refused<MailException.Gone> { world.core.mailboxes(world.account.id + 1000) }
        assertEquals(listOf(world.account.id), world.core.status().map { it.account })
    }

    @Test
    fun `the plan follows what was chosen for an account`(@TempDir dir: Path) = story {
        val world = world(dir)
        suspend fun plan() = world.core.backgroundPlan().accounts.single()
        assertTrue(PlanReason.Foreground in plan().reasons)
        world.core.setForeground(false)
        world.core.setPower(power())
        world.core.setNetwork(network(NetworkKind.WIFI))
        assertEquals(USUAL_SYNC, world.core.syncSettings(world.account.id))
        assertEquals(PlanMode.PUSH to true, plan().mode to world.core.backgroundPlan().hold)
        world.core.setSyncSettings(world.account.id, USUAL_SYNC.copy(mode = SyncMode.MANUAL))
        assertEquals(listOf(PlanReason.Manual) to PlanMode.NOTHING, plan().reasons to plan().mode)
        assertEquals(null, world.core.backgroundPlan().nextWake)
        refused<MailException.Input> {
            world.core.setSyncSettings(world.account.id, USUAL_SYNC.copy(everyMinutes = 7u))
        }
        refused<MailException.Gone> { world.core.syncSettings(world.account.id + 1000) }
        assertEquals(emptyList<Any>(), world.core.wakes(5u))
        val wake = world.core.backgroundSync(30u)
        assertEquals(listOf(wake), world.core.wakes(5u))
    }

    @Test
    fun `changes come at once, after what concerns them, and as one while nobody looks`(@TempDir dir: Path) = story {
        val world = world(dir)
        world.letters("One")
        val signals = Channel<Unit>(Channel.UNLIMITED)
        val job = launch(start = CoroutineStart.UNDISPATCHED) {
            world.core.changes { it is Event.MailboxChanged }.collect { signals.send(it) }
        }
        withTimeout(10_000) { signals.receive() }
        world.core.archive(world.rows().rows.first().ids)
        withTimeout(10_000) { signals.receive() }
        job.cancel()
        val deaf = Channel<Unit>(Channel.UNLIMITED)
        val other =
            launch(start = CoroutineStart.UNDISPATCHED) { world.core.changes { false }.collect { deaf.send(it) } }
        withTimeout(10_000) { deaf.receive() }
        world.core.beginDraft(DraftStart.Blank(null))
        assertTrue(deaf.tryReceive().isFailure)
        other.cancel()
    }

    @Test
    fun `a removed account takes everything with it`(@TempDir dir: Path) = story {
        val world = world(dir)
        world.letters("Gone with it")
        world.core.removeAccount(world.account.id)
        assertEquals(emptyList<Any>() to emptyList<String>(), world.core.accounts() to world.subjects())
        refused<MailException.Input> { world.core.beginDraft(DraftStart.Blank(null)) }
        assertTrue(dir.exists())
    }
}

/** The fake, held to the contract. */
class FakeContractTest : CoreContract() {
    override suspend fun world(dir: Path): World {
        val fake = FakeCore()
        val added = fake.addAccount(setupOf("ada@tern.test"))
        return object : World {
            override val core = fake
            override val account = added

            override suspend fun letters(vararg subjects: String) = subjects.forEach { subject ->
                val id = fake.letters.size + 1L
                val grace = Address("Grace Hopper", "grace@tern.test")
                val row = rowOf(id, grace, subject, agoMinutes = 1000 - id)
                fake.letters += Letter(row, "Text of $subject", null, 0u, emptyList(), emptyList())
            }
        }
    }
}

/** The real core with real servers, held to the same. */
class LiveContractTest : CoreContract() {
    private val bed = Testbed.shared

    override suspend fun world(dir: Path): World {
        val user = bed.user()
        val live = open(dir.resolve("profile"))
        val added = live.addAccount(setup(bed, user))
        return object : World {
            override val core = live
            override val account = added

            override suspend fun letters(vararg subjects: String) {
                subjects.forEach { bed.deliver(user, it, "Text of $it") }
                live.sync(added.id, everything)
            }
        }
    }
}
