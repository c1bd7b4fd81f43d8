import Foundation
import TernCore

private func usualPort(_ server: ServerName, _ security: Security) -> String {
    switch (security, server) {
    case (.tls, .imap): "993"
    case (.tls, .smtp): "465"
    case (.starttls, .imap): "143"
    case (.starttls, .smtp): "587"
    }
}

func emptyWelcome(another: Bool) -> WelcomeState {
    WelcomeState(
        another: another, name: "", address: "", password: "",
        imap: ServerForm(host: "", port: "993", security: .tls, guessed: true),
        smtp: ServerForm(host: "", port: "465", security: .tls, guessed: true), user: "", ca: nil,
        window: .days(days: 30), serversShown: false, busy: false, faults: [], done: nil)
}

/// The servers most providers have, as a first guess; what a person typed stays.
func guess(_ state: inout WelcomeState) {
    let domain =
        state.address.contains("@") ? state.address.split(separator: "@", omittingEmptySubsequences: false).last : nil
    let host = trimmed(String(domain ?? "")).lowercased()
    if state.imap.guessed { state.imap.host = host.isEmpty ? "" : "imap.\(host)" }
    if state.smtp.guessed { state.smtp.host = host.isEmpty ? "" : "smtp.\(host)" }
}

/// Another encryption has another port, unless the port is one of a person's own.
func withSecurity(_ form: ServerForm, _ server: ServerName, _ security: Security) -> ServerForm {
    var changed = form
    changed.security = security
    if form.port == usualPort(server, form.security) { changed.port = usualPort(server, security) }
    return changed
}

private func portOf(_ text: String) -> UInt16? {
    UInt16(trimmed(text)).flatMap { $0 > 0 ? $0 : nil }
}

func slips(_ state: WelcomeState) -> [Fault] {
    var faults: [Fault] = []
    func add(_ at: WelcomeField, _ slip: Slip, when wrong: Bool) {
        if wrong { faults.append(.slipped(at, slip)) }
    }
    let sides = trimmed(state.address).split(separator: "@", omittingEmptySubsequences: false)
    let address = sides.count >= 2 && sides.allSatisfy { !$0.isEmpty && !$0.contains(where: \.isWhitespace) }
    let known = state.address.contains("@")
    add(.address, .missingAddress, when: !address)
    add(.password, .missingPassword, when: state.password.isEmpty)
    add(.imapHost, .missingHost, when: known && trimmed(state.imap.host).isEmpty)
    add(.imapPort, .badPort, when: portOf(state.imap.port) == nil)
    add(.smtpHost, .missingHost, when: known && trimmed(state.smtp.host).isEmpty)
    add(.smtpPort, .badPort, when: portOf(state.smtp.port) == nil)
    add(.ca, .badCa, when: state.ca.map { $0.pem == nil } ?? false)
    return faults
}

private func serverOf(_ form: ServerForm) -> Server {
    Server(host: trimmed(form.host), port: portOf(form.port) ?? 0, security: form.security)
}

private func orNone(_ text: String) -> String? {
    trimmed(text).isEmpty ? nil : trimmed(text)
}

func setupOf(_ state: WelcomeState) -> AccountSetup {
    AccountSetup(
        address: trimmed(state.address), name: orNone(state.name), user: orNone(state.user), password: state.password,
        imap: serverOf(state.imap), smtp: serverOf(state.smtp), caPem: state.ca?.pem, window: state.window)
}

/// The field at which a refusal is shown: the one that a person would change.
func faultOf(_ error: MailError, _ setup: AccountSetup) -> Fault {
    let reason = error.sentences.reason
    func names(_ server: Server) -> Bool { reason.contains(server.host) }
    let sending = names(setup.smtp) && (!names(setup.imap) || reason.contains(":\(setup.smtp.port)"))
    let host = sending ? setup.smtp.host : setup.imap.host
    let server: WelcomeField = sending ? .smtpHost : names(setup.imap) ? .imapHost : .form
    switch error {
    case .SignIn: return .refused(.password, host: host, error)
    case .Input: return .refused(reason.contains(setup.address) ? .address : .form, host: host, error)
    case .Offline, .Insecure, .Refused, .Quota, .Gone, .Busy, .Storage, .Locked, .Cancelled, .Bug:
        return .refused(server, host: host, error)
    }
}

/// Whether a fault can only be mended among the servers.
func needsServers(_ fault: Fault) -> Bool {
    switch fault.at {
    case .name, .address, .password, .form: false
    case .imapHost, .imapPort, .smtpHost, .smtpPort, .user, .ca: true
    }
}

/// A certificate file as PEM, or nil when it is none.
func pemOf(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    if text.contains("-----BEGIN CERTIFICATE-----") { return text }
    // DER of a certificate is a SEQUENCE with a length of two bytes.
    guard bytes.count >= 100, bytes.starts(with: [0x30, 0x82]) else { return nil }
    let lines = Data(bytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
    return "-----BEGIN CERTIFICATE-----\n\(lines)\n-----END CERTIFICATE-----\n"
}
