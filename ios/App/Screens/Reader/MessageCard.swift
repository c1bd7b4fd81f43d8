import SwiftUI
import TernCore
import TernMail

/// One message: who and when, and below it what it says.
struct MessageCard<Html: View>: View {
    @Environment(\.say) private var say
    let card: Card
    let state: ReaderState
    let onEvent: (ReaderEvent) -> Void
    let html: (Card, Message) -> Html

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            CardHead(card: card, state: state, onEvent: onEvent)
            switch card.content {
            case .closed: EmptyView()
            case .loading: ProgressView().frame(maxWidth: .infinity).padding()
            case .failed(let error):
                ErrorBox(error: error).padding(.horizontal)
                Button(say("retry")) { onEvent(.retried(card.id)) }.padding(.horizontal)
            case .shown(let message): shown(message)
            }
        }
        .padding(.vertical, 8)
    }

    private func onLink(_ href: String) -> OpenURLAction.Result {
        onEvent(.linkTapped(href: href, text: href))
        return .handled
    }

    @ViewBuilder private func shown(_ message: Message) -> some View {
        if card.details { Details(message: message) }
        if remoteHidden(card, message) { RemoteBar(card: card, onEvent: onEvent) }
        Group {
            if message.html && !card.plain {
                html(card, message)
            } else {
                Text(linked(message.text)).textSelection(.enabled).padding(.horizontal)
                    .environment(\.openURL, OpenURLAction { onLink($0.absoluteString) })
            }
        }
        .onAppear { onEvent(.visible(card.id)) }
        let files = besideText(message)
        if !files.isEmpty { Attachments(card: card, files: files, busy: state.busy, onEvent: onEvent) }
    }
}

/// Plain text with its addresses as links.
private func linked(_ text: String) -> AttributedString {
    let words = NSMutableAttributedString(string: text)
    let whole = NSRange(location: 0, length: words.length)
    let detector = try? NSDataDetector(types: NSTextCheckingResult.CheckingType.link.rawValue)
    for match in detector?.matches(in: text, range: whole) ?? [] {
        if let url = match.url { words.addAttribute(.link, value: url, range: match.range) }
    }
    return AttributedString(words)
}

private struct CardHead: View {
    @Environment(\.say) private var say
    let card: Card
    let state: ReaderState
    let onEvent: (ReaderEvent) -> Void

    private var open: Bool { card.content != .closed }

    var body: some View {
        HStack(alignment: .top) {
            Button {
                onEvent(.toggled(card.id))
            } label: {
                HStack(alignment: .top) {
                    VStack(alignment: .leading, spacing: 2) {
                        Text(say(senderWord(card.row))).fontWeight(card.row.flags.seen ? .medium : .bold).lineLimit(1)
                        Text(open ? say(recipientsWord(card.row.to, mine: state.mine)) : calm(card.row.preview))
                            .font(.subheadline).foregroundStyle(.secondary).lineLimit(1)
                    }
                    Spacer(minLength: 8)
                    Text(say.format.shortDate(card.row.date)).font(.footnote).foregroundStyle(.secondary)
                }
            }
            .foregroundStyle(.primary)
            .accessibilityAddTraits(.isHeader)
            if open { CardMenu(card: card, onEvent: onEvent) }
        }
        .padding(.horizontal)
    }
}

private struct CardMenu: View {
    @Environment(\.say) private var say
    @Environment(\.colorScheme) private var scheme
    let card: Card
    let onEvent: (ReaderEvent) -> Void

    private var isShown: Bool {
        if case .shown = card.content { true } else { false }
    }

    private var html: Bool {
        if case .shown(let message) = card.content { message.html } else { false }
    }

    var body: some View {
        Menu(say("reader-actions"), systemImage: "ellipsis") {
            ForEach([ReplyKind.reply, .replyAll, .forward], id: \.self) { kind in
                Button(say(kind.word), systemImage: symbol(kind)) { onEvent(.answered(kind, card.row)) }
            }
            Button(say(card.details ? "reader-details-hide" : "reader-details-show"), systemImage: "person.2") {
                onEvent(.details(card.id))
            }
            if isShown {
                Button(say("cmd-print"), systemImage: "printer") { onEvent(.printed(card.id)) }
            }
            Button(say("cmd-source"), systemImage: "chevron.left.forwardslash.chevron.right") {
                onEvent(.sourceAsked(card.id))
            }
            if html {
                Button(say(card.plain ? "reader-show-html" : "reader-show-plain"), systemImage: "doc.plaintext") {
                    onEvent(.plain(card.id))
                }
            }
            if html && !card.plain && scheme == .dark {
                Button(
                    say(card.original ? "reader-show-dark" : "reader-show-original"),
                    systemImage: "circle.lefthalf.filled"
                ) {
                    onEvent(.original(card.id))
                }
            }
        }
        .labelStyle(.iconOnly)
        .frame(minWidth: 44, minHeight: 44)
    }
}

private struct Details: View {
    @Environment(\.say) private var say
    let message: Message

    var body: some View {
        VStack(alignment: .leading, spacing: 6) {
            line("reader-label-from", message.row.from)
            line("reader-label-to", message.row.to)
            line("reader-label-cc", message.cc)
            line("reader-label-bcc", message.bcc)
            line("reader-label-reply-to", message.replyTo)
            ValueRow(title: say("reader-label-date"), value: say.format.fullDate(message.row.date))
        }
        .font(.subheadline)
        .padding(.horizontal)
    }

    @ViewBuilder private func line(_ label: String, _ people: [Address]) -> some View {
        if !people.isEmpty { ValueRow(title: say(label), value: say.format.list(people.map(fullName))) }
    }
}

private struct RemoteBar: View {
    @Environment(\.say) private var say
    let card: Card
    let onEvent: (ReaderEvent) -> Void

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Label(say("reader-remote-hidden"), systemImage: "eye.slash").font(.subheadline)
            ViewThatFits {
                HStack { buttons }
                VStack(alignment: .leading) { buttons }
            }
        }
        .padding()
        .frame(maxWidth: .infinity, alignment: .leading)
        .background(.orange.opacity(0.12), in: .rect(cornerRadius: 12))
        .padding(.horizontal)
    }

    @ViewBuilder private var buttons: some View {
        Button(say("reader-remote-once")) { onEvent(.loadedOnce(card.id)) }.buttonStyle(.bordered)
        Button(say("reader-remote-always")) { onEvent(.loadedAlways(card.id)) }.buttonStyle(.bordered)
    }
}

private struct Attachments: View {
    @Environment(\.say) private var say
    let card: Card
    let files: [Attachment]
    let busy: Set<String>
    let onEvent: (ReaderEvent) -> Void

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Text(say(counted("reader-attachments", files.count))).font(.headline)
            ForEach(files, id: \.part) { file in
                HStack {
                    Button {
                        onEvent(.fileUsed(card.id, file, .open))
                    } label: {
                        HStack {
                            if busy.contains(partKey(card.id, file)) {
                                ProgressView()
                            } else {
                                Image(systemName: symbol(ofType: file.contentType))
                            }
                            VStack(alignment: .leading) {
                                Text(calm(file.name)).lineLimit(1).truncationMode(.middle)
                                Text(say.format.size(file.size)).font(.footnote).foregroundStyle(.secondary)
                            }
                            Spacer()
                        }
                    }
                    .foregroundStyle(.primary)
                    use(file, .share, "reader-attachment-share", "square.and.arrow.up")
                    use(file, .save, "reader-attachment-save-named", "square.and.arrow.down")
                }
                .frame(minHeight: 44)
                .padding(.horizontal, 12)
                .background(.quaternary.opacity(0.5), in: .rect(cornerRadius: 12))
            }
        }
        .padding()
    }

    private func use(_ file: Attachment, _ use: FileUse, _ word: String, _ symbol: String) -> some View {
        Button(say(phrase(word, .text(calm(file.name)))), systemImage: symbol) {
            onEvent(.fileUsed(card.id, file, use))
        }
        .labelStyle(.iconOnly)
        .frame(minWidth: 44, minHeight: 44)
    }
}
