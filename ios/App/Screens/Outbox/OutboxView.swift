import SwiftUI
import TernCore
import TernMail

/// What is on its way out, and what became of it.
struct OutboxView: View {
    @Environment(\.say) private var say
    let state: OutboxScreen
    let onEvent: (OutboxEvent) -> Void

    var body: some View {
        content.navigationTitle(say("outbox-title")).navigationBarTitleDisplayMode(.inline)
    }

    @ViewBuilder private var content: some View {
        switch state.body {
        case .loading: ProgressView().accessibilityLabel(say("outbox-loading"))
        case .failed(let error): ErrorPanel(error: error) { onEvent(.retried) }
        case .empty: EmptyPanel(symbol: "paperplane", title: phrase("outbox-empty"))
        case .items(let groups):
            Ticking {
                List(groups) { group in
                    Section(say(group.name.word)) {
                        ForEach(group.items, id: \.id) { ItemView(item: $0, state: state, onEvent: onEvent) }
                    }
                }
            }
        }
    }
}

private struct ItemView: View {
    @Environment(\.say) private var say
    let item: OutboxItem
    let state: OutboxScreen
    let onEvent: (OutboxEvent) -> Void

    private var open: Bool { state.open.contains(item.id) }

    var body: some View {
        VStack(alignment: .leading, spacing: 6) {
            Text(say(subjectOf(item.subject))).font(.headline).lineLimit(2)
            Text(say(counted("outbox-recipients", item.recipients.count))).font(.subheadline).foregroundStyle(
                .secondary)
            Text(say(stateWord(item, say.format))).font(.subheadline).monospacedDigit()
            if item.state == .uncertain {
                Text(say("outbox-uncertain-explain")).font(.footnote).foregroundStyle(.secondary)
            }
            ViewThatFits {
                HStack { offers }
                VStack(alignment: .leading) { offers }
            }
            if open { ledger }
        }
        .buttonStyle(.bordered)
        .disabled(state.busy.contains(item.id))
    }

    @ViewBuilder private var offers: some View {
        ForEach(offersOf(item, now: say.format.now), id: \.self) { offer in
            Button(say(offer.word)) { onEvent(.offered(item.id, offer)) }
        }
        Button(say(open ? "outbox-ledger-hide" : "outbox-ledger-show")) { onEvent(.ledger(item.id)) }
    }

    @ViewBuilder private var ledger: some View {
        ForEach(item.recipients, id: \.address) { recipient in
            ValueRow(title: recipient.address, value: recipient.reply ?? say(recipientWord(recipient.state)))
        }
        ForEach(Array(item.ledger.enumerated()), id: \.offset) { _, entry in
            ValueRow(
                title: say.format.moment(entry.at),
                value: entry.detail.isEmpty ? say(ledgerWord(entry.state)) : entry.detail)
        }
        .font(.footnote)
    }
}

struct OutboxRoute: View {
    @State private var model: OutboxModel

    init(desk: Desk) {
        _model = State(initialValue: OutboxModel(desk))
    }

    var body: some View {
        OutboxView(state: model.state, onEvent: model.onEvent).task { await model.run() }
    }
}
