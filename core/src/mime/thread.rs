//! What makes a conversation: message ids and subjects in a form that compares.

use super::Envelope;

/// The messages this one answers, oldest first: References, then In-Reply-To; without duplicates,
/// without the message's own id, and of very long lists the first and the newest.
pub fn ancestors(_envelope: &Envelope) -> Vec<String> {
    Vec::new()
}

/// The subject without `Re:`, `Fwd:`, list tags and the like (RFC 5256 §2.1), lower case.
pub fn base_subject(subject: &str) -> String {
    subject.to_lowercase()
}
