import TernCore

private final class Node {
    var name: Phrase
    let path: String
    let sortName: String
    var box: Mailbox?
    var children: [Node] = []

    init(_ part: String, _ path: String) {
        name = named(part)
        self.path = path
        sortName = part.lowercased()
    }

    var rank: Int { box?.role.flatMap(order.firstIndex) ?? order.count }

    func child(_ part: String, _ path: String) -> Node {
        if let there = children.first(where: { $0.path == path }) { return there }
        let made = Node(part, path)
        children.append(made)
        return made
    }

    func sort() {
        children.sort { ($0.rank, $0.sortName) < ($1.rank, $1.sortName) }
        children.forEach { $0.sort() }
    }
}

private let order: [Role] = [.inbox, .drafts, .sent, .archive, .junk, .trash, .all, .flagged]

/// The folders of one account as a tree: roles first, then by name.
private func treeOf(_ mailboxes: [Mailbox]) -> [Node] {
    let root = Node("", "")
    for box in mailboxes {
        // A role stands on the first level wherever the server keeps it.
        let whole = box.role != nil || (box.separator ?? "").isEmpty
        let parts = whole ? [box.name] : box.name.split(separator: box.separator ?? "").map(String.init)
        var node = root
        for at in parts.indices { node = node.child(parts[at], parts[...at].joined(separator: "\0")) }
        node.box = box
        if box.role != nil { node.name = folderPhrase(box) }
    }
    root.sort()
    return root.children
}

private func row(_ key: String, _ name: Phrase, _ role: Role?, _ place: Place, _ count: Int, unread: Bool = true)
    -> TreeRow
{
    TreeRow(
        key: key, level: 1, name: name, role: role, place: place, count: count, countsUnread: unread, expanded: nil,
        problem: nil, heading: false)
}

private func unified(_ known: AccountsState) -> [TreeRow] {
    func sum(_ role: Role, _ of: KeyPath<Mailbox, UInt32>) -> Int {
        known.withRole(role).reduce(0) { $0 + Int($1[keyPath: of]) }
    }
    let inbox = View.role(role: .inbox)
    let drafts = known.drafts + sum(.drafts, \.local)
    return [
        row("inbox", titleOf(inbox, known), .inbox, .shows(inbox), sum(.inbox, \.unread)),
        row("flagged", roleWord(.flagged), .flagged, .shows(.flagged), 0),
        row("drafts", roleWord(.drafts), .drafts, .drafts, drafts, unread: false),
        row("outbox", phrase("folders-outbox"), nil, .outbox, known.waiting, unread: false),
    ]
}

private func folders(_ nodes: [Node], _ account: AccountId, _ level: Int, _ folded: Set<String>) -> [TreeRow] {
    nodes.flatMap { node -> [TreeRow] in
        let key = "folder:\(account):\(node.path)"
        let open = !folded.contains(key)
        let box = node.box.flatMap { $0.selectable ? $0 : nil }
        let drafts = box?.role == .drafts
        let here = TreeRow(
            key: key, level: level, name: node.name, role: node.box?.role,
            place: box.map { .shows(.mailbox(mailbox: $0.id)) }, count: Int((drafts ? box?.local : box?.unread) ?? 0),
            countsUnread: !drafts, expanded: node.children.isEmpty ? nil : open, problem: nil, heading: false)
        return [here] + (open ? folders(node.children, account, level + 1, folded) : [])
    }
}

/// The sidebar as rows in order: what all accounts share, then each account with its folders.
func rowsOf(_ known: AccountsState, _ folded: Set<String>) -> [TreeRow] {
    unified(known)
        + (known.list ?? []).flatMap { account -> [TreeRow] in
            let key = "account:\(account.id)"
            let open = !folded.contains(key)
            let boxes = known.mailboxes.filter { $0.account == account.id }
            let unread = boxes.first { $0.role == .inbox }?.unread ?? 0
            let heading = TreeRow(
                key: key, level: 1, name: named(account.address), role: nil, place: nil, count: open ? 0 : Int(unread),
                countsUnread: true, expanded: open,
                problem: known.status.first { $0.account == account.id }?.problem?.reason, heading: true)
            return [heading] + (open ? folders(treeOf(boxes), account.id, 2, folded) : [])
        }
}
