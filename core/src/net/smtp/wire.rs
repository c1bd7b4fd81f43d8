use crate::net::dial::Secure;
use lettre::transport::smtp::client::AsyncTokioStream;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// The longest reply to EHLO that is kept to be read.
const KEPT: usize = 32 * 1024;

/// One encrypted stream with several handles: lettre's, and ours for the message itself. They are
/// used in turn, never at once.
#[derive(Clone)]
pub(super) struct Wire(Arc<Mutex<Inner>>);

struct Inner {
    stream: Secure,
    /// Read before anything of the stream.
    first: Vec<u8>,
    /// What was read so far, until it is asked for.
    heard: Option<Vec<u8>>,
}

impl Wire {
    pub(super) fn new(stream: Secure, first: &[u8]) -> Self {
        Self(Arc::new(Mutex::new(Inner { stream, first: first.to_vec(), heard: Some(Vec::new()) })))
    }

    /// What came since the start; afterwards nothing is kept.
    pub(super) fn heard(&self) -> Vec<u8> {
        self.inner().heard.take().unwrap_or_default()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl AsyncRead for Wire {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let mut inner = self.inner();
        if !inner.first.is_empty() {
            let taken = inner.first.len().min(buf.remaining());
            let bytes: Vec<u8> = inner.first.drain(..taken).collect();
            buf.put_slice(&bytes);
            return Poll::Ready(Ok(()));
        }
        let before = buf.filled().len();
        let answer = Pin::new(&mut inner.stream).poll_read(cx, buf);
        let new = buf.filled_mut().get_mut(before..).unwrap_or_default();
        // lettre takes a reply in another charset for a broken connection.
        new.iter_mut().filter(|byte| !byte.is_ascii()).for_each(|byte| *byte = b'?');
        if let Some(heard) = inner.heard.as_mut().filter(|heard| heard.len() < KEPT) {
            heard.extend_from_slice(new);
        }
        answer
    }
}

impl AsyncWrite for Wire {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner().stream).poll_write(cx, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner().stream).poll_shutdown(cx)
    }
}

impl AsyncTokioStream for Wire {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.inner().stream.get_ref().0.get_ref().peer_addr()
    }
}

impl std::fmt::Debug for Wire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wire")
    }
}
