package tern.mail

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import tern.core.Address
import tern.core.BodyOptions
import tern.core.LinkVerdict
import tern.core.MailException
import tern.core.MessageRow
import tern.core.checkLink
import tern.core.cleanHtml
import tern.core.parseAddresses
import java.nio.file.Path

/** Bodies without harm, remote content by a person's word, links checked. */
class ReadingTest {
    private val bed = Testbed.shared
    private val letter = """<p>Hello <b>you</b></p><script>steal()</script><img src="https://tracker.example/p.png">"""

    private suspend fun withPicture(dir: Path): Pair<WholeCore, MessageRow> {
        val user = bed.user()
        val html = "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
        bed.deliver(user, "With a picture", letter, html)
        val (mail, account) = synced(bed, dir, user)
        return mail to mail.inbox(account).single()
    }

    @Test
    fun `a body is harmless and remote content waits`(@TempDir dir: Path) = story {
        val (mail, row) = withPicture(dir)
        val opened = mail.message(row.id)
        assertTrue(opened.html && opened.remote == 1u && !opened.remoteAllowed)
        val body = mail.body(row.id, BodyOptions(remote = false, plain = false))
        assertTrue("Hello" in body.html && body.blocked == 1u)
        assertFalse(listOf("script", "steal", "tracker").any { it in body.html })
        val loaded = mail.body(row.id, BodyOptions(remote = true, plain = false))
        assertTrue("remote/" in loaded.html && "tracker" !in loaded.html)
        assertFalse("<b>" in mail.body(row.id, BodyOptions(remote = false, plain = true)).html)
        assertTrue(mail.part(row.id, "1").bytes.decodeToString().startsWith(letter))
        assertTrue(refused<MailException> { mail.remoteImage(row.id, 99u) }.sentences.next.isNotEmpty())
    }

    @Test
    fun `remote content is let in by sender`(@TempDir dir: Path) = story {
        val (mail, row) = withPicture(dir)
        mail.allowRemote("Grace@Tern.test", true)
        assertEquals(listOf("grace@tern.test"), mail.remoteSenders())
        assertTrue(mail.message(row.id).remoteAllowed)
        mail.allowRemote("grace@tern.test", false)
        assertEquals(emptyList<String>(), mail.remoteSenders())
    }

    @Test
    fun `links and pasted HTML are judged`() {
        val page = "https://shore.example/terns"
        fun judged(url: String, text: String) = noted("check_link") { checkLink(url, text) }
        assertEquals(LinkVerdict.Open(page), judged(page, "our page"))
        assertEquals("shore.example", (judged(page, "https://bank.example/") as LinkVerdict.Misleading).host)
        assertTrue(judged("mailto:ann@x.example", "write") is LinkVerdict.Mailto)
        assertTrue(judged("javascript:steal()", "x") is LinkVerdict.Refused)
        val clean = noted("clean_html") { cleanHtml("<p onclick='steal()'>Hi <b>you</b></p><script>steal()</script>") }
        assertTrue("<b>you</b>" in clean && "steal" !in clean)
    }

    @Test
    fun `addresses are read as people type them`() {
        fun read(text: String) = noted("parse_addresses") { parseAddresses(text) }
        val both = listOf(Address("Lee, Ann", "ann@x.example"), Address(null, "bo@y.example"))
        assertEquals(both, read("\"Lee, Ann\" <ann@x.example>; bo@y.example"))
        refused<MailException.Input> { read("ann") }
    }
}
