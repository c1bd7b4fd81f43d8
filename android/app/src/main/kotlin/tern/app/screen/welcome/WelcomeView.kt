package tern.app.screen.welcome

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Scaffold
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.autofill.ContentType
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.core.WINDOWS
import tern.app.core.windowPhrase
import tern.app.ui.Icons
import tern.app.ui.part.ChoiceRow
import tern.app.ui.part.ScreenBar
import tern.app.ui.part.Typed
import tern.app.ui.text

@Composable
fun WelcomeView(state: WelcomeState, onEvent: (WelcomeEvent) -> Unit, onPickCa: () -> Unit, onBack: () -> Unit) {
    Scaffold(
        topBar = { if (state.another) ScreenBar(stringResource(R.string.welcome_add_title), onBack) },
        containerColor = MaterialTheme.colorScheme.surface,
    ) { inner ->
        Column(
            Modifier.padding(
                inner,
            ).fillMaxSize().imePadding().verticalScroll(
                rememberScrollState(),
            ).padding(horizontal = 24.dp, vertical = 16.dp),
            horizontalAlignment = Alignment.CenterHorizontally,
        ) {
            Column(Modifier.widthIn(max = 480.dp), verticalArrangement = Arrangement.spacedBy(12.dp)) {
                if (!state.another) Greeting()
                Form(state, onEvent)
                if (state.serversShown) Servers(state, onEvent, onPickCa)
                Problems(problemsOf(state, WelcomeField.FORM))
                Submit(state, onEvent)
            }
        }
    }
}

@Composable
private fun Greeting() {
    Icon(
        painterResource(R.drawable.ic_launcher_foreground),
        contentDescription = null,
        tint = MaterialTheme.colorScheme.primary,
        modifier = Modifier.size(96.dp),
    )
    Text(
        stringResource(R.string.welcome_title),
        style = MaterialTheme.typography.headlineMedium,
        modifier = Modifier.semantics {
            heading()
        },
    )
    Text(
        stringResource(R.string.welcome_what),
        style = MaterialTheme.typography.bodyLarge,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
    )
}

@Composable
private fun Form(state: WelcomeState, onEvent: (WelcomeEvent) -> Unit) {
    fun typed(field: WelcomeField): (String) -> Unit = { onEvent(WelcomeEvent.Typed(field, it)) }
    Typed(
        R.string.welcome_address,
        state.address,
        problemsOf(state, WelcomeField.ADDRESS),
        typed(WelcomeField.ADDRESS),
        hint = R.string.welcome_address_example,
        keyboard = KeyboardType.Email,
        content = ContentType.EmailAddress,
    )
    Typed(
        R.string.welcome_password,
        state.password,
        problemsOf(state, WelcomeField.PASSWORD),
        typed(WelcomeField.PASSWORD),
        below = R.string.welcome_password_hint,
        keyboard = KeyboardType.Password,
        content = ContentType.Password,
        onDone = { onEvent(WelcomeEvent.Submitted) },
    )
    Typed(
        R.string.welcome_name,
        state.name,
        problemsOf(state, WelcomeField.NAME),
        typed(WelcomeField.NAME),
        below = R.string.welcome_name_hint,
        keyboard = KeyboardType.Text,
        content = ContentType.PersonFullName,
    )
    ChoiceRow(stringResource(R.string.welcome_window), state.window, WINDOWS, {
        windowPhrase(it).text()
    }) { onEvent(WelcomeEvent.WindowChosen(it)) }
    Text(
        stringResource(R.string.welcome_window_hint),
        style = MaterialTheme.typography.bodySmall,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
        modifier = Modifier.padding(horizontal = 16.dp),
    )
    TextButton(onClick = { onEvent(WelcomeEvent.ServersToggled) }) {
        Icon(if (state.serversShown) Icons.Up else Icons.Down, contentDescription = null)
        Text(stringResource(R.string.welcome_servers), Modifier.padding(start = 8.dp))
    }
    if (!state.serversShown && state.imap.host.isNotEmpty()) {
        Text(
            stringResource(R.string.welcome_servers_guess, state.imap.host, state.smtp.host),
            style = MaterialTheme.typography.bodySmall,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
            modifier = Modifier.padding(horizontal = 16.dp),
        )
    }
}

@Composable
private fun Problems(problems: List<String>) {
    problems.forEach { Text(it, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.error) }
}

@Composable
private fun Submit(state: WelcomeState, onEvent: (WelcomeEvent) -> Unit) {
    Button(onClick = {
        onEvent(WelcomeEvent.Submitted)
    }, enabled = !state.busy, modifier = Modifier.fillMaxWidth().heightIn(min = 52.dp)) {
        if (state.busy) {
            Row(verticalAlignment = Alignment.CenterVertically, horizontalArrangement = Arrangement.spacedBy(12.dp)) {
                CircularProgressIndicator(Modifier.size(20.dp), strokeWidth = 2.dp)
                Text(stringResource(R.string.welcome_adding))
            }
        } else {
            Text(stringResource(R.string.welcome_add))
        }
    }
    if (state.busy) Text(stringResource(R.string.welcome_adding_hint), style = MaterialTheme.typography.bodySmall)
}
