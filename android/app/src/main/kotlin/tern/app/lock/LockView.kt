package tern.app.lock

import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.material3.Button
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import tern.app.R
import tern.app.ui.Icons
import tern.app.ui.part.EmptyState

/** What stands in the place of mail until the person proves to be the one. */
@Composable
fun LockView(onUnlock: () -> Unit) {
    Surface(Modifier.fillMaxSize()) {
        EmptyState(Icons.Lock, stringResource(R.string.lock_title), stringResource(R.string.lock_text)) {
            Button(onClick = onUnlock) { Text(stringResource(R.string.lock_unlock)) }
        }
    }
}
