import TernCore

/// Named states of the reader, the same on every face.
public enum ReaderSamples {
    public static let loading = state(.loading)
    public static let gone = state(.gone)
    public static let failedOffline = state(.failed(offlineError))

    public static let conversation: ReaderState = {
        let answer = rowOf(
            2, emmy, "Re: Notes on the engine", mailbox: 102, to: [ada], agoMinutes: 70, flags: flagsOf(seen: true))
        let newest = rowOf(1, ada, agoMinutes: 18, attachments: 1)
        let message = messageOf(
            newest, text: "Dear Emmy,\n\nthe figures are attached.\n\n> Send me the figures.", cc: [grace],
            files: [attachmentOf("2", "figures.pdf", "application/pdf", 184_000)])
        return state(
            .conversation(
                subject: "Notes on the engine",
                cards: [
                    card(answer, open: false, plain: false),
                    Card(
                        row: newest, content: .shown(message), details: false, remote: false, plain: false,
                        original: false),
                ], current: 1))
    }()

    public static let remoteHidden: ReaderState = {
        let row = rowOf(4, weekly, "This week: five essays on reading slowly")
        let message = messageOf(row, text: "Five essays.", html: true, remote: 3)
        let card = Card(row: row, content: .shown(message), details: true, remote: false, plain: false, original: false)
        return state(.conversation(subject: row.subject, cards: [card], current: 4))
    }()

    public static let misleadingLink: ReaderState = {
        var state = conversation
        state.dialog = .link(url: "https://shore.example/", shown: "bank.example", host: "shore.example")
        return state
    }()

    private static func state(_ body: ReaderBody) -> ReaderState {
        ReaderState(body: body, mine: ["emmy@invariant.example"], dialog: nil, busy: [], outside: nil, left: false)
    }
}
