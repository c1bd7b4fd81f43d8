use super::index::body_words;
use crate::{
    mime::Envelope,
    model::{Attachment, Flags, Mailbox, MessageId, Role, UidSet},
};

/// A mailbox and what the last sync knew of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailboxState {
    pub mailbox: Mailbox,
    /// The name as the server spells it, modified UTF-7 undecoded.
    pub wire_name: Vec<u8>,
    /// Every UID below is known or outside the window; 0 before the first sync.
    pub uidnext: u32,
    pub highestmodseq: u64,
    /// First day of the window (days since 1970) at the last full look; absent: everything.
    pub since_day: Option<i64>,
    /// Whether `since_day` has been applied completely.
    pub window_known: bool,
    /// Unread messages on the server and outside the window.
    pub older_unread: u32,
    /// Whether the server has still to make it.
    pub wanted: bool,
}

/// A mailbox as the server lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub wire_name: Vec<u8>,
    pub name: String,
    pub separator: Option<char>,
    pub role: Option<Role>,
    pub selectable: bool,
    pub subscribed: bool,
}

/// A message whose headers came.
#[derive(Debug, Clone)]
pub struct NewMessage {
    pub uid: u32,
    pub flags: Flags,
    pub modseq: u64,
    /// INTERNALDATE, seconds since 1970.
    pub received: i64,
    pub size: u64,
    pub envelope: Envelope,
    pub attachments: u32,
}

/// One thing a sync found in a mailbox.
#[derive(Debug, Clone)]
pub enum Change {
    /// A message came; one that is here already has its flags updated.
    Insert(Box<NewMessage>),
    /// The server's flags; pending edits stay on top of what is shown.
    Flags {
        uid: u32,
        flags: Flags,
        modseq: u64,
    },
    /// Gone on the server.
    Remove(UidSet),
    /// Left the window; the server keeps them.
    Prune(UidSet),
    Counts {
        total: u32,
        older_unread: u32,
    },
    Progress {
        uidvalidity: u32,
        uidnext: u32,
        highestmodseq: u64,
    },
    Window {
        since_day: Option<i64>,
        known: bool,
    },
    /// UIDVALIDITY changed: every UID is forgotten, the messages wait for their new ones.
    Rekey {
        uidvalidity: u32,
    },
    /// Removes messages without a UID that no insert adopted.
    DropOrphans,
}

/// What an apply did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// New messages, in the order of the changes.
    pub inserted: Vec<MessageId>,
    /// Messages removed or pruned.
    pub removed: u32,
    /// Whether anything a person sees changed.
    pub changed: bool,
}

/// A message whose source is not here whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    pub id: MessageId,
    pub uid: u32,
    pub size: u64,
}

/// Some of the messages whose source is not here, newest first.
#[derive(Debug, Clone, Default)]
pub struct WantedPage {
    pub messages: Vec<Wanted>,
    /// Where the next page begins; absent after the last one.
    pub next: Option<i64>,
}

/// The readable parts of a message that is not here whole, or too large to parse at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The raw header block.
    pub headers: Vec<u8>,
    pub text: Option<String>,
    /// HTML as sent, not sanitised.
    pub html: Option<String>,
    pub attachments: Vec<Attachment>,
}

/// A source compressed by [`super::pack`]: zstd frames, each of at most 256 KiB unpacked.
#[derive(Debug, Clone, Default)]
pub struct Packed(pub(super) Vec<Vec<u8>>);

impl From<Vec<Vec<u8>>> for Packed {
    /// Takes chunks made by [`super::pack_chunk`].
    fn from(chunks: Vec<Vec<u8>>) -> Self {
        Self(chunks)
    }
}

impl Packed {
    /// Compressed bytes.
    pub fn len(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What reading a message found, for lists and for search.
#[derive(Debug, Clone, Default)]
pub struct Digest {
    pub preview: String,
    pub attachments: u32,
    /// The text as the search index takes it.
    pub(super) words: String,
}

impl Digest {
    /// Prepares `text` for the index, which takes a while for a long one.
    pub fn new(preview: String, text: &str, attachments: u32) -> Self {
        Self { preview, attachments, words: body_words(text) }
    }
}

/// A message whose source came.
#[derive(Debug)]
pub struct NewBody {
    pub id: MessageId,
    pub packed: Packed,
    pub digest: Digest,
    /// Kept beside the source of a message too large to parse at once.
    pub reading: Option<Reading>,
}

impl NewBody {
    /// Bytes it takes in memory, about.
    pub fn held(&self) -> usize {
        self.packed.len() + self.digest.preview.len() + self.digest.words.len()
    }
}
