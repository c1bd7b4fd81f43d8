package tern.app.screen

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.test.TestScope
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import tern.app.ModelTest
import tern.app.furnished
import tern.app.samples.REFUSED
import tern.app.screen.signin.SignInEvent
import tern.app.screen.signin.SignInModel
import tern.app.screen.welcome.Fault
import tern.app.screen.welcome.ServerName
import tern.app.screen.welcome.Slip
import tern.app.screen.welcome.WelcomeEvent
import tern.app.screen.welcome.WelcomeField
import tern.app.screen.welcome.WelcomeModel
import tern.core.MailException
import tern.core.Security
import tern.core.Window
import tern.mail.FakeCore

class WelcomeModelTest : ModelTest() {
    private fun TestScope.scene(core: FakeCore = FakeCore()) = core to WelcomeModel(desk(core), another = false)

    private fun WelcomeModel.type(field: WelcomeField, text: String) = onEvent(WelcomeEvent.Typed(field, text))

    private fun WelcomeModel.fill() {
        type(WelcomeField.ADDRESS, "emmy@invariant.example")
        type(WelcomeField.PASSWORD, "secret")
    }

    @Test
    fun `servers are guessed until a person names them`() = story {
        val (_, model) = scene()
        model.fill()
        assertEquals(
            "imap.invariant.example" to "smtp.invariant.example",
            model.state.value.let {
                it.imap.host to
                    it.smtp.host
            },
        )
        model.type(WelcomeField.IMAP_HOST, "mail.invariant.example")
        model.type(WelcomeField.ADDRESS, "emmy@other.example")
        assertEquals(
            "mail.invariant.example" to "smtp.other.example",
            model.state.value.let {
                it.imap.host to
                    it.smtp.host
            },
        )
    }

    @Test
    fun `another encryption brings its port, but not over a port of one's own`() = story {
        val (_, model) = scene()
        model.onEvent(WelcomeEvent.SecurityChosen(ServerName.SMTP, Security.STARTTLS))
        assertEquals("587", model.state.value.smtp.port)
        model.type(WelcomeField.IMAP_PORT, "1993")
        model.onEvent(WelcomeEvent.SecurityChosen(ServerName.IMAP, Security.STARTTLS))
        assertEquals("1993", model.state.value.imap.port)
    }

    @Test
    fun `slips are named before any server is asked`() = story {
        val (core, model) = scene()
        model.onEvent(WelcomeEvent.Submitted)
        assertEquals(
            listOf(Slip.MISSING_ADDRESS, Slip.MISSING_PASSWORD),
            model.state.value.faults.map {
                (it as Fault.Slipped).slip
            },
        )
        model.fill()
        assertEquals(emptyList<Fault>(), model.state.value.faults)
        model.type(WelcomeField.SMTP_HOST, " ")
        model.type(WelcomeField.SMTP_PORT, "99999")
        model.onEvent(WelcomeEvent.CaChosen("x.pem", byteArrayOf(1)))
        model.onEvent(WelcomeEvent.Submitted)
        assertEquals(
            listOf(WelcomeField.SMTP_HOST, WelcomeField.SMTP_PORT, WelcomeField.CA),
            model.state.value.faults.map {
                it.at
            },
        )
        assertTrue(model.state.value.serversShown)
        model.onEvent(WelcomeEvent.CaRemoved)
        assertNull(model.state.value.ca)
        assertFalse(core.calls.any { it.startsWith("addAccount") })
    }

    @Test
    fun `an account is added once, with what was typed`() = story {
        val (core, model) = scene()
        model.fill()
        model.type(WelcomeField.NAME, " Emmy ")
        model.onEvent(WelcomeEvent.WindowChosen(Window.All))
        core.gates["addAccount"] = CompletableDeferred()
        model.onEvent(WelcomeEvent.Submitted)
        model.onEvent(WelcomeEvent.Submitted)
        settle()
        assertTrue(model.state.value.busy)
        core.gates.getValue("addAccount").complete(Unit)
        settle()
        assertEquals("Emmy" to Window.All, model.state.value.done?.let { it.name to it.window })
        assertEquals("" to 1, model.state.value.password to core.calls.count { it.startsWith("addAccount") })
    }

    @Test
    fun `a refusal is shown where a person would change something`() = story {
        val (core, model) = scene()
        model.fill()
        fun at(error: MailException): WelcomeField {
            core.failures["addAccount"] = error
            model.onEvent(WelcomeEvent.Submitted)
            settle()
            return model.state.value.faults.single().at
        }
        assertEquals(WelcomeField.PASSWORD, at(REFUSED))
        assertEquals(
            WelcomeField.IMAP_HOST,
            at(MailException.Offline("imap.invariant.example:993 does not answer.", "")),
        )
        assertTrue(model.state.value.serversShown)
        assertEquals(
            WelcomeField.SMTP_HOST,
            at(MailException.Insecure("smtp.invariant.example:465 has a wrong certificate.", "")),
        )
        assertEquals(WelcomeField.FORM, at(MailException.Storage("The disk is full.", "")))
        assertEquals(WelcomeField.ADDRESS, at(MailException.Input("emmy@invariant.example is there already.", "")))
    }

    @Test
    fun `servers are shown and hidden`() = story {
        val (_, model) = scene()
        model.onEvent(WelcomeEvent.ServersToggled)
        assertTrue(model.state.value.serversShown)
        model.onEvent(WelcomeEvent.ServersToggled)
        assertFalse(model.state.value.serversShown)
    }
}

class SignInModelTest : ModelTest() {
    @Test
    fun `a password is tried with the server before it is kept`() = story {
        val core = furnished()
        val model = SignInModel(desk(core), 1).also { look(it.state) }
        assertEquals("emmy@invariant.example", model.state.value.account?.address)
        model.onEvent(SignInEvent.Submitted)
        settle()
        assertFalse(core.calls.any { it.startsWith("setPassword") })
        core.failures["setPassword"] = REFUSED
        model.onEvent(SignInEvent.Typed("wrong"))
        model.onEvent(SignInEvent.Submitted)
        settle()
        assertEquals(REFUSED to false, model.state.value.error to model.state.value.busy)
        core.failures.clear()
        model.onEvent(SignInEvent.Typed("right"))
        settle()
        assertNull(model.state.value.error)
        model.onEvent(SignInEvent.Submitted)
        settle()
        assertTrue(model.state.value.done && model.state.value.password.isEmpty())
    }
}
