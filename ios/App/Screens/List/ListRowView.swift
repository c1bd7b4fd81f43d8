import SwiftUI
import TernCore
import TernMail

/// One row: who, what and when. VoiceOver hears one sentence and finds the swipes among its actions.
struct ListRowView: View {
    @Environment(\.say) private var say
    let row: ListRow
    let state: ListState
    let opened: Int64?
    let onEvent: (ListEvent) -> Void
    let onOpen: (ListRow) -> Void

    private var key: Int64 { keyOf(row, threaded: state.threaded) }
    private var ticked: Bool { state.selection.rows[key] != nil || state.selection.all != nil }
    private var choosing: Bool { state.selection.count > 0 }

    var body: some View {
        Button {
            if choosing { onEvent(.ticked(row)) } else { onOpen(row) }
        } label: {
            HStack(alignment: .top, spacing: 10) {
                mark
                RowText(row: row, state: state)
            }
            .padding(.vertical, padding)
        }
        .foregroundStyle(.primary)
        .listRowBackground(opened == key || ticked ? Color.accentColor.opacity(0.15) : nil)
        .swipeActions(edge: .leading) { swipe(state.swipes.start, fromEnd: false) }
        .swipeActions(edge: .trailing) { swipe(state.swipes.end, fromEnd: true) }
        .contextMenu { RowMenu(row: row, state: state, onEvent: onEvent) }
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(say(sentenceOf(row, mine: state.mine, say.format)))
        .accessibilityValue(state.snippets ? say(snippetOf(row, say.format)) : "")
        .accessibilityAddTraits(ticked ? [.isButton, .isSelected] : .isButton)
        .accessibilityActions {
            ForEach([Act.archive, .delete] + menuActs([row], in: state.view), id: \.self) { act in
                Button(say(actWord(act))) { onEvent(.acted(row, act)) }
            }
            Button(say("cmd-select")) { onEvent(.ticked(row)) }
        }
    }

    private var padding: CGFloat {
        switch state.density {
        case .compact: 0
        case .normal: 4
        case .relaxed: 10
        }
    }

    @ViewBuilder private var mark: some View {
        if choosing {
            Image(systemName: ticked ? "checkmark.circle.fill" : "circle").foregroundStyle(.tint)
        } else {
            Circle().fill(row.unread > 0 ? Color.accentColor : .clear).frame(width: 10, height: 10).padding(.top, 6)
        }
    }

    @ViewBuilder private func swipe(_ swipe: Swipe, fromEnd: Bool) -> some View {
        if let act = actOf(swipe, row) {
            Button(say(actWord(act)), systemImage: symbol(act)) { onEvent(.swiped(row, fromEnd: fromEnd)) }
                .tint(tint(act))
        }
    }
}

private struct RowText: View {
    @Environment(\.say) private var say
    @Environment(\.dynamicTypeSize) private var size
    let row: ListRow
    let state: ListState

    var body: some View {
        VStack(alignment: .leading, spacing: 2) {
            // Beside each other they would cut each other short where text is large.
            let head =
                size.isAccessibilitySize
                ? AnyLayout(VStackLayout(alignment: .leading)) : AnyLayout(HStackLayout(alignment: .firstTextBaseline))
            head {
                Text(say.format.list(peopleOf(row, mine: state.mine).map { say($0) }))
                    .fontWeight(row.unread > 0 ? .semibold : .regular).lineLimit(1)
                if row.messages > 1 {
                    Text(say.format.number(Int(row.messages))).font(.footnote).foregroundStyle(.secondary)
                }
                if !size.isAccessibilitySize { Spacer(minLength: 8) }
                Text(say.format.shortDate(row.row.received)).font(.footnote).foregroundStyle(.secondary)
            }
            HStack(spacing: 6) {
                Text(say(subjectOf(row.row.subject))).font(.subheadline).lineLimit(size.isAccessibilitySize ? 2 : 1)
                Spacer(minLength: 0)
                Signs(row: row)
            }
            if state.snippets && state.density != .compact {
                Text(say(snippetOf(row, say.format))).font(.subheadline).foregroundStyle(.secondary).lineLimit(2)
            }
        }
    }
}

private struct Signs: View {
    let row: ListRow

    var body: some View {
        HStack(spacing: 4) {
            if row.row.flags.answered { Image(systemName: "arrowshape.turn.up.left") }
            if row.attachments > 0 { Image(systemName: "paperclip") }
            if row.flagged { Image(systemName: "flag.fill").foregroundStyle(.orange) }
            if row.row.pending { Image(systemName: "clock") }
        }
        .font(.footnote)
        .foregroundStyle(.secondary)
    }
}

private struct RowMenu: View {
    @Environment(\.say) private var say
    let row: ListRow
    let state: ListState
    let onEvent: (ListEvent) -> Void

    var body: some View {
        ForEach([ReplyKind.reply, .replyAll, .forward], id: \.self) { kind in
            Button(say(kind.word), systemImage: symbol(kind)) { onEvent(.answered(kind, row)) }
        }
        Divider()
        ForEach(menuActs([row], in: state.view), id: \.self) { act in
            Button(say(actWord(act)), systemImage: symbol(act)) { onEvent(.acted(row, act)) }
        }
        Button(say("cmd-select"), systemImage: "checkmark.circle") { onEvent(.ticked(row)) }
        Divider()
        Button(say("cmd-archive"), systemImage: symbol(.archive)) { onEvent(.acted(row, .archive)) }
        Button(say("cmd-delete"), systemImage: symbol(.delete), role: .destructive) { onEvent(.acted(row, .delete)) }
    }
}
