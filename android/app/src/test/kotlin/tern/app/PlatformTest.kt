package tern.app

import android.app.AlarmManager
import android.app.Application
import android.app.Notification
import android.app.NotificationManager
import android.app.RemoteInput
import android.app.job.JobInfo
import android.app.job.JobScheduler
import android.appwidget.AppWidgetManager
import android.content.ComponentName
import android.content.Intent
import android.content.pm.ServiceInfo
import android.net.ConnectivityManager
import android.net.NetworkCapabilities
import android.net.Uri
import android.os.BatteryManager
import android.os.Build
import android.os.Bundle
import android.os.Looper
import android.os.PowerManager
import android.widget.TextView
import androidx.core.content.pm.ShortcutManagerCompat
import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowNetwork
import org.robolectric.shadows.ShadowNetworkCapabilities
import org.robolectric.shadows.ShadowPowerManager
import org.robolectric.util.ReflectionHelpers
import tern.app.background.PushService
import tern.app.background.SyncJob
import tern.app.background.Wakes
import tern.app.background.limitsOf
import tern.app.core.Shown
import tern.app.notify.Channels
import tern.app.notify.MailNotices
import tern.app.secrets.KeystoreSecrets
import tern.app.share.Incoming
import tern.app.share.incomingOf
import tern.app.widget.UnreadWidget
import tern.core.AccountPlan
import tern.core.BackgroundPlan
import tern.core.DraftStart
import tern.core.Event
import tern.core.MailException
import tern.core.NetworkKind
import tern.core.NextWake
import tern.core.PlanMode
import tern.core.PlanReason
import tern.core.SecretException
import tern.core.SendOptions
import tern.core.SyncMode
import tern.core.WakeCause
import tern.core.WakeKind
import tern.mail.ADA
import tern.mail.FAKE_NOW
import tern.mail.MailCore
import tern.mail.USUAL_SYNC
import java.io.File
import java.time.Duration

/** What Android asks of the app and what the app asks of Android, over a fake core. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [29, 35])
class PlatformTest {
    private val app = ApplicationProvider.getApplicationContext<TestApp>()
    private val core get() = app.core
    private val notifications = app.getSystemService(NotificationManager::class.java)
    private val desk get() = (app.graph.profile.value as Profile.Open).desk
    private val notices get() = MailNotices(app, desk) { false }

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()

    private fun allow() {
        shadowOf(app as Application).grantPermissions(android.Manifest.permission.POST_NOTIFICATIONS)
        idle()
    }

    private fun shown(tag: String): Notification? = notifications.activeNotifications.find {
        it.tag == tag
    }?.notification

    @Test
    fun `each account has a channel, and the connection one nobody hears`() {
        idle()
        val channels = notifications.notificationChannels.associateBy { it.id }
        assertEquals(setOf(Channels.SERVICE, Channels.of(1)), channels.keys)
        assertEquals("emmy@invariant.example", channels.getValue(Channels.of(1)).name)
        assertEquals(NotificationManager.IMPORTANCE_MIN, channels.getValue(Channels.SERVICE).importance)
    }

    @Test
    fun `new mail is a message with a group and four buttons`() = runBlocking {
        allow()
        notices.show(listOf(core.row(1), core.row(3)))
        val one = checkNotNull(shown(MailNotices.tag(1)))
        assertEquals("account-1" to Channels.of(1), one.group to one.channelId)
        assertEquals("android.app.Notification\$MessagingStyle", one.extras.getString(Notification.EXTRA_TEMPLATE))
        assertEquals(listOf("Archive", "Delete", "Reply", "Mark as read"), one.actions.map { it.title.toString() })
        assertTrue(checkNotNull(shown("account-1")).flags and Notification.FLAG_GROUP_SUMMARY != 0)
        assertEquals(3, notifications.activeNotifications.size)
    }

    @Test
    fun `buttons act on the message and take its notification away`() = runBlocking {
        allow()
        notices.show(listOf(core.row(1), core.row(3)))
        checkNotNull(shown(MailNotices.tag(3))).actions[0].actionIntent.send()
        idle()
        assertTrue("archive [3]" in core.calls)
        assertNull(shown(MailNotices.tag(3)))
        assertNotNull(shown("account-1"))
        val reply = checkNotNull(shown(MailNotices.tag(1))).actions[2]
        val typed = Intent()
        RemoteInput.addResultsToIntent(
            reply.remoteInputs,
            typed,
            Bundle().apply {
                putCharSequence("text", "They are.")
            },
        )
        reply.actionIntent.send(app, 0, typed)
        idle()
        assertEquals(listOf("ada@analytical.example"), core.outbox().single().recipients.map { it.address })
        assertTrue(core.row(1).flags.seen)
        assertEquals(0, notifications.activeNotifications.size)
    }

    @Test
    fun `a locked screen shows as much as was chosen`() = runBlocking {
        allow()
        desk.settings.change { it.copy(shown = Shown.NOTHING) }
        notices.show(listOf(core.row(1)))
        val one = checkNotNull(shown(MailNotices.tag(1)))
        assertEquals(Notification.VISIBILITY_PRIVATE, one.visibility)
        assertEquals("New message", one.publicVersion.extras.getString(Notification.EXTRA_TITLE))
    }

    @Test
    @Config(sdk = [35])
    fun `without the permission nothing is shown`() = runBlocking {
        idle()
        notices.show(listOf(core.row(1)))
        assertEquals(0, notifications.activeNotifications.size)
    }

    @Test
    @Config(qualifiers = "de")
    fun `notifications speak the person's language`() = runBlocking {
        allow()
        notices.show(listOf(core.row(1)))
        assertEquals("Archivieren", checkNotNull(shown(MailNotices.tag(1))).actions[0].title)
    }

    private fun choose(mode: SyncMode) {
        runBlocking { (core as MailCore).setSyncSettings(1, USUAL_SYNC.copy(mode = mode)) }
        settle()
    }

    private fun settle() = shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(1))

    private fun services() = generateSequence { shadowOf(app as Application).nextStartedService }.map {
        it.component?.className
    }.toList()

    @Test
    fun `accounts run, and nobody looks until somebody does`() {
        settle()
        assertTrue("start 1" in core.calls)
        assertEquals("setForeground false", core.calls.first { it.startsWith("setForeground") })
    }

    @Test
    fun `one job looks at all accounts that are looked at from time to time`() {
        choose(SyncMode.SAVER)
        val jobs = app.getSystemService(JobScheduler::class.java)
        val job = checkNotNull(jobs.getPendingJob(Wakes.JOB))
        assertTrue(job.isPersisted)
        assertEquals(30 * 60_000L to SyncJob::class.java.name, job.minLatencyMillis to job.service.className)
        assertTrue(job.maxExecutionDelayMillis > job.minLatencyMillis)
        // Nothing told of a battery that ran down meanwhile.
        val battery = shadowOf(app.getSystemService(BatteryManager::class.java))
        battery.setIntProperty(BatteryManager.BATTERY_PROPERTY_CAPACITY, 12)
        val service = Robolectric.setupService(SyncJob::class.java)
        assertTrue(service.onStartJob(ReflectionHelpers.newInstance(android.app.job.JobParameters::class.java)))
        settle()
        assertTrue("backgroundSync" in core.calls)
        assertEquals(12.toUByte(), core.power?.batteryPercent)
        assertTrue(shadowOf(service).isJobFinished)
        choose(SyncMode.MANUAL)
        assertNull(jobs.getPendingJob(Wakes.JOB))
    }

    @Test
    fun `a held connection has a service of its own kind, and an alarm without a permission`() {
        choose(SyncMode.INSTANT)
        assertTrue(PushService::class.java.name in services())
        val service = Robolectric.buildService(PushService::class.java).create().startCommand(0, 1)
        if (Build.VERSION.SDK_INT >= 34) {
            assertEquals(ServiceInfo.FOREGROUND_SERVICE_TYPE_SPECIAL_USE, service.get().foregroundServiceType)
        }
        val alarm = shadowOf(app.getSystemService(AlarmManager::class.java)).scheduledAlarms.single()
        assertTrue(alarm.isAllowWhileIdle)
        shadowOf(alarm.operation).savedIntent.let(app::sendBroadcast)
        settle()
        assertTrue("keepAlive" in core.calls)
        service.destroy()
        choose(SyncMode.SAVER)
        assertEquals(0, shadowOf(app.getSystemService(AlarmManager::class.java)).scheduledAlarms.size)
    }

    @Test
    fun `the core hears of power saving and of what the system forbids`() {
        settle()
        assertFalse(checkNotNull(core.power).powerSave)
        shadowOf(app.getSystemService(PowerManager::class.java)).setIsPowerSaveMode(true)
        app.sendBroadcast(Intent(PowerManager.ACTION_POWER_SAVE_MODE_CHANGED))
        settle()
        assertTrue(checkNotNull(core.power).powerSave)
        assertTrue(PlanReason.PowerSave in limitsOf(app))
    }

    @Test
    fun `without a network a job waits for one, even if the process is gone by then`() {
        settle()
        val jobs = app.getSystemService(JobScheduler::class.java)
        val lost = AccountPlan(1, PlanMode.NOTHING, null, null, null, null, listOf(PlanReason.NoNetwork))
        core.plan = BackgroundPlan(FAKE_NOW, false, listOf(lost), null)
        core.emit(Event.PlanChanged)
        settle()
        val job = checkNotNull(jobs.getPendingJob(Wakes.JOB))
        assertEquals(0L to JobInfo.NETWORK_TYPE_ANY, job.minLatencyMillis to job.networkType)
    }

    @Test
    fun `a message that is about to leave has a job, and what is held stays held`() {
        choose(SyncMode.INSTANT)
        val alarms = shadowOf(app.getSystemService(AlarmManager::class.java))
        assertEquals(1, alarms.scheduledAlarms.size)
        val soon = NextWake(FAKE_NOW + 10_000, 5u, WakeKind.INEXACT, WakeCause.SEND, listOf(1))
        core.plan = runBlocking { core.backgroundPlan() }.copy(nextWake = soon)
        core.emit(Event.PlanChanged)
        settle()
        val job = checkNotNull(app.getSystemService(JobScheduler::class.java).getPendingJob(Wakes.JOB))
        assertEquals(10_000L to 15_000L, job.minLatencyMillis to job.maxExecutionDelayMillis)
        assertEquals(1, alarms.scheduledAlarms.size)
    }

    @Test
    fun `the processor stays awake while the core works, and no longer`() {
        settle()
        val lock = { ShadowPowerManager.getLatestWakeLock().isHeld }
        val awake = checkNotNull(core.awake)
        awake.working(true)
        assertTrue(lock())
        awake.working(false)
        assertFalse(lock())
        // The system took it back after some minutes.
        awake.working(false)
    }

    @Test
    fun `a wake that finds a closed profile ends`() {
        val closed = AppGraph(app) { throw MailException.Locked("The key is gone.", "Begin anew.") }
        idle()
        assertTrue(closed.profile.value is Profile.Closed)
        assertNull(runBlocking { closed.deskOrNull() })
    }

    @Test
    fun `after a restart everything runs as before`() {
        app.sendBroadcast(Intent(Intent.ACTION_BOOT_COMPLETED).setPackage(app.packageName))
        idle()
        assertTrue(PushService::class.java.name in services())
    }

    @Test
    fun `the core hears of the network, once for each`() {
        idle()
        val heard = shadowOf(app.getSystemService(ConnectivityManager::class.java)).networkCallbacks.single()
        val capabilities = ShadowNetworkCapabilities.newInstance().also {
            shadowOf(it).addCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
        }
        val network = ShadowNetwork.newInstance(5)
        repeat(3) { heard.onCapabilitiesChanged(network, capabilities) }
        heard.onLost(network)
        assertEquals(listOf("setNetwork OTHER", "setNetwork DOWN"), core.calls.filter { it.startsWith("setNetwork") })
    }

    @Test
    fun `a network that wants a sign-in page first is told as one`() {
        idle()
        val heard = shadowOf(app.getSystemService(ConnectivityManager::class.java)).networkCallbacks.single()
        val capabilities = ShadowNetworkCapabilities.newInstance()
        shadowOf(capabilities).addTransportType(NetworkCapabilities.TRANSPORT_WIFI)
        listOf(
            NetworkCapabilities.NET_CAPABILITY_INTERNET,
            NetworkCapabilities.NET_CAPABILITY_NOT_METERED,
            NetworkCapabilities.NET_CAPABILITY_CAPTIVE_PORTAL,
        ).forEach { shadowOf(capabilities).addCapability(it) }
        heard.onCapabilitiesChanged(ShadowNetwork.newInstance(5), capabilities)
        val told = checkNotNull(core.network)
        assertEquals(listOf(NetworkKind.WIFI, false, true), listOf(told.kind, told.metered, told.captive))
    }

    @Test
    fun `secrets are sealed with a key of the keystore`() {
        FakeAndroidKeyStore.install()
        val folder = File(app.filesDir, "secrets")
        val secrets = KeystoreSecrets(folder, strong = false)
        assertNull(secrets.get("database-key"))
        secrets.set("database-key", byteArrayOf(1, 2, 3))
        assertArrayEquals(byteArrayOf(1, 2, 3), KeystoreSecrets(folder, strong = false).get("database-key"))
        assertFalse(File(folder, "database-key").readBytes().toList().windowed(3).any { it == listOf<Byte>(1, 2, 3) })
        File(folder, "database-key").copyTo(File(folder, "other"))
        assertThrows(SecretException.Refused::class.java) { secrets.get("other") }
        FakeAndroidKeyStore.install()
        assertThrows(SecretException.Refused::class.java) { secrets.get("database-key") }
        secrets.delete("database-key")
        secrets.delete("database-key")
        assertNull(secrets.get("database-key"))
    }

    @Test
    fun `links and shared files become drafts`() {
        fun write(intent: Intent) = incomingOf(intent) as Incoming.Write
        assertEquals(
            "mailto:ann@x.example?subject=Hi",
            write(Intent(Intent.ACTION_SENDTO, Uri.parse("mailto:ann@x.example?subject=Hi"))).mailto,
        )
        val file = Uri.parse("content://files.example/1")
        val shared = Intent(Intent.ACTION_SEND).setType("image/png").putExtra(Intent.EXTRA_STREAM, file)
            .putExtra(
                Intent.EXTRA_EMAIL,
                arrayOf("ann@x.example", "bo@y.example"),
            ).putExtra(Intent.EXTRA_SUBJECT, "Two & three")
        assertEquals(
            Incoming.Write("mailto:ann@x.example,bo@y.example?subject=Two%20%26%20three", listOf(file)),
            write(shared),
        )
        val several = Intent(
            Intent.ACTION_SEND_MULTIPLE,
        ).putParcelableArrayListExtra(Intent.EXTRA_STREAM, arrayListOf(file, file))
        assertEquals(2, write(several).files.size)
        assertEquals(Incoming.Read(5, 7), incomingOf(Intent(Intent.ACTION_VIEW, Uri.parse("tern:message/5/7"))))
        assertNull(incomingOf(Intent(Intent.ACTION_MAIN)))
        assertNull(incomingOf(Intent(Intent.ACTION_VIEW, Uri.parse("tern:message/x"))))
    }

    @Test
    fun `people written to are offered where something is shared, unless the app is locked`() {
        settle()
        runBlocking {
            val begun = core.beginDraft(DraftStart.Blank(null))
            core.saveDraft(begun.id, begun.draft.copy(to = listOf(ADA), subject = "Terns"))
            core.sendDraft(begun.id, SendOptions(now = false))
        }
        settle()
        fun offered() = ShortcutManagerCompat.getDynamicShortcuts(app).map { it.id }
        assertEquals(listOf("to:${ADA.email}"), offered())
        val shared = Intent(Intent.ACTION_SEND).putExtra(Intent.EXTRA_SHORTCUT_ID, "to:${ADA.email}")
        assertEquals("mailto:${ADA.email}", (incomingOf(shared) as Incoming.Write).mailto)
        runBlocking { desk.settings.change { it.copy(appLock = true) } }
        settle()
        assertEquals(emptyList<String>(), offered())
    }

    @Test
    fun `the system finds the app for mail links`() {
        val found = app.packageManager.queryIntentActivities(
            Intent(Intent.ACTION_SENDTO, Uri.parse("mailto:a@b.example")),
            0,
        )
        assertEquals(MainActivity::class.java.name, found.single().activityInfo.name)
        val service = app.packageManager.getServiceInfo(ComponentName(app, PushService::class.java), 0)
        // Older Androids know only the kinds of their time.
        if (Build.VERSION.SDK_INT >= 34) {
            assertEquals(ServiceInfo.FOREGROUND_SERVICE_TYPE_SPECIAL_USE, service.foregroundServiceType)
        }
    }

    @Test
    fun `the widget counts what is unread in inboxes`() {
        val manager = AppWidgetManager.getInstance(app)
        val id = shadowOf(manager).createWidget(UnreadWidget::class.java, R.layout.widget_unread)
        idle()
        UnreadWidget.refresh(app, runBlocking { (core as MailCore).mailboxes(1) })
        assertEquals("2", shadowOf(manager).getViewFor(id).findViewById<TextView>(R.id.count).text.toString())
    }
}
