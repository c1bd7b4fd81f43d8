package tern.app

import android.app.Activity
import android.content.Intent
import android.net.Uri
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.createEmptyComposeRule
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.performTextReplacement
import androidx.test.core.app.ActivityScenario
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import tern.mail.Testbed
import tern.mail.User

/** A person's day: the real activity, the real core and real servers. Only the screen and the finger are made up. */
@RunWith(RobolectricTestRunner::class)
@Config(application = RealApp::class)
class DayTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    @Test
    fun `an account is added, mail is read, answered, archived and taken back`() {
        val bed = Testbed.shared
        val user = bed.user()
        bed.deliver(user, "Terns at the shore", "Are the terns back?")
        ActivityScenario.launch(MainActivity::class.java).use { scenario ->
            await("Welcome to Tern")
            field("Mail address").performTextInput(user.address)
            field("Password").performTextInput(user.password)
            rule.onNodeWithText("Servers and options").performScrollTo().performClick()
            servers(bed, user)
            authority(scenario, bed)
            rule.onNodeWithText("Sign in").performScrollTo().performClick()
            await("Terns at the shore")
            read()
            answer()
            archiveAndUndo()
            await("Terns at the shore")
        }
    }

    private fun servers(bed: Testbed, user: User) {
        val hosts = rule.onAllNodes(hasSetTextAction() and hasText("Server"))
        hosts[0].performScrollTo().performTextReplacement("localhost")
        hosts[1].performScrollTo().performTextReplacement("localhost")
        val ports = rule.onAllNodes(hasSetTextAction() and hasText("Port"))
        ports[0].performScrollTo().performTextReplacement("${bed.imaps}")
        ports[1].performScrollTo().performTextReplacement("${bed.submissions}")
        field("User name").performScrollTo().performTextInput(user.name)
    }

    /** The certificate authority of the servers, chosen as a file of another app. */
    private fun authority(scenario: ActivityScenario<MainActivity>, bed: Testbed) {
        rule.onNodeWithText("Choose file…").performScrollTo().performClick()
        rule.waitForIdle()
        scenario.onActivity { activity ->
            val file = Uri.parse("content://files.example/ca.pem")
            shadowOf(activity.contentResolver).registerInputStream(file, bed.caPem.byteInputStream())
            val asked = shadowOf(activity).nextStartedActivityForResult
            shadowOf(activity).receiveResult(asked.intent, Activity.RESULT_OK, Intent().setData(file))
        }
        await("ca.pem")
    }

    private fun read() {
        rule.onNode(hasContentDescription("Terns at the shore", substring = true)).performClick()
        await("Are the terns back?")
        rule.onNodeWithText("Reply").assertIsDisplayed()
    }

    private fun answer() {
        rule.onNodeWithText("Reply").performClick()
        await("Text of the message")
        rule.onNode(hasSetTextAction() and hasContentDescription("Text of the message")).performTextInput("They are.")
        rule.onNodeWithContentDescription("Send").performClick()
        awaitPart("Sending in")
    }

    private fun archiveAndUndo() {
        await("Archive")
        // The folder in the closed drawer has the same name.
        rule.onNode(
            hasContentDescription("Archive") and SemanticsMatcher.expectValue(SemanticsProperties.Role, Role.Button),
        ).performClick()
        awaitPart("Archived")
        rule.onNodeWithText("Undo").performClick()
        await("Undone")
    }

    private fun field(name: String) = rule.onNode(hasSetTextAction() and hasText(name))

    private fun await(text: String) = rule.waitUntil(LONG) {
        rule.onAllNodesWithText(text).fetchSemanticsNodes().isNotEmpty() ||
            rule.onAllNodes(hasContentDescription(text, substring = true)).fetchSemanticsNodes().isNotEmpty()
    }

    private fun awaitPart(text: String) = rule.waitUntil(LONG) {
        rule.onAllNodesWithText(text, substring = true).fetchSemanticsNodes().isNotEmpty()
    }

    private companion object {
        const val LONG = 60_000L
    }
}
