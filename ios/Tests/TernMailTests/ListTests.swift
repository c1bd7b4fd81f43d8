import TernCore
import TernMail
import Testing

/// Lists as a window shows them, what is kept for it, and actions taken back.
extension ContractTests {
    private func asked(
        _ view: View, from: ListFrom = .offset(offset: 0), threaded: Bool = true, unreadOnly: Bool = false
    ) -> ListRequest {
        ListRequest(view: view, threaded: threaded, unreadOnly: unreadOnly, from: from, limit: 50)
    }

    @Test func listsShowConversationsAndMessages() async throws {
        let user = try bed.user()
        try bed.deliver(user, "The cliff")
        try bed.deliver(user, "Re: The cliff", extra: "In-Reply-To: <The.cliff@tern.test>\r\n")
        try bed.deliver(user, "Puffins")
        let (mail, account) = try await synced(user)
        let inbox = View.mailbox(mailbox: try await mail.role(account, .inbox).id)
        let page = try await mail.list(request: asked(inbox))
        #expect(page.total == 2 && page.offset == 0)
        let cliff = try #require(page.rows.first { $0.row.subject.contains("cliff") })
        #expect(cliff.ids.count == 2 && cliff.messages == 2 && cliff.unread == 2)
        #expect(cliff.people.map(\.email) == ["grace@tern.test"])
        let ids = try await mail.list(request: asked(inbox, threaded: false)).rows.map(\.row.id)
        #expect(ids.count == 3)
        #expect(try await mail.listIds(view: inbox, unreadOnly: false) == ids)
        let around = try await mail.list(request: asked(inbox, from: .around(id: ids[2]), threaded: false))
        #expect(around.rows.map(\.row.id).contains(ids[2]))
        #expect(try await mail.list(request: asked(.role(role: .inbox))).rows == page.rows)
        let found = try await mail.search(query: "subject:puffins", limit: 9).map(\.id)
        #expect(try await mail.listIds(view: .search(query: "subject:puffins"), unreadOnly: false) == found)
        let change = FlagChange(add: flags(seen: true, flagged: true), remove: flags())
        _ = try await mail.flag(ids: [ids[0]], change: change)
        #expect(try await mail.listIds(view: .flagged, unreadOnly: false) == [ids[0]])
        #expect(try await mail.listIds(view: inbox, unreadOnly: true) == Array(ids[1...]))
        let unread = asked(inbox, threaded: false, unreadOnly: true)
        #expect(try await mail.list(request: unread).total == 2)
        let reading = try await mail.readQuery(query: "subject:cliff in:inbox")
        #expect(reading.words == ["cliff"] && reading.mailboxes?.count == 1)
        #expect(try await mail.readQuery(query: "cliff after:20").unfinished == "after:20")
    }

    @Test func theStateOfAccountsIsTold() async throws {
        let mail = try await open(folder())
        let account = try await mail.addAccount(setup: setup(bed.user()))
        let before = try #require(try await mail.status().first)
        #expect(before.account == account.id && before.mode == nil && !before.syncing && before.synced == nil)
        _ = try await mail.sync(account: account.id, request: everything)
        let after = try #require(try await mail.status().first)
        #expect(after.synced ?? 0 > 0 && after.problem == nil)
    }

    @Test func settingsAndSendingAreKept() async throws {
        let mail = try await open(folder())
        try await mail.setSetting(key: "desktop.density", value: "compact")
        #expect(try await mail.settings() == [Setting(key: "desktop.density", value: "compact")])
        try await mail.setSetting(key: "desktop.density", value: nil)
        #expect(try await mail.settings().isEmpty)
        let long = String(repeating: "k", count: 101)
        #expect(try await refused { try await mail.setSetting(key: long, value: "x") }.kind == "Input")
        let account = try await mail.addAccount(setup: setup(bed.user()))
        try await mail.setSending(account: account.id, name: "A. Lovelace", undoSeconds: 20)
        let known = try #require(try await mail.accounts().first)
        #expect(known.name == "A. Lovelace" && known.undoSeconds == 20)
        let tooLong = try await refused {
            try await mail.setSending(account: account.id, name: nil, undoSeconds: 121)
        }
        #expect(tooLong.kind == "Input")
    }

    @Test func anActionIsTakenBack() async throws {
        let user = try bed.user()
        try bed.deliver(user, "Not for the archive")
        let (mail, account) = try await synced(user)
        let row = try #require(try await mail.rows(account, .inbox).first)
        let done = try await mail.archive(ids: [row.id])
        #expect(done.kind == .archive && done.messages == 1)
        #expect(try await mail.role(account, .archive).id == done.to)
        #expect(try await mail.lastAction() == done)
        #expect(try await mail.rows(account, .inbox).isEmpty)
        try await mail.undo(action: done.id)
        #expect(try await mail.rows(account, .inbox).map(\.subject) == [row.subject])
        #expect(try await mail.lastAction() == nil)
        #expect(try await refused { try await mail.undo(action: done.id) }.kind == "Gone")
    }
}
