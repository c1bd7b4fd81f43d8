plugins {
    alias(libs.plugins.kotlin.jvm)
    `java-test-fixtures`
}

val repository = rootDir.parentFile

/** Builds the core for this computer and writes its Kotlin side; Cargo knows what is fresh. */
val bindings by tasks.registering(Exec::class) {
    workingDir = repository
    commandLine("scripts/bindings.sh")
}

kotlin {
    jvmToolchain(17)
    sourceSets.main { kotlin.srcDir(repository.resolve("target/bindings/kotlin")) }
}

tasks.compileKotlin { dependsOn(bindings) }

dependencies {
    api(libs.coroutines.core)
    compileOnly(libs.jna)
    testImplementation(libs.jna)
    testFixturesImplementation(libs.coroutines.core)
    testImplementation(libs.junit.jupiter)
}

tasks.test {
    useJUnitPlatform()
    systemProperty("jna.library.path", repository.resolve("target/debug").path)
    systemProperty("tern.testbed", repository.resolve("target/debug/tern-testbed").path)
    systemProperty("tern.verbs", repository.resolve("bindings/verbs.txt").path)
}
