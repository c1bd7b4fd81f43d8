package tern.mail

import tern.core.setLanguage

/** What the core has to be told on Android; a computer asks its system by itself. */
object Platform {
    /** Gives the core the app's `Context`, so that TLS can ask Android whom it trusts. Call it once, before a profile is opened. */
    fun begin(context: Any) {
        System.loadLibrary("tern_bindings")
        start(context)
    }

    /**
     * Tells the core which language the app speaks, as a BCP 47 tag: its sentences come in that one from now on, also
     * those of what happened before.
     */
    fun speak(tag: String) {
        setLanguage(tag)
    }

    @JvmStatic
    private external fun start(context: Any)
}
