package tern.app.lock

import android.app.Activity
import android.app.KeyguardManager
import android.content.Context
import android.content.Intent
import android.hardware.biometrics.BiometricManager
import android.hardware.biometrics.BiometricPrompt
import android.os.Build
import android.os.CancellationSignal
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.annotation.RequiresApi
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import tern.app.R

/** Whether the device has a screen lock that can be asked for. */
fun lockable(context: Context): Boolean = context.getSystemService(KeyguardManager::class.java).isDeviceSecure

/** The lock over the whole app. It asks at once; a person who said no asks again by the button. */
@Composable
fun LockRoute(lock: AppLock) {
    val context = LocalContext.current
    val title = stringResource(R.string.lock_title)
    val asked = rememberLauncherForActivityResult(ActivityResultContracts.StartActivityForResult()) {
        if (it.resultCode == Activity.RESULT_OK) lock.opened()
    }
    fun ask() {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            prompt(context, title, lock::opened)
        } else {
            asked.launch(keyguard(context, title))
        }
    }
    LaunchedEffect(Unit) { ask() }
    LockView(::ask)
}

/** A finger, a face or the screen lock: whatever the device has. */
@RequiresApi(Build.VERSION_CODES.R)
private fun prompt(context: Context, title: String, onProven: () -> Unit) {
    val either = BiometricManager.Authenticators.BIOMETRIC_WEAK or BiometricManager.Authenticators.DEVICE_CREDENTIAL
    val heard = object : BiometricPrompt.AuthenticationCallback() {
        override fun onAuthenticationSucceeded(result: BiometricPrompt.AuthenticationResult) = onProven()
    }
    BiometricPrompt.Builder(context).setTitle(title).setAllowedAuthenticators(either).build()
        .authenticate(CancellationSignal(), context.mainExecutor, heard)
}

/** The system's own screen of the screen lock, for Android 10 and older. */
@Suppress("DEPRECATION")
private fun keyguard(context: Context, title: String): Intent =
    context.getSystemService(KeyguardManager::class.java).createConfirmDeviceCredentialIntent(title, null)
