import Foundation
import TernCore

@testable import TernMail

/// What the fake shows: lists, messages and what belongs to them.
extension FakeCore {
    func list(request: ListRequest) async throws -> ListPage {
        try await verb("list", request.view) {
            let shown = rows(request.view)
            var groups = shown.map { [$0] }
            if request.threaded {
                let threads = Dictionary(grouping: shown, by: \.thread)
                var seen: Set<ThreadId> = []
                groups = shown.filter { seen.insert($0.thread).inserted }.compactMap { threads[$0.thread] }
            }
            let wanted = groups.filter { group in !request.unreadOnly || group.contains { !$0.flags.seen } }
                .map { row($0, request.threaded) }
            let limit = min(Int(request.limit), 500)
            let offset =
                switch request.from {
                case .offset(let offset): Int(offset)
                case .around(let id): max(0, (wanted.firstIndex { $0.ids.contains(id) } ?? 0) - limit / 2)
                }
            return ListPage(
                total: UInt32(wanted.count), offset: UInt32(offset), rows: Array(wanted.dropFirst(offset).prefix(limit))
            )
        }
    }

    func listIds(view: View, unreadOnly: Bool) async throws -> [MessageId] {
        try await verb("listIds", view) { rows(view).filter { !unreadOnly || !$0.flags.seen }.map(\.id) }
    }

    private func rows(_ view: View) -> [MessageRow] {
        letters.map(\.row).filter { shows(view, $0) }.sorted { ($0.received, $0.id) > ($1.received, $1.id) }
    }

    private func role(_ row: MessageRow) -> Role? {
        mailboxList.first { $0.id == row.mailbox }?.role
    }

    private func shows(_ view: View, _ row: MessageRow) -> Bool {
        switch view {
        case .mailbox(let id): row.mailbox == id
        case .role(let wanted): role(row) == wanted
        case .flagged: row.flags.flagged && role(row) != .trash && role(row) != .junk
        case .search(let query):
            !query.allSatisfy(\.isWhitespace) && query.split(separator: " ").allSatisfy { found(String($0), row) }
        }
    }

    private func found(_ word: String, _ row: MessageRow) -> Bool {
        let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let (sign, rest) = parts.count == 2 ? (parts[0], parts[1]) : ("", word)
        func has(_ text: String) -> Bool { text.range(of: rest, options: .caseInsensitive) != nil }
        func named(_ people: [Address]) -> Bool { people.contains { has("\($0.name ?? "") \($0.email)") } }
        switch sign {
        case "from": return named(row.from)
        case "to": return named(row.to)
        case "subject": return has(row.subject)
        case "is": return rest == "unread" ? !row.flags.seen : row.flags.flagged
        case "has": return row.attachments > 0
        default: return has("\(row.subject) \(row.preview)") || named(row.from)
        }
    }

    private func row(_ group: [MessageRow], _ threaded: Bool) -> ListRow {
        let newest = group[0]
        let outgoing = role(newest) == .sent || role(newest) == .drafts
        var people: [Address] = []
        for person in group.reversed().flatMap({ outgoing ? $0.to : $0.from })
        where !people.contains(where: { $0.email == person.email }) { people.append(person) }
        return ListRow(
            row: newest, ids: group.map(\.id),
            messages: threaded ? UInt32(letters.count { $0.row.thread == newest.thread }) : 1,
            unread: UInt32(group.count { !$0.flags.seen }), flagged: group.contains { $0.flags.flagged },
            attachments: group.reduce(0) { $0 + $1.attachments }, people: Array(people.prefix(4)))
    }

    func thread(thread: ThreadId) async throws -> [MessageRow] {
        try await verb("thread", thread) {
            letters.map(\.row).filter { $0.thread == thread }.sorted { $0.received < $1.received }
        }
    }

    func row(id: MessageId) async throws -> MessageRow {
        try await verb("row", id) { try letter(id).row }
    }

    func message(id: MessageId) async throws -> Message {
        try await verb("message", id) {
            let letter = try letter(id)
            let allowed = letter.row.from.contains { senders.contains($0.email.lowercased()) }
            return messageOf(
                letter.row, text: letter.text, html: letter.html != nil, remote: letter.remote, allowed: allowed,
                cc: letter.cc, files: letter.files)
        }
    }

    func body(id: MessageId, options: BodyOptions) async throws -> Body {
        try await verb("body", id, options.remote, options.plain) {
            let letter = try letter(id)
            guard let html = letter.html, !options.plain else {
                return Body(html: "<pre>\(letter.text)</pre>", blocked: 0, colours: .theme)
            }
            return Body(html: html, blocked: options.remote ? 0 : letter.remote, colours: .light)
        }
    }

    func saveSource(id: MessageId, path: String) async throws {
        try await verb("saveSource", id) {
            let letter = try letter(id)
            try "Subject: \(letter.row.subject)\r\n\r\n\(letter.text)".write(
                toFile: path, atomically: true, encoding: .utf8)
        }
    }

    func savePart(id: MessageId, part: String, path: String) async throws -> UInt64 {
        try await verb("savePart", id, part) {
            guard let file = try letter(id).files.first(where: { $0.part == part }) else { throw gone("part") }
            if FileManager.default.fileExists(atPath: path) {
                throw MailError.Input(reason: "\(path) exists already.", next: "Choose another name.")
            }
            try file.name.write(toFile: path, atomically: true, encoding: .utf8)
            return UInt64(file.name.utf8.count)
        }
    }

    func remoteImage(id: MessageId, number: UInt32) async throws -> PartData {
        try await verb("remoteImage", id, number) {
            guard (1...max(1, try letter(id).remote)).contains(number) else { throw gone("image") }
            return PartData(contentType: "image/png", bytes: Data([1]))
        }
    }

    func allowRemote(sender: String, allow: Bool) async throws {
        try await verb("allowRemote", sender, allow) {
            if allow { senders.insert(sender.lowercased()) } else { senders.remove(sender.lowercased()) }
        }
    }

    func remoteSenders() async throws -> [String] {
        try await verb("remoteSenders") { senders.sorted() }
    }

    func checkLink(url: String, text: String) -> LinkVerdict {
        func host(_ link: String) -> String? {
            let parts = link.split(separator: "/", omittingEmptySubsequences: false)
            return parts.count > 2 && (parts[0] == "https:" || parts[0] == "http:") ? String(parts[2]) : nil
        }
        if url.hasPrefix("mailto:") { return .mailto(uri: url) }
        guard let to = host(url) else { return .refused }
        if let shown = host(text), shown != to { return .misleading(url: url, shown: shown, host: to) }
        return .open(url: url)
    }

    func readQuery(query: String) async throws -> QueryReading {
        try await verb("readQuery", query) {
            let written = query.split(separator: " ").map(String.init)
            let words = written.filter { !$0.hasPrefix("-") }.compactMap { word -> String? in
                let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
                if parts.count == 1 { return word.hasSuffix(":") ? nil : word }
                return ["from", "to", "subject"].contains(parts[0]) ? parts[1] : nil
            }
            let end = written.last.flatMap { word in
                let day = word.hasPrefix("after:") || word.hasPrefix("before:")
                return word.hasSuffix(":") || (day && word.split(separator: ":").last?.count != 10) ? word : nil
            }
            return QueryReading(words: words, unfinished: end, mailboxes: nil)
        }
    }

    func completeAddress(prefix: String, limit: UInt32) async throws -> [Address] {
        try await verb("completeAddress", prefix) {
            var people: [Address] = []
            for person in letters.flatMap({ $0.row.from + $0.row.to })
            where !people.contains(where: { $0.email == person.email }) {
                let words = "\(person.name ?? "") \(person.email)".split { " @.".contains($0) }
                if words.contains(where: { $0.lowercased().hasPrefix(prefix.lowercased()) }) { people.append(person) }
            }
            return Array(people.prefix(Int(limit)))
        }
    }
}
