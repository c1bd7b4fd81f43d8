import Observation
import TernCore

/// What a notice says: words, why something did not work, or the seconds until a moment.
public enum NoticeText: Equatable, Sendable {
    case news(Phrase)
    case problem(MailError)
    /// A message leaves at `due`, milliseconds since 1970.
    case leaving(due: Int64)
}

public struct NoticeAction: Sendable {
    public let label: Phrase
    public let run: @MainActor @Sendable () async -> Void
}

/// `seconds` it shows; nil: until it is closed.
public struct Notice: Identifiable, Sendable {
    public let id: Int
    public let text: NoticeText
    public let action: NoticeAction?
    public let seconds: Int?
}

/// What the person should hear about, one queue for the whole app, its head is what shows. News replaces news, so that
/// ten archived messages do not queue ten notices; a problem waits until it is closed.
@MainActor
@Observable
public final class Notices {
    public private(set) var queue: [Notice] = []
    private var last = 0

    public var head: Notice? { queue.first }

    func say(_ phrase: Phrase, _ action: NoticeAction? = nil, seconds: Int = 8) {
        news(.news(phrase), action, seconds)
    }

    /// Counts down until a message leaves.
    func leaving(due: Int64, now: Int64, _ action: NoticeAction) {
        news(.leaving(due: due), action, Int((due - now + 999) / 1000))
    }

    /// Says why something did not work; what is said already is not said twice.
    public func problem(_ error: MailError) {
        guard !queue.contains(where: { $0.text == .problem(error) }) else { return }
        last += 1
        queue.append(Notice(id: last, text: .problem(error), action: nil, seconds: nil))
    }

    /// The host has shown it for its time, or the person closed it.
    public func shown(_ id: Int) {
        queue.removeAll { $0.id == id }
    }

    private func news(_ text: NoticeText, _ action: NoticeAction?, _ seconds: Int) {
        last += 1
        let problems = queue.filter { if case .problem = $0.text { true } else { false } }
        queue = [Notice(id: last, text: text, action: action, seconds: seconds)] + problems
    }
}

/// The seconds until a message leaves, or that it leaves now.
public func leavingWord(due: Int64, now: Int64) -> Phrase {
    let seconds = Int((due - now + 999) / 1000)
    return seconds > 0 ? counted("compose-sending-in", seconds) : phrase("compose-send-now-waiting")
}

/// What VoiceOver says when a notice comes.
public func announcement(_ text: NoticeText) -> Phrase {
    switch text {
    case .news(let phrase): phrase
    case .problem(let error): named(error.sentences.reason)
    case .leaving: phrase("compose-sent-now")
    }
}
