import SwiftUI
import TernCore
import TernMail

/// The profile cannot be opened: why, and what to do.
struct ClosedView: View {
    @Environment(\.say) private var say
    let error: MailError
    let onRetry: () -> Void
    /// A way out where the key is gone, as after a backup was restored.
    var onAnew: (() -> Void)?
    @State private var asking = false

    var body: some View {
        let words = say(ErrorText(error))
        ContentUnavailableView {
            Label(say("closed-title"), systemImage: "lock.trianglebadge.exclamationmark")
        } description: {
            Text(words.reason)
            Text(words.next)
            Text(say("closed-kept"))
        } actions: {
            Button(say("retry"), action: onRetry).buttonStyle(.borderedProminent)
            if onAnew != nil && error.isLocked { Button(say("closed-anew"), role: .destructive) { asking = true } }
        }
        .alert(say("closed-anew-title"), isPresented: $asking) {
            Button(say("cancel"), role: .cancel) {}
            Button(say("closed-anew-confirm"), role: .destructive) { onAnew?() }
        } message: {
            Text(say("closed-anew-what"))
        }
    }
}
