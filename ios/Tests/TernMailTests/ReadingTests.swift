import Foundation
import TernCore
import TernMail
import Testing

/// Bodies without harm, remote content by a person's word, links checked.
extension ContractTests {
    private func withPicture() async throws -> (Mail, MessageRow) {
        let user = try bed.user()
        let html = "<p>Hello <b>you</b></p><script>steal()</script><img src='https://tracker.example/p.png'>"
        let type = "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
        try bed.deliver(user, "With a picture", body: html, extra: type)
        let (mail, account) = try await synced(user)
        return (mail, try #require(try await mail.rows(account, .inbox).first))
    }

    @Test func aBodyIsHarmlessAndRemoteContentWaits() async throws {
        let (mail, row) = try await withPicture()
        let opened = try await mail.message(id: row.id)
        #expect(opened.html && opened.remote == 1 && !opened.remoteAllowed)
        let body = try await mail.body(id: row.id, options: BodyOptions(remote: false, plain: false))
        #expect(body.html.contains("Hello") && body.blocked == 1)
        #expect(!["script", "steal", "tracker"].contains { body.html.contains($0) })
        let loaded = try await mail.body(id: row.id, options: BodyOptions(remote: true, plain: false))
        #expect(loaded.html.contains("remote/") && !loaded.html.contains("tracker"))
        let plain = try await mail.body(id: row.id, options: BodyOptions(remote: false, plain: true))
        #expect(!plain.html.contains("<b>"))
        let part = try await mail.part(id: row.id, part: "1")
        #expect(String(decoding: part.bytes, as: UTF8.self).contains("steal()"))
        let missing = try await refused { _ = try await mail.remoteImage(id: row.id, number: 99) }
        #expect(!missing.next.isEmpty)
    }

    @Test func remoteContentIsLetInBySender() async throws {
        let (mail, row) = try await withPicture()
        try await mail.allowRemote(sender: "Grace@Tern.test", allow: true)
        #expect(try await mail.remoteSenders() == ["grace@tern.test"])
        #expect(try await mail.message(id: row.id).remoteAllowed)
        try await mail.allowRemote(sender: "grace@tern.test", allow: false)
        #expect(try await mail.remoteSenders().isEmpty)
    }

    @Test func linksAndPastedHtmlAreJudged() {
        let page = "https://shore.example/terns"
        #expect(checkLink(url: page, text: "our page") == .open(url: page))
        let misleading = checkLink(url: page, text: "https://bank.example/")
        #expect({ if case .misleading(_, _, "shore.example") = misleading { true } else { false } }())
        let letter = checkLink(url: "mailto:ann@x.example", text: "write")
        #expect({ if case .mailto = letter { true } else { false } }())
        #expect(checkLink(url: "javascript:steal()", text: "x") == .refused)
        let clean = cleanHtml(html: "<p onclick='steal()'>Hi <b>you</b></p><script>steal()</script>")
        #expect(clean.contains("<b>you</b>") && !clean.contains("steal"))
    }

    @Test func addressesAreReadAsPeopleTypeThem() async throws {
        let read = try parseAddresses(text: "\"Lee, Ann\" <ann@x.example>; bo@y.example")
        #expect(read == [Address(name: "Lee, Ann", email: "ann@x.example"), Address(name: nil, email: "bo@y.example")])
        #expect(try await refused { _ = try parseAddresses(text: "ann") }.kind == "Input")
    }
}
