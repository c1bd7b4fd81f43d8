import SwiftUI
import TernMail

/// Asks before messages are deleted that cannot come back.
struct ForeverAlert: ViewModifier {
    @Environment(\.say) private var say
    let asked: Forever?
    let onConfirm: () -> Void
    let onClose: () -> Void

    func body(content: Content) -> some View {
        content.alert(asked.map { say($0.title) } ?? "", isPresented: .shown(asked, onClose), presenting: asked) { _ in
            Button(say("cancel"), role: .cancel, action: onClose)
            Button(say("empty-confirm"), role: .destructive, action: onConfirm)
        } message: { asked in
            Text(asked.words.map { say($0) }.joined(separator: "\n"))
        }
    }
}
