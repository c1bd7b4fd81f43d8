use tern_core::api::MessageId;

/// What a path of the scheme names.
#[derive(Debug, PartialEq, Eq)]
pub enum Wanted {
    /// `/ID/REMOTE/PLAIN/THEME/`: the body as a document.
    Body { id: MessageId, remote: bool, plain: bool, dark: bool },
    /// `/ID/1/PLAIN/THEME/remote/N`: an image of the network, of a document that was asked for with them.
    Remote { id: MessageId, number: u32 },
    /// `/ID/part/SECTION`: an attachment.
    Part { id: MessageId, part: String },
}

impl Wanted {
    /// Reads a path; nothing for one that names nothing.
    pub fn read(path: &str) -> Option<Self> {
        let words: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        let id = MessageId(words.first()?.parse().ok()?);
        match words.as_slice() {
            [_, "part", section] if is_section(section) => Some(Self::Part { id, part: (*section).to_owned() }),
            [_, remote, plain, theme, ""] => {
                Some(Self::Body { id, remote: bit(remote)?, plain: bit(plain)?, dark: is_dark(theme)? })
            }
            [_, "1", plain, theme, "remote", number] => {
                bit(plain)?;
                is_dark(theme)?;
                Some(Self::Remote { id, number: number.parse().ok()? })
            }
            _ => None,
        }
    }
}

fn bit(word: &str) -> Option<bool> {
    match word {
        "0" => Some(false),
        "1" => Some(true),
        _ => None,
    }
}

fn is_dark(theme: &str) -> Option<bool> {
    match theme {
        "light" => Some(false),
        "dark" => Some(true),
        _ => None,
    }
}

/// An IMAP section such as `1.2`.
fn is_section(text: &str) -> bool {
    text.len() <= 100 && text.split('.').all(|number| number.parse::<u32>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_name_bodies_images_and_parts() {
        let id = MessageId(12);
        let body = |remote, plain, dark| Some(Wanted::Body { id, remote, plain, dark });
        assert_eq!(Wanted::read("/12/0/0/light/"), body(false, false, false));
        assert_eq!(Wanted::read("/12/1/1/dark/"), body(true, true, true));
        assert_eq!(Wanted::read("/12/1/0/dark/remote/3"), Some(Wanted::Remote { id, number: 3 }));
        assert_eq!(Wanted::read("/12/part/1.2"), Some(Wanted::Part { id, part: "1.2".to_owned() }));
    }

    #[test]
    fn a_document_without_remote_content_names_no_image_of_the_network() {
        assert_eq!(Wanted::read("/12/0/0/dark/remote/3"), None);
    }

    #[test]
    fn other_paths_name_nothing() {
        for path in [
            "",
            "/",
            "/x/0/0/light/",
            "/12",
            "/12/0/0/light",
            "/12/2/0/light/",
            "/12/0/0/blue/",
            "/12/part/",
            "/12/part/a",
            "/12/part/1/2",
            "/12/part/..",
            "/12/1/0/dark/remote/",
            "/12/1/0/dark/remote/-1",
            "/12/0/0/light//",
        ] {
            assert_eq!(Wanted::read(path), None, "{path}");
        }
    }
}
