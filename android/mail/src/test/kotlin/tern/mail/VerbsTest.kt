package tern.mail

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import tern.core.MailInterface
import java.io.File

/** Runs after the other classes, by its name, and compares what they called with what there is. */
class VerbsTest {
    private val listed = File(System.getProperty("tern.verbs")).readLines().filterNot { it.startsWith("#") }.toSet()

    @Test
    fun `no verb is left out`() = assertEquals(emptySet<String>(), listed - called)

    @Test
    fun `no verb is unlisted`() {
        val verbs = MailInterface::class.java.methods.map { spelled(it.name) }.toSet()
        assertEquals(emptySet<String>(), verbs - listed)
    }
}
