package tern.app.core

import kotlinx.coroutines.CoroutineScope
import tern.app.ui.Notices
import tern.mail.MailCore

/** The open profile and what all screens share of it. */
class Desk(val core: MailCore, val scope: CoroutineScope, val now: () -> Long, attribution: Attribution) {
    val notices = Notices()
    val settings = Settings(core, notices::problem)
    val accounts = Accounts(core, scope)
    val actions = Actions(core, notices, accounts)
    val writing = WritingDesk(core, notices, scope, now, attribution)
}
