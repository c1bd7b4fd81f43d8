use super::guard::Piece;
use super::name;
use super::parse::{Code, Condition, Data};
use crate::model::{Flags, UidSet};
use crate::net::{NetError, Result};
use crate::say;

/// The longest set in one command: servers cut lines (Dovecot at 64 KiB, RFC 7162 §4 asks for 8192).
const LONGEST_SET: usize = 4000;

/// A command without its tag.
#[derive(Clone, PartialEq, Eq)]
pub struct Command {
    /// What async-imap is told (and may log).
    pub(super) verb: &'static str,
    pub(super) pieces: Vec<Piece>,
}

impl Command {
    /// Begins a command with words that need no quoting.
    pub fn new(verb: &'static str, words: &str) -> Result<Self> {
        let mut command = Self { verb, pieces: vec![Piece::Text(verb.as_bytes().to_vec())] };
        if !words.is_empty() {
            command = command.words(words)?;
        }
        Ok(command)
    }

    /// Appends a space and words that need no quoting.
    pub fn words(mut self, words: &str) -> Result<Self> {
        if words.bytes().any(|byte| !matches!(byte, b' '..=b'~')) {
            return Err(NetError::Input { detail: say!("input-command") });
        }
        self.pieces.push(Piece::Text(format!(" {words}").into_bytes()));
        Ok(self)
    }

    /// Appends a space and a mailbox name or another string, quoted or as a literal.
    pub fn string(mut self, bytes: &[u8]) -> Result<Self> {
        self.pieces.push(Piece::Text(b" ".to_vec()));
        self.pieces.push(name::string(bytes)?);
        Ok(self)
    }
}

impl std::fmt::Debug for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Command").field(&self.verb).finish()
    }
}

/// How a command ended, and what was said until then.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    pub condition: Condition,
    pub code: Option<Code>,
    pub text: String,
    pub data: Vec<Data>,
}

impl Reply {
    /// The reply when it is OK, else the refusal as an error.
    pub fn ok(self) -> Result<Self> {
        match self.condition {
            Condition::Ok => Ok(self),
            Condition::No => Err(refused(self.code, self.text)),
            _ => Err(NetError::Bad { text: self.text.into() }),
        }
    }

    /// Fails when a response with this keyword came and could not be read: what is known of the
    /// rest would look like everything.
    pub(super) fn whole(self, keyword: &str) -> Result<Self> {
        let odd = |data: &Data| matches!(data, Data::Unreadable { keyword: of, .. } if of == keyword);
        match self.data.iter().any(odd) {
            true => Err(NetError::Unreadable { detail: say!("why-answer-to", command = keyword) }),
            false => Ok(self),
        }
    }
}

pub(super) fn refused(code: Option<Code>, text: String) -> NetError {
    let code = code.map(|code| code.name);
    match code.as_deref() {
        Some("UNAVAILABLE" | "INUSE") => NetError::Unavailable { code, text: text.into() },
        _ => NetError::No { code, text: text.into() },
    }
}

/// The set as texts short enough for one command each.
pub(super) fn sets(uids: &UidSet) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for (low, high) in uids.ranges() {
        let item = if low == high { low.to_string() } else { format!("{low}:{high}") };
        match texts.last_mut().filter(|text| text.len() + item.len() < LONGEST_SET) {
            Some(text) => {
                text.push(',');
                text.push_str(&item);
            }
            None => texts.push(item),
        }
    }
    texts
}

/// A parenthesised list of flags.
pub(super) fn flag_list(names: &[String]) -> Result<String> {
    let atom =
        |byte: u8| matches!(byte, b'!'..=b'~') && !matches!(byte, b'(' | b')' | b'{' | b'%' | b'*' | b'"' | b']');
    for name in names {
        let word = name.strip_prefix('\\').unwrap_or(name);
        if word.is_empty() || word.contains('\\') || !word.bytes().all(atom) {
            let shown = crate::net::clean(name);
            return Err(NetError::Input { detail: say!("input-keyword", keyword = shown) });
        }
    }
    Ok(format!("({})", names.join(" ")))
}

/// The flags of a message to append.
pub(super) fn flags(flags: &Flags) -> Result<String> {
    flag_list(&flags.names())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn long_sets_are_split_and_nothing_is_lost() {
        let uids: UidSet = (1..20_000).filter(|uid| uid % 2 == 0).collect();
        let texts = sets(&uids);
        assert!(texts.len() > 1 && texts.iter().all(|text| text.len() <= LONGEST_SET));
        let parsed = texts.iter().map(|text| UidSet::parse(text).unwrap());
        assert_eq!(parsed.fold(UidSet::default(), |all, some| all.union(&some)), uids);
    }

    #[test]
    fn words_and_keywords_cannot_end_a_command() {
        assert!(Command::new("NOOP", "a\r\nb").is_err());
        assert!(flag_list(&["a b".into()]).is_err());
        assert!(flag_list(&["a)".into()]).is_err());
        assert_eq!(flag_list(&["\\Seen".into(), "$Junk".into()]).unwrap(), "(\\Seen $Junk)");
    }
}
