//! Generated mail.
