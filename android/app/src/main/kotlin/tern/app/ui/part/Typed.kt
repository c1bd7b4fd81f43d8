package tern.app.ui.part

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.autofill.ContentType
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.contentType
import androidx.compose.ui.semantics.error
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.input.PasswordVisualTransformation
import androidx.compose.ui.text.input.VisualTransformation

/** A field with its problem or its hint below it. */
@Composable
fun Typed(
    label: Int,
    text: String,
    problems: List<String>,
    onChange: (String) -> Unit,
    hint: Int? = null,
    below: Int? = null,
    keyboard: KeyboardType = KeyboardType.Uri,
    content: ContentType? = null,
    onDone: (() -> Unit)? = null,
) {
    val secret = keyboard == KeyboardType.Password
    OutlinedTextField(
        value = text,
        onValueChange = onChange,
        label = { Text(stringResource(label)) },
        placeholder = hint?.let { { Text(stringResource(it)) } },
        supportingText = when {
            problems.isNotEmpty() -> {
                { Text(problems.joinToString(" ")) }
            }

            below != null -> {
                { Text(stringResource(below)) }
            }

            else -> null
        },
        isError = problems.isNotEmpty(),
        singleLine = true,
        visualTransformation = if (secret) PasswordVisualTransformation() else VisualTransformation.None,
        keyboardOptions = KeyboardOptions(
            keyboardType = keyboard,
            imeAction = if (onDone ==
                null
            ) {
                ImeAction.Next
            } else {
                ImeAction.Done
            },
            autoCorrectEnabled = false,
            capitalization = if (keyboard ==
                KeyboardType.Text
            ) {
                KeyboardCapitalization.Words
            } else {
                KeyboardCapitalization.None
            },
        ),
        keyboardActions = KeyboardActions(onDone = { onDone?.invoke() }),
        modifier = Modifier.fillMaxWidth().semantics {
            if (content != null) contentType = content
            if (problems.isNotEmpty()) error(problems.joinToString(" "))
        },
    )
}
