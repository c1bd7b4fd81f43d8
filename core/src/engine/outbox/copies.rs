use crate::net::NetError;
use crate::store::{OutgoingChunks, StoreError};

/// Where a message that was accepted may show up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Sent,
    Inbox,
}

/// What sending needs of the account's mailboxes.
pub trait Copies: Send {
    /// Looks for a message by its Message-ID (without angle brackets): the mailbox's name and how
    /// many copies there are. A mailbox that does not exist holds none.
    fn find(
        &mut self,
        place: Place,
        message_id: &str,
    ) -> impl Future<Output = Result<Option<(String, usize)>, NetError>> + Send;

    /// Appends a copy to Sent, seen; makes the mailbox when there is none.
    fn keep(&mut self, copy: Copy) -> impl Future<Output = Result<(), NetError>> + Send;
}

/// A message as its sender keeps it: with the Bcc line that nobody else gets.
pub struct Copy {
    bcc: Vec<u8>,
    chunks: OutgoingChunks,
    size: u64,
    date: i64,
}

impl Copy {
    pub(super) fn new(bcc: Vec<u8>, chunks: OutgoingChunks, size: u64, date: i64) -> Self {
        let size = size + u64::try_from(bcc.len()).unwrap_or(0);
        Self { bcc, chunks, size, date }
    }

    /// Bytes that [`Copy::next`] yields altogether.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// When it was accepted, seconds since 1970.
    pub fn date(&self) -> i64 {
        self.date
    }

    /// The next piece; absent after the last.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, StoreError> {
        match self.bcc.is_empty() {
            true => self.chunks.next().await,
            false => Ok(Some(std::mem::take(&mut self.bcc))),
        }
    }
}
