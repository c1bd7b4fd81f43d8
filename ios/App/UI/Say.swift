import SwiftUI
import TernCore
import TernMail

/// Words of the catalogue in the app's language; views ask the environment for it.
struct Say {
    let format: Format

    func callAsFunction(_ id: String) -> String { self(phrase(id)) }

    func callAsFunction(_ phrase: Phrase) -> String {
        if phrase.id.isEmpty { return phrase.args.first.map { plain($0) } ?? "" }
        let pattern = Bundle.main.localizedString(forKey: phrase.id, value: nil, table: nil)
        if phrase.args.isEmpty { return pattern }
        return String(format: pattern, locale: format.locale, arguments: phrase.args.map(argument))
    }

    /// Several phrases as one sentence, such as VoiceOver reads of a row.
    func callAsFunction(_ parts: [Phrase]) -> String {
        parts.map { self($0) }.joined(separator: ", ")
    }

    /// What went wrong, and what to do.
    func callAsFunction(_ error: ErrorText) -> (reason: String, next: String) {
        let reason = error.reason.isEmpty ? self(error.title) : error.reason
        return (reason, error.next ?? self("error-bug-next"))
    }

    private func argument(_ argument: PhraseArgument) -> any CVarArg {
        if case .number(let number) = argument { return number }
        return plain(argument)
    }

    private func plain(_ argument: PhraseArgument) -> String {
        switch argument {
        case .text(let text): text
        case .number(let number): format.number(number)
        case .phrase(let phrase): self(phrase)
        case .list(let phrases): format.list(phrases.map { self($0) })
        }
    }
}

extension EnvironmentValues {
    @Entry var format = Format(locale: .current, zone: .current, now: 0)

    var say: Say { Say(format: format) }
}

/// Gives everything below it the language, the zone and the minute.
struct Timed<Content: View>: View {
    @Environment(\.locale) private var locale
    @ViewBuilder let content: () -> Content

    var body: some View {
        TimelineView(.everyMinute) { line in
            let now = Int64(line.date.timeIntervalSince1970 * 1000)
            content().environment(\.format, Format(locale: locale, zone: .current, now: now))
        }
    }
}

/// Gives everything below it the second, where seconds are counted down.
struct Ticking<Content: View>: View {
    @Environment(\.format) private var format
    @ViewBuilder let content: () -> Content

    var body: some View {
        TimelineView(.periodic(from: .now, by: 1)) { line in
            let now = Int64(line.date.timeIntervalSince1970 * 1000)
            content().environment(\.format, Format(locale: format.locale, zone: .current, now: now))
        }
    }
}

/// The attribution above a quotation: it goes into the mail, so names are as they are.
@MainActor
func attribution(_ kind: ReplyKind, _ row: MessageRow, now: Int64) -> String {
    let say = Say(format: Format(locale: .current, zone: .current, now: now))
    let date = PhraseArgument.text(say.format.fullDate(row.date))
    switch kind {
    case .reply, .replyAll: return say(phrase("compose-attribution", date, .text(nameOf(row.from.first))))
    case .forward:
        let from = PhraseArgument.text(say.format.list(row.from.map(fullName)))
        let to = PhraseArgument.text(say.format.list(row.to.map(fullName)))
        return say(phrase("compose-forward-attribution", date, from, .text(calm(row.subject)), to))
    }
}
