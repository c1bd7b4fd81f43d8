package tern.app

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** The shape that every screen has, held by its sources. */
class ShapeTest {
    private val root = File(checkNotNull(System.getProperty("tern.android")), "app/src/main/kotlin/tern/app")
    private val screens = File(root, "screen").walk().filter { it.extension == "kt" }.toList()

    private fun faults(files: List<File>, rule: (File, String) -> List<String>) =
        files.flatMap { file -> rule(file, file.readText()).map { "${file.relativeTo(root)}: $it" } }

    private fun importsOf(text: String) = Regex("^import (\\S+)", RegexOption.MULTILINE).findAll(text).map {
        it.groupValues[1]
    }

    @Test
    fun `no screen knows another`() {
        val found = faults(screens) { file, text ->
            importsOf(text).filter {
                it.startsWith("tern.app.screen.") &&
                    !it.startsWith("tern.app.screen.${file.parentFile.name}.")
            }.toList()
        }
        assertEquals(emptyList<String>(), found)
    }

    @Test
    fun `views touch no core, no model, no clock and no language`() {
        val views = screens.filter { it.name.endsWith("View.kt") }
        assertTrue(views.size > 8)
        val found = faults(views) { _, text ->
            importsOf(text).filter {
                it.startsWith("tern.mail.") || it.endsWith("Model") || it.endsWith(".Desk")
            }.toList() +
                Regex("currentTimeMillis|Locale\\.getDefault|ZoneId\\.systemDefault|Instant\\.now").findAll(text).map {
                    it.value
                }
        }
        assertEquals(emptyList<String>(), found)
    }

    @Test
    fun `models answer every event, and have no way around one`() {
        val models = screens.filter { it.name.endsWith("Model.kt") }
        assertTrue(models.size > 5)
        val found = faults(models) { _, text ->
            val events = text.substringAfter("fun onEvent(", "").substringBefore("\n    }")
            listOfNotNull(
                "onEvent is missing".takeIf { events.isEmpty() },
                "else in onEvent".takeIf {
                    "else ->" in
                        events
                },
            )
        }
        assertEquals(emptyList<String>(), found)
    }

    @Test
    fun `states have no defaults`() {
        val states = screens.filter { it.name.endsWith("State.kt") }
        val found = faults(states) { _, text ->
            Regex("data class \\w+\\(([^)]*)\\)").findAll(text).map {
                it.groupValues[1]
            }.filter { " = " in it }.toList()
        }
        assertEquals(emptyList<String>(), found)
    }

    @Test
    fun `every screen has its model, state and view beside each other`() {
        for (route in screens.filter { it.name.endsWith("Route.kt") }) {
            val name = route.name.removeSuffix("Route.kt")
            for (part in listOf("Model", "State", "View")) {
                assertTrue("$name$part.kt", File(route.parentFile, "$name$part.kt").exists())
            }
        }
    }
}
