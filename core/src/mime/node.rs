//! Parts of a message as the scanner finds them.

use super::charset;
use super::fields::{Field, Parameters, fields};
use super::names;
use super::transfer::Encoding;
use super::words;
use crate::model::Part;
use std::ops::Range;

/// Stands for "no node".
pub const NONE: usize = usize::MAX;

/// What a part is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    #[default]
    Leaf,
    Multipart,
    /// A nested message (message/rfc822); its only child is the nested message's root.
    Message,
}

/// One part; positions are bytes from the start of the message.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// `NONE` for the root.
    pub parent: usize,
    /// 1 for the first part of a multipart.
    pub ordinal: u32,
    pub depth: u32,
    pub kind: Kind,
    pub about: About,
    pub header: Range<u64>,
    pub body: Range<u64>,
}

/// What the fields of a part say about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// `type/subtype`, lower case.
    pub content_type: String,
    pub charset: Option<String>,
    /// RFC 3676: `format=flowed`, and `delsp=yes` with it.
    pub flowed: bool,
    pub delsp: bool,
    /// The file name; of a nested message its subject.
    pub name: Option<String>,
    pub encoding: Encoding,
    /// The encoding as written, lower case.
    pub encoding_name: String,
    pub disposition: Option<String>,
    pub content_id: Option<String>,
}

const MAX_NAME: usize = 255;
const MAX_TOKEN: usize = 80;

impl About {
    /// Reads the fields of a part, and the boundary where it is a multipart. `default_type` counts
    /// where the part says nothing (RFC 2046 §5.1.5).
    pub fn parse(block: &[u8], default_type: &str) -> (Self, Option<Vec<u8>>) {
        let (mut about, mut boundary) = (Self::default(), None);
        for field in fields(block).filter(|f| f.name.len() > 8) {
            about.take(field, &mut boundary);
        }
        if !about.content_type.contains('/') {
            about.content_type = default_type.to_owned();
        }
        boundary = boundary.filter(|_| about.content_type.starts_with("multipart/"));
        (about, boundary)
    }

    fn take(&mut self, field: Field<'_>, boundary: &mut Option<Vec<u8>>) {
        if field.is("content-type") && self.content_type.is_empty() {
            let mut parsed = Parameters::parse(field.value);
            *boundary = parsed.get("boundary").and_then(usable_boundary);
            self.charset = parsed.take("charset").map(|v| short(v, MAX_TOKEN));
            self.flowed = parsed.get("format").is_some_and(|f| f.eq_ignore_ascii_case("flowed"));
            self.delsp = parsed.get("delsp").is_some_and(|d| d.eq_ignore_ascii_case("yes"));
            if self.name.is_none() {
                self.name = parsed.take("name").and_then(file_name);
            }
            self.content_type = short(parsed.value, MAX_TOKEN);
        } else if field.is("content-disposition") && self.disposition.is_none() {
            let mut parsed = Parameters::parse(field.value);
            self.name = parsed.take("filename").and_then(file_name).or(self.name.take());
            self.disposition = Some(short(parsed.value, MAX_TOKEN)).filter(|v| !v.is_empty());
        } else if field.is("content-transfer-encoding") && self.encoding_name.is_empty() {
            self.encoding_name = short(Parameters::parse(field.value).value, MAX_TOKEN);
            self.encoding = Encoding::named(&self.encoding_name);
        } else if field.is("content-id") && self.content_id.is_none() {
            let id = words::decode(&field.value[..field.value.len().min(MAX_NAME)]);
            let id = id.trim_matches(['<', '>', ' ']).to_owned();
            self.content_id = Some(id).filter(|id| !id.is_empty());
        }
    }
}

fn usable_boundary(boundary: &str) -> Option<Vec<u8>> {
    let trimmed = boundary.trim_end();
    (!trimmed.is_empty() && trimmed.len() <= MAX_NAME).then(|| trimmed.as_bytes().to_vec())
}

fn file_name(name: String) -> Option<String> {
    Some(names::shorten(&name, MAX_NAME)).filter(|name| !name.is_empty())
}

fn short(mut text: String, max: usize) -> String {
    charset::cut(&mut text, max);
    text
}

/// The subject in a header block, for the name of a nested message.
pub fn subject(block: &[u8]) -> Option<String> {
    let field = fields(block).find(|f| f.is("subject"))?;
    file_name(words::decode(&field.value[..field.value.len().min(4096)]))
}

/// The IMAP section of a node (RFC 3501 §6.4.5); empty for multiparts that have none of their own.
pub fn path(nodes: &[Node], index: usize) -> String {
    let mut numbers = Vec::new();
    let mut at = index;
    while let Some(node) = nodes.get(at) {
        let parent = nodes.get(node.parent);
        match parent.map(|p| p.kind) {
            Some(Kind::Multipart) => numbers.push(node.ordinal),
            _ if node.kind == Kind::Multipart => {
                if at == index {
                    return String::new();
                }
            }
            _ => numbers.push(1),
        }
        at = node.parent;
    }
    let numbers: Vec<String> = numbers.iter().rev().map(u32::to_string).collect();
    numbers.join(".")
}

/// `type/subtype` of a node; a multipart without a usable boundary is one plain part.
pub fn content_type(node: &Node) -> String {
    match node.kind {
        Kind::Leaf if node.about.content_type.starts_with("multipart/") => "text/plain".to_owned(),
        _ => node.about.content_type.clone(),
    }
}

/// The children of every node, in order.
pub fn children(nodes: &[Node]) -> Vec<Vec<usize>> {
    let mut children = vec![Vec::new(); nodes.len()];
    for (index, node) in nodes.iter().enumerate() {
        if let Some(list) = children.get_mut(node.parent) {
            list.push(index);
        }
    }
    children
}

/// The tree below `index` as BODYSTRUCTURE would show it; nested messages are not opened.
pub fn tree(nodes: &[Node], children: &[Vec<usize>], index: usize) -> Part {
    let Some(node) = nodes.get(index) else { return Part::default() };
    let below = match node.kind {
        Kind::Multipart => children[index].iter().map(|c| tree(nodes, children, *c)).collect(),
        Kind::Leaf | Kind::Message => Vec::new(),
    };
    let about = &node.about;
    Part {
        path: path(nodes, index),
        content_type: content_type(node),
        charset: about.charset.clone(),
        name: about.name.clone(),
        encoding: about.encoding_name.clone(),
        disposition: about.disposition.clone(),
        content_id: about.content_id.clone(),
        size: node.body.end - node.body.start,
        children: below,
    }
}
