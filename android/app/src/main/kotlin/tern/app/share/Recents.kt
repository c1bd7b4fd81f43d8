package tern.app.share

import android.content.Context
import android.content.Intent
import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Paint
import android.net.Uri
import androidx.core.app.Person
import androidx.core.content.pm.ShortcutInfoCompat
import androidx.core.content.pm.ShortcutManagerCompat
import androidx.core.graphics.createBitmap
import androidx.core.graphics.drawable.IconCompat
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.filterIsInstance
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.launch
import tern.app.MainActivity
import tern.app.R
import tern.app.core.Desk
import tern.app.core.attempt
import tern.app.ui.calm
import tern.core.Event
import tern.core.OutboxId

/** People written to lately, where other apps share something; nobody where the app is locked. */
class Recents(private val context: Context, private val desk: Desk) {
    suspend fun run() = coroutineScope {
        launch {
            desk.settings.values.map { it.appLock }.distinctUntilChanged().collect { locked ->
                if (locked) ShortcutManagerCompat.removeAllDynamicShortcuts(context)
            }
        }
        desk.core.events.filterIsInstance<Event.OutboxChanged>().collect { wrote(it.id) }
    }

    private suspend fun wrote(id: OutboxId) {
        if (desk.settings.values.value.appLock) return
        attempt({ }) {
            val people = desk.core.outbox().find { it.id == id }?.recipients.orEmpty().take(MOST)
            for (address in people.map { it.address }) {
                val known = desk.core.completeAddress(address, 1u).find { it.email.equals(address, ignoreCase = true) }
                offer(address, calm(known?.name.orEmpty()).ifBlank { address })
            }
        }
    }

    private fun offer(address: String, name: String) {
        val write =
            Intent(Intent.ACTION_SENDTO, Uri.fromParts("mailto", address, null), context, MainActivity::class.java)
        ShortcutManagerCompat.pushDynamicShortcut(
            context,
            ShortcutInfoCompat.Builder(context, PREFIX + address.lowercase())
                .setShortLabel(name)
                .setIcon(IconCompat.createWithAdaptiveBitmap(letter(name)))
                .setIntent(write)
                .setLongLived(true)
                .setPerson(Person.Builder().setName(name).setUri("mailto:$address").build())
                .setCategories(setOf(CATEGORY))
                .build(),
        )
    }

    private fun letter(name: String): Bitmap = createBitmap(SIDE, SIDE).also { bitmap ->
        val ink = Paint(Paint.ANTI_ALIAS_FLAG).apply {
            textAlign = Paint.Align.CENTER
            textSize = SIDE / 3f
            color = android.graphics.Color.WHITE
        }
        Canvas(bitmap).apply {
            drawColor(context.getColor(R.color.launcher))
            val sign = name.firstOrNull { it.isLetterOrDigit() }?.uppercase() ?: "?"
            drawText(sign, SIDE / 2f, SIDE / 2f - (ink.descent() + ink.ascent()) / 2, ink)
        }
    }

    companion object {
        private const val PREFIX = "to:"
        private const val SIDE = 216
        private const val MOST = 4

        /** As in res/xml/shortcuts.xml. */
        private const val CATEGORY = "org.ternmail.app.category.PERSON"

        /** The address behind a shortcut that something was shared to. */
        fun addressOf(shortcut: String): String? = shortcut.removePrefix(PREFIX).takeIf { it != shortcut }
    }
}
