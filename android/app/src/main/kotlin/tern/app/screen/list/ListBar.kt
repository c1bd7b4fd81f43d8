package tern.app.screen.list

import androidx.compose.foundation.horizontalScroll
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.ExperimentalMaterial3Api
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.SuggestionChip
import androidx.compose.material3.Text
import androidx.compose.material3.TextField
import androidx.compose.material3.TextFieldDefaults
import androidx.compose.material3.TopAppBar
import androidx.compose.material3.TopAppBarDefaults
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.focus.focusRequester
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.LocalFocusManager
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextRange
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.TextFieldValue
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.core.Act
import tern.app.ui.Icons
import tern.app.ui.LocalFormat
import tern.app.ui.part.BackAction
import tern.app.ui.part.IconAction
import tern.app.ui.part.MenuAction
import tern.app.ui.part.MoreMenu
import tern.app.ui.text
import tern.core.Role
import tern.core.View

@Composable
fun ListBar(state: ListState, onEvent: (ListEvent) -> Unit, paths: ListPaths) {
    val view = state.view
    when {
        state.selection.count > 0 -> SelectionBar(state, onEvent)
        view is View.Search -> SearchBar(view.query, state.unfinished, onEvent, paths.onBack)
        else -> PlainBar(state, onEvent, paths)
    }
}

@OptIn(ExperimentalMaterial3Api::class)
@Composable
private fun Bar(title: String, container: Color, navigation: @Composable () -> Unit, actions: @Composable () -> Unit) {
    TopAppBar(
        title = {
            Text(title, maxLines = 1, overflow = TextOverflow.Ellipsis, modifier = Modifier.semantics { heading() })
        },
        navigationIcon = navigation,
        actions = { actions() },
        colors = TopAppBarDefaults.topAppBarColors(containerColor = container),
    )
}

@Composable
private fun PlainBar(state: ListState, onEvent: (ListEvent) -> Unit, paths: ListPaths) {
    val menu = paths.onMenu
    Bar(
        title = state.title.text(),
        container = MaterialTheme.colorScheme.surface,
        navigation = {
            if (menu !=
                null
            ) {
                IconAction(Icons.Menu, stringResource(R.string.folders), menu)
            } else {
                BackAction(paths.onBack)
            }
        },
    ) {
        IconAction(Icons.Search, stringResource(R.string.search_placeholder), paths.onSearch)
        MoreMenu(
            stringResource(R.string.list_more),
            listOfNotNull(
                MenuAction(stringResource(R.string.cmd_sync), Icons.Sync) { onEvent(ListEvent.Pulled) },
                MenuAction(stringResource(R.string.folder_mark_read), Icons.Read) { onEvent(ListEvent.AllRead) },
                state.emptied?.let { box ->
                    val words = if (box.role == Role.TRASH) R.string.folder_empty_trash else R.string.folder_empty_junk
                    MenuAction(stringResource(words), Icons.Trash) { onEvent(ListEvent.EmptyAsked) }
                },
                MenuAction(stringResource(R.string.cmd_select_all), Icons.Check) { onEvent(ListEvent.AllSelected) },
                MenuAction(
                    stringResource(R.string.cmd_toggle_unread),
                    Icons.Unread.takeIf { !state.unreadOnly } ?: Icons.Check,
                ) { onEvent(ListEvent.UnreadToggled) },
                MenuAction(
                    stringResource(R.string.cmd_toggle_threads),
                    Icons.All.takeIf { !state.threaded } ?: Icons.Check,
                ) { onEvent(ListEvent.ThreadsToggled) },
            ),
        )
    }
}

@Composable
private fun SelectionBar(state: ListState, onEvent: (ListEvent) -> Unit) {
    val rows = (state.body as? ListBody.Rows)?.rows.orEmpty().filter {
        keyOf(it, state.threaded) in state.selection.rows
    }
    val unread = rows.any { it.unread > 0u }
    val flagged = rows.isNotEmpty() && rows.all { it.flagged }
    val inJunk = (state.view as? View.Role)?.role == Role.JUNK
    fun chosen(act: Act) = { onEvent(ListEvent.Chosen(act)) }
    Bar(
        title = stringResource(R.string.list_selected, LocalFormat.current.number(state.selection.count.toLong())),
        container = MaterialTheme.colorScheme.primaryContainer,
        navigation = {
            IconAction(Icons.Close, stringResource(R.string.cmd_select_none), { onEvent(ListEvent.NoneSelected) })
        },
    ) {
        IconAction(Icons.Archive, stringResource(R.string.cmd_archive), chosen(Act.ARCHIVE))
        IconAction(Icons.Trash, stringResource(R.string.cmd_delete), chosen(Act.DELETE))
        IconAction(
            if (unread) Icons.Read else Icons.Unread,
            stringResource(if (unread) R.string.cmd_read else R.string.cmd_unread),
            chosen(if (unread) Act.READ else Act.UNREAD),
        )
        MoreMenu(
            stringResource(R.string.more),
            listOf(
                MenuAction(stringResource(R.string.cmd_move), Icons.Move) {
                    onEvent(ListEvent.FolderAsked(PickFor.MOVE))
                },
                MenuAction(stringResource(R.string.cmd_copy), Icons.Copy) {
                    onEvent(ListEvent.FolderAsked(PickFor.COPY))
                },
                MenuAction(
                    stringResource(if (flagged) R.string.list_unflag else R.string.cmd_flag),
                    Icons.Flag,
                    chosen(if (flagged) Act.UNFLAG else Act.FLAG),
                ),
                MenuAction(
                    stringResource(if (inJunk) R.string.cmd_not_junk else R.string.cmd_junk),
                    Icons.Junk,
                    chosen(if (inJunk) Act.NOT_JUNK else Act.JUNK),
                ),
                MenuAction(stringResource(R.string.cmd_select_all), Icons.Check) { onEvent(ListEvent.AllSelected) },
            ),
        )
    }
}

private class Operator(val text: String, val hint: Int)

private val OPERATORS = listOf(
    Operator("is:unread", R.string.search_unread),
    Operator("from:", R.string.search_from),
    Operator("has:attachment", R.string.search_attachment),
    Operator("is:flagged", R.string.search_flagged),
    Operator("subject:", R.string.search_subject),
    Operator("to:", R.string.search_to),
    Operator("in:", R.string.search_in),
    Operator("after:", R.string.search_after),
    Operator("before:", R.string.search_before),
)

@OptIn(ExperimentalMaterial3Api::class)
@Composable
private fun SearchBar(query: String, unfinished: String?, onEvent: (ListEvent) -> Unit, onBack: () -> Unit) {
    var typed by rememberSaveable(stateSaver = TextFieldValue.Saver) {
        mutableStateOf(TextFieldValue(query, TextRange(query.length)))
    }
    val focus = remember { FocusRequester() }
    val keyboard = LocalFocusManager.current
    LaunchedEffect(Unit) { if (query.isEmpty()) focus.requestFocus() }
    fun put(text: String) {
        typed = TextFieldValue(text, TextRange(text.length))
        onEvent(ListEvent.Searched(text))
    }
    Column {
        TopAppBar(
            title = {
                val name = stringResource(R.string.search_placeholder)
                TextField(
                    value = typed,
                    onValueChange = {
                        val changed = it.text != typed.text
                        typed = it
                        if (changed) onEvent(ListEvent.Searched(it.text))
                    },
                    placeholder = { Text(name) },
                    singleLine = true,
                    keyboardOptions = KeyboardOptions(imeAction = ImeAction.Search),
                    keyboardActions = KeyboardActions(onSearch = { keyboard.clearFocus() }),
                    colors = TextFieldDefaults.colors(
                        focusedContainerColor = Color.Transparent,
                        unfocusedContainerColor = Color.Transparent,
                        focusedIndicatorColor = Color.Transparent,
                        unfocusedIndicatorColor = Color.Transparent,
                    ),
                    modifier = Modifier.fillMaxWidth().focusRequester(focus).semantics { contentDescription = name },
                )
            },
            navigationIcon = { BackAction(onBack) },
            actions = {
                if (typed.text.isNotEmpty()) IconAction(Icons.Close, stringResource(R.string.search_clear), { put("") })
            },
            colors = TopAppBarDefaults.topAppBarColors(containerColor = MaterialTheme.colorScheme.surface),
        )
        Row(
            Modifier.fillMaxWidth().horizontalScroll(rememberScrollState()).padding(horizontal = 16.dp),
            horizontalArrangement = Arrangement.spacedBy(8.dp),
        ) {
            OPERATORS.filter { it.text !in typed.text }.forEach { operator ->
                SuggestionChip(
                    onClick = { put(withOperator(typed.text, operator.text)) },
                    label = { Text(stringResource(operator.hint).replaceFirstChar { it.uppercase() }) },
                )
            }
        }
        if (unfinished != null) Waiting(unfinished)
    }
}

/** What the field still waits for. */
@Composable
private fun Waiting(unfinished: String) {
    val day = unfinished.removePrefix("-").substringBefore(':').lowercase() in setOf("after", "before")
    Text(
        stringResource(if (day) R.string.search_unfinished_day else R.string.search_unfinished, unfinished),
        style = MaterialTheme.typography.bodySmall,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
        modifier = Modifier.padding(horizontal = 16.dp).semantics { liveRegion = LiveRegionMode.Polite },
    )
}

/** The query with an operator at its end; after a finished word there is room for the next. */
internal fun withOperator(query: String, operator: String): String {
    val before = if (query.isBlank()) "" else query.trimEnd() + " "
    return before + operator + if (operator.endsWith(":")) "" else " "
}
