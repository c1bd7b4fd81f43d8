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

private class Words(@param:StringRes val title: Int, @param:StringRes val next: Int)

private fun wordsOf(error: MailException): Words = when (error) {
    is MailException.Offline -> Words(R.string.error_offline, R.string.error_offline_next)
    is MailException.Insecure -> Words(R.string.error_insecure, R.string.error_insecure_next)
    is MailException.SignIn -> Words(R.string.error_sign_in, R.string.error_sign_in_next)
    is MailException.Refused -> Words(R.string.error_refused, R.string.error_refused_next)
    is MailException.Quota -> Words(R.string.error_quota, R.string.error_quota_next)
    is MailException.Gone -> Words(R.string.error_gone, R.string.error_gone_next)
    is MailException.Input -> Words(R.string.error_input, R.string.error_input_next)
    is MailException.Busy -> Words(R.string.error_busy, R.string.error_busy_next)
    is MailException.Storage -> Words(R.string.error_storage, R.string.error_storage_next)
    is MailException.Locked -> Words(R.string.error_locked, R.string.error_locked_next)
    is MailException.Cancelled -> Words(R.string.error_cancelled, R.string.error_cancelled_next)
    is MailException.Bug -> Words(R.string.error_bug, R.string.error_bug_next)
}

/** The core speaks English; in another language the catalogue has a next step for each kind. */
fun errorText(error: MailException, resources: Resources): ErrorText {
    val words = wordsOf(error)
    val sentences = error.sentences
    val english = resources.configuration.locales[0].language == "en"
    return ErrorText(
        title = resources.getString(words.title),
        reason = sentences.reason,
        next = if (english && sentences.next.isNotEmpty()) sentences.next else resources.getString(words.next),
    )
}

@Composable
fun errorText(error: MailException): ErrorText = errorText(error, LocalResources.current)
