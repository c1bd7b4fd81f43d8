package tern.app

import androidx.activity.ComponentActivity
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.material3.Surface
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.runtime.snapshots.Snapshot
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.junit4.createAndroidComposeRule
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.unit.dp
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import tern.app.samples.DIALOGS
import tern.app.samples.HEARD
import tern.app.samples.SAMPLES
import tern.app.samples.Sample
import tern.app.screen.list.ListEvent
import tern.app.ui.Format
import tern.app.ui.LocalFormat
import tern.app.ui.TernTheme
import tern.mail.FAKE_NOW
import java.time.ZoneId
import java.util.Locale

private data class Shown(val sample: Sample, val time: Int)

private val TOUCHABLE = SemanticsMatcher.keyIsDefined(SemanticsActions.OnClick)

private const val OPENS_MS = 400L

/** Whatever can be touched on a screen has a name and 48 dp, and says exactly one thing or opens a menu whose entries do. */
@RunWith(RobolectricTestRunner::class)
@Config(qualifiers = "w411dp-h1800dp-mdpi")
class ViewsTest {
    @get:Rule
    val rule = createAndroidComposeRule<ComponentActivity>()
    private var shown by mutableStateOf<Shown?>(null)
    private var times = 0
    private var touched = 0
    private var dirty = false

    /** A control that several samples of a screen show is touched once. */
    private val known = mutableSetOf<String>()

    @Test
    fun `each touch is one event`() {
        show()
        val faults = (SAMPLES + DIALOGS).flatMap(::faultsOf)
        assertEquals("", faults.joinToString("\n"))
        assertTrue("$touched", touched > 150)
    }

    @Test
    fun `what is swiped can be done without a finger`() {
        show()
        anew(SAMPLES.first { it.name == "list" })
        val row = rule.onAllNodes(
            SemanticsMatcher.keyIsDefined(SemanticsActions.CustomActions),
        ).fetchSemanticsNodes().first()
        val actions = row.config[SemanticsActions.CustomActions]
        assertEquals(listOf("Select", "Archive", "Delete"), actions.map { it.label })
        rule.runOnUiThread { actions.last().action() }
        assertTrue((HEARD.single() as ListEvent.Swiped).fromEnd)
    }

    private fun faultsOf(sample: Sample): List<String> {
        anew(sample)
        return measured(sample.name) + nodes().indices.flatMap { at ->
            if (dirty) anew(sample)
            val before = nodes().map { it.id }.toSet()
            val looks = nodes().map(::looksOf)
            val node = nodes()[at]
            val name = "${sample.name}: ${nameOf(node)}"
            if (isOff(node) || isField(node) || opensField(node)) return@flatMap emptyList()
            if (!known.add("${sample.name.substringBefore('-')}: ${nameOf(node)}")) return@flatMap emptyList()
            val said = touch(at)
            val opened = nodes().indices.filter { nodes()[it].id !in before }
            when {
                said.size == 1 -> emptyList()
                said.isEmpty() && opened.isNotEmpty() -> opened.flatMap { within(sample, at, it, name) }
                said.isEmpty() && nodes().map(::looksOf) != looks -> emptyList()
                else -> listOf("$name said $said")
            }
        }
    }

    /** What a menu or a dialog holds: each entry says one thing or closes it. */
    private fun within(sample: Sample, at: Int, entry: Int, name: String): List<String> {
        anew(sample)
        touch(at)
        val node = nodes().getOrNull(entry) ?: return emptyList()
        if (isField(node)) return emptyList()
        val before = nodes().map(::looksOf)
        val said = touch(entry)
        val fine = said.size == 1 || isOff(node) || (said.isEmpty() && nodes().map(::looksOf) != before)
        return if (fine) emptyList() else listOf("$name, ${nameOf(node)} said $said")
    }

    /** Dialogs too, which no picture shows; a menu is smaller while it opens. */
    private fun measured(name: String): List<String> {
        val least = with(rule.density) { 48.dp.toPx() }
        val (wide, high) = with(rule.density) { 411.dp.toPx() to 1800.dp.toPx() }
        return nodes().flatMap { touchFaultsOf(it, least, wide.toInt(), high.toInt()) }.map { "$name: $it" }
    }

    private fun show() {
        // What turns or blinks would never come to rest.
        rule.mainClock.autoAdvance = false
        rule.setContent {
            TernTheme(false) {
                CompositionLocalProvider(LocalFormat provides Format(Locale.UK, ZoneId.of("UTC"), FAKE_NOW)) {
                    Surface(Modifier.fillMaxSize()) { shown?.let { key(it.time) { it.sample.content() } } }
                }
            }
        }
    }

    /** Long enough for a menu to open. */
    private fun settle() {
        rule.runOnUiThread { Snapshot.sendApplyNotifications() }
        rule.mainClock.advanceTimeBy(OPENS_MS)
        rule.waitForIdle()
    }

    private fun anew(sample: Sample) {
        dirty = false
        times += 1
        rule.runOnUiThread { shown = Shown(sample, times) }
        settle()
        HEARD.clear()
    }

    private fun nodes(): List<SemanticsNode> = rule.onAllNodes(TOUCHABLE).fetchSemanticsNodes()

    private fun touch(at: Int): List<Any> {
        HEARD.clear()
        touched += 1
        dirty = true
        rule.onAllNodes(TOUCHABLE)[at].performSemanticsAction(SemanticsActions.OnClick)
        settle()
        return HEARD.toList()
    }

    /** What a person sees of a control: that it is there, its name, and whether it is chosen. */
    private fun looksOf(node: SemanticsNode) = listOf(
        node.id,
        nameOf(node),
        node.config.getOrNull(SemanticsProperties.Selected),
        node.config.getOrNull(SemanticsProperties.ToggleableState),
    )

    private fun isOff(node: SemanticsNode) = SemanticsProperties.Disabled in node.config

    private fun isField(node: SemanticsNode) = SemanticsActions.SetText in node.config

    /** A field that has the keyboard never comes to rest here: this one is a dialog's, which has its own sample. */
    private fun opensField(node: SemanticsNode) =
        nameOf(node).startsWith(rule.activity.getString(R.string.settings_account_name))

    private fun nameOf(node: SemanticsNode): String = (
        node.config.getOrNull(SemanticsProperties.ContentDescription).orEmpty() +
            node.config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
        ).joinToString(" ").ifBlank { node.children.joinToString(" ", transform = ::nameOf) }
}
