plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.compose)
}

val repository = rootDir.parentFile
val natives = layout.buildDirectory.dir("natives")
val words = repository.resolve("target/words/android")

/** The core for the processors of phones and of the emulator: cargo install cargo-ndk, and the NDK of the SDK. */
val core by tasks.registering(Exec::class) {
    workingDir = repository
    commandLine(
        "cargo", "ndk", "--platform", libs.versions.min.sdk.get(), "-t", "arm64-v8a", "-t", "x86_64",
        "-o", natives.get().asFile.path, "build", "--locked", "--release", "-p", "tern-bindings",
    )
}

/** strings.xml of every language, from core/words. */
val strings by tasks.registering(Exec::class) {
    workingDir = repository
    commandLine("node", "scripts/words.mjs", "phones")
}

android {
    namespace = "tern.app"
    compileSdk = libs.versions.compile.sdk.get().toInt()

    defaultConfig {
        applicationId = "org.ternmail.app"
        minSdk = libs.versions.min.sdk.get().toInt()
        targetSdk = libs.versions.target.sdk.get().toInt()
        versionCode = libs.versions.version.code.get().toInt()
        versionName = libs.versions.version.name.get()
    }
    sourceSets.named("main") {
        jniLibs.srcDir(natives)
        res.srcDir(words)
    }
    signingConfigs {
        create("release") {
            System.getenv("TERN_KEYSTORE")?.let { path ->
                storeFile = file(path)
                storePassword = System.getenv("TERN_KEYSTORE_PASSWORD")
                keyAlias = System.getenv("TERN_KEY_ALIAS") ?: "tern"
                keyPassword = System.getenv("TERN_KEYSTORE_PASSWORD")
            }
        }
    }
    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "rules.pro")
            // F-Droid and everybody else without the key get a package that they sign themselves.
            signingConfig = if (System.getenv("TERN_KEYSTORE") == null) null else signingConfigs.getByName("release")
        }
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    buildFeatures { compose = true }
    androidResources {
        generateLocaleConfig = false
        // The languages of res/xml/locales.xml: the libraries' words in any other are dead weight.
        localeFilters += listOf("en", "de")
    }
    // The store of a build would learn of every library; nobody asked for that.
    dependenciesInfo {
        includeInApk = false
        includeInBundle = false
    }
    testOptions { unitTests.isIncludeAndroidResources = true }
}

tasks.named("preBuild") { dependsOn(core, strings) }

dependencies {
    implementation(project(":mail"))
    implementation(libs.activity.compose)
    implementation(libs.compose.foundation)
    implementation(libs.compose.material3)
    implementation(libs.compose.ui)
    implementation(libs.core.ktx)
    implementation(libs.coroutines.android)
    implementation(libs.lifecycle.process)
    implementation(libs.lifecycle.runtime.compose)
    implementation(libs.lifecycle.viewmodel.compose)
    implementation(variantOf(libs.jna) { artifactType("aar") })
    testImplementation(testFixtures(project(":mail")))
    testImplementation(libs.compose.ui.test.junit4)
    testImplementation(libs.coroutines.test)
    testImplementation(libs.hamcrest)
    testImplementation(libs.junit4)
    testImplementation(libs.robolectric)
    debugImplementation(libs.compose.ui.test.manifest)
}
