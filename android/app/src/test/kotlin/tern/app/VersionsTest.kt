package tern.app

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** The Maven build of this computer has the versions that Gradle's catalogue names. */
class VersionsTest {
    private val android = File(checkNotNull(System.getProperty("tern.android"))).canonicalFile
    private val catalogue = File(android, "gradle/libs.versions.toml").readText()
    private val versions = Regex("^([a-z0-9-]+) = \"([^\"]+)\"", RegexOption.MULTILINE).findAll(catalogue).associate {
        it.groupValues[1] to
            it.groupValues[2]
    }

    private fun pom(path: String) = File(android, path).readText()

    private fun property(name: String) = Regex("<$name>([^<]+)</$name>").find(pom("host/pom.xml"))?.groupValues?.get(1)

    @Test
    fun `tools are the same`() {
        for (name in listOf("kotlin", "coroutines", "jna", "junit", "junit4", "robolectric")) {
            assertEquals(name, versions[name], property("$name.version"))
        }
    }

    @Test
    fun `the languages are those of the catalogue of words`() {
        fun listed(path: String, pattern: String) = Regex(pattern).findAll(pom(path)).map { it.groupValues[1] }.toSet()
        val files = File(android.parentFile, "core/words").listFiles { file -> file.extension == "ftl" }.orEmpty()
        val words = files.map { it.nameWithoutExtension }.toSet()
        assertEquals(words, listed("app/src/main/res/xml/locales.xml", "locale android:name=\"([^\"]+)\""))
        val filters = listed("app/build.gradle.kts", "localeFilters \\+= listOf\\(([^)]*)\\)").single()
        assertEquals(words, filters.split(", ").map { it.trim('"') }.toSet())
    }

    @Test
    fun `libraries are the same`() {
        val named = Regex(
            "module = \"(androidx[^:]+):([^\"]+)\", version.ref = \"([^\"]+)\"",
        ).findAll(catalogue).toList()
        assertTrue(named.size >= 10)
        val poms = pom("host/androidx/pom.xml") + pom("host/androidx-test/pom.xml")
        for ((group, artifact, version) in named.map { it.destructured }) {
            // A library for several platforms has its Android part under a name of its own.
            val found = Regex(
                "<groupId>$group</groupId><artifactId>$artifact(?:-android)?</artifactId><version>([^<]+)</version>",
            ).find(poms)
            assertEquals("$group:$artifact", versions[version], found?.groupValues?.get(1))
        }
    }
}
