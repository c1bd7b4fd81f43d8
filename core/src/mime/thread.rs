//! What makes a conversation: message ids and subjects in a form that compares.

use super::{Envelope, charset};
use mail_parser::parsers::fields::thread::thread_name;
use std::collections::HashSet;

/// Ids kept of a long list: the first, and the newest of the rest.
const MAX_IDS: usize = 100;
/// Bytes of an id; RFC 5322 allows no longer line.
const MAX_ID: usize = 998;

/// The messages this one answers, oldest first: References, then In-Reply-To; without duplicates,
/// without the message's own id, and of very long lists the first and the newest.
pub fn ancestors(envelope: &Envelope) -> Vec<String> {
    let own = envelope.message_id.as_deref();
    let parent = envelope.in_reply_to.iter().filter(|id| !envelope.references.contains(id));
    let all = envelope.references.iter().chain(parent);
    shortened(all.filter(|id| own != Some(id.as_str())).cloned())
}

/// The subject without `Re:`, `Fwd:`, list tags and the like (RFC 5256 §2.1), lower case.
pub fn base_subject(subject: &str) -> String {
    thread_name(subject).trim().to_lowercase()
}

/// The message ids of a field, without brackets; words that are no id are passed over.
pub(super) fn ids(value: &[u8]) -> impl Iterator<Item = String> + '_ {
    let bracketed = memchr::memchr(b'<', value).is_some();
    let mut rest = value;
    std::iter::from_fn(move || {
        if bracketed {
            let start = memchr::memchr(b'<', rest)? + 1;
            let end = start + memchr::memchr2(b'>', b'<', &rest[start..]).unwrap_or(rest.len() - start);
            let id = &rest[start..end];
            rest = rest.get(end..).unwrap_or_default();
            return Some(id);
        }
        rest = rest.trim_ascii_start();
        let end = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
        let (id, tail) = rest.split_at(end);
        rest = tail;
        (!id.is_empty()).then_some(id)
    })
    .map(clean)
    .filter(move |id| !id.is_empty() && (bracketed || id.contains('@')))
}

fn clean(id: &[u8]) -> String {
    let mut text = charset::guess(&id[..id.len().min(MAX_ID)]);
    text.retain(|c| !c.is_whitespace() && !charset::is_trickery(c) && c != '<' && c != '>');
    charset::cut(&mut text, MAX_ID);
    text
}

/// Removes duplicates (the first stays) and shortens to the first and the newest ids.
pub(super) fn shortened(ids: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut all: Vec<String> = ids.filter(|id| seen.insert(id.clone())).collect();
    if all.len() > MAX_IDS {
        all.drain(1..=all.len() - MAX_IDS);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found() {
        for (value, expected) in [
            ("<a@b>", vec!["a@b"]),
            ("<a@b> <c@d>", vec!["a@b", "c@d"]),
            ("<a@b><c@d>,<e>", vec!["a@b", "c@d", "e"]),
            ("a@b", vec!["a@b"]),
            ("Your message of Monday", vec![]),
            ("Your message <a@b> of Monday", vec!["a@b"]),
            ("<a\r\n @b>", vec!["a@b"]),
            ("<never closed@x", vec!["neverclosed@x"]),
            ("<one <two@x>", vec!["one", "two@x"]),
            ("<>", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(ids(value.as_bytes()).collect::<Vec<_>>(), expected, "{value}");
        }
    }

    #[test]
    fn ancestors_are_in_order_and_few() {
        let references: Vec<String> = (0..500).map(|n| format!("{n}@x")).collect();
        let envelope = Envelope {
            message_id: Some("7@x".to_owned()),
            in_reply_to: Some("parent@x".to_owned()),
            references,
            ..Envelope::default()
        };
        let found = ancestors(&envelope);
        assert_eq!(found.len(), MAX_IDS);
        assert_eq!((found[0].as_str(), found[99].as_str()), ("0@x", "parent@x"));
        assert_eq!(found[98], "499@x");
    }

    #[test]
    fn subjects_lose_their_prefixes() {
        for subject in ["Plan", "Re: Plan", "RE: re: Fwd: plan", "AW: Plan", "[list] Re: Plan", "Plan (fwd)"] {
            assert_eq!(base_subject(subject), "plan", "{subject}");
        }
    }
}
