//! Counting what goes over a connection, encryption included.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Counts for the connections it was given to; clones share the counts.
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    bytes: AtomicU64,
    round_trips: AtomicU32,
}

/// What went over the connections so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// In both directions.
    pub bytes: u64,
    /// Times this side spoke after the other had, the first time included.
    pub round_trips: u32,
}

impl Meter {
    /// What was counted so far.
    pub fn usage(&self) -> Usage {
        Usage { bytes: self.0.bytes.load(Ordering::Relaxed), round_trips: self.0.round_trips.load(Ordering::Relaxed) }
    }

    fn passed(&self, bytes: usize) {
        self.0.bytes.fetch_add(u64::try_from(bytes).unwrap_or(0), Ordering::Relaxed);
    }
}

/// A stream whose bytes and turns are counted.
#[derive(Debug)]
pub struct Metered<S> {
    inner: S,
    meter: Meter,
    /// Whether this side said the last word.
    spoke: AtomicBool,
}

impl<S> Metered<S> {
    /// Counts what goes over `inner` from now on.
    pub fn new(inner: S, meter: Meter) -> Self {
        Self { inner, meter, spoke: AtomicBool::new(false) }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Metered<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        ready!(Pin::new(&mut self.inner).poll_read(cx, buf))?;
        let read = buf.filled().len() - before;
        if read > 0 {
            self.spoke.store(false, Ordering::Relaxed);
            self.meter.passed(read);
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Metered<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.inner).poll_write(cx, bytes))?;
        self.meter.passed(written);
        if !self.spoke.swap(true, Ordering::Relaxed) {
            self.meter.0.round_trips.fetch_add(1, Ordering::Relaxed);
        }
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test]
    async fn a_round_trip_is_a_turn_and_not_a_write() {
        let (here, mut there) = tokio::io::duplex(64);
        let meter = Meter::default();
        let mut here = Metered::new(here, meter.clone());
        for turn in 1..=3 {
            here.write_all(b"one").await.unwrap();
            here.write_all(b"two").await.unwrap();
            there.write_all(b"x").await.unwrap();
            here.read_u8().await.unwrap();
            assert_eq!(meter.usage(), Usage { bytes: u64::from(turn) * 7, round_trips: turn });
        }
    }
}
