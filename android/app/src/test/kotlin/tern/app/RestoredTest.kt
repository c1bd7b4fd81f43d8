package tern.app

import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLooper
import tern.core.MailException
import tern.mail.sentences

/** A profile whose files came to a device without its key, over the real core. */
@RunWith(RobolectricTestRunner::class)
@Config(application = RealApp::class)
class RestoredTest {
    private val app = ApplicationProvider.getApplicationContext<RealApp>()

    @Test
    fun `files without their key open nothing, say why, and can be begun anew`() {
        val first = await(app.graph) as Profile.Open
        runBlocking { first.desk.core.setSetting("face.theme", "dark") }
        first.desk.core.close()
        FakeAndroidKeyStore.install()
        val graph = AppGraph(app)
        val closed = await(graph) as Profile.Closed
        assertTrue(closed.error is MailException.Locked)
        assertTrue(closed.error.sentences.reason, "not on this device" in closed.error.sentences.reason)
        graph.beginAnew()
        val fresh = await(graph) as Profile.Open
        assertEquals(emptyList<Any>(), runBlocking { fresh.desk.core.settings() })
        fresh.desk.core.close()
    }

    /** Lets the main thread work until the profile is open or closed. */
    private fun await(graph: AppGraph): Profile {
        val end = System.nanoTime() + LIMIT_NS
        while (graph.profile.value == Profile.Opening) {
            check(System.nanoTime() < end) { "The profile does not open." }
            ShadowLooper.idleMainLooper()
            Thread.yield()
        }
        return graph.profile.value
    }

    private companion object {
        const val LIMIT_NS = 60_000_000_000L
    }
}
