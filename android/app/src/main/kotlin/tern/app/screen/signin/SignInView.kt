package tern.app.screen.signin

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Scaffold
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.autofill.ContentType
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.ui.part.ErrorBox
import tern.app.ui.part.ScreenBar
import tern.app.ui.part.Typed

@Composable
fun SignInView(state: SignInState, onEvent: (SignInEvent) -> Unit, onBack: () -> Unit) {
    val account = state.account
    Scaffold(topBar = {
        ScreenBar(stringResource(R.string.signin_title), onBack)
    }, containerColor = MaterialTheme.colorScheme.surface) { inner ->
        Column(
            Modifier.padding(inner).fillMaxSize().imePadding().verticalScroll(rememberScrollState()).padding(24.dp),
            horizontalAlignment = Alignment.CenterHorizontally,
        ) {
            Column(Modifier.widthIn(max = 480.dp), verticalArrangement = Arrangement.spacedBy(16.dp)) {
                if (account !=
                    null
                ) {
                    Text(
                        stringResource(R.string.signin_what, account.address, account.imap.host),
                        style = MaterialTheme.typography.bodyLarge,
                    )
                }
                Typed(
                    R.string.signin_password,
                    state.password,
                    emptyList(),
                    { onEvent(SignInEvent.Typed(it)) },
                    keyboard = KeyboardType.Password,
                    content = ContentType.Password,
                    onDone = {
                        onEvent(SignInEvent.Submitted)
                    },
                )
                state.error?.let { ErrorBox(it) }
                Button(
                    onClick = { onEvent(SignInEvent.Submitted) },
                    enabled = !state.busy && state.password.isNotEmpty(),
                    modifier = Modifier.fillMaxWidth().heightIn(min = 52.dp),
                ) { Text(stringResource(if (state.busy) R.string.signin_checking else R.string.signin_check)) }
            }
        }
    }
}
