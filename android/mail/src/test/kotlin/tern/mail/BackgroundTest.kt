package tern.mail

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import tern.core.Awake
import tern.core.Event
import tern.core.FolderRule
import tern.core.FolderSync
import tern.core.MailException
import tern.core.NetworkKind
import tern.core.PlanMode
import tern.core.PlanReason
import tern.core.PushMode
import tern.core.Role
import tern.core.SyncMode
import tern.core.WakeCause
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList

/** In the background: facts in, a plan out, checks within a budget, and the ledger of wakes. */
class BackgroundTest {
    private val bed = Testbed.shared

    @Test
    fun `the plan follows the facts and the settings`(@TempDir dir: Path) = story {
        val mail = open(dir)
        val account = mail.addAccount(setup(bed, bed.user()))
        listening(mail) { heard ->
            // Waiting for the answer lets the listener be there before the next call, which nothing waits for.
            assertTrue(PlanReason.Foreground in mail.backgroundPlan().accounts.single().reasons)
            assertFalse(PlanReason.Foreground in mail.planWhenAway().accounts.single().reasons)
            mail.setForeground(false)
            heard.until { it is Event.PlanChanged }
        }
        mail.setPower(power())
        mail.setNetwork(network(NetworkKind.WIFI))
        val plan = mail.backgroundPlan()
        assertEquals(true to PlanMode.PUSH, plan.hold to plan.accounts.single().mode)
        mail.setNetwork(network(NetworkKind.CELLULAR, metered = true))
        val mobile = mail.backgroundPlan().accounts.single()
        assertEquals(PlanMode.POLL to 1800u, mobile.mode to mobile.everySeconds)
        assertEquals(listOf(PlanReason.Poll(30u), PlanReason.MobileData), mobile.reasons)
        val never = FolderSync(mail.role(account, Role.SENT).id, FolderRule.NEVER)
        val settings = mail.syncSettings(account.id).copy(mode = SyncMode.MANUAL, folders = listOf(never))
        mail.setSyncSettings(account.id, settings)
        assertEquals(settings, mail.syncSettings(account.id))
        val byHand = mail.backgroundPlan()
        assertEquals(listOf(PlanReason.Manual), byHand.accounts.single().reasons)
        assertNull(byHand.nextWake)
        refused<MailException.Input> { mail.setSyncSettings(account.id, settings.copy(everyMinutes = 7u)) }
    }

    @Test
    fun `a check brings new mail and is written down`(@TempDir dir: Path) = story {
        val user = bed.user()
        val mail = open(dir)
        val account = mail.addAccount(setup(bed, user))
        mail.setForeground(false)
        mail.setPower(power(canHoldSocket = false))
        assertEquals(0u, mail.unreadTotal())
        bed.deliver(user, "While you were away")
        val told = CopyOnWriteArrayList<Boolean>()
        mail.keepAwake(object : Awake {
            override fun working(working: Boolean) {
                told += working
            }
        })
        val wake = mail.backgroundSync(30u)
        assertEquals(listOf(true, false), told)
        val checked = wake.accounts.single()
        assertEquals(listOf(WakeCause.POLL, account.id, 1u), listOf(wake.cause, checked.account, checked.newMessages))
        assertTrue(checked.whole && checked.problem == null && checked.roundTrips > 0u && checked.bytes > 0u)
        assertEquals(1u, mail.unreadTotal())
        val plan = mail.backgroundPlan()
        assertTrue(checkNotNull(plan.nextWake).at > plan.at)
        val again = mail.backgroundSync(30u)
        assertEquals(WakeCause.FREE to 0, again.cause to again.accounts.size)
        assertEquals(listOf(again, wake), mail.wakes(9u))
        refused<MailException.Input> { mail.backgroundSync(0u) }
    }

    @Test
    fun `a held connection gives a sign of life`(@TempDir dir: Path) = story {
        val mail = open(dir)
        val account = mail.addAccount(setup(bed, bed.user()))
        mail.setForeground(false)
        mail.setPower(power())
        listening(mail) { heard ->
            mail.start(account.id)
            heard.until { it is Event.Mode && it.mode == PushMode.PUSH }
            val alive = mail.keepAlive()
            assertEquals(WakeCause.KEEP_ALIVE to account.id, alive.cause to alive.accounts.single().account)
            assertTrue(alive.accounts.single().whole)
            mail.stop(account.id)
        }
    }
}
