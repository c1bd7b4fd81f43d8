package tern.app

import android.content.Context
import android.os.SystemClock
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.filterIsInstance
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import tern.app.core.Desk
import tern.app.lock.AppLock
import tern.app.secrets.KeystoreSecrets
import tern.app.ui.Attributions
import tern.core.MailException
import tern.core.ProfileOptions
import tern.mail.MailCore
import tern.mail.asMailException
import java.io.File

/** Whether the profile is open. */
sealed interface Profile {
    data object Opening : Profile

    data class Closed(val error: MailException) : Profile

    data class Open(val desk: Desk) : Profile
}

/** Everything the process has one of, made by hand. It owns the core; no screen closes it. */
class AppGraph(
    private val context: Context,
    val now: () -> Long = System::currentTimeMillis,
    private val open: suspend () -> MailCore = { openProfile(context) },
) {
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
    private val state = MutableStateFlow<Profile>(Profile.Opening)
    val profile: StateFlow<Profile> = state
    val lock = AppLock(SystemClock::elapsedRealtime)

    init {
        reopen()
    }

    /** Tries again to open a profile that could not be opened. */
    fun reopen() {
        state.value = Profile.Opening
        scope.launch {
            state.value = try {
                val desk = Desk(open(), scope, now, Attributions(context, now))
                // First of all: they say whether there is a lock.
                desk.settings.load()
                Profile.Open(desk)
            } catch (thrown: Exception) {
                Profile.Closed(thrown.asMailException())
            }
        }
    }

    /** Deletes what cannot be opened, and opens an empty profile in its place. */
    fun beginAnew() {
        state.value = Profile.Opening
        scope.launch {
            withContext(Dispatchers.IO) { placesOf(context).forEach { it.deleteRecursively() } }
            reopen()
        }
    }

    /** The open profile, once it is open. */
    suspend fun desk(): Desk = profile.filterIsInstance<Profile.Open>().first().desk

    /** The open profile; null where it cannot be opened, which only a person can change. */
    suspend fun deskOrNull(): Desk? = (profile.first { it != Profile.Opening } as? Profile.Open)?.desk

    private companion object {
        suspend fun openProfile(context: Context): MailCore {
            val (profile, secrets) = placesOf(context)
            profile.mkdirs()
            val strong = context.packageManager.hasSystemFeature(FEATURE_STRONGBOX)
            return MailCore.open(ProfileOptions(profile.path, null), KeystoreSecrets(secrets, strong))
        }

        /** The profile and its keys. Not among what the system backs up. */
        fun placesOf(context: Context) = listOf("profile", "secrets").map { File(context.noBackupFilesDir, it) }

        /** The name in PackageManager is of a later Android than the oldest that runs this. */
        const val FEATURE_STRONGBOX = "android.hardware.strongbox_keystore"
    }
}
