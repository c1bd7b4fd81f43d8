package tern.app.share

import android.content.Context
import android.content.Intent
import android.net.Uri
import android.provider.MediaStore
import android.provider.OpenableColumns
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalContext
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import tern.app.R
import tern.app.ui.Notices
import tern.app.ui.phrase
import java.io.File
import java.io.IOException

class Pickers(val file: () -> Unit, val camera: (() -> Unit)?)

/** Files of other apps and of the camera, as paths that the core can read. */
@Composable
fun rememberPickers(notices: Notices, onFiles: (List<String>) -> Unit): Pickers {
    val context = LocalContext.current
    val scope = rememberCoroutineScope()
    var picture by rememberSaveable { mutableStateOf<String?>(null) }
    val files = rememberLauncherForActivityResult(ActivityResultContracts.OpenMultipleDocuments()) { uris ->
        if (uris.isNotEmpty()) scope.launch { onFiles(SharedFiles(context).take(uris, notices)) }
    }
    val camera = rememberLauncherForActivityResult(ActivityResultContracts.TakePicture()) { taken ->
        picture?.takeIf { taken }?.let { onFiles(listOf(it)) }
    }
    val takes = Intent(MediaStore.ACTION_IMAGE_CAPTURE).resolveActivity(context.packageManager) != null
    return Pickers(
        file = { files.launch(arrayOf("*/*")) },
        camera = if (!takes) {
            null
        } else {
            {
                val file =
                    File(File(context.cacheDir, "camera").apply { mkdirs() }, "${System.currentTimeMillis()}.jpg")
                picture = file.path
                camera.launch(sharedUri(context, file))
            }
        },
    )
}

/** What other apps share, copied to where the core can read it; the core keeps a copy of its own. */
class SharedFiles(private val context: Context) {
    private val folder get() = File(context.cacheDir, "incoming")

    suspend fun take(uris: List<Uri>, notices: Notices): List<String> = withContext(Dispatchers.IO) {
        val paths = uris.mapNotNull(::copy)
        if (paths.size < uris.size) notices.say(phrase(R.string.share_unreadable))
        paths
    }

    fun clear() {
        folder.deleteRecursively()
    }

    private fun copy(uri: Uri): String? = try {
        // A file: address would name the app's own files to it.
        val input = if (uri.scheme == "content") context.contentResolver.openInputStream(uri) else null
        input?.use {
            val file = File(File(folder, "${System.nanoTime()}").apply { mkdirs() }, nameOf(uri))
            file.outputStream().use(it::copyTo)
            file.path
        }
    } catch (_: IOException) {
        null
    } catch (_: SecurityException) {
        null
    }

    /** The name another app gives, without anything that could lead out of the folder. */
    private fun nameOf(uri: Uri): String {
        val name = context.contentResolver.query(uri, arrayOf(OpenableColumns.DISPLAY_NAME), null, null, null)?.use {
            if (it.moveToFirst()) it.getString(0) else null
        } ?: uri.lastPathSegment
        return name.orEmpty().substringAfterLast('/').replace(Regex("[\\p{Cc}/\\\\]"), "").trim('.', ' ').ifEmpty {
            "file"
        }
    }
}
