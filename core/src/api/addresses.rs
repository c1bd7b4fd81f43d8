use super::{Address, MailError};
use crate::say;

/// Reads addresses as a person types them: `a@b.example`, `Ann <a@b.example>` and `"B, Ann" <a@b.example>`,
/// with commas or semicolons between them. `Input` names the one that is none.
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn parse_addresses(text: String) -> Result<Vec<Address>, MailError> {
    let parts = split(&text);
    parts.iter().map(|part| address(part.trim())).collect()
}

/// Cuts at commas and semicolons outside quotes and angle brackets.
fn split(text: &str) -> Vec<&str> {
    let (mut quoted, mut escaped, mut bracket, mut start) = (false, false, false, 0);
    let mut parts = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '<' if !quoted => bracket = true,
            '>' if !quoted => bracket = false,
            ',' | ';' if !quoted && !bracket => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

fn address(part: &str) -> Result<Address, MailError> {
    let named = part.strip_suffix('>').and_then(|rest| rest.rsplit_once('<'));
    let (name, email) = named.unwrap_or(("", part));
    let email = email.trim();
    let split = email.rsplit_once('@').filter(|(local, domain)| !local.is_empty() && !domain.is_empty());
    let bare = |c: char| !c.is_control() && !c.is_whitespace() && !matches!(c, '<' | '>' | ',' | ';' | '"');
    let quoted_local = |local: &str| local.len() > 2 && local.starts_with('"') && local.ends_with('"');
    let sound = split.is_some_and(|(local, domain)| {
        let local_sound = match quoted_local(local) {
            true => !local.chars().any(char::is_control),
            false => local.chars().all(|c| bare(c) && c != '@'),
        };
        local_sound && domain.chars().all(bare)
    });
    let name = unquote(name.trim());
    match sound && !name.chars().any(char::is_control) {
        true => Ok(Address { name: Some(name).filter(|name| !name.is_empty()), email: email.to_owned() }),
        false => Err(MailError::input(say!("address-typed", address = part), say!("address-typed-next"))),
    }
}

fn unquote(name: &str) -> String {
    let Some(inner) = name.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return name.to_owned();
    };
    let mut plain = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        plain.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    plain
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Option<String>, String)> {
        parse_addresses(text.to_owned()).unwrap().into_iter().map(|a| (a.name, a.email)).collect()
    }

    fn named(name: &str, email: &str) -> (Option<String>, String) {
        (Some(name.to_owned()), email.to_owned())
    }

    #[test]
    fn reads_what_people_type() {
        assert_eq!(read(" ann@x.example "), [(None, "ann@x.example".to_owned())]);
        assert_eq!(read("Ann Lee <ann@x.example>"), [named("Ann Lee", "ann@x.example")]);
        assert_eq!(
            read(r#""Lee, \"A\"" <a@x.example>; b@y.example,"#),
            [named("Lee, \"A\"", "a@x.example"), (None, "b@y.example".to_owned()),]
        );
        assert_eq!(read("Jörg <jörg@bücher.example>"), [named("Jörg", "jörg@bücher.example")]);
        assert_eq!(read(r#""odd one"@x.example"#), [(None, r#""odd one"@x.example"#.to_owned())]);
        assert!(read(" , ").is_empty());
    }

    #[test]
    fn names_what_is_no_address() {
        for text in
            ["ann", "@x.example", "ann@", "a b@x.example", "Ann <ann>", "a@x.example\r\nBcc: b@x.example", "a@b@c"]
        {
            let refused = parse_addresses(text.to_owned()).unwrap_err();
            assert_eq!(refused.kind(), "input", "{text}");
        }
    }
}
