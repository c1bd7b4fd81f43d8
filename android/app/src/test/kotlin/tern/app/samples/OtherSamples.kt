package tern.app.samples

import tern.app.R
import tern.app.core.DEFAULTS
import tern.app.core.NO_ACCOUNTS
import tern.app.core.Progress
import tern.app.screen.drafts.DraftsBody
import tern.app.screen.drafts.DraftsState
import tern.app.screen.outbox.OutboxBody
import tern.app.screen.outbox.OutboxScreen
import tern.app.screen.outbox.bodyOf
import tern.app.screen.settings.AccountPart
import tern.app.screen.settings.Permissions
import tern.app.screen.settings.SettingsBody
import tern.app.screen.settings.SettingsState
import tern.app.screen.sidebar.SidebarState
import tern.app.screen.sidebar.rowsOf
import tern.app.screen.sidebar.stripOf
import tern.app.screen.signin.SignInState
import tern.app.screen.welcome.Fault
import tern.app.screen.welcome.Slip
import tern.app.screen.welcome.WelcomeField
import tern.app.screen.welcome.emptyWelcome
import tern.app.screen.welcome.guess
import tern.app.screen.why.WhyAccount
import tern.app.screen.why.WhyBody
import tern.app.screen.why.WhyState
import tern.app.ui.Notice
import tern.app.ui.NoticeAction
import tern.app.ui.NoticeText
import tern.app.ui.counted
import tern.app.ui.phrase
import tern.core.AccountPlan
import tern.core.AccountStatus
import tern.core.Draft
import tern.core.DraftFile
import tern.core.LedgerEntry
import tern.core.LeftOver
import tern.core.MailException
import tern.core.NextWake
import tern.core.OutboxItem
import tern.core.OutboxState
import tern.core.PlanMode
import tern.core.PlanReason
import tern.core.PushMode
import tern.core.Recipient
import tern.core.RecipientState
import tern.core.SavedDraft
import tern.core.Standby
import tern.core.Wake
import tern.core.WakeAccount
import tern.core.WakeCause
import tern.core.WakeKind
import tern.mail.ADA
import tern.mail.FAKE_NOW
import tern.mail.GRACE
import tern.mail.ME
import tern.mail.USUAL_SYNC
import tern.mail.accountOf
import tern.mail.mailboxesOf
import tern.mail.noFlags
import tern.mail.rowOf

val REFUSED = MailException.SignIn(
    "imap.invariant.example:993 refused the password.",
    "Check user name and password; some providers want an app password.",
)

object WelcomeSamples {
    val empty = emptyWelcome(another = false)
    val guessed = guess(empty.copy(address = "emmy@invariant.example", password = "secret", name = "Emmy Noether"))
    val servers = guessed.copy(
        another = true,
        serversShown = true,
        faults = listOf(Fault.Slipped(WelcomeField.SMTP_PORT, Slip.BAD_PORT)),
        smtp = guessed.smtp.copy(port = "99999"),
    )
    val refused = guessed.copy(faults = listOf(Fault.Refused(WelcomeField.PASSWORD, "imap.invariant.example", REFUSED)))
    val busy = guessed.copy(busy = true)
}

object SignInSamples {
    val asked = SignInState(accountOf(1, ME.email, ME.name), "", busy = false, error = null, done = false)
    val refused = asked.copy(password = "wrong", error = REFUSED)
}

object SidebarSamples {
    private val accounts = listOf(accountOf(1, ME.email, ME.name), accountOf(2, "emmy@home.example", null))
    private val boxes = (
        mailboxesOf(1, listOf("Projects", "Projects/Engine", "Travel")) +
            mailboxesOf(2, listOf("Family"))
        )
        .map { if (it.name == "INBOX" || it.name == "Travel") it.copy(unread = 3u * it.account.toUInt()) else it }
    private val known = NO_ACCOUNTS.copy(
        list = accounts,
        mailboxes = boxes,
        drafts = 1,
        waiting = 2,
        status = listOf(
            AccountStatus(1, PushMode.PUSH, "", false, FAKE_NOW - 120_000, null),
            AccountStatus(
                2,
                PushMode.PUSH,
                "",
                false,
                FAKE_NOW - 60_000,
                null,
            ),
        ),
    )
    val upToDate = SidebarState(rowsOf(known, emptySet()), stripOf(known))
    private val syncing = known.copy(progress = mapOf(1L to Progress(100, 420u, 1200u)))
    val inSync = SidebarState(rowsOf(syncing, emptySet()), stripOf(syncing))
    private val refused = known.copy(
        status = listOf(
            AccountStatus(
                1,
                PushMode.STOPPED,
                "",
                false,
                null,
                tern.core.Problem("sign_in", "The server refused the password.", "Sign in again."),
            ),
            known.status.last(),
        ),
    )
    val signIn = SidebarState(rowsOf(refused, setOf("account:2")), stripOf(refused))
}

object OutboxSamples {
    private fun item(id: Long, state: OutboxState, subject: String, vararg people: Recipient, due: Long = 0) =
        OutboxItem(
            id = id, account = 1, state = state, messageId = "$id@letters.example", subject = subject,
            recipients = people.toList(), size = 12_000uL, due = due,
            attempts = if (due > 0) 0u else 1u,
            ledger = listOf(
                LedgerEntry(FAKE_NOW - 130_000, OutboxState.QUEUED, "Written to the outbox."),
                LedgerEntry(FAKE_NOW - 120_000, OutboxState.SUBMITTING, "smtp.invariant.example:465"),
                LedgerEntry(FAKE_NOW - 60_000, state, "250 2.0.0 Ok: queued as 4F2A"),
            ),
        )

    private val items = listOf(
        item(
            4,
            OutboxState.FAILED,
            "Minutes of the meeting",
            Recipient("robin@nowhere.example", RecipientState.REFUSED, "550 5.1.1 User unknown"),
            Recipient(ADA.email, RecipientState.ACCEPTED, null),
        ),
        item(
            3,
            OutboxState.UNCERTAIN,
            "Invoice 2026-0417",
            Recipient("books@library.example", RecipientState.WAITING, null),
        ),
        item(
            5,
            OutboxState.QUEUED,
            "Re: Notes on the engine",
            Recipient(ADA.email, RecipientState.WAITING, null),
            due =
            FAKE_NOW + 8_000,
        ),
        item(2, OutboxState.DONE, "Lunch on Thursday?", Recipient(GRACE.email, RecipientState.ACCEPTED, null)),
    )
    val groups = OutboxScreen(bodyOf(items), setOf(2), emptySet())
    val empty = OutboxScreen(OutboxBody.Empty, emptySet(), emptySet())
    val loading = OutboxScreen(OutboxBody.Loading, emptySet(), emptySet())
}

object DraftsSamples {
    private fun draft(id: Long, to: List<tern.core.Address>, subject: String, text: String, files: Int) = SavedDraft(
        id,
        Draft(1, ME, to, emptyList(), emptyList(), subject, text, null, emptyList(), null),
        List(files) { DraftFile(it.toLong(), "file", "text/plain", 10uL, null) },
        FAKE_NOW - id * 3_600_000,
    )

    val some = DraftsState(
        DraftsBody.Drafts(
            listOf(
                draft(1, listOf(ADA), "Re: Notes on the engine", "Dear Ada,\nthank you.\n\nAda wrote:\n> text", 2),
                draft(2, emptyList(), "", "A thought for later.", 0),
            ),
            listOf(
                listRow(
                    rowOf(
                        30,
                        ME,
                        "Begun on another device",
                        to = listOf(GRACE),
                        agoMinutes = 4000,
                        flags = noFlags(seen = true),
                    ),
                    listOf(GRACE),
                ),
            ),
            1,
        ),
    )
    val empty = DraftsState(DraftsBody.Empty)
}

object SettingsSamples {
    private val account = accountOf(1, ME.email, ME.name)
    private val part = AccountPart(
        account,
        mailboxesOf(1, listOf("Travel"), older = 4812u).map { it.copy(local = 210u) },
        AccountStatus(1, PushMode.PUSH, "The server tells of new mail by IDLE.", false, FAKE_NOW - 120_000, null),
        1,
        USUAL_SYNC,
    )
    val ready = SettingsState(
        SettingsBody.Ready(
            listOf(part, part.copy(account = accountOf(2, "emmy@home.example", null), status = null)),
            listOf("letter@reading.example"),
        ),
        DEFAULTS,
        Permissions(notifications = false, unrestricted = false, lockable = true),
        "0.1.0",
        null,
        null,
    )
    val problem = ready.copy(
        problem = tern.app.screen.settings.Problem(
            1,
            MailException.Input("A display name is one line of 200 bytes at most.", "Choose another name."),
        ),
    )
    val loading = ready.copy(body = SettingsBody.Loading)
}

object WhySamples {
    private val day = FAKE_NOW - 3_600_000
    private fun plan(id: Long, mode: PlanMode, vararg reasons: PlanReason) =
        AccountPlan(id, mode, null, FAKE_NOW - 600_000, null, null, reasons.toList())

    private fun wake(minutesAgo: Int, cause: WakeCause, fresh: UInt) = Wake(
        day - minutesAgo * 60_000L,
        cause,
        300u,
        listOf(WakeAccount(1, fresh, 5u, 9_200uL, true, LeftOver(0u, 0u, 0u, 0u), null)),
    )

    val ready = WhyState(
        WhyBody.Ready(
            listOf(
                WhyAccount(accountOf(1, ME.email, ME.name), plan(1, PlanMode.PUSH, PlanReason.Push(24u))),
                WhyAccount(
                    accountOf(2, "emmy@home.example", null),
                    plan(2, PlanMode.POLL, PlanReason.Poll(60u), PlanReason.MobileData, PlanReason.NoSocket),
                ),
                WhyAccount(
                    accountOf(3, "archive@old.example", null),
                    plan(3, PlanMode.NOTHING, PlanReason.SignInRefused),
                ),
            ),
            NextWake(FAKE_NOW + 1_800_000, 240u, WakeKind.INEXACT, WakeCause.POLL, listOf(2)),
            listOf(wake(0, WakeCause.POLL, 2u), wake(24, WakeCause.KEEP_ALIVE, 0u), wake(60, WakeCause.POLL, 0u)),
        ),
        listOf(PlanReason.PowerSave, PlanReason.Standby(Standby.RARE)),
    )
    val free = ready.copy(limits = emptyList())
    val loading = ready.copy(body = WhyBody.Loading)
}

object NoticeSamples {
    val archived =
        Notice(
            1,
            NoticeText.News(phrase(R.string.did_archive, counted(R.plurals.count_conversations, 3))),
            NoticeAction(R.string.undo) {
            },
            8,
        )
    val leaving = Notice(2, NoticeText.Leaving(FAKE_NOW + 8_000), NoticeAction(R.string.compose_undo_send) {}, 8)
    val problem =
        Notice(
            3,
            NoticeText.Problem(
                MailException.Offline("imap.invariant.example does not answer.", "Tern tries again by itself."),
            ),
            null,
            null,
        )
}
