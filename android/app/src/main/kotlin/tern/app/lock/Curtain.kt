package tern.app.lock

import android.app.Activity
import android.os.Build
import android.view.WindowManager
import androidx.annotation.RequiresApi
import tern.app.core.Values

/** Keeps what the window shows from screenshots and from the list of recent apps, as far as the person chose. */
fun draw(activity: Activity, values: Values) {
    val recents = Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU
    if (recents) recents(activity, shown = !values.appLock)
    val secure = values.screenshotsOff || (values.appLock && !recents)
    val flag = WindowManager.LayoutParams.FLAG_SECURE
    if (secure) activity.window.addFlags(flag) else activity.window.clearFlags(flag)
}

@RequiresApi(Build.VERSION_CODES.TIRAMISU)
private fun recents(activity: Activity, shown: Boolean) = activity.setRecentsScreenshotEnabled(shown)
