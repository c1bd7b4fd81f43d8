package tern.app.share

import android.content.Context
import android.print.PrintAttributes
import android.print.PrintManager
import android.webkit.WebView
import android.webkit.WebViewClient
import tern.app.R
import tern.app.screen.reader.Outside
import tern.app.screen.reader.printedOf
import tern.app.screen.reader.walled
import tern.app.ui.Format
import tern.app.ui.Notices
import tern.app.ui.calm
import tern.app.ui.phrase

/** Lays messages out behind the walls of the reader and hands them to the system's printing. */
internal class Printing(private val context: Context, private val notices: Notices, private val format: Format) {
    /** Nothing else holds it while it loads. */
    private var laidOut: WebView? = null

    fun print(asked: Outside.Print) {
        // A device without printing has none.
        val printing = context.getSystemService(PrintManager::class.java)
            ?: return notices.say(phrase(R.string.outside_nobody))
        val row = asked.message.row
        val title = calm(row.subject).ifBlank { context.getString(R.string.no_subject) }
        laidOut = walled(context).apply {
            webViewClient = object : WebViewClient() {
                override fun onPageFinished(view: WebView, url: String) {
                    printing.print(title, view.createPrintDocumentAdapter(title), PrintAttributes.Builder().build())
                    laidOut = null
                }
            }
            val document = printedOf(asked.message, asked.body, format.fullDate(row.date))
            loadDataWithBaseURL(null, document, "text/html", "utf-8", null)
        }
    }
}
