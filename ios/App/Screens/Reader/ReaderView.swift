import SwiftUI
import TernCore
import TernMail

/// One conversation; `html` draws the body of a card that has HTML.
struct ReaderView<Html: View>: View {
    @Environment(\.say) private var say
    let state: ReaderState
    let onEvent: (ReaderEvent) -> Void
    @ViewBuilder let html: (Card, Message) -> Html

    var body: some View {
        content
            .navigationBarTitleDisplayMode(.inline)
            .toolbar { if case .conversation(_, let cards, let current) = state.body { bar(cards, current) } }
            .sheet(isPresented: .shown(folders) { onEvent(.dialogClosed) }) {
                FolderPicker(title: phrase("folder-move"), mailboxes: folders ?? []) {
                    onEvent(.folderChosen($0))
                } onClose: {
                    onEvent(.dialogClosed)
                }
            }
            .modifier(LinkDialogs(dialog: state.dialog, onEvent: onEvent))
            .modifier(
                ForeverAlert(asked: forever) {
                    onEvent(.foreverConfirmed)
                } onClose: {
                    onEvent(.dialogClosed)
                })
    }

    private var forever: Forever? {
        guard case .forever(let messages) = state.dialog else { return nil }
        return Forever(messages: messages, folder: nil)
    }

    private var folders: [Mailbox]? {
        if case .folders(let mailboxes) = state.dialog { mailboxes } else { nil }
    }

    @ViewBuilder private var content: some View {
        switch state.body {
        case .loading: ProgressView().accessibilityLabel(say("reader-loading"))
        case .failed(let error): ErrorPanel(error: error) { onEvent(.retried(nil)) }
        case .gone: EmptyPanel(symbol: "envelope", title: phrase("reader-gone"))
        case .conversation(let subject, let cards, let current):
            ScrollViewReader { scroll in
                ScrollView {
                    LazyVStack(alignment: .leading, spacing: 0) {
                        Text(say(subjectOf(subject))).font(.title2.bold()).textSelection(.enabled).padding()
                            .accessibilityAddTraits(.isHeader)
                        ForEach(cards) { card in
                            MessageCard(card: card, state: state, onEvent: onEvent, html: html).id(card.id)
                            Divider()
                        }
                    }
                }
                .onAppear { scroll.scrollTo(current, anchor: .top) }
            }
        }
    }

    @ToolbarContentBuilder private func bar(_ cards: [Card], _ current: MessageId) -> some ToolbarContent {
        ToolbarItemGroup(placement: .topBarTrailing) {
            act(.archive)
            act(.delete)
            Menu(say("more"), systemImage: "ellipsis.circle") {
                act(.unread)
                act(cards.contains { $0.row.flags.flagged } ? .unflag : .flag)
                act(.junk)
                Button(say("cmd-move"), systemImage: "folder") { onEvent(.folderAsked) }
                Button(say("reader-expand-all"), systemImage: "arrow.up.and.down") { onEvent(.expandedAll) }
            }
        }
        ToolbarItemGroup(placement: .bottomBar) {
            if let row = cards.first(where: { $0.id == current })?.row {
                ForEach([ReplyKind.reply, .replyAll, .forward], id: \.self) { kind in
                    Button(say(kind.word), systemImage: symbol(kind)) { onEvent(.answered(kind, row)) }
                    if kind != .forward { Spacer() }
                }
            }
        }
    }

    private func act(_ act: Act) -> some View {
        Button(say(actWord(act)), systemImage: symbol(act)) { onEvent(.chosen(act)) }
    }
}

/// Links that lead elsewhere than they say, and links that are no links.
private struct LinkDialogs: ViewModifier {
    @Environment(\.say) private var say
    let dialog: ReaderDialog?
    let onEvent: (ReaderEvent) -> Void

    func body(content: Content) -> some View {
        content
            .alert(
                say("reader-link-title"), isPresented: .shown(misleading) { onEvent(.dialogClosed) },
                presenting: misleading
            ) {
                Button(say("cancel"), role: .cancel) { onEvent(.dialogClosed) }
                Button(say(phrase("reader-link-open", .text($0.host))), role: .destructive) { onEvent(.linkFollowed) }
            } message: {
                Text(
                    verbatim: """
                        \(say("reader-link-shown")): \($0.shown)
                        \(say("reader-link-host")): \($0.host)

                        \(say("reader-link-explain"))
                        """)
            }
            .alert(
                say("reader-link-refused-title"), isPresented: .shown(refused) { onEvent(.dialogClosed) },
                presenting: refused
            ) { _ in
                Button(say("close"), role: .cancel) { onEvent(.dialogClosed) }
            } message: {
                Text(verbatim: "\(say("reader-link-refused"))\n\($0)")
            }
    }

    private var misleading: (shown: String, host: String)? {
        if case .link(_, let shown, let host) = dialog { (shown, host) } else { nil }
    }

    private var refused: String? {
        if case .refusedLink(let href) = dialog { href } else { nil }
    }
}
