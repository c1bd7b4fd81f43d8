package tern.app

import android.Manifest
import android.app.Application
import android.app.Notification
import android.app.NotificationManager
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.os.Looper
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.createEmptyComposeRule
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performTextInput
import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import tern.app.notify.MailNotices
import tern.core.Event
import tern.core.MailException
import tern.mail.rowOf
import java.time.Duration

private const val LONG = 30_000L

/** What goes wrong around the app: a sentence and a next step, nothing lost, no storm. */
@RunWith(RobolectricTestRunner::class)
class MishapsTest {
    @get:Rule
    val rule = createEmptyComposeRule()
    private val app = ApplicationProvider.getApplicationContext<TestApp>()
    private val core get() = app.core
    private val notifications = app.getSystemService(NotificationManager::class.java)
    private val desk get() = (app.graph.profile.value as Profile.Open).desk

    private fun idle() = shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(2))

    private fun open(intent: Intent = Intent(app, MainActivity::class.java), saved: Bundle? = null) =
        Robolectric.buildActivity(MainActivity::class.java, intent).create(saved).start().resume().visible()

    private fun await(text: String) = rule.waitUntil(LONG) {
        shown(hasText(text, substring = true)) || shown(hasContentDescription(text, substring = true))
    }

    private fun shown(matcher: androidx.compose.ui.test.SemanticsMatcher) =
        rule.onAllNodes(matcher).fetchSemanticsNodes().isNotEmpty()

    private fun back(activity: ActivityController<MainActivity>) {
        rule.runOnUiThread { activity.get().onBackPressedDispatcher.onBackPressed() }
    }

    private fun permit() {
        shadowOf(app as Application).grantPermissions(Manifest.permission.POST_NOTIFICATIONS)
        idle()
    }

    private fun mail(of: Notification) =
        of.extras.getString(Notification.EXTRA_TEMPLATE).orEmpty().endsWith("MessagingStyle")

    /** What the process leaves behind for its next life, and that life. */
    private fun kill(activity: ActivityController<MainActivity>): ActivityController<MainActivity> {
        val saved = Bundle()
        activity.pause().stop().saveInstanceState(saved).destroy()
        return open(saved = saved)
    }

    @Test
    fun `a notification of mail that is gone says so, and leads on to the inbox`() {
        val gone = Intent(Intent.ACTION_VIEW, Uri.parse("tern:message/999/999"), app, MainActivity::class.java)
        val activity = open(gone)
        await("This message is no longer here")
        back(activity)
        await("Notes on the engine")
        activity.pause().stop().destroy()
    }

    @Test
    fun `five thousand messages at once are a handful of notifications and one sound`() {
        permit()
        val arrived = (1_000L until 6_000L).map { rowOf(it, subject = "Mail $it", agoMinutes = 6_000 - it) }
        core.letters += arrived.map { letter(it) }
        arrived.forEach { core.emit(Event.NewMessage(1, INBOX_ID, it.id, 0uL)) }
        idle()
        val shown = notifications.activeNotifications.map { it.notification }
        assertEquals(MailNotices.MOST, shown.count(::mail))
        assertEquals(MailNotices.MOST + 1, shown.size)
        assertTrue(shown.filter(::mail).all { it.groupAlertBehavior == Notification.GROUP_ALERT_SUMMARY })
        val summary = shown.single { !mail(it) }
        assertEquals("5,002 unread messages", summary.extras.getCharSequence(Notification.EXTRA_TITLE).toString())
    }

    @Test
    fun `what an overflow of events swallowed is looked up`() {
        permit()
        core.emit(Event.NewMessage(1, INBOX_ID, 3, 0uL))
        idle()
        core.letters += letter(rowOf(70, subject = "Swallowed", agoMinutes = 1))
        core.emit(Event.Overflow)
        idle()
        assertEquals(
            setOf(MailNotices.tag(3), MailNotices.tag(70)),
            notifications.activeNotifications.filter {
                mail(it.notification)
            }.map { it.tag }.toSet(),
        )
    }

    @Test
    fun `a permission that was taken back is said in the settings, with the way there`() {
        permit()
        shadowOf(app as Application).denyPermissions(Manifest.permission.POST_NOTIFICATIONS)
        shadowOf(notifications).setNotificationsEnabled(false)
        core.emit(Event.NewMessage(1, INBOX_ID, 1, 0uL))
        idle()
        assertEquals(0, notifications.activeNotifications.size)
        val activity = open()
        await("Notes on the engine")
        rule.runOnUiThread { desk.notices.queue.value.forEach { desk.notices.shown(it.id) } }
        rule.onNodeWithContentDescription("Folders").performClick()
        await("Settings")
        rule.onNodeWithText("Settings").performClick()
        await("Notifications are switched off")
        activity.pause().stop().destroy()
    }

    @Test
    fun `when the storage is full the draft stays on the screen and says what to do`() {
        core.failures["saveDraft"] = MailException.Storage("The disk is full.", "Free some space.")
        val activity = open()
        await("Notes on the engine")
        rule.onNodeWithContentDescription("New message").performClick()
        await("Text of the message")
        rule.onNode(hasSetTextAction() and hasContentDescription("Text of the message")).performTextInput("Not lost.")
        await("Not saved: The disk is full.")
        core.failures.clear()
        rule.onNode(hasSetTextAction() and hasContentDescription("Text of the message")).performTextInput("Still ")
        await("Saved")
        assertTrue("Not lost." in runBlocking { core.drafts() }.single().draft.text)
        activity.pause().stop().destroy()
    }

    @Test
    fun `an app that is ended in the middle of a draft comes back to it, word for word`() {
        val activity = open()
        await("Notes on the engine")
        rule.onNodeWithContentDescription("New message").performClick()
        await("Text of the message")
        rule.onNode(hasSetTextAction() and hasContentDescription("Text of the message")).performTextInput("Half a sen")
        rule.waitForIdle()
        val again = kill(activity)
        await("Half a sen")
        again.pause().stop().destroy()
    }

    @Test
    fun `a language that changes while the app runs is spoken at once, on the screen where the person is`() {
        val activity = open()
        await("Notes on the engine")
        rule.onNode(hasContentDescription("Lunch on Thursday?", substring = true)).performClick()
        await("Reply")
        RuntimeEnvironment.setQualifiers("+de")
        activity.configurationChange().visible()
        await("Antworten")
        activity.pause().stop().destroy()
        RuntimeEnvironment.setQualifiers("+en")
    }

    @Test
    fun `the lock covers mail, also after a minute away, whatever the clock says`() {
        runBlocking { desk.settings.change { it.copy(appLock = true) } }
        shadowOf(app.getSystemService(android.app.KeyguardManager::class.java)).setIsDeviceSecure(true)
        val activity = open()
        await("Tern is locked")
        assertFalse(shown(hasText("Notes on the engine", substring = true)))
        rule.runOnUiThread { app.graph.lock.opened() }
        await("Notes on the engine")
        rule.runOnUiThread { app.graph.lock.away() }
        idle()
        rule.runOnUiThread { app.graph.lock.back() }
        assertFalse(shown(hasText("Tern is locked")))
        rule.runOnUiThread { app.graph.lock.away() }
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(61))
        rule.runOnUiThread { app.graph.lock.back() }
        await("Tern is locked")
        activity.pause().stop().destroy()
    }

    @Test
    fun `screenshots are off where they were switched off`() {
        val activity = open()
        await("Notes on the engine")
        val secure = android.view.WindowManager.LayoutParams.FLAG_SECURE
        assertEquals(0, activity.get().window.attributes.flags and secure)
        runBlocking { desk.settings.change { it.copy(screenshotsOff = true) } }
        idle()
        assertEquals(secure, activity.get().window.attributes.flags and secure)
        activity.pause().stop().destroy()
    }
}
