import SwiftUI
import TernCore
import TernMail

/// A message being written; `attach` offers where files come from.
struct ComposerView<Attach: View>: View {
    @Environment(\.say) private var say
    let state: ComposerState
    let onEvent: (ComposerEvent) -> Void
    @ViewBuilder let attach: () -> Attach

    var body: some View {
        content
            .navigationTitle(say("compose-name"))
            .navigationBarTitleDisplayMode(.inline)
            .interactiveDismissDisabled()
            .toolbar { bar }
            .alert(warningTitle, isPresented: warned) {
                Button(say("compose-warn-back"), role: .cancel) { onEvent(.dialogClosed) }
                if !stopped { Button(say("compose-warn-send")) { onEvent(.sentAnyway) } }
            } message: {
                Text(state.warnings.map { say(warningWord($0, say.format)) }.joined(separator: "\n"))
            }
    }

    private var stopped: Bool { state.warnings.contains(where: stops) }
    private var warningTitle: String { say(stopped ? "compose-warn-stop-title" : "compose-warn-title") }
    private var warned: Binding<Bool> {
        Binding(get: { !state.warnings.isEmpty }, set: { if !$0 { onEvent(.dialogClosed) } })
    }

    @ViewBuilder private var content: some View {
        switch state.body {
        case .loading, .done: ProgressView()
        case .failed(let error): ErrorPanel(error: error) { onEvent(.retried) }
        case .writing(let writing): Sheet(writing: writing, state: state, onEvent: onEvent)
        }
    }

    @ToolbarContentBuilder private var bar: some ToolbarContent {
        ToolbarItem(placement: .cancellationAction) {
            Button(say("compose-close"), systemImage: "xmark") { onEvent(.closed) }
        }
        ToolbarItemGroup(placement: .primaryAction) {
            Menu(say("cmd-attach"), systemImage: "paperclip", content: attach)
            if state.sending {
                ProgressView()
            } else {
                Button(say("cmd-send"), systemImage: "paperplane.fill") { onEvent(.sent) }
                    .keyboardShortcut(.return, modifiers: .command)
            }
        }
        ToolbarItemGroup(placement: .bottomBar) {
            if let word = saveWord(state.save, say.format) {
                Text(say(word)).font(.footnote).foregroundStyle(.secondary)
            }
            Spacer()
            Button(say("cmd-discard"), systemImage: "trash", role: .destructive) { onEvent(.discarded) }
        }
    }
}

private struct Sheet: View {
    @Environment(\.say) private var say
    let writing: Writing
    let state: ComposerState
    let onEvent: (ComposerEvent) -> Void

    var body: some View {
        Form {
            if case .failed(let error) = state.save {
                ErrorBox(error: error)
                Button(say("retry")) { onEvent(.retried) }
            }
            Section {
                if state.accounts.count > 1 { sender }
                ForEach(shownFields(state, writing), id: \.self) { field in
                    AddressField(field: field, chips: writing.of(field), state: state, onEvent: onEvent)
                }
                if shownFields(state, writing).count == 1 {
                    Button(say("compose-show-fields")) { onEvent(.fieldsShown) }
                }
                TextField(say("compose-subject"), text: .event(writing.subject) { onEvent(.subject($0)) })
            }
            if !writing.files.isEmpty || writing.attaching > 0 { FileList(writing: writing, onEvent: onEvent) }
            Section {
                TextField(say("compose-placeholder"), text: .event(writing.own) { onEvent(.own($0)) }, axis: .vertical)
                    .lineLimit(8...)
                    .accessibilityLabel(say("compose-text"))
            }
            if !writing.quote.isEmpty {
                Section {
                    Button(say("compose-unfold"), systemImage: "text.quote") { onEvent(.unfolded) }
                    Button(say("compose-drop-quote"), systemImage: "xmark", role: .destructive) {
                        onEvent(.quoteDropped)
                    }
                }
            }
        }
    }

    private var sender: some View {
        Picker(say("compose-from"), selection: .event(writing.account) { onEvent(.from($0)) }) {
            ForEach(state.accounts, id: \.id) { Text($0.address).tag($0.id) }
        }
    }
}

private struct FileList: View {
    @Environment(\.say) private var say
    let writing: Writing
    let onEvent: (ComposerEvent) -> Void

    var body: some View {
        Section {
            ForEach(writing.files, id: \.id) { file in
                HStack {
                    Label(calm(file.name), systemImage: symbol(ofType: file.contentType)).lineLimit(1)
                    Spacer()
                    Text(say.format.size(file.size)).font(.footnote).foregroundStyle(.secondary)
                    Button(say(phrase("compose-detach", .text(calm(file.name)))), systemImage: "xmark.circle.fill") {
                        onEvent(.detached(file.id))
                    }
                    .labelStyle(.iconOnly)
                    .buttonStyle(.borderless)
                }
            }
            if writing.attaching > 0 { Text(say(counted("compose-attaching", writing.attaching))) }
        } footer: {
            if bytesOf(writing.files) > large { Text(say("compose-large")) }
        }
    }
}
