package tern.app

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.resetMain
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.test.setMain
import org.junit.After
import org.junit.Before
import tern.app.core.Desk
import tern.app.ui.NoticeText
import tern.core.MailException
import tern.mail.FAKE_NOW
import tern.mail.FakeCore

val OFFLINE = MailException.Offline("imap.invariant.example does not answer.", "Tern tries again by itself.")

/** A model over a fake core, in virtual time. */
@OptIn(ExperimentalCoroutinesApi::class)
abstract class ModelTest {
    private val dispatcher = StandardTestDispatcher()

    @Before
    fun begin() = Dispatchers.setMain(dispatcher)

    @After
    fun end() = Dispatchers.resetMain()

    fun story(block: suspend TestScope.() -> Unit) = runTest(dispatcher) { block() }

    fun TestScope.desk(core: FakeCore): Desk =
        Desk(core, backgroundScope, { FAKE_NOW }) { _, row -> "${row.from.first().name} wrote:" }.also {
            backgroundScope.launch { it.settings.load() }
            settle()
        }

    /** Somebody looks at the state. */
    fun TestScope.look(state: StateFlow<*>) {
        backgroundScope.launch { state.collect { } }
        settle()
    }

    /** A second goes by. */
    fun TestScope.settle(ms: Long = 1_000) {
        advanceTimeBy(ms)
        runCurrent()
    }
}

/** What the notice at the head says: the id of its words. */
val Desk.said: Int? get() = (notices.queue.value.firstOrNull()?.text as? NoticeText.News)?.phrase?.id

val Desk.problem: MailException? get() = notices.queue.value.firstNotNullOfOrNull {
    (it.text as? NoticeText.Problem)?.error
}
