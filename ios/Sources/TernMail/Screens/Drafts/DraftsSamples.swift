import TernCore

/// Named states of the drafts, the same on every face.
public enum DraftsSamples {
    public static let loading = DraftsState(body: .loading)
    public static let empty = DraftsState(body: .empty)
    public static let failedOffline = DraftsState(body: .failed(offlineError))
    public static let drafts = DraftsState(
        body: .drafts(
            local: [
                savedDraftOf(1, subject: "Re: Notes on the engine", text: "Thank you.\n\nAda wrote:\n> Notes"),
                savedDraftOf(2, to: [], subject: "", text: ""),
            ], server: [listRowOf(rowOf(8, emmy, "From another device", mailbox: 101, to: [grace]))], serverTotal: 1))
}
