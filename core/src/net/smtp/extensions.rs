/// What a server offers in its reply to EHLO (RFC 5321 §4.1.1.1).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Extensions {
    /// SIZE is offered, with or without a limit (RFC 1870).
    pub size_known: bool,
    pub size: Option<u64>,
    pub utf8: bool,
    pub eight_bit: bool,
    pub starttls: bool,
    pub plain: bool,
    pub login: bool,
}

impl Extensions {
    /// Reads the lines that begin with 250; others, such as the greeting, are passed over.
    pub(super) fn from_ehlo(heard: &[u8]) -> Self {
        let text = String::from_utf8_lossy(heard).to_ascii_uppercase();
        let mut found = Self::default();
        for line in text.lines() {
            let offer = line.strip_prefix("250-").or_else(|| line.strip_prefix("250 "));
            // Some servers still write the form of before RFC 2554: AUTH=LOGIN.
            let mut words = offer.unwrap_or_default().split([' ', '=', '\t']);
            match words.next().unwrap_or_default() {
                "SIZE" => {
                    found.size_known = true;
                    found.size = words.next().and_then(|n| n.parse().ok()).filter(|n| *n > 0);
                }
                "SMTPUTF8" => found.utf8 = true,
                "8BITMIME" => found.eight_bit = true,
                "STARTTLS" => found.starttls = true,
                "AUTH" => {
                    for mechanism in words {
                        found.plain |= mechanism == "PLAIN";
                        found.login |= mechanism == "LOGIN";
                    }
                }
                _ => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_are_read() {
        let heard =
            b"220 mx ESMTP\r\n250-mx\r\n250-SIZE 1000\r\n250-auth Plain login\r\n250-SMTPUTF8\r\n250 8BITMIME\r\n";
        let found = Extensions::from_ehlo(heard);
        assert_eq!((found.size_known, found.size), (true, Some(1000)));
        assert!(found.plain && found.login && found.utf8 && found.eight_bit && !found.starttls);
        let old = Extensions::from_ehlo(b"250-mx\r\n250-SIZE\r\n250-AUTH=LOGIN\r\n250 SIZE 0\r\n");
        assert!(old.login && !old.plain && old.size_known && old.size.is_none());
    }
}
