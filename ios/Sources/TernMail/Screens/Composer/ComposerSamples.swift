import TernCore

/// Named states of the composer, the same on every face.
public enum ComposerSamples {
    public static let loading = state(.loading)
    public static let blank = state(.writing(writing()))

    public static let reply = state(
        .writing(
            writing(
                to: [Chip(key: 1, address: ada, error: nil)], subject: "Re: Notes on the engine", own: "Thank you.",
                quote: "Ada wrote:\n> I have gone through the draft once more.")))

    public static let invalidRecipient = state(
        .writing(
            writing(
                to: [
                    Chip(key: 1, address: ada, error: nil),
                    Chip(
                        key: 2, address: Address(name: nil, email: "grace"),
                        error: .Input(reason: "\"grace\" is not a mail address.", next: "Write it as name@domain.")),
                ], subject: "Lunch", own: "Thursday?")))

    public static let completing: ComposerState = {
        var state = blank
        state.typing = [.to: "gr"]
        state.completion = Completion(field: .to, text: "gr", people: [grace])
        return state
    }()

    public static let warned: ComposerState = {
        var state = reply
        state.warnings = [.noAttachment, .otherAccount(expected: "info@invariant.example", chosen: emmy.email)]
        return state
    }()

    public static let notSaved: ComposerState = {
        var state = reply
        state.save = .failed(.Storage(reason: "The disk is full.", next: "Make room."))
        return state
    }()

    private static func writing(to: [Chip] = [], subject: String = "", own: String = "", quote: String = "") -> Writing
    {
        Writing(
            id: 1, account: 1, from: emmy, people: [.to: to], subject: subject, own: own, quote: quote,
            files: to.isEmpty
                ? []
                : [
                    DraftFile(id: 1, name: "figures.pdf", contentType: "application/pdf", size: 184_000, contentId: nil)
                ],
            attaching: 0, inReplyTo: nil, expected: nil)
    }

    private static func state(_ body: ComposerBody) -> ComposerState {
        ComposerState(
            body: body, accounts: [accountOf(1, emmy.email, name: emmy.name)], shown: false,
            save: .saved(at: sampleNow - 5_000), typing: [:], completion: nil, warnings: [], sending: false)
    }
}
