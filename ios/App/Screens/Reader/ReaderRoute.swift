import SwiftUI
import TernCore
import TernMail

struct ReaderRoute: View {
    @State private var model: ReaderModel
    @Environment(\.openURL) private var openURL
    private let desk: Desk
    private let onLeave: () -> Void

    init(desk: Desk, message: MessageId, thread: ThreadId?, onLeave: @escaping () -> Void) {
        self.desk = desk
        self.onLeave = onLeave
        _model = State(initialValue: ReaderModel(desk, files: Files.part, message: message, thread: thread))
    }

    var body: some View {
        ReaderView(state: model.state, onEvent: model.onEvent) { card, message in
            BodyFrame(core: desk.core, card: card, remote: remoteOf(card, message)) { href, text in
                model.onEvent(.linkTapped(href: href, text: text))
            }
        }
        .task { await model.run() }
        .onChange(of: model.state.left) { if model.state.left { onLeave() } }
        .onChange(of: model.state.outside) {
            if case .openLink(let url) = model.state.outside {
                if let url = URL(string: url) { openURL(url) }
                model.onEvent(.outsideDone)
            }
        }
        .modifier(FileOutside(outside: model.state.outside) { model.onEvent(.outsideDone) })
    }
}
