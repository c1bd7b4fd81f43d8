package tern.app.screen

import kotlinx.coroutines.test.TestScope
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import tern.app.ModelTest
import tern.app.OFFLINE
import tern.app.core.Desk
import tern.app.furnished
import tern.app.problem
import tern.app.screen.why.Mend
import tern.app.screen.why.WhyBody
import tern.app.screen.why.WhyEvent
import tern.app.screen.why.WhyModel
import tern.app.screen.why.mendOf
import tern.core.PlanMode
import tern.core.PlanReason
import tern.core.SyncMode
import tern.mail.FakeCore
import tern.mail.USUAL_SYNC

class WhyModelTest : ModelTest() {
    private var limits = listOf<PlanReason>(PlanReason.PowerSave)

    private fun TestScope.scene(core: FakeCore = furnished()): Triple<FakeCore, Desk, WhyModel> {
        val desk = desk(core)
        return Triple(core, desk, WhyModel(desk) { limits }.also { look(it.state) })
    }

    private val WhyModel.ready get() = state.value.body as WhyBody.Ready

    @Test
    fun `the plan of each account once nobody looks is shown, with the wakes there were`() = story {
        val (core, _, model) = scene()
        assertEquals(listOf(PlanReason.Push(24u)), model.ready.accounts.single().plan.reasons)
        core.setSyncSettings(1, USUAL_SYNC.copy(mode = SyncMode.MANUAL))
        settle()
        assertEquals(
            PlanMode.NOTHING to listOf(PlanReason.Manual),
            model.ready.accounts.single().plan.let {
                it.mode to
                    it.reasons
            },
        )
        assertNull(model.ready.next)
        val wake = core.backgroundSync(30u)
        model.onEvent(WhyEvent.Retried)
        settle()
        assertEquals(listOf(wake), model.ready.wakes)
    }

    @Test
    fun `what the system forbids is read again when the person comes back`() = story {
        val (_, _, model) = scene()
        assertEquals(listOf(PlanReason.PowerSave), model.state.value.limits)
        limits = emptyList()
        model.onEvent(WhyEvent.Resumed)
        settle()
        assertEquals(emptyList<Any>(), model.state.value.limits)
    }

    @Test
    fun `a failure fills the screen, or is a notice beside what is there`() = story {
        val core = furnished().apply { failures["planWhenAway"] = OFFLINE }
        val (_, desk, model) = scene(core)
        assertEquals(OFFLINE, (model.state.value.body as WhyBody.Failed).error)
        core.failures.clear()
        model.onEvent(WhyEvent.Retried)
        settle()
        assertTrue(model.state.value.body is WhyBody.Ready)
        core.failures["wakes"] = OFFLINE
        model.onEvent(WhyEvent.Retried)
        settle()
        assertEquals(OFFLINE, desk.problem)
    }

    @Test
    fun `what a person can do about a reason has one place`() {
        assertEquals(
            listOf(Mend.SIGN_IN, Mend.ACCOUNT, Mend.BATTERY, Mend.APP, Mend.DATA, Mend.SAVER, Mend.WIFI, null),
            listOf(
                PlanReason.SignInRefused,
                PlanReason.Manual,
                PlanReason.NoSocket,
                PlanReason.BackgroundForbidden,
                PlanReason.DataSaver,
                PlanReason.PowerSave,
                PlanReason.CaptivePortal,
                PlanReason.NoPush,
            ).map(::mendOf),
        )
    }
}
