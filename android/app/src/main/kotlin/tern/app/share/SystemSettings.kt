package tern.app.share

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.provider.Settings

/** Opens a screen of the system's settings. */
fun openSettings(context: Context, intent: Intent) {
    try {
        context.startActivity(intent)
    } catch (_: ActivityNotFoundException) {
        // Some makers leave single screens out; the settings as a whole are always there.
        context.startActivity(Intent(Settings.ACTION_SETTINGS))
    }
}
