import SwiftUI
import TernCore
import TernMail

/// The profile cannot be opened: why, and what to do.
struct ClosedView: View {
    @Environment(\.say) private var say
    let error: MailError
    let onRetry: () -> Void

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
        }
    }
}
