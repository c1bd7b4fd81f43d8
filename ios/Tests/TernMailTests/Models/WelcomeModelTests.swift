import Foundation
import TernCore
import Testing

@testable import TernMail

/// Adding an account and signing in again: every event, and every state they can be in.
@Suite @MainActor struct WelcomeModelTests {
    private func filled(_ bench: Bench) -> WelcomeModel {
        let model = WelcomeModel(bench.desk, another: false)
        model.onEvent(.typed(.address, "ada@analytical.example"))
        model.onEvent(.typed(.password, "secret"))
        return model
    }

    @Test func theServersAreGuessedUntilTheyAreTyped() {
        let model = filled(Bench())
        #expect(
            model.state.imap.host == "imap.analytical.example" && model.state.smtp.host == "smtp.analytical.example")
        model.onEvent(.typed(.imapHost, "mail.analytical.example"))
        model.onEvent(.typed(.address, "ada@engine.example"))
        #expect(model.state.imap.host == "mail.analytical.example" && model.state.smtp.host == "smtp.engine.example")
        model.onEvent(.typed(.smtpHost, "out.engine.example"))
        model.onEvent(.typed(.address, ""))
        #expect(model.state.smtp.host == "out.engine.example")
    }

    @Test func theUsualPortFollowsTheEncryption() {
        let model = filled(Bench())
        model.onEvent(.securityChosen(.imap, .starttls))
        model.onEvent(.securityChosen(.smtp, .starttls))
        #expect(model.state.imap.port == "143" && model.state.smtp.port == "587")
        model.onEvent(.typed(.imapPort, "1143"))
        model.onEvent(.securityChosen(.imap, .tls))
        #expect(model.state.imap.port == "1143")
        model.onEvent(.typed(.smtpPort, "465"))
        #expect(model.state.smtp.port == "465")
    }

    @Test func anAccountIsAdded() async {
        let bench = Bench(FakeCore())
        let model = filled(bench)
        model.onEvent(.typed(.name, "Ada Lovelace"))
        model.onEvent(.typed(.user, " ada "))
        model.onEvent(.windowChosen(.all))
        bench.core.gates = ["addAccount"]
        model.onEvent(.submitted)
        #expect(model.state.busy)
        model.onEvent(.submitted)
        bench.core.gates = []
        await reach { model.state.done != nil }
        #expect(bench.core.count("addAccount") == 1 && !model.state.busy && model.state.password.isEmpty)
        #expect(bench.core.accountList.first?.window == .all && bench.core.accountList.first?.name == "Ada Lovelace")
    }

    @Test func slipsAreSaidBeforeAnyServerIsAsked() {
        let bench = Bench()
        let model = WelcomeModel(bench.desk, another: true)
        #expect(model.state.another)
        model.onEvent(.submitted)
        #expect(model.state.faults.map(\.at) == [.address, .password] && !model.state.serversShown)
        model.onEvent(.typed(.address, "ada@analytical.example"))
        #expect(model.state.faults.map(\.at) == [.password])
        model.onEvent(.typed(.password, "secret"))
        model.onEvent(.typed(.imapHost, " "))
        model.onEvent(.typed(.smtpPort, "99999"))
        model.onEvent(.submitted)
        #expect(model.state.faults == [.slipped(.imapHost, .missingHost), .slipped(.smtpPort, .badPort)])
        #expect(model.state.serversShown, "they can be mended among the servers only")
        #expect(bench.core.count("addAccount") == 0)
        model.onEvent(.serversToggled)
        #expect(!model.state.serversShown)
    }

    @Test func aCertificateIsReadAndOneThatIsNoneIsSaid() {
        let model = filled(Bench())
        model.onEvent(.caChosen(name: "notes.txt", bytes: Array("hello".utf8)))
        model.onEvent(.submitted)
        #expect(model.state.faults == [.slipped(.ca, .badCa)])
        #expect(words(model.state.faults[0], model.state) == phrase("welcome-bad-ca", "notes.txt"))
        let der: [UInt8] = [0x30, 0x82, 0x01, 0x00] + Array(repeating: 1, count: 200)
        model.onEvent(.caChosen(name: "ca.der", bytes: der))
        #expect(model.state.ca?.pem?.hasPrefix("-----BEGIN CERTIFICATE-----\n") == true && model.state.faults.isEmpty)
        let pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
        model.onEvent(.caChosen(name: "ca.pem", bytes: Array(pem.utf8)))
        #expect(model.state.ca?.pem == pem)
        model.onEvent(.caRemoved)
        #expect(model.state.ca == nil)
    }

    @Test(arguments: [
        (MailError.SignIn(reason: "imap.analytical.example refused.", next: ""), WelcomeField.password, false),
        (.Offline(reason: "imap.analytical.example does not answer.", next: ""), .imapHost, true),
        (.Insecure(reason: "smtp.analytical.example has no TLS.", next: ""), .smtpHost, true),
        (.Storage(reason: "The disk is full.", next: ""), .form, false),
        (.Input(reason: "ada@analytical.example is there already.", next: ""), .address, false),
    ]) func aRefusalIsShownWhereItCanBeMended(_ error: MailError, _ at: WelcomeField, _ servers: Bool) async {
        let bench = Bench(FakeCore())
        let model = filled(bench)
        bench.core.failures["addAccount"] = error
        model.onEvent(.submitted)
        await reach { !model.state.faults.isEmpty }
        #expect(model.state.faults.map(\.at) == [at] && model.state.serversShown == servers)
        #expect(!model.state.busy && model.state.password == "secret" && model.state.done == nil)
    }

    @Test func aPasswordIsAskedForAgain() async {
        let bench = await Bench().loaded()
        let model = SignInModel(bench.desk, account: 1)
        #expect(model.state.account?.address == emmy.email)
        model.onEvent(.submitted)
        #expect(!model.state.busy, "there is nothing to try")
        let refused = MailError.SignIn(reason: "imap.invariant.example refused the password.", next: "Check it.")
        bench.core.failures["setPassword"] = refused
        model.onEvent(.typed("wrong"))
        model.onEvent(.submitted)
        await reach { model.state.error == refused }
        #expect(!model.state.busy && !model.state.done)
        bench.core.failures = [:]
        model.onEvent(.typed("secret"))
        #expect(model.state.error == nil)
        model.onEvent(.submitted)
        await reach { model.state.done }
        #expect(model.state.password.isEmpty && bench.notice == .news(phrase("signin-done", .text(emmy.email))))
    }
}
