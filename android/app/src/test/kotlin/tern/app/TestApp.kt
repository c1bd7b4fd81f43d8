package tern.app

import tern.mail.FAKE_NOW

/** The app as it is, over a fake core. */
class TestApp : App() {
    val core = furnished()

    override fun begin() = Unit

    override fun graph() = AppGraph(this, { FAKE_NOW }) { core }
}

/** The app as it is, over the real core; only the keystore is made up. */
class RealApp : App() {
    override fun begin() {
        FakeAndroidKeyStore.install()
        log.begin()
    }
}
