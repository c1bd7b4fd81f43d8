package tern.app

import android.content.Context
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.filterIsInstance
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import tern.app.core.Desk
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

    init {
        reopen()
    }

    /** Tries again to open a profile that could not be opened. */
    fun reopen() {
        state.value = Profile.Opening
        scope.launch {
            state.value = try {
                Profile.Open(Desk(open(), scope, now, Attributions(context, now)))
            } catch (thrown: Exception) {
                Profile.Closed(thrown.asMailException())
            }
        }
    }

    /** The open profile, once it is open. */
    suspend fun desk(): Desk = profile.filterIsInstance<Profile.Open>().first().desk

    private companion object {
        suspend fun openProfile(context: Context): MailCore {
            // Not among what the system backs up.
            val folder = File(context.noBackupFilesDir, "profile").apply { mkdirs() }
            val secrets = KeystoreSecrets(File(context.noBackupFilesDir, "secrets"))
            return MailCore.open(ProfileOptions(folder.path, null), secrets)
        }
    }
}
