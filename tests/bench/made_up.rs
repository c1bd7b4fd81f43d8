//! Mail that was never written, for measuring.

use tern_core::{mime::Envelope, model::*, store::NewMessage};

/// A message of a mailbox of years: a third of them in conversations, a tenth unread, a fifth with an attachment.
pub fn header(words: &[String], random: &mut Random, uid: u32) -> NewMessage {
    let person = |random: &mut Random| Address {
        name: Some(format!("{} {}", words[random.below(3000)], words[random.below(3000)])),
        email: format!("{}@{}.example", words[random.below(3000)], words[random.below(300)]),
    };
    let envelope = Envelope {
        subject: random.text(words, 40),
        from: vec![person(random)],
        to: vec![Address { name: None, email: "me@example.org".into() }, person(random)],
        message_id: Some(format!("{uid}.some.long.unique.part@{}.example", words[random.below(300)])),
        references: match uid % 3 {
            0 => vec![format!("{}.some.long.unique.part@thread.example", uid / 9)],
            _ => Vec::new(),
        },
        ..Default::default()
    };
    let names: &[&str] = match uid % 1000 {
        0 => &["\\Flagged"],
        n if n % 10 == 0 => &[],
        _ => &["\\Seen"],
    };
    NewMessage {
        uid,
        flags: Flags::from_names(names.iter().copied()),
        modseq: 1,
        received: 1_600_000_000 + i64::from(uid) * 600,
        size: 1000,
        envelope,
        attachments: u32::from(uid.is_multiple_of(5)),
    }
}

/// Sixty thousand words.
pub fn vocabulary() -> Vec<String> {
    const PARTS: [&str; 24] = [
        "an", "be", "con", "der", "en", "for", "ge", "in", "ka", "lo", "mar", "ne", "or", "pro", "qui", "re", "sta",
        "ter", "un", "ver", "wa", "xe", "yo", "zi",
    ];
    let mut random = Random(3);
    (0..60_000)
        .map(|at| (0..2 + at % 3).map(|_| PARTS[random.below(24)]).collect::<String>() + PARTS[at % 24])
        .collect()
}

/// Numbers that are the same in every run (splitmix64).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    pub fn unit(&mut self) -> f64 {
        f64::from(u32::try_from(self.next() >> 32).unwrap()) / f64::from(u32::MAX)
    }

    /// Zipf, roughly: each rank about as often as 1/rank.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn word<'a>(&mut self, words: &'a [String]) -> &'a str {
        let rank = (60_000f64).powf(self.unit()) as usize;
        &words[rank.min(words.len() - 1)]
    }

    pub fn text(&mut self, words: &[String], len: usize) -> String {
        let mut text = String::with_capacity(len + 16);
        while text.len() < len {
            text.push_str(self.word(words));
            text.push(' ');
        }
        text
    }
}
