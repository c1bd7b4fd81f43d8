import TernCore

@testable import TernMail

let inboxId: MailboxId = 100
let archiveId: MailboxId = 103
private let day: Int64 = 60 * 24

func letterOf(_ row: MessageRow, text: String? = nil, html: String? = nil, remote: UInt32 = 0) -> Letter {
    let files = row.attachments > 0 ? [attachmentOf("2", "figures.pdf", "application/pdf", 184_000)] : []
    return Letter(row: row, text: text ?? row.preview, html: html, remote: remote, files: files)
}

/// A core with one account and a handful of letters, the same each time.
@MainActor
func furnished() -> FakeCore {
    let core = FakeCore()
    core.accountList = [accountOf(1, emmy.email, name: emmy.name)]
    core.mailboxList = mailboxesOf(1, ["Projects", "Projects/Engine", "Travel"], older: 4812)
    core.letters = [
        letterOf(rowOf(1, ada, thread: 11, agoMinutes: 18, attachments: 1)),
        letterOf(
            rowOf(
                2, emmy, "Re: Notes on the engine", mailbox: 102, thread: 11, to: [ada], agoMinutes: 70,
                flags: flagsOf(seen: true))),
        letterOf(rowOf(3, grace, "Lunch on Thursday?", agoMinutes: 200, flags: flagsOf(flagged: true))),
        letterOf(
            rowOf(
                4, weekly, "This week: five essays on reading slowly", agoMinutes: 60 * 26, flags: flagsOf(seen: true)),
            html: "<h2>This week</h2><p>Five essays.</p><img src=\"remote/1\">", remote: 1),
        letterOf(
            rowOf(
                5, sarah, "פגישה ביום ראשון", agoMinutes: 60 * 50, flags: flagsOf(seen: true, answered: true),
                preview: "תודה רבה, נתראה ביום ראשון.")),
        letterOf(rowOf(6, edsger, "Goto considered again", agoMinutes: day * 9, flags: flagsOf(seen: true))),
        letterOf(rowOf(7, grace, "Old minutes", mailbox: archiveId, agoMinutes: day * 20, flags: flagsOf(seen: true))),
    ]
    return core
}
