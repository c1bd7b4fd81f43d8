package tern.app.share

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.net.Uri
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalContext
import androidx.core.content.FileProvider
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import tern.app.R
import tern.app.screen.reader.Outside
import tern.app.screen.reader.PartFiles
import tern.app.ui.LocalFormat
import tern.app.ui.Notices
import tern.app.ui.phrase
import java.io.File
import java.io.IOException

/** Parts of messages that other apps are to see lie here until the app starts anew. */
class AttachmentFiles(private val context: Context) : PartFiles {
    private val folder get() = File(context.cacheDir, "attachments")

    override fun fresh(message: Long, part: String, name: String): String {
        val place = File(folder, "$message-$part-${System.nanoTime()}").apply { mkdirs() }
        return File(place, name).path
    }

    fun clear() {
        folder.deleteRecursively()
    }
}

fun sharedUri(context: Context, file: File): Uri =
    FileProvider.getUriForFile(context, "${context.packageName}.files", file)

/** Does outside the app what a screen asks for. */
@Composable
fun rememberOutside(notices: Notices): (Outside) -> Unit {
    val context = LocalContext.current
    val scope = rememberCoroutineScope()
    var saving by rememberSaveable { mutableStateOf<String?>(null) }
    val save = rememberLauncherForActivityResult(ActivityResultContracts.CreateDocument("*/*")) { uri ->
        val path = saving
        if (uri != null && path != null) scope.launch { copy(context, File(path), uri, notices) }
    }
    val format = LocalFormat.current
    val printing = remember(context, notices, format) { Printing(context, notices, format) }
    return remember(printing) {
        { asked ->
            when (asked) {
                is Outside.OpenLink -> start(
                    context,
                    notices,
                    Intent(Intent.ACTION_VIEW, Uri.parse(asked.url)).addCategory(Intent.CATEGORY_BROWSABLE),
                )

                is Outside.OpenFile -> start(
                    context,
                    notices,
                    granted(
                        Intent(Intent.ACTION_VIEW).setDataAndType(sharedUri(context, File(asked.path)), asked.type),
                    ),
                )

                is Outside.ShareFile -> {
                    val send =
                        granted(
                            Intent(
                                Intent.ACTION_SEND,
                            ).setType(asked.type).putExtra(Intent.EXTRA_STREAM, sharedUri(context, File(asked.path))),
                        )
                    start(context, notices, Intent.createChooser(send, null))
                }

                is Outside.Print -> printing.print(asked)

                is Outside.SaveFile -> {
                    saving = asked.path
                    save.launch(asked.name)
                }
            }
        }
    }
}

private fun granted(intent: Intent) = intent.addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)

private fun start(context: Context, notices: Notices, intent: Intent) = try {
    context.startActivity(intent)
} catch (_: ActivityNotFoundException) {
    notices.say(phrase(R.string.outside_nobody))
}

private suspend fun copy(context: Context, from: File, to: Uri, notices: Notices) {
    val copied = withContext(Dispatchers.IO) {
        try {
            context.contentResolver.openOutputStream(to)?.use { out -> from.inputStream().use { it.copyTo(out) } } !=
                null
        } catch (_: IOException) {
            false
        }
    }
    notices.say(if (copied) phrase(R.string.saved) else phrase(R.string.outside_not_saved))
}
