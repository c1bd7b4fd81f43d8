package tern.mail

import tern.core.SecretStore
import java.util.concurrent.ConcurrentHashMap

/** Keeps secrets in memory. */
open class MemorySecrets : SecretStore {
    private val kept = ConcurrentHashMap<String, ByteArray>()

    override fun get(name: String): ByteArray? = kept[name]

    override fun set(name: String, value: ByteArray) {
        kept[name] = value
    }

    override fun delete(name: String) {
        kept.remove(name)
    }
}
