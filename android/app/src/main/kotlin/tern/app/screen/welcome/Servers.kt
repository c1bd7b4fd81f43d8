package tern.app.screen.welcome

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.FilterChip
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.core.errorText
import tern.app.ui.Icons
import tern.app.ui.part.IconAction
import tern.app.ui.part.Typed
import tern.core.MailException
import tern.core.Security

/** Servers, ports and encryption by hand. */
@Composable
fun Servers(state: WelcomeState, onEvent: (WelcomeEvent) -> Unit, onPickCa: () -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        ServerFields(ServerName.IMAP, state, onEvent)
        ServerFields(ServerName.SMTP, state, onEvent)
        Text(stringResource(R.string.welcome_security_hint), style = MaterialTheme.typography.bodySmall)
        Typed(
            R.string.welcome_user,
            state.user,
            problemsOf(state, WelcomeField.USER),
            {
                onEvent(WelcomeEvent.Typed(WelcomeField.USER, it))
            },
            below = R.string.welcome_user_hint,
            keyboard = KeyboardType.Email,
        )
        Authority(state, onEvent, onPickCa)
    }
}

@Composable
private fun ServerFields(name: ServerName, state: WelcomeState, onEvent: (WelcomeEvent) -> Unit) {
    val imap = name == ServerName.IMAP
    val form = state.server(name)
    val host = if (imap) WelcomeField.IMAP_HOST else WelcomeField.SMTP_HOST
    val port = if (imap) WelcomeField.IMAP_PORT else WelcomeField.SMTP_PORT
    Text(
        stringResource(if (imap) R.string.welcome_imap else R.string.welcome_smtp),
        style = MaterialTheme.typography.titleSmall,
        modifier = Modifier.padding(top = 8.dp).semantics { heading() },
    )
    Typed(R.string.welcome_host, form.host, problemsOf(state, host), { onEvent(WelcomeEvent.Typed(host, it)) })
    Typed(R.string.welcome_port, form.port, problemsOf(state, port), {
        onEvent(WelcomeEvent.Typed(port, it))
    }, keyboard = KeyboardType.Number)
    Row(
        Modifier.fillMaxWidth(),
        horizontalArrangement = Arrangement.spacedBy(8.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Security.entries.forEach { security ->
            FilterChip(
                selected = form.security == security,
                onClick = { onEvent(WelcomeEvent.SecurityChosen(name, security)) },
                label = {
                    Text(
                        stringResource(
                            if (security ==
                                Security.TLS
                            ) {
                                R.string.welcome_security_tls
                            } else {
                                R.string.welcome_security_starttls
                            },
                        ),
                    )
                },
            )
        }
    }
}

@Composable
private fun Authority(state: WelcomeState, onEvent: (WelcomeEvent) -> Unit, onPickCa: () -> Unit) {
    Text(
        stringResource(R.string.welcome_ca),
        style = MaterialTheme.typography.titleSmall,
        modifier = Modifier.padding(top = 8.dp),
    )
    val file = state.ca
    if (file == null) {
        OutlinedButton(onClick = onPickCa) { Text(stringResource(R.string.welcome_ca_choose)) }
    } else {
        Row(verticalAlignment = Alignment.CenterVertically) {
            Text(stringResource(R.string.welcome_ca_chosen, file.name), Modifier.weight(1f))
            IconAction(Icons.Close, stringResource(R.string.welcome_ca_remove, file.name), {
                onEvent(WelcomeEvent.CaRemoved)
            })
        }
    }
    Text(stringResource(R.string.welcome_ca_hint), style = MaterialTheme.typography.bodySmall)
    problemsOf(state, WelcomeField.CA).forEach {
        Text(it, color = MaterialTheme.colorScheme.error, style = MaterialTheme.typography.bodyMedium)
    }
}

/** The fault of a field, as sentences. */
@Composable
fun problemsOf(state: WelcomeState, at: WelcomeField): List<String> =
    when (val fault = state.faults.find { it.at == at }) {
        null -> emptyList()
        is Fault.Slipped -> listOf(slipText(fault.slip, state))
        is Fault.Refused -> refusal(fault)
    }

@Composable
private fun slipText(slip: Slip, state: WelcomeState): String = when (slip) {
    Slip.MISSING_ADDRESS -> stringResource(R.string.welcome_missing_address)
    Slip.MISSING_PASSWORD -> stringResource(R.string.welcome_missing_password)
    Slip.MISSING_HOST -> stringResource(R.string.welcome_missing_host)
    Slip.BAD_PORT -> stringResource(R.string.welcome_bad_port)
    Slip.BAD_CA -> stringResource(R.string.welcome_bad_ca, state.ca?.name.orEmpty())
}

@Composable
private fun refusal(fault: Fault.Refused): List<String> {
    val words = errorText(fault.error)
    val first = when {
        fault.error is MailException.SignIn -> stringResource(R.string.welcome_refused_password, fault.host)
        fault.at == WelcomeField.FORM -> words.title
        else -> stringResource(R.string.welcome_problem_server, fault.host)
    }
    return listOf(first, words.reason, words.next).filter { it.isNotEmpty() }
}
