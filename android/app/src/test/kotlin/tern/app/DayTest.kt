package tern.app

import android.Manifest
import android.app.Activity
import android.app.Application
import android.app.Notification
import android.app.NotificationManager
import android.content.Intent
import android.net.ConnectivityManager
import android.net.NetworkCapabilities
import android.net.Uri
import android.os.Bundle
import android.os.Looper
import android.os.PowerManager
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.ComposeTimeoutException
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.createEmptyComposeRule
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.performTextReplacement
import androidx.core.app.NotificationCompat
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.ProcessLifecycleOwner
import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowNetwork
import org.robolectric.shadows.ShadowNetworkCapabilities
import tern.app.background.KeepAlive
import tern.app.background.PushService
import tern.core.ListFrom
import tern.core.ListRequest
import tern.core.Role
import tern.core.View
import tern.mail.Testbed
import tern.mail.User
import java.time.Duration
import androidx.compose.ui.semantics.Role as Part

/** A person's day: the real activity, the real core and real servers. Only the screen and the finger are made up. */
@RunWith(RobolectricTestRunner::class)
@Config(application = RealApp::class)
class DayTest {
    @get:Rule
    val rule = createEmptyComposeRule()
    private val app = ApplicationProvider.getApplicationContext<RealApp>()
    private val notifications = app.getSystemService(NotificationManager::class.java)
    private val bed = Testbed.shared
    private val desk get() = (app.graph.profile.value as Profile.Open).desk

    @Before
    fun begin() {
        // Robolectric starts providers only when they are asked for; this one follows whether the app is in sight.
        app.contentResolver.acquireContentProviderClient("${app.packageName}.androidx-startup")
        shadowOf(app as Application).grantPermissions(Manifest.permission.POST_NOTIFICATIONS)
    }

    @Test
    fun `from the first screen to mail in the shade, offline, after a restart and in doze`() {
        val user = bed.user()
        bed.deliver(user, "Terns at the shore", "Are the terns back?")
        val activity = Robolectric.buildActivity(MainActivity::class.java).setup()
        signIn(activity, user)
        await("Terns at the shore")
        read()
        answer()
        archiveAndUndo()
        await("Terns at the shore")
        search()
        offline(user)
        val again = killed(activity)
        leave(again)
        fromTheShade(user)
        boot()
        doze(user)
        again.destroy()
    }

    private fun signIn(activity: ActivityController<MainActivity>, user: User) {
        await("Welcome to Tern")
        field("Mail address").performTextInput(user.address)
        field("Password").performTextInput(user.password)
        rule.onNodeWithText("Servers and options").performScrollTo().performClick()
        servers(user)
        authority(activity)
        rule.onNodeWithText("Sign in").performScrollTo().performClick()
    }

    private fun servers(user: User) {
        val hosts = rule.onAllNodes(hasSetTextAction() and hasText("Server"))
        hosts[0].performScrollTo().performTextReplacement("localhost")
        hosts[1].performScrollTo().performTextReplacement("localhost")
        val ports = rule.onAllNodes(hasSetTextAction() and hasText("Port"))
        ports[0].performScrollTo().performTextReplacement("${bed.imaps}")
        ports[1].performScrollTo().performTextReplacement("${bed.submissions}")
        field("User name").performScrollTo().performTextInput(user.name)
    }

    /** The certificate authority of the servers, chosen as a file of another app. */
    private fun authority(controller: ActivityController<MainActivity>) {
        rule.onNodeWithText("Choose file…").performScrollTo().performClick()
        rule.waitForIdle()
        rule.runOnUiThread {
            val activity = controller.get()
            val file = Uri.parse("content://files.example/ca.pem")
            shadowOf(activity.contentResolver).registerInputStream(file, bed.caPem.byteInputStream())
            val asked = shadowOf(activity).nextStartedActivityForResult
            shadowOf(activity).receiveResult(asked.intent, Activity.RESULT_OK, Intent().setData(file))
        }
        await("ca.pem")
    }

    private fun read() {
        rule.onNode(hasContentDescription("Terns at the shore", substring = true)).performClick()
        await("Are the terns back?")
        rule.onNodeWithText("Reply").assertIsDisplayed()
    }

    private fun answer() {
        rule.onNodeWithText("Reply").performClick()
        await("Text of the message")
        rule.onNode(hasSetTextAction() and hasContentDescription("Text of the message")).performTextInput("They are.")
        rule.onNodeWithContentDescription("Send").performClick()
        awaitPart("Sending in")
    }

    private fun archiveAndUndo() {
        archive()
        awaitPart("Archived")
        rule.onNodeWithText("Undo").performClick()
        await("Undone")
    }

    private fun archive() {
        // The folder in the closed drawer has the same name.
        val button =
            hasContentDescription("Archive") and SemanticsMatcher.expectValue(SemanticsProperties.Role, Part.Button)
        rule.waitUntil(LONG) { rule.onAllNodes(button).fetchSemanticsNodes().isNotEmpty() }
        // A finger would miss it while the screen still slides in.
        rule.onNode(button).performSemanticsAction(SemanticsActions.OnClick)
    }

    private fun search() {
        rule.onNodeWithContentDescription("Search mail").performClick()
        rule.onNode(hasSetTextAction() and hasContentDescription("Search mail")).performTextInput("subject:shore")
        await("Terns at the shore")
        rule.onNodeWithContentDescription("Back").performClick()
    }

    /** Without a network a message is archived at once, and the server learns of it later. */
    private fun offline(user: User) {
        val heard = shadowOf(app.getSystemService(ConnectivityManager::class.java)).networkCallbacks.first()
        val capabilities = ShadowNetworkCapabilities.newInstance().also {
            shadowOf(it).addCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
            shadowOf(it).addCapability(NetworkCapabilities.NET_CAPABILITY_NOT_METERED)
            shadowOf(it).addTransportType(NetworkCapabilities.TRANSPORT_WIFI)
        }
        val network = ShadowNetwork.newInstance(5)
        bed.deliver(user, "Written before the tunnel")
        await("Written before the tunnel")
        rule.runOnUiThread { heard.onCapabilitiesChanged(network, capabilities) }
        rule.runOnUiThread { heard.onLost(network) }
        awaitPart("Offline")
        rule.onNode(hasContentDescription("Written before the tunnel", substring = true)).performClick()
        archive()
        until { subjects(Role.ARCHIVE).isNotEmpty() }
        val row = runBlocking { desk.core.list(inbox(Role.ARCHIVE)).rows.first().row }
        assertEquals("Written before the tunnel" to true, row.subject to row.pending)
        rule.runOnUiThread { heard.onCapabilitiesChanged(ShadowNetwork.newInstance(6), capabilities) }
        until { runBlocking { desk.core.list(inbox(Role.ARCHIVE)).rows.none { it.row.pending } } }
    }

    /** The process is ended while a message is open, and the app comes back to it. */
    private fun killed(activity: ActivityController<MainActivity>): ActivityController<MainActivity> {
        rule.onNode(hasContentDescription("Terns at the shore", substring = true)).performClick()
        await("Are the terns back?")
        val saved = Bundle()
        activity.pause().stop().saveInstanceState(saved).destroy()
        val again = Robolectric.buildActivity(MainActivity::class.java).create(saved).start()
        again.restoreInstanceState(saved).resume().visible()
        await("Are the terns back?")
        return again
    }

    private fun leave(activity: ActivityController<MainActivity>) {
        rule.runOnUiThread { activity.pause().stop() }
        until { !ProcessLifecycleOwner.get().lifecycle.currentState.isAtLeast(Lifecycle.State.STARTED) }
    }

    /** Mail arrives while nobody looks, and is archived without the app being opened. */
    private fun fromTheShade(user: User) {
        bed.deliver(user, "A letter for the shade")
        val shown = notified("A letter for the shade")
        shown.actions.first { it.title == "Archive" }.actionIntent.send()
        until { mailNotifications().none { "A letter for the shade" in textOf(it) } }
        until { subjects(Role.ARCHIVE).contains("A letter for the shade") }
    }

    private fun boot() {
        app.sendBroadcast(Intent(Intent.ACTION_BOOT_COMPLETED).setPackage(app.packageName))
        val started = mutableListOf<String?>()
        until {
            generateSequence { shadowOf(app as Application).nextStartedService }.forEach {
                started +=
                    it.component?.className
            }
            PushService::class.java.name in started
        }
    }

    /** In doze only the alarm wakes the app; the connection that it keeps alive brings the mail. */
    private fun doze(user: User) {
        val power = shadowOf(app.getSystemService(PowerManager::class.java))
        power.setIsDeviceIdleMode(true)
        app.sendBroadcast(Intent(PowerManager.ACTION_DEVICE_IDLE_MODE_CHANGED))
        app.sendBroadcast(Intent(app, KeepAlive::class.java))
        bed.deliver(user, "A letter in the night")
        notified("A letter in the night")
        power.setIsDeviceIdleMode(false)
    }

    private fun inbox(role: Role) = ListRequest(View.Role(role), false, false, ListFrom.Offset(0u), 10u)

    private fun subjects(role: Role) = runBlocking { desk.core.list(inbox(role)).rows.map { it.row.subject } }

    private fun mailNotifications(): List<Notification> = notifications.activeNotifications.map { it.notification }
        .filter { it.extras.getString(Notification.EXTRA_TEMPLATE).orEmpty().endsWith("MessagingStyle") }

    private fun textOf(notification: Notification): String = NotificationCompat.MessagingStyle
        .extractMessagingStyleFromNotification(notification)?.messages?.lastOrNull()?.text.toString()

    private fun notified(subject: String): Notification {
        fun found() = mailNotifications().find { subject in textOf(it) }
        try {
            until { found() != null }
        } catch (late: ComposeTimeoutException) {
            throw AssertionError("no notification of $subject, but of ${mailNotifications().map(::textOf)}", late)
        }
        return checkNotNull(found())
    }

    /** Lets the main thread and its clock go on until something is so. */
    private fun until(holds: () -> Boolean) = rule.waitUntil(LONG) {
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(100))
        holds()
    }

    private fun field(name: String) = rule.onNode(hasSetTextAction() and hasText(name))

    private fun await(text: String) = rule.waitUntil(LONG) {
        rule.onAllNodesWithText(text).fetchSemanticsNodes().isNotEmpty() ||
            rule.onAllNodes(hasContentDescription(text, substring = true)).fetchSemanticsNodes().isNotEmpty()
    }

    private fun awaitPart(text: String) = rule.waitUntil(LONG) {
        rule.onAllNodesWithText(text, substring = true).fetchSemanticsNodes().isNotEmpty()
    }

    private companion object {
        const val LONG = 60_000L
    }
}
