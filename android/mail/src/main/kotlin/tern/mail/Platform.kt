package tern.mail

/** What the core has to be told on Android; a computer asks its system by itself. */
object Platform {
    /** Gives the core the app's `Context`, so that TLS can ask Android whom it trusts. Call it once, before a profile is opened. */
    fun begin(context: Any) {
        System.loadLibrary("tern_bindings")
        start(context)
    }

    @JvmStatic
    private external fun start(context: Any)
}
