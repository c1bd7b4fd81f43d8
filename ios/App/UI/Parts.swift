import SwiftUI
import TernCore
import TernMail

/// Why there is nothing to see, and what to do about it.
struct ErrorPanel: View {
    @Environment(\.say) private var say
    let error: MailError
    let onRetry: () -> Void

    var body: some View {
        let text = ErrorText(error)
        let words = say(text)
        ContentUnavailableView {
            Label(say(text.title), systemImage: "exclamationmark.triangle")
        } description: {
            Text(words.reason)
            Text(words.next)
        } actions: {
            Button(say("retry"), action: onRetry).buttonStyle(.bordered)
        }
    }
}

/// What went wrong, beside what it went wrong with.
struct ErrorBox: View {
    @Environment(\.say) private var say
    let error: MailError

    var body: some View {
        let words = say(ErrorText(error))
        Label {
            VStack(alignment: .leading, spacing: 2) {
                Text(words.reason)
                Text(words.next).font(.footnote).foregroundStyle(.secondary)
            }
        } icon: {
            Image(systemName: "exclamationmark.triangle").foregroundStyle(.red)
        }
        .accessibilityElement(children: .combine)
    }
}

/// Nothing is here, and that is no fault.
struct EmptyPanel: View {
    @Environment(\.say) private var say
    let symbol: String
    let title: Phrase

    var body: some View {
        ContentUnavailableView(say(title), systemImage: symbol)
    }
}

/// Where messages are to go.
struct FolderPicker: View {
    @Environment(\.say) private var say
    let title: Phrase
    let mailboxes: [Mailbox]
    let onChosen: (MailboxId) -> Void
    let onClose: () -> Void

    var body: some View {
        NavigationStack {
            List(mailboxes, id: \.id) { box in
                Button {
                    onChosen(box.id)
                } label: {
                    Label(say(folderPhrase(box)), systemImage: symbol(box.role))
                }
                .foregroundStyle(.primary)
            }
            .navigationTitle(say(title))
            .navigationBarTitleDisplayMode(.inline)
            .toolbar {
                ToolbarItem(placement: .cancellationAction) { Button(say("cancel"), action: onClose) }
            }
        }
        .presentationDetents([.medium, .large])
    }
}

/// A choice among few, by its words.
struct ChoiceRow<Choice: Hashable>: View {
    @Environment(\.say) private var say
    let title: String
    let choices: [Choice]
    let chosen: Choice
    let word: (Choice) -> Phrase
    let onChosen: (Choice) -> Void

    var body: some View {
        Picker(title, selection: Binding(get: { chosen }, set: onChosen)) {
            ForEach(choices, id: \.self) { Text(say(word($0))).tag($0) }
        }
    }
}

/// A line with a name and what it is.
struct ValueRow: View {
    let title: String
    let value: String

    var body: some View {
        LabeledContent(title) { Text(value).textSelection(.enabled) }
            .accessibilityElement(children: .combine)
    }
}

/// A binding whose changes are events.
extension Binding {
    static func event(_ value: Value, _ send: @escaping (Value) -> Void) -> Binding<Value> {
        Binding(get: { value }, set: send)
    }

    /// Shown while there is something; closing it is an event.
    static func shown<T>(_ value: T?, _ close: @escaping () -> Void) -> Binding<Bool> where Value == Bool {
        Binding(get: { value != nil }, set: { if !$0 { close() } })
    }
}
