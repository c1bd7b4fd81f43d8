import SwiftUI
import TernCore
import TernMail

/// Drafts of this device, and those in the mailboxes.
struct DraftsView: View {
    @Environment(\.say) private var say
    let state: DraftsState
    let onEvent: (DraftsEvent) -> Void

    var body: some View {
        content.navigationTitle(say("drafts-title")).navigationBarTitleDisplayMode(.inline)
    }

    @ViewBuilder private var content: some View {
        switch state.body {
        case .loading: ProgressView().accessibilityLabel(say("drafts-loading"))
        case .failed(let error): ErrorPanel(error: error) { onEvent(.retried) }
        case .empty: EmptyPanel(symbol: "doc.text", title: phrase("drafts-empty"))
        case .drafts(let local, let server, let total):
            List {
                if !local.isEmpty { Section(say("drafts-local")) { ForEach(local, id: \.id, content: here) } }
                if !server.isEmpty {
                    Section(say("drafts-server")) {
                        ForEach(server, id: \.row.id, content: there)
                        if server.count < total { Button(say("drafts-more")) { onEvent(.more) } }
                    }
                }
            }
        }
    }

    private func here(_ saved: SavedDraft) -> some View {
        let people = (saved.draft.to + saved.draft.cc + saved.draft.bcc).map(nameOf)
        return DraftRow(
            people: people, subject: saved.draft.subject, snippet: snippetOf(saved), at: saved.changed / 1000,
            onOpen: { onEvent(.opened(saved.id)) }, onDiscard: { onEvent(.discarded(saved.id)) })
    }

    private func there(_ row: ListRow) -> some View {
        DraftRow(
            people: row.row.to.map(nameOf), subject: row.row.subject, snippet: calm(row.row.preview),
            at: row.row.received,
            onOpen: { onEvent(.messageOpened(row.row.id)) }, onDiscard: { onEvent(.messageDeleted(row.ids)) })
    }
}

private struct DraftRow: View {
    @Environment(\.say) private var say
    let people: [String]
    let subject: String
    let snippet: String
    let at: Int64
    let onOpen: () -> Void
    let onDiscard: () -> Void

    var body: some View {
        Button(action: onOpen) {
            VStack(alignment: .leading, spacing: 2) {
                HStack {
                    Text(people.isEmpty ? say("drafts-nobody") : say.format.list(people)).lineLimit(1)
                    Spacer()
                    Text(say.format.shortDate(at)).font(.footnote).foregroundStyle(.secondary)
                }
                Text(say(subjectOf(subject))).font(.subheadline).lineLimit(1)
                Text(snippet).font(.subheadline).foregroundStyle(.secondary).lineLimit(1)
            }
        }
        .foregroundStyle(.primary)
        .swipeActions {
            Button(say("drafts-discard"), systemImage: "trash", role: .destructive, action: onDiscard)
        }
    }
}

struct DraftsRoute: View {
    @State private var model: DraftsModel

    init(desk: Desk) {
        _model = State(initialValue: DraftsModel(desk))
    }

    var body: some View {
        DraftsView(state: model.state, onEvent: model.onEvent).task { await model.run() }
    }
}
