use serde::{Deserialize, Serialize};

/// How a message's body is wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BodyOptions {
    /// Leaves images of the network in, as `remote/N` (see [`crate::api::Mail::remote_image`]). A person said so,
    /// for this message or its sender.
    pub remote: bool,
    /// The plain text although there is HTML.
    pub plain: bool,
}

/// Whose colours a body has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BodyColours {
    /// Plain text, or HTML that sets none: the reader's theme.
    Theme,
    /// HTML that says it has a dark version (`color-scheme`).
    Both,
    /// HTML made for a white sheet.
    Light,
}

/// A message's body as HTML that runs nothing and loads nothing by itself: no script, no form, no frame. Images are
/// `data:` URIs or, with [`BodyOptions::remote`], relative references `remote/N`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Body {
    /// What belongs into `<body>`, style sheets first. Plain text comes with links, line ends and quote levels marked up.
    pub html: String,
    /// References to remote content that were left out.
    pub blocked: u32,
    pub colours: BodyColours,
}

/// Decoded bytes of a part of a message, or of an image of the network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PartData {
    /// `type/subtype`, lower case.
    pub content_type: String,
    pub bytes: Vec<u8>,
}

/// What following a link would mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "link", rename_all = "snake_case")]
pub enum LinkVerdict {
    /// http or https, and the text does not claim otherwise.
    Open { url: String },
    /// The text names another site than the link leads to.
    Misleading { url: String, shown: String, host: String },
    /// Mail to be written: see [`super::DraftStart::Mailto`].
    Mailto { uri: String },
    /// Nothing a message may lead to.
    Refused,
}
