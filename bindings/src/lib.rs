//! The core of Tern for Kotlin, Swift and Python: a library that carries `tern_core::api` over the C border.
//!
//! Nothing is defined here. The records, errors and verbs are the core's own, exported by its feature `uniffi`.

tern_core::uniffi_reexport_scaffolding!();
