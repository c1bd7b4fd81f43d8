package tern.app.screen.sidebar

import tern.app.R
import tern.app.core.AccountsState
import tern.app.core.Progress
import tern.app.core.folderPhrase
import tern.app.ui.Phrase
import tern.app.ui.calm
import tern.app.ui.phrase
import tern.core.Account
import tern.core.AccountId
import tern.core.AccountStatus
import tern.core.Mailbox
import tern.core.PushMode
import tern.core.Role
import tern.core.View

/** What a row of the sidebar leads to. */
sealed interface Place {
    data class Shows(val view: View) : Place

    data object Drafts : Place

    data object Outbox : Place
}

/** `place` is null for a node that only holds others; `expanded` for a row without others below. */
data class TreeRow(
    val key: String,
    val level: Int,
    val name: Phrase,
    val role: Role?,
    val place: Place?,
    val count: Long,
    val countsUnread: Boolean,
    val expanded: Boolean?,
    val problem: String?,
    val heading: Boolean,
)

/** The one line that says how syncing is: the most important account speaks. */
sealed interface Strip {
    data object None : Strip

    data class SignIn(val account: Account) : Strip

    data object Offline : Strip

    data class Trouble(val account: Account, val kind: String, val reason: String, val next: String) : Strip

    data class Syncing(val account: Account, val folder: Phrase?, val progress: Progress?) : Strip

    data class UpToDate(val at: Long) : Strip
}

data class SidebarState(val rows: List<TreeRow>, val strip: Strip)

sealed interface SidebarEvent {
    data class Folded(val key: String) : SidebarEvent

    data object SyncCancelled : SidebarEvent
}

fun stripOf(known: AccountsState): Strip {
    val status = known.status
    fun owner(test: (AccountStatus) -> Boolean): Account? = status.find(test)?.let { known.account(it.account) }
    owner { it.problem?.kind == "sign_in" }?.let { return Strip.SignIn(it) }
    val running = status.filter { it.mode != null && it.mode != PushMode.STOPPED }
    if (running.isNotEmpty() && running.all { it.mode == PushMode.OFFLINE }) return Strip.Offline
    val moving = known.list.orEmpty().find { it.id in known.progress } ?: owner { it.syncing }
    if (moving != null) {
        val progress = known.progress[moving.id]
        return Strip.Syncing(moving, progress?.let { known.mailbox(it.mailbox) }?.let(::folderPhrase), progress)
    }
    val trouble = status.firstNotNullOfOrNull { each ->
        val problem = each.problem
        val account = known.account(each.account)
        if (problem == null || account == null) {
            null
        } else {
            Strip.Trouble(account, problem.kind, problem.reason, problem.next)
        }
    }
    if (trouble != null) return trouble
    return status.mapNotNull { it.synced }.maxOrNull()?.let(Strip::UpToDate) ?: Strip.None
}

private class Node(var name: Phrase, val path: String, val sortName: String) {
    var box: Mailbox? = null
    val children = mutableListOf<Node>()
}

private val ORDER =
    listOf(Role.INBOX, Role.DRAFTS, Role.SENT, Role.ARCHIVE, Role.JUNK, Role.TRASH, Role.ALL, Role.FLAGGED)

private fun rank(node: Node): Int = node.box?.role?.let(ORDER::indexOf) ?: ORDER.size

/** The folders of one account as a tree: roles first, then by name. */
private fun treeOf(mailboxes: List<Mailbox>): List<Node> {
    val root = Node(phrase(R.string.as_is, ""), "", "")
    for (box in mailboxes) {
        val separator = box.separator
        // A role stands on the first level wherever the server keeps it.
        val parts = if (box.role != null || separator == null) listOf(box.name) else box.name.split(separator)
        var node = root
        parts.forEachIndexed { at, part ->
            val path = parts.take(at + 1).joinToString("\u0000")
            node = node.children.find { it.path == path }
                ?: Node(phrase(R.string.as_is, calm(part)), path, part.lowercase()).also(node.children::add)
        }
        node.box = box
        if (box.role != null) node.name = folderPhrase(box)
    }
    fun sort(node: Node) {
        node.children.sortWith(compareBy({ rank(it) }, { it.sortName }))
        node.children.forEach(::sort)
    }
    sort(root)
    return root.children
}

private fun row(key: String, name: Phrase, role: Role?, place: Place?, count: Long, countsUnread: Boolean = true) =
    TreeRow(key, 1, name, role, place, count, countsUnread, expanded = null, problem = null, heading = false)

private fun unified(known: AccountsState): List<TreeRow> {
    fun sum(role: Role, of: (Mailbox) -> UInt): Long = known.withRole(role).sumOf { of(it).toLong() }
    val several = known.list.orEmpty().size > 1
    val inbox = phrase(if (several) R.string.folders_all_inboxes else R.string.role_inbox)
    val drafts = known.drafts + sum(Role.DRAFTS) { it.local }
    return listOfNotNull(
        row("inbox", inbox, Role.INBOX, Place.Shows(View.Role(Role.INBOX)), sum(Role.INBOX) { it.unread }),
        row("flagged", phrase(R.string.role_flagged), Role.FLAGGED, Place.Shows(View.Flagged), 0),
        row("drafts", phrase(R.string.role_drafts), Role.DRAFTS, Place.Drafts, drafts, countsUnread = false),
        row(
            "outbox",
            phrase(R.string.folders_outbox),
            null,
            Place.Outbox,
            known.waiting.toLong(),
            countsUnread = false,
        ),
    )
}

private fun folders(nodes: List<Node>, account: AccountId, level: Int, folded: Set<String>): List<TreeRow> =
    nodes.flatMap { node ->
        val key = "folder:$account:${node.path}"
        val open = key !in folded
        val box = node.box?.takeIf { it.selectable }
        val drafts = box?.role == Role.DRAFTS
        val count = if (box == null) {
            0u
        } else if (drafts) {
            box.local
        } else {
            box.unread
        }
        val here = TreeRow(
            key = key, level = level, name = node.name, role = node.box?.role,
            place = box?.let {
                Place.Shows(View.Mailbox(it.id))
            },
            count = count.toLong(), countsUnread = !drafts,
            expanded = open.takeIf {
                node.children.isNotEmpty()
            },
            problem = null, heading = false,
        )
        listOf(here) + if (open) folders(node.children, account, level + 1, folded) else emptyList()
    }

/** The sidebar as rows in order: what all accounts share, then each account with its folders. */
fun rowsOf(known: AccountsState, folded: Set<String>): List<TreeRow> =
    unified(known) + known.list.orEmpty().flatMap { account ->
        val key = "account:${account.id}"
        val open = key !in folded
        val boxes = known.mailboxes.filter { it.account == account.id }
        val unread = boxes.find { it.role == Role.INBOX }?.unread ?: 0u
        val heading = TreeRow(
            key = key, level = 1,
            name = phrase(
                R.string.as_is,
                account.address,
            ),
            role = null, place = null, count = if (open) 0 else unread.toLong(),
            countsUnread = true, expanded = open,
            problem = known.status.find {
                it.account == account.id
            }?.problem?.reason,
            heading = true,
        )
        listOf(heading) + if (open) folders(treeOf(boxes), account.id, 2, folded) else emptyList()
    }
