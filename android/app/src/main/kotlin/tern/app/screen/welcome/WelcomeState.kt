package tern.app.screen.welcome

import tern.core.Account
import tern.core.AccountSetup
import tern.core.MailException
import tern.core.Security
import tern.core.Server
import tern.core.Window
import tern.mail.sentences
import java.util.Base64

enum class ServerName { IMAP, SMTP }

/** Where a person types, and so where a problem can be shown; `FORM` is the whole. */
enum class WelcomeField { NAME, ADDRESS, PASSWORD, IMAP_HOST, IMAP_PORT, SMTP_HOST, SMTP_PORT, USER, CA, FORM }

/** What is wrong before any server was asked. */
enum class Slip { MISSING_ADDRESS, MISSING_PASSWORD, MISSING_HOST, BAD_PORT, BAD_CA }

sealed interface Fault {
    val at: WelcomeField

    data class Slipped(override val at: WelcomeField, val slip: Slip) : Fault

    data class Refused(override val at: WelcomeField, val host: String, val error: MailException) : Fault
}

/** A server as typed; `guessed` until a person changes its name. */
data class ServerForm(val host: String, val port: String, val security: Security, val guessed: Boolean)

/** `pem` is null when the file holds no certificate. */
data class CaFile(val name: String, val pem: String?)

/** `another`: accounts are there already, and this can be left. `done`: the account once it is there. */
data class WelcomeState(
    val another: Boolean,
    val name: String,
    val address: String,
    val password: String,
    val imap: ServerForm,
    val smtp: ServerForm,
    val user: String,
    val ca: CaFile?,
    val window: Window,
    val serversShown: Boolean,
    val busy: Boolean,
    val faults: List<Fault>,
    val done: Account?,
) {
    fun server(name: ServerName): ServerForm = if (name == ServerName.IMAP) imap else smtp
}

sealed interface WelcomeEvent {
    data class Typed(val field: WelcomeField, val text: String) : WelcomeEvent

    data class SecurityChosen(val server: ServerName, val security: Security) : WelcomeEvent

    data class WindowChosen(val window: Window) : WelcomeEvent

    class CaChosen(val name: String, val bytes: ByteArray) : WelcomeEvent

    data object CaRemoved : WelcomeEvent

    data object ServersToggled : WelcomeEvent

    data object Submitted : WelcomeEvent
}

private fun usualPort(server: ServerName, security: Security): String = when (security) {
    Security.TLS -> if (server == ServerName.IMAP) "993" else "465"
    Security.STARTTLS -> if (server == ServerName.IMAP) "143" else "587"
}

fun emptyWelcome(another: Boolean) = WelcomeState(
    another = another, name = "", address = "", password = "",
    imap = ServerForm("", "993", Security.TLS, guessed = true),
    smtp = ServerForm("", "465", Security.TLS, guessed = true),
    user = "", ca = null,
    window = Window.Days(
        30u,
    ),
    serversShown = false, busy = false, faults = emptyList(), done = null,
)

/** The servers most providers have, as a first guess; what a person typed stays. */
fun guess(state: WelcomeState): WelcomeState {
    val domain = if ('@' in state.address) state.address.substringAfterLast('@').trim().lowercase() else ""
    fun guessed(form: ServerForm, prefix: String) =
        if (form.guessed) form.copy(host = if (domain.isEmpty()) "" else "$prefix.$domain") else form
    return state.copy(imap = guessed(state.imap, "imap"), smtp = guessed(state.smtp, "smtp"))
}

/** Another encryption has another port, unless the port is one of a person's own. */
fun withSecurity(form: ServerForm, server: ServerName, security: Security): ServerForm {
    val usual = form.port == usualPort(server, form.security)
    return form.copy(security = security, port = if (usual) usualPort(server, security) else form.port)
}

private fun portOf(text: String): UShort? = text.trim().toIntOrNull()?.takeIf { it in 1..65535 }?.toUShort()

fun slips(state: WelcomeState): List<Fault> = buildList {
    val add = { at: WelcomeField, slip: Slip -> add(Fault.Slipped(at, slip)) }
    if (!Regex("\\S+@\\S+").matches(state.address.trim())) add(WelcomeField.ADDRESS, Slip.MISSING_ADDRESS)
    if (state.password.isEmpty()) add(WelcomeField.PASSWORD, Slip.MISSING_PASSWORD)
    val known = '@' in state.address
    if (known && state.imap.host.isBlank()) add(WelcomeField.IMAP_HOST, Slip.MISSING_HOST)
    if (portOf(state.imap.port) == null) add(WelcomeField.IMAP_PORT, Slip.BAD_PORT)
    if (known && state.smtp.host.isBlank()) add(WelcomeField.SMTP_HOST, Slip.MISSING_HOST)
    if (portOf(state.smtp.port) == null) add(WelcomeField.SMTP_PORT, Slip.BAD_PORT)
    if (state.ca != null && state.ca.pem == null) add(WelcomeField.CA, Slip.BAD_CA)
}

private fun serverOf(form: ServerForm) = Server(form.host.trim(), portOf(form.port) ?: 0u, form.security)

fun setupOf(state: WelcomeState) = AccountSetup(
    address = state.address.trim(),
    name = state.name.trim().ifEmpty { null },
    user = state.user.trim().ifEmpty { null },
    password = state.password,
    imap = serverOf(state.imap),
    smtp = serverOf(state.smtp),
    caPem = state.ca?.pem,
    window = state.window,
)

/** The field at which a refusal is shown: the one that a person would change. */
fun faultOf(error: MailException, setup: AccountSetup): Fault {
    val reason = error.sentences.reason
    val names = { server: Server -> server.host in reason }
    val sending = names(setup.smtp) && (!names(setup.imap) || ":${setup.smtp.port}" in reason)
    val host = if (sending) setup.smtp.host else setup.imap.host
    val at = when {
        error is MailException.SignIn -> WelcomeField.PASSWORD
        error is MailException.Input -> if (setup.address in reason) WelcomeField.ADDRESS else WelcomeField.FORM
        sending -> WelcomeField.SMTP_HOST
        names(setup.imap) -> WelcomeField.IMAP_HOST
        else -> WelcomeField.FORM
    }
    return Fault.Refused(at, host, error)
}

/** Whether a fault can only be mended among the servers. */
fun needsServers(fault: Fault): Boolean = when (fault.at) {
    WelcomeField.NAME, WelcomeField.ADDRESS, WelcomeField.PASSWORD, WelcomeField.FORM -> false

    WelcomeField.IMAP_HOST, WelcomeField.IMAP_PORT, WelcomeField.SMTP_HOST, WelcomeField.SMTP_PORT,
    WelcomeField.USER, WelcomeField.CA,
    -> true
}

private const val SMALLEST = 100
private const val LINE = 64

/** A certificate file as PEM, or null when it is none. */
fun pemOf(bytes: ByteArray): String? {
    val text = bytes.decodeToString()
    if ("-----BEGIN CERTIFICATE-----" in text) return text
    // DER of a certificate is a SEQUENCE with a length of two bytes.
    if (bytes.size < SMALLEST || bytes[0] != 0x30.toByte() || bytes[1] != 0x82.toByte()) return null
    val lines = Base64.getMimeEncoder(LINE, byteArrayOf('\n'.code.toByte())).encodeToString(bytes)
    return "-----BEGIN CERTIFICATE-----\n$lines\n-----END CERTIFICATE-----\n"
}
