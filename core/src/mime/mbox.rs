//! mbox files (RFC 4155), in the `mboxrd` form, which can be undone.

use super::charset;
use memchr::memchr;

/// The `From ` line before a message in an mbox file (RFC 4155), with `received` in seconds since 1970.
pub fn mbox_separator(sender: &str, received: i64) -> String {
    let sender: String = charset::one_line(sender).split_whitespace().collect();
    let sender = if sender.is_empty() { "MAILER-DAEMON" } else { &sender };
    let (days, second) = (received.div_euclid(86_400), received.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let weekday = DAYS[days.rem_euclid(7) as usize];
    let month = MONTHS[(month - 1).rem_euclid(12) as usize];
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("From {sender} {weekday} {month} {day:>2} {hour:02}:{minute:02}:{second:02} {year}\n")
}

/// Year, month and day of a day since 1970 in the Gregorian calendar.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

const FROM: &[u8] = b"From ";

/// Quotes a message for an mbox file (mboxrd: `From ` and `>From ` lines gain a `>`), piece by piece.
#[derive(Debug)]
pub struct MboxQuoter {
    /// The start of a line while it may still be quote marks and `From `.
    held: Vec<u8>,
    line_start: bool,
    last: u8,
}

impl Default for MboxQuoter {
    fn default() -> Self {
        Self { held: Vec::new(), line_start: true, last: b'\n' }
    }
}

/// Quote marks before `From ` that are waited for.
const MAX_MARKS: usize = 64;

impl MboxQuoter {
    /// Appends the next piece of the message, quoted, to `out`.
    pub fn feed(&mut self, piece: &[u8], out: &mut Vec<u8>) {
        let mut rest = piece;
        while !rest.is_empty() {
            if !self.line_start {
                let end = memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
                self.write(&rest[..end], out);
                rest = &rest[end..];
                continue;
            }
            let Some((&byte, tail)) = rest.split_first() else { break };
            self.held.push(byte);
            rest = tail;
            self.settle(out);
        }
    }

    /// Decides about a line start as soon as it is known.
    fn settle(&mut self, out: &mut Vec<u8>) {
        let marks = self.held.iter().take_while(|b| **b == b'>').count();
        let word = &self.held[marks..];
        if word == FROM {
            out.push(b'>');
        } else if FROM.starts_with(word) && marks <= MAX_MARKS {
            return;
        }
        let held = std::mem::take(&mut self.held);
        self.write(&held, out);
    }

    fn write(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        out.extend_from_slice(bytes);
        self.last = bytes.last().copied().unwrap_or(self.last);
        self.line_start = self.last == b'\n';
    }

    /// Ends the message: a line break where it had none, and the empty line between messages.
    pub fn finish(mut self, out: &mut Vec<u8>) {
        let held = std::mem::take(&mut self.held);
        self.write(&held, out);
        if self.last != b'\n' {
            out.push(b'\n');
        }
        out.push(b'\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quoted(raw: &[u8], size: usize) -> String {
        let (mut quoter, mut out) = (MboxQuoter::default(), Vec::new());
        for piece in raw.chunks(size) {
            quoter.feed(piece, &mut out);
        }
        quoter.finish(&mut out);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn from_lines_are_quoted() {
        for (raw, expected) in [
            ("From me\nFromage\n>From x\n", ">From me\nFromage\n>>From x\n\n"),
            ("a\r\nFrom b", "a\r\n>From b\n\n"),
            (" From a\n>>\n>", " From a\n>>\n>\n\n"),
            ("", "\n"),
            ("From", "From\n\n"),
        ] {
            for size in 1..8 {
                assert_eq!(quoted(raw.as_bytes(), size), expected, "{raw:?}");
            }
        }
    }

    #[test]
    fn separators_have_the_date_of_asctime() {
        assert_eq!(mbox_separator("a@b.c", 0), "From a@b.c Thu Jan  1 00:00:00 1970\n");
        assert_eq!(mbox_separator("", 951_868_799), "From MAILER-DAEMON Tue Feb 29 23:59:59 2000\n");
        assert_eq!(mbox_separator("a\n b", 1_705_310_430), "From ab Mon Jan 15 09:20:30 2024\n");
    }

    proptest! {
        #[test]
        fn quoting_can_be_undone(raw in "(>{0,3}(From |From|x)?(\r?\n)?){0,12}", size in 1usize..9) {
            let quoted = quoted(raw.as_bytes(), size);
            prop_assert!(!quoted.lines().any(|line| line.starts_with("From ")));
            let back: Vec<String> = quoted.split('\n').map(|line| {
                let is_quoted = line.starts_with('>') && line.trim_start_matches('>').starts_with("From ");
                line[usize::from(is_quoted)..].to_owned()
            }).collect();
            let expected = if raw.ends_with('\n') || raw.is_empty() { format!("{raw}\n") } else { format!("{raw}\n\n") };
            prop_assert_eq!(back.join("\n"), expected);
        }
    }
}
