// For machines with Android's SDK, its NDK and cargo-ndk: ./gradlew :app:assembleRelease. Elsewhere: make android.
plugins {
    alias(libs.plugins.android.application) apply false
    alias(libs.plugins.kotlin.compose) apply false
    alias(libs.plugins.kotlin.jvm) apply false
}
