package tern.app.screen.reader

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.navigationBarsPadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.FilledTonalButton
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Scaffold
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.core.Act
import tern.app.core.ReplyKind
import tern.app.ui.Icons
import tern.app.ui.calm
import tern.app.ui.part.AskDialog
import tern.app.ui.part.EmptyState
import tern.app.ui.part.ErrorPanel
import tern.app.ui.part.FolderDialog
import tern.app.ui.part.ForeverDialog
import tern.app.ui.part.IconAction
import tern.app.ui.part.MenuAction
import tern.app.ui.part.MoreMenu
import tern.app.ui.part.ScreenBar
import tern.app.ui.part.Skeleton
import tern.core.Message

/** `html` draws a body that has HTML; the route puts a walled WebView there. */
@Composable
fun ReaderView(
    state: ReaderState,
    onEvent: (ReaderEvent) -> Unit,
    onBack: (() -> Unit)?,
    html: @Composable (Card, Message) -> Unit,
) {
    val body = state.body
    Scaffold(
        topBar = { ScreenBar("", onBack) { if (body is ReaderBody.Conversation) Tools(body, onEvent) } },
        bottomBar = { if (body is ReaderBody.Conversation) ReplyBar(body, onEvent) },
        containerColor = MaterialTheme.colorScheme.surface,
    ) { inner ->
        Column(
            Modifier.padding(top = inner.calculateTopPadding(), bottom = inner.calculateBottomPadding()).fillMaxSize(),
        ) {
            when (body) {
                ReaderBody.Loading -> Skeleton(rows = 2)
                is ReaderBody.Failed -> ErrorPanel(body.error) { onEvent(ReaderEvent.Retried(null)) }
                ReaderBody.Gone -> EmptyState(Icons.Inbox, stringResource(R.string.reader_gone), null)
                is ReaderBody.Conversation -> Conversation(body, state, onEvent, html)
            }
        }
    }
    Dialogs(state.dialog, onEvent)
}

@Composable
private fun Tools(body: ReaderBody.Conversation, onEvent: (ReaderEvent) -> Unit) {
    val flagged = body.cards.any { it.row.flags.flagged }
    fun chosen(act: Act) = { onEvent(ReaderEvent.Chosen(act)) }
    IconAction(Icons.Archive, stringResource(R.string.cmd_archive), chosen(Act.ARCHIVE))
    IconAction(Icons.Trash, stringResource(R.string.cmd_delete), chosen(Act.DELETE))
    IconAction(Icons.Unread, stringResource(R.string.cmd_unread), chosen(Act.UNREAD))
    MoreMenu(
        stringResource(R.string.more),
        listOfNotNull(
            MenuAction(
                stringResource(if (flagged) R.string.list_unflag else R.string.cmd_flag),
                Icons.Flag,
                chosen(if (flagged) Act.UNFLAG else Act.FLAG),
            ),
            MenuAction(stringResource(R.string.cmd_move), Icons.Move) { onEvent(ReaderEvent.FolderAsked) },
            MenuAction(stringResource(R.string.cmd_junk), Icons.Junk, chosen(Act.JUNK)),
            if (body.cards.size >
                1
            ) {
                MenuAction(stringResource(R.string.reader_expand_all), Icons.Down) {
                    onEvent(ReaderEvent.ExpandedAll)
                }
            } else {
                null
            },
        ),
    )
}

@Composable
private fun Conversation(
    body: ReaderBody.Conversation,
    state: ReaderState,
    onEvent: (ReaderEvent) -> Unit,
    html: @Composable (Card, Message) -> Unit,
) {
    Column(Modifier.fillMaxSize().verticalScroll(rememberScrollState())) {
        Text(
            calm(body.subject).ifBlank {
                stringResource(R.string.no_subject)
            },
            style = MaterialTheme.typography.headlineSmall,
            modifier = Modifier.padding(horizontal = 16.dp, vertical = 8.dp).semantics { heading() },
        )
        if (body.cards.size > 1) {
            Text(
                pluralStringResource(R.plurals.reader_conversation_count, body.cards.size, body.cards.size),
                style = MaterialTheme.typography.bodyMedium,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
                modifier = Modifier.padding(horizontal = 16.dp),
            )
        }
        body.cards.forEach { card ->
            key(card.row.id) {
                HorizontalDivider(Modifier.padding(top = 12.dp), color = MaterialTheme.colorScheme.outlineVariant)
                MessageCard(card, state, onEvent, html)
            }
        }
    }
}

@Composable
private fun ReplyBar(body: ReaderBody.Conversation, onEvent: (ReaderEvent) -> Unit) {
    val row = body.cards.find { it.row.id == body.current }?.row ?: return
    val several = row.to.size > 1
    Surface(color = MaterialTheme.colorScheme.surface, shadowElevation = 4.dp) {
        Row(
            Modifier.fillMaxWidth().navigationBarsPadding().padding(horizontal = 12.dp, vertical = 8.dp),
            horizontalArrangement = Arrangement.spacedBy(8.dp),
        ) {
            Answer(Icons.Reply, R.string.cmd_reply, Modifier.weight(1f)) {
                onEvent(ReaderEvent.Answered(ReplyKind.REPLY, row))
            }
            if (several) {
                IconAction(Icons.ReplyAll, stringResource(R.string.cmd_reply_all), {
                    onEvent(ReaderEvent.Answered(ReplyKind.REPLY_ALL, row))
                })
            }
            Answer(Icons.Forward, R.string.cmd_forward, Modifier.weight(1f)) {
                onEvent(ReaderEvent.Answered(ReplyKind.FORWARD, row))
            }
        }
    }
}

@Composable
private fun Answer(icon: ImageVector, label: Int, modifier: Modifier, onClick: () -> Unit) {
    FilledTonalButton(onClick = onClick, modifier = modifier) {
        Icon(icon, contentDescription = null)
        Text(stringResource(label), Modifier.padding(start = 8.dp), maxLines = 1, overflow = TextOverflow.Ellipsis)
    }
}

@Composable
private fun Dialogs(dialog: ReaderDialog?, onEvent: (ReaderEvent) -> Unit) {
    val close = { onEvent(ReaderEvent.DialogClosed) }
    when (dialog) {
        null -> Unit

        is ReaderDialog.Folders -> FolderDialog(stringResource(R.string.folder_move), dialog.mailboxes, close) {
            onEvent(ReaderEvent.FolderChosen(it))
        }

        is ReaderDialog.Forever -> ForeverDialog(
            dialog.messages,
            folder = null,
            onConfirm = { onEvent(ReaderEvent.ForeverConfirmed) },
            onClose = close,
        )

        is ReaderDialog.RefusedLink -> AskDialog(
            stringResource(R.string.reader_link_refused_title),
            { Text("${stringResource(R.string.reader_link_refused)}\n\n${calm(dialog.href).take(LONGEST)}") },
            confirm = null,
            cancel = stringResource(R.string.close),
            onConfirm = {},
            onClose = close,
        )

        is ReaderDialog.Link -> AskDialog(
            stringResource(R.string.reader_link_title),
            {
                Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
                    Pair(R.string.reader_link_shown, dialog.verdict.shown)
                    Pair(R.string.reader_link_host, dialog.verdict.host)
                    Text(stringResource(R.string.reader_link_explain))
                }
            },
            confirm = stringResource(R.string.reader_link_open, dialog.verdict.host),
            cancel = stringResource(R.string.cancel),
            onConfirm = { onEvent(ReaderEvent.LinkFollowed) },
            onClose = close,
        )
    }
}

@Composable
private fun Pair(label: Int, value: String) = Column {
    Text(stringResource(label), style = MaterialTheme.typography.labelMedium)
    Text(calm(value), style = MaterialTheme.typography.bodyLarge)
}

private const val LONGEST = 500
