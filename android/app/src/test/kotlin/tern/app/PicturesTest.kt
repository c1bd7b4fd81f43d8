package tern.app

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Canvas
import androidx.activity.ComponentActivity
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.material3.Surface
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.junit4.createAndroidComposeRule
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import tern.app.samples.PANES
import tern.app.samples.SAMPLES
import tern.app.samples.Sample
import tern.app.ui.Format
import tern.app.ui.LocalFormat
import tern.app.ui.TernTheme
import tern.mail.FAKE_NOW
import java.io.File
import java.time.ZoneId
import kotlin.math.abs

private const val PHONE = "w411dp-h891dp-mdpi"

/** Every screen and state as a picture, compared with the one that was looked at; and what can be touched on it. */
@RunWith(RobolectricTestRunner::class)
class PicturesTest {
    @get:Rule
    val rule = createAndroidComposeRule<ComponentActivity>()
    private val record = System.getProperty("tern.record") == "yes"
    private val goldens = File(System.getProperty("tern.android"), "app/src/test/goldens")
    private val shots = File(checkNotNull(System.getProperty("tern.shots")))
    private var shown by mutableStateOf<Sample?>(null)

    @Before
    fun begin() {
        shots.mkdirs()
        if (record) goldens.mkdirs()
    }

    @Test
    @Config(qualifiers = PHONE)
    fun light() = look("light", SAMPLES, dark = false)

    @Test
    @Config(qualifiers = PHONE)
    fun dark() = look("dark", SAMPLES.filter { it.key }, dark = true)

    @Test
    @Config(qualifiers = "de-$PHONE")
    fun german() = look("german", SAMPLES.filter { it.key }, dark = false)

    @Test
    @Config(qualifiers = PHONE)
    fun rightToLeft() = look("rtl", SAMPLES.filter { it.key }, dark = false)

    @Test
    @Config(qualifiers = PHONE, fontScale = 2f)
    fun large() = look("large", SAMPLES, dark = false)

    @Test
    @Config(qualifiers = "w1024dp-h768dp-land-mdpi")
    fun tablet() = look(
        "tablet",
        listOf(PANES) + SAMPLES.filter {
            it.name in setOf("welcome", "settings")
        },
        dark = false,
    )

    private fun look(look: String, samples: List<Sample>, dark: Boolean) {
        rule.setContent {
            val format = Format(LocalConfiguration.current.locales[0], ZoneId.of("UTC"), FAKE_NOW)
            val direction = if (look == "rtl") LayoutDirection.Rtl else LayoutDirection.Ltr
            TernTheme(dark) {
                CompositionLocalProvider(LocalFormat provides format, LocalLayoutDirection provides direction) {
                    Surface(Modifier.fillMaxSize()) { shown?.let { key(it.name) { it.content() } } }
                }
            }
        }
        val faults = samples.flatMap { sample ->
            shown = sample
            rule.mainClock.autoAdvance = true
            rule.waitForIdle()
            val name = "${sample.name}-$look"
            val untouchable = if (look in setOf("light", "large")) touchFaults(name) else emptyList()
            // What can be touched is looked at everywhere, pictures of large letters only where they tell most.
            val pictured = look != "large" || sample.key
            untouchable + listOfNotNull(if (pictured) compare(name, draw()) else null)
        }
        assertEquals("", faults.joinToString("\n"))
    }

    private fun draw(): Bitmap {
        val view = rule.activity.window.decorView
        return Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888).also { bitmap ->
            rule.runOnUiThread { view.draw(Canvas(bitmap)) }
        }
    }

    private fun compare(name: String, drawn: Bitmap): String? {
        val golden = File(goldens, "$name.png")
        if (record) {
            save(golden, drawn)
            return null
        }
        save(File(shots, "$name.png"), drawn)
        if (!golden.exists()) return "$name: there is no picture of it; run scripts/android.sh pictures and look at it."
        val wanted = BitmapFactory.decodeFile(golden.path)
        if (wanted.width != drawn.width || wanted.height != drawn.height) return "$name: the size is another."
        val differing = differing(wanted, drawn)
        val allowed = drawn.width * drawn.height / ONE_IN
        return if (differing >
            allowed
        ) {
            "$name: $differing pixels differ; compare $golden with $shots/$name.png."
        } else {
            null
        }
    }

    private fun differing(a: Bitmap, b: Bitmap): Int {
        val left = IntArray(a.width * a.height).also { a.getPixels(it, 0, a.width, 0, 0, a.width, a.height) }
        val right = IntArray(b.width * b.height).also { b.getPixels(it, 0, b.width, 0, 0, b.width, b.height) }
        fun far(one: Int, other: Int) = listOf(0, 8, 16).any {
            abs((one shr it and 0xff) - (other shr it and 0xff)) >
                TOLERANCE
        }
        return left.indices.count { left[it] != right[it] && far(left[it], right[it]) }
    }

    private fun save(file: File, bitmap: Bitmap) {
        file.outputStream().use { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }
    }

    private fun touchFaults(name: String): List<String> {
        val root = rule.activity.window.decorView
        val least = with(rule.density) { 48.dp.toPx() }
        return rule.onAllNodes(SemanticsMatcher.keyIsDefined(SemanticsActions.OnClick)).fetchSemanticsNodes()
            .flatMap { touchFaultsOf(it, least, root.width, root.height) }.map { "$name: $it" }
    }

    private companion object {
        /** Of 255, in one colour of a pixel. */
        const val TOLERANCE = 24

        /** One pixel in this many may be further off: edges of letters. */
        const val ONE_IN = 500
    }
}
