// WebView asks for its pictures on a thread of its own that waits.
@file:Suppress("ForbiddenImport")

package tern.app.screen.reader

import android.content.Context
import android.os.Handler
import android.os.Looper
import android.view.ViewGroup
import android.webkit.WebResourceRequest
import android.webkit.WebResourceResponse
import android.webkit.WebSettings
import android.webkit.WebView
import android.webkit.WebViewClient
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.produceState
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import androidx.compose.ui.viewinterop.AndroidView
import kotlinx.coroutines.runBlocking
import tern.app.core.attempt
import tern.app.ui.part.ErrorBox
import tern.core.BodyOptions
import tern.core.MailException
import tern.core.PartData
import tern.mail.MailCore
import java.io.ByteArrayInputStream

private sealed interface Loaded {
    data object Not : Loaded

    data class Document(val html: String) : Loaded

    data class Failed(val error: MailException) : Loaded
}

/** A body with HTML behind walls: no script, no network; its pictures come from the core when a person said so. */
@Composable
fun BodyFrame(core: MailCore, card: Card, remote: Boolean, dark: Boolean, onLink: (String, String) -> Unit) {
    val id = card.row.id
    val loaded by produceState<Loaded>(Loaded.Not, id, remote, dark, card.original) {
        attempt({ value = Loaded.Failed(it) }) {
            value =
                Loaded.Document(documentOf(core.body(id, BodyOptions(remote, plain = false)), dark && !card.original))
        }
    }
    when (val now = loaded) {
        Loaded.Not -> Unit

        is Loaded.Failed -> ErrorBox(now.error)

        is Loaded.Document -> AndroidView(
            factory = { walled(it) },
            modifier = Modifier.fillMaxWidth().heightIn(min = 24.dp),
            update = { view ->
                view.webViewClient = Walls(remote, { number -> core.remoteImage(id, number) }, onLink)
                if (view.tag != now.html) {
                    view.tag = now.html
                    view.loadDataWithBaseURL("https://$BODY_HOST/", now.html, "text/html", "utf-8", null)
                }
            },
            onRelease = WebView::destroy,
        )
    }
}

/** A view that runs nothing and loads nothing. */
internal fun walled(context: Context): WebView = WebView(context).apply {
    layoutParams = ViewGroup.LayoutParams(ViewGroup.LayoutParams.MATCH_PARENT, ViewGroup.LayoutParams.WRAP_CONTENT)
    isVerticalScrollBarEnabled = false
    settings.apply {
        javaScriptEnabled = false
        blockNetworkLoads = true
        allowFileAccess = false
        allowContentAccess = false
        domStorageEnabled = false
        setGeolocationEnabled(false)
        cacheMode = WebSettings.LOAD_NO_CACHE
        mixedContentMode = WebSettings.MIXED_CONTENT_NEVER_ALLOW
        builtInZoomControls = true
        displayZoomControls = false
        loadWithOverviewMode = true
        useWideViewPort = true
    }
}

/** Answers every request by itself, so that none reaches the network. */
internal class Walls(
    private val remote: Boolean,
    private val picture: suspend (UInt) -> PartData,
    private val onLink: (String, String) -> Unit,
) : WebViewClient() {
    override fun shouldInterceptRequest(view: WebView?, request: WebResourceRequest): WebResourceResponse {
        val number = pictureOf(request.url.path).takeIf { remote && request.url.host == BODY_HOST } ?: return nothing()
        // On a thread of the engine that waits for the bytes.
        return runBlocking {
            var answer = nothing()
            attempt({ }) {
                val part = picture(number)
                if (part.contentType in
                    SHOWN
                ) {
                    answer = WebResourceResponse(part.contentType, null, ByteArrayInputStream(part.bytes))
                }
            }
            answer
        }
    }

    override fun shouldOverrideUrlLoading(view: WebView, request: WebResourceRequest): Boolean {
        val url = request.url.toString()
        // The words of the link come by a message; they decide whether it leads where it says.
        val asked = Handler(Looper.getMainLooper()) { answer ->
            onLink(url, answer.data.getString("title").orEmpty())
            true
        }.obtainMessage()
        view.requestFocusNodeHref(asked)
        return true
    }

    private fun nothing() =
        WebResourceResponse("text/plain", "utf-8", 404, "Not here", emptyMap(), ByteArrayInputStream(ByteArray(0)))

    private companion object {
        val SHOWN = setOf("image/png", "image/jpeg", "image/gif", "image/webp")
    }
}
