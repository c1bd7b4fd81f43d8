package tern.app

import android.content.Context
import tern.mail.FAKE_NOW
import tern.mail.FakeCore
import tern.mail.MailCore

/** The app as it is, over the core that a test puts there. */
class TestApp : App() {
    override fun begin() = Unit

    override fun graph() = AppGraph(this, { FAKE_NOW }) { opening(this) }

    companion object {
        /** Called once by each test's process of the app; an empty fake unless the test says otherwise. */
        var opening: suspend (Context) -> MailCore = { FakeCore() }
    }
}
