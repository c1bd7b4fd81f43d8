package tern.mail

import java.io.File
import java.util.concurrent.TimeUnit

/** A user of the test servers. */
data class User(val name: String, val password: String, val address: String)

/** Real servers on loopback, started by `tern-testbed`; they end when its standard input does. */
class Testbed(mails: Int) : AutoCloseable {
    private val process = ProcessBuilder(System.getProperty("tern.testbed"), "--mails", "$mails")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
    private val lines = process.inputStream.bufferedReader()
    private val servers = answer()
    val imaps = number("imaps")
    val submissions = number("submissions")
    val caPem = File(text("ca_file", servers)).readText()

    /** The user with the long mailbox. */
    val reader = described(servers)

    /** Makes a user with empty folders. */
    fun user(): User = described(ask("user"))

    /** Delivers a message from Grace. */
    fun deliver(user: User, subject: String, body: String = "x", extra: String = "") {
        val message = "From: Grace Hopper <grace@tern.test>\r\nTo: ${user.address}\r\nSubject: $subject\r\n" +
            "Date: Mon, 16 Nov 2026 10:00:00 +0100\r\nMessage-ID: <${subject.replace(' ', '.')}@tern.test>\r\n" +
            "$extra\r\n$body\r\n"
        val file = File.createTempFile("letter", ".eml")
        file.writeText(message)
        val answer = ask("deliver ${user.name} $file")
        file.delete()
        check("\"delivered\":true" in answer) { answer }
    }

    override fun close() {
        process.outputStream.close()
        check(process.waitFor(60, TimeUnit.SECONDS)) { "tern-testbed does not end" }
    }

    private fun ask(line: String): String {
        process.outputStream.write("$line\n".toByteArray())
        process.outputStream.flush()
        return answer()
    }

    private fun answer() = checkNotNull(lines.readLine()) { "tern-testbed ended; its standard error says why" }

    private fun described(json: String) = User(text("name", json), text("password", json), text("address", json))

    private fun text(key: String, json: String) = checkNotNull(Regex("\"$key\":\"([^\"]*)\"").find(json)).groupValues[1]

    private fun number(key: String) = checkNotNull(Regex("\"$key\":(\\d+)").find(servers)).groupValues[1].toUShort()

    companion object {
        /** The servers of the whole run; they end with it. */
        val shared: Testbed by lazy {
            Testbed(mails = 3000).also { Runtime.getRuntime().addShutdownHook(Thread(it::close)) }
        }
    }
}
