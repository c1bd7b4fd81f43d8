import SwiftUI
import TernMail

/// The notice at the bottom: what happened, and the way back. VoiceOver says it when it comes.
struct NoticeBar: View {
    @Environment(\.say) private var say
    let notice: Notice
    let onAct: () -> Void
    let onClose: () -> Void

    var body: some View {
        HStack(spacing: 12) {
            if case .leaving = notice.text { Ticking { said } } else { said }
            Spacer(minLength: 0)
            if let action = notice.action {
                Button(say(action.label), action: onAct).bold()
            }
            Button(action: onClose) { Image(systemName: "xmark") }
                .accessibilityLabel(say("close"))
        }
        .font(.subheadline)
        .padding(.horizontal, 16)
        .padding(.vertical, 12)
        .background(.regularMaterial, in: .rect(cornerRadius: 14))
        .shadow(radius: 6, y: 2)
        .padding(.horizontal, 16)
        .frame(maxWidth: 560)
        .accessibilityElement(children: .contain)
        .accessibilityAddTraits(.updatesFrequently)
    }

    private var said: some View { NoticeWords(text: notice.text) }
}

private struct NoticeWords: View {
    @Environment(\.say) private var say
    let text: NoticeText

    var body: some View {
        switch text {
        case .news(let phrase): Text(say(phrase))
        case .problem(let error): ErrorBox(error: error)
        case .leaving(let due): Text(say(leavingWord(due: due, now: say.format.now))).monospacedDigit()
        }
    }
}

/// Shows the head of the queue for its time.
struct NoticeHost: View {
    @Environment(\.say) private var say
    let notices: Notices

    var body: some View {
        if let notice = notices.head {
            NoticeBar(notice: notice) {
                notices.shown(notice.id)
                Task { await notice.action?.run() }
            } onClose: {
                notices.shown(notice.id)
            }
            .transition(.move(edge: .bottom).combined(with: .opacity))
            .task(id: notice.id) {
                AccessibilityNotification.Announcement(say(announcement(notice.text))).post()
                guard let seconds = notice.seconds else { return }
                do { try await Task.sleep(for: .seconds(seconds)) } catch { return }
                notices.shown(notice.id)
            }
        }
    }
}
