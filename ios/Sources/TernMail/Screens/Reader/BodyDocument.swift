import TernCore

/// The scheme and host that a body believes to come from; nothing of it leaves the device.
public let bodyScheme = "mailbody"

private let style =
    "html{color-scheme:light;background:#fff;color:#1a1c1f;font:-apple-system-body}"
    + "html.tern-dark{color-scheme:dark;background:#1b1d21;color:#e7e9ec}"
    + "body{margin:0;padding:8px 16px;overflow-wrap:anywhere}img{max-width:100%;height:auto}"
    + "pre{white-space:pre-wrap;font:inherit}a{color:#1b5fc1}.tern-dark a{color:#7fb2ff}"
    + "blockquote{margin:8px 0;padding-inline-start:12px;border-inline-start:3px solid #b9bec9}"
    + ".tern-dark blockquote{border-color:#4a4f5a}"

// No script, no frame, no form: what a stranger wrote is words and pictures.
private let policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data: \(bodyScheme):; base-uri 'none'; form-action 'none'"

/// A body as a whole document. Only what was made for it becomes dark; HTML with colours of its own keeps its white sheet.
public func documentOf(_ body: Body, dark: Bool) -> String {
    let sheet = dark && body.colours != .light ? "dark" : "light"
    return "<!DOCTYPE html><html class=\"tern-\(sheet)\"><head><meta charset=\"utf-8\">"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">"
        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        + "<meta name=\"color-scheme\" content=\"\(sheet)\"><style>\(style)</style></head><body>\(body.html)</body></html>"
}

/// A message as a document for paper: who, when and what about above what it says.
public func printedOf(_ message: Message, _ body: Body, _ date: String) -> String {
    let people = [message.row.from, message.row.to, message.cc].map { $0.map(fullName).joined(separator: ", ") }
    let lines = (people + [date]).filter { !$0.isEmpty }.map { "<p>\(escaped($0))</p>" }.joined()
    var page = body
    page.html = "<h1>\(escaped(calm(message.row.subject)))</h1>\(lines)<hr>" + body.html
    return documentOf(page, dark: false)
}

private func escaped(_ text: String) -> String {
    let marks: [Character: String] = ["&": "&amp;", "<": "&lt;", ">": "&gt;"]
    return text.map { marks[$0] ?? String($0) }.joined()
}

/// The number of a picture of the network that a document asks for, as `/remote/N`; nil for anything else.
public func pictureOf(_ path: String) -> UInt32? {
    path.hasPrefix("/remote/") ? UInt32(path.dropFirst("/remote/".count)) : nil
}

/// Kinds of pictures that are shown; SVG is a program.
public let shownPictures: Set<String> = ["image/png", "image/jpeg", "image/gif", "image/webp"]

/// The wall as WebKit's content rules: every load is blocked but the document's own and what stands in it.
public let wallRules = """
    [{"trigger": {"url-filter": ".*"}, "action": {"type": "block"}},
     {"trigger": {"url-filter": "^\(bodyScheme):"}, "action": {"type": "ignore-previous-rules"}},
     {"trigger": {"url-filter": "^data:"}, "action": {"type": "ignore-previous-rules"}}]
    """
