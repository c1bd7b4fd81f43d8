//! Writes the Kotlin, Swift or Python side of the border from the built library (`make bindings`).

fn main() {
    uniffi::uniffi_bindgen_main();
}
