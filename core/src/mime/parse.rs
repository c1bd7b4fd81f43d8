use super::Envelope;
use super::node::{Node, path};
use super::read::{Content, MAX_PART, Reader};
use super::scan::{MAX_HEADER, Scanner, slice};
use super::transfer;
use crate::model::{Attachment, Header};

/// A message read whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed {
    pub envelope: Envelope,
    pub headers: Vec<Header>,
    /// The plain text; made from the HTML where the sender wrote none.
    pub text: String,
    /// The HTML as sent; never shown before [`super::sanitize`].
    pub html: Option<String>,
    /// In the order of the message; nested messages are listed, their attachments are not.
    pub attachments: Vec<Attachment>,
    /// The first words of the text, at most 200 characters.
    pub preview: String,
    /// What full-text search indexes besides the envelope: text, nested messages, attachment names.
    pub search_text: String,
}

impl Parsed {
    /// The part an HTML `cid:` reference means.
    pub fn by_content_id(&self, content_id: &str) -> Option<&Attachment> {
        self.attachments.iter().find(|a| a.content_id.as_deref() == Some(content_id))
    }
}

/// What a sync keeps of a message besides its source; cheaper than [`parse`], for it reads one
/// version of the text and no attachment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Digest {
    /// As in [`Parsed`].
    pub preview: String,
    /// As in [`Parsed`].
    pub search_text: String,
    /// As in [`Parsed`], with the sizes as sent.
    pub attachments: Vec<Attachment>,
}

/// Reads a message. What cannot be parsed yields what is known.
pub fn parse(raw: &[u8]) -> Parsed {
    let nodes = Scanner::scan(raw);
    Reader::new(&nodes, &Whole { raw }).parsed(header_block(raw, &nodes))
}

/// Reads what a sync keeps of a message.
pub fn digest(raw: &[u8]) -> Digest {
    let nodes = Scanner::scan(raw);
    Reader::new(&nodes, &Whole { raw }).digest()
}

/// The decoded bytes of a section such as `2` or `1.3`; `None` where the message has no such part.
/// A multipart and a nested message come as they stand in the message.
pub fn extract(raw: &[u8], part: &str) -> Option<Vec<u8>> {
    let nodes = Scanner::scan(raw);
    let found = (0..nodes.len()).find(|index| !part.is_empty() && path(&nodes, *index) == part)?;
    let node = &nodes[found];
    Some(transfer::decode(node.about.encoding, slice(raw, &node.body)))
}

fn header_block<'a>(raw: &'a [u8], nodes: &[Node]) -> &'a [u8] {
    let block = nodes.first().map_or(&[][..], |root| slice(raw, &root.header));
    &block[..block.len().min(MAX_HEADER)]
}

/// A message in memory.
struct Whole<'a> {
    raw: &'a [u8],
}

impl Content for Whole<'_> {
    fn text(&self, nodes: &[Node], index: usize) -> Vec<u8> {
        let Some(node) = nodes.get(index) else { return Vec::new() };
        let encoded = slice(self.raw, &node.body);
        let mut bytes = Vec::with_capacity(encoded.len().min(MAX_PART));
        let mut decoder = transfer::Decoder::new(node.about.encoding);
        for piece in encoded.chunks(64 * 1024) {
            decoder.feed(piece, &mut bytes);
            if bytes.len() >= MAX_PART {
                break;
            }
        }
        decoder.finish(&mut bytes);
        bytes.truncate(MAX_PART);
        bytes
    }

    fn is_cut(&self, nodes: &[Node], index: usize) -> bool {
        self.size(nodes, index) > MAX_PART as u64
    }

    fn size(&self, nodes: &[Node], index: usize) -> u64 {
        nodes.get(index).map_or(0, |node| transfer::decoded_len(node.about.encoding, slice(self.raw, &node.body)))
    }
}
