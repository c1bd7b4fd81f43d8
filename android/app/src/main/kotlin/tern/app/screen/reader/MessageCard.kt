package tern.app.screen.reader

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.core.ReplyKind
import tern.app.ui.Icons
import tern.app.ui.LocalDark
import tern.app.ui.LocalFormat
import tern.app.ui.LocalTones
import tern.app.ui.calm
import tern.app.ui.fullName
import tern.app.ui.nameOf
import tern.app.ui.part.Avatar
import tern.app.ui.part.ErrorBox
import tern.app.ui.part.FileIcon
import tern.app.ui.part.FileName
import tern.app.ui.part.IconAction
import tern.app.ui.part.MenuAction
import tern.app.ui.part.MoreMenu
import tern.core.Address
import tern.core.Attachment
import tern.core.Message

/** One message: who and when, and below it what it says. */
@Composable
fun MessageCard(
    card: Card,
    state: ReaderState,
    onEvent: (ReaderEvent) -> Unit,
    html: @Composable (Card, Message) -> Unit,
) {
    Column(Modifier.fillMaxWidth()) {
        Head(card, state, onEvent)
        when (val content = card.content) {
            CardContent.Closed -> Unit

            CardContent.Loading -> Box(Modifier.fillMaxWidth().padding(24.dp), contentAlignment = Alignment.Center) {
                CircularProgressIndicator()
            }

            is CardContent.Failed -> Column(Modifier.padding(16.dp)) {
                ErrorBox(content.error)
                TextButton(onClick = {
                    onEvent(ReaderEvent.Retried(card.row.id))
                }) { Text(stringResource(R.string.retry)) }
            }

            is CardContent.Shown -> Shown(card, content.message, state, onEvent, html)
        }
    }
}

@Composable
private fun Head(card: Card, state: ReaderState, onEvent: (ReaderEvent) -> Unit) {
    val from = card.row.from.firstOrNull()
    val open = card.content != CardContent.Closed
    Row(
        Modifier.fillMaxWidth().clickable {
            onEvent(ReaderEvent.Toggled(card.row.id))
        }.padding(start = 16.dp, top = 12.dp, bottom = 12.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Avatar(nameOf(from), from?.email.orEmpty())
        Column(Modifier.weight(1f).padding(start = 16.dp)) {
            Text(
                nameOf(from).ifEmpty {
                    stringResource(R.string.no_sender)
                },
                style = MaterialTheme.typography.bodyLarge,
                maxLines = 1,
                overflow = TextOverflow.Ellipsis,
                fontWeight = if (card.row.flags.seen) FontWeight.Medium else FontWeight.Bold,
            )
            val second = if (open) toLine(card.row.to, state.mine) else calm(card.row.preview)
            Text(
                second,
                style = MaterialTheme.typography.bodyMedium,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
                maxLines = 1,
                overflow = TextOverflow.Ellipsis,
            )
        }
        Text(
            LocalFormat.current.shortDate(card.row.date),
            style = MaterialTheme.typography.labelMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
            modifier = Modifier.padding(start = 8.dp, end = if (open) 0.dp else 16.dp),
        )
        if (open) CardMenu(card, onEvent)
    }
}

@Composable
private fun toLine(to: List<Address>, mine: Set<String>): String {
    if (to.isEmpty()) return stringResource(R.string.reader_to_nobody)
    val me = stringResource(R.string.me)
    val names = to.take(SHOWN).map { if (it.email.lowercase() in mine) me else nameOf(it) }
    val rest = to.size - names.size
    val people = if (rest >
        0
    ) {
        names.joinToString(", ") + " " + pluralStringResource(R.plurals.reader_others, rest, rest)
    } else {
        LocalFormat.current.list(names)
    }
    return stringResource(R.string.reader_to, people)
}

private const val SHOWN = 3

@Composable
private fun CardMenu(card: Card, onEvent: (ReaderEvent) -> Unit) {
    val id = card.row.id
    val message = (card.content as? CardContent.Shown)?.message
    val html = message?.html == true
    MoreMenu(
        stringResource(R.string.reader_actions),
        listOfNotNull(
            MenuAction(stringResource(R.string.cmd_reply), Icons.Reply) {
                onEvent(ReaderEvent.Answered(ReplyKind.REPLY, card.row))
            },
            MenuAction(stringResource(R.string.cmd_reply_all), Icons.ReplyAll) {
                onEvent(ReaderEvent.Answered(ReplyKind.REPLY_ALL, card.row))
            },
            MenuAction(stringResource(R.string.cmd_forward), Icons.Forward) {
                onEvent(ReaderEvent.Answered(ReplyKind.FORWARD, card.row))
            },
            MenuAction(
                stringResource(if (card.details) R.string.reader_details_hide else R.string.reader_details_show),
                Icons.Person,
            ) {
                onEvent(ReaderEvent.Details(id))
            },
            if (message != null) {
                MenuAction(stringResource(R.string.cmd_print), Icons.Print) { onEvent(ReaderEvent.Printed(id)) }
            } else {
                null
            },
            MenuAction(stringResource(R.string.cmd_source), Icons.Source) { onEvent(ReaderEvent.SourceAsked(id)) },
            if (html) {
                MenuAction(
                    stringResource(if (card.plain) R.string.reader_show_html else R.string.reader_show_plain),
                    Icons.File,
                ) {
                    onEvent(ReaderEvent.Plain(id))
                }
            } else {
                null
            },
            if (html && LocalDark.current && !card.plain) {
                MenuAction(
                    stringResource(if (card.original) R.string.reader_show_dark else R.string.reader_show_original),
                    Icons.Theme,
                ) {
                    onEvent(ReaderEvent.Original(id))
                }
            } else {
                null
            },
        ),
    )
}

@Composable
private fun Shown(
    card: Card,
    message: Message,
    state: ReaderState,
    onEvent: (ReaderEvent) -> Unit,
    html: @Composable (Card, Message) -> Unit,
) {
    LaunchedEffect(card.row.id) { onEvent(ReaderEvent.Visible(card.row.id)) }
    if (card.details) Details(message)
    if (remoteHidden(card, message)) RemoteBar(card, onEvent)
    if (message.html && !card.plain) {
        html(card, message)
    } else {
        SelectionContainer {
            PlainText(message.text, Modifier.fillMaxWidth().padding(horizontal = 16.dp, vertical = 4.dp)) {
                onEvent(ReaderEvent.LinkTapped(it, it))
            }
        }
    }
    val files = besideText(message)
    if (files.isNotEmpty()) Attachments(card, files, state.busy, onEvent)
}

@Composable
private fun Details(message: Message) {
    Column(Modifier.padding(horizontal = 16.dp, vertical = 4.dp), verticalArrangement = Arrangement.spacedBy(6.dp)) {
        Line(R.string.reader_label_from, message.row.from)
        Line(R.string.reader_label_to, message.row.to)
        Line(R.string.reader_label_cc, message.cc)
        Line(R.string.reader_label_bcc, message.bcc)
        Line(R.string.reader_label_reply_to, message.replyTo)
        Labelled(R.string.reader_label_date, LocalFormat.current.fullDate(message.row.date))
    }
}

@Composable
private fun Line(label: Int, people: List<Address>) {
    if (people.isNotEmpty()) Labelled(label, people.joinToString("\n") { fullName(it) })
}

@Composable
private fun Labelled(label: Int, value: String) = Column {
    Text(
        stringResource(label),
        style = MaterialTheme.typography.labelMedium,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
    )
    SelectionContainer { Text(value, style = MaterialTheme.typography.bodyMedium) }
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun RemoteBar(card: Card, onEvent: (ReaderEvent) -> Unit) {
    Column(
        Modifier.fillMaxWidth().padding(horizontal = 16.dp, vertical = 4.dp).clip(RoundedCornerShape(12.dp))
            .background(LocalTones.current.warnSheet).padding(start = 16.dp, end = 8.dp, top = 12.dp),
    ) {
        Row(verticalAlignment = Alignment.CenterVertically, horizontalArrangement = Arrangement.spacedBy(12.dp)) {
            Icon(Icons.Image, contentDescription = null, tint = LocalTones.current.warn)
            Text(stringResource(R.string.reader_remote_hidden), style = MaterialTheme.typography.bodyMedium)
        }
        FlowRow(Modifier.padding(start = 24.dp)) {
            TextButton(onClick = {
                onEvent(ReaderEvent.LoadedOnce(card.row.id))
            }) { Text(stringResource(R.string.reader_remote_once)) }
            TextButton(onClick = {
                onEvent(ReaderEvent.LoadedAlways(card.row.id))
            }) { Text(stringResource(R.string.reader_remote_always)) }
        }
    }
}

@Composable
private fun Attachments(card: Card, files: List<Attachment>, busy: Set<String>, onEvent: (ReaderEvent) -> Unit) {
    Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
        Text(
            pluralStringResource(R.plurals.reader_attachments, files.size, files.size),
            style = MaterialTheme.typography.labelLarge,
        )
        files.forEach { file ->
            val use = { how: FileUse -> onEvent(ReaderEvent.FileUsed(card.row.id, file, how)) }
            Row(
                Modifier.fillMaxWidth().clip(
                    RoundedCornerShape(12.dp),
                ).background(MaterialTheme.colorScheme.surfaceContainer)
                    .clickable { use(FileUse.OPEN) }.heightIn(min = 56.dp).padding(start = 16.dp),
                verticalAlignment = Alignment.CenterVertically,
            ) {
                if ("${card.row.id}/${file.part}" in busy) {
                    CircularProgressIndicator(Modifier.size(24.dp))
                } else {
                    FileIcon(file.contentType)
                }
                FileName(file.name, file.size)
                IconAction(Icons.Share, stringResource(R.string.reader_attachment_share, calm(file.name)), {
                    use(FileUse.SHARE)
                })
                IconAction(Icons.Download, stringResource(R.string.reader_attachment_save_named, calm(file.name)), {
                    use(FileUse.SAVE)
                })
            }
        }
    }
}
