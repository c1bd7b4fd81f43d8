package tern.app.core

import android.content.res.Resources
import androidx.annotation.StringRes
import androidx.compose.runtime.Composable
import androidx.compose.ui.platform.LocalResources
import tern.app.R
import tern.core.MailException
import tern.mail.sentences

/** What went wrong, in words. */
data class ErrorText(val title: String, val reason: String, val next: String)

@StringRes
private fun titleOf(error: MailException): Int = when (error) {
    is MailException.Offline -> R.string.error_offline
    is MailException.Insecure -> R.string.error_insecure
    is MailException.SignIn -> R.string.error_sign_in
    is MailException.Refused -> R.string.error_refused
    is MailException.Quota -> R.string.error_quota
    is MailException.Gone -> R.string.error_gone
    is MailException.Input -> R.string.error_input
    is MailException.Busy -> R.string.error_busy
    is MailException.Storage -> R.string.error_storage
    is MailException.Locked -> R.string.error_locked
    is MailException.Cancelled -> R.string.error_cancelled
    is MailException.Bug -> R.string.error_bug
}

/** The core's two sentences, under what the kind of error is called. A fault of the app itself comes without a next step. */
fun errorText(error: MailException, resources: Resources): ErrorText {
    val sentences = error.sentences
    return ErrorText(
        title = resources.getString(titleOf(error)),
        reason = sentences.reason,
        next = sentences.next.ifEmpty { resources.getString(R.string.error_bug_next) },
    )
}

@Composable
fun errorText(error: MailException): ErrorText = errorText(error, LocalResources.current)
