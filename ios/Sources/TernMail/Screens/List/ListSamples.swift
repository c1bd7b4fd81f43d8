import TernCore

/// Named states of the list, the same on every face.
public enum ListSamples {
    public static let loading = state(.loading)
    public static let empty = state(.empty(.nothing))
    public static let emptySearch = state(.empty(.search), view: .search(query: "nobody"))
    public static let failedOffline = state(.failed(offlineError))

    public static let threeRows = state(
        .rows(
            [
                listRowOf(rowOf(1, ada, agoMinutes: 18, attachments: 1), messages: 2, people: [emmy, ada]),
                listRowOf(rowOf(3, grace, "Lunch on Thursday?", agoMinutes: 200, flags: flagsOf(flagged: true))),
                listRowOf(
                    rowOf(6, edsger, "Goto considered again", agoMinutes: 60 * 24 * 9, flags: flagsOf(seen: true))),
            ], total: 3))

    public static let longNames = state(
        .rows(
            [
                listRowOf(
                    rowOf(1, Address(name: String(repeating: "Wolfeschlegelstein ", count: 6), email: "w@x.example"))),
                listRowOf(rowOf(2, ada, String(repeating: "A subject that goes on and on ", count: 8), pending: true)),
                listRowOf(rowOf(5, sarah, "פגישה ביום ראשון", preview: "תודה רבה, נתראה ביום ראשון.", body: .none)),
            ], total: 3))

    public static let selecting: ListState = {
        var state = threeRows
        state.selection = Selection(rows: [1: [1], 3: [3]], all: nil, total: 0)
        return state
    }()

    public static let windowed: ListState = {
        var state = threeRows
        let box = mailboxesOf(1, [], older: 4812)[0]
        state.kept = Kept(window: .days(days: 30), older: 4812, wider: .days(days: 90), mailboxes: [box])
        state.offline = true
        return state
    }()

    public static let emptying: ListState = {
        var state = threeRows
        var box = mailboxesOf(1, []).first { $0.role == .trash }
        box?.local = 212
        state.emptied = box
        let targets = Targets(ids: (1...212).map { $0 }, rows: 212, threads: false)
        state.dialog = .forever(targets: targets, folder: box)
        return state
    }()

    private static func state(_ body: ListBody, view: View = .role(role: .inbox)) -> ListState {
        ListState(
            view: view, title: roleWord(.inbox), threaded: true, unreadOnly: false, snippets: true, density: .normal,
            body: body, selection: .none, words: [], unfinished: nil, kept: nil, emptied: nil,
            mine: ["emmy@invariant.example"],
            swipes: Swipes(start: .archive, end: .delete), refreshing: false, offline: false, dialog: nil)
    }
}
