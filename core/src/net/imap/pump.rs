//! Drives the reading: async-imap is polled, and what the guard kept comes out.

use super::guard::{Frame, Guard};
use super::session::Transport;
use crate::net::{NetError, Result};
use crate::say;
use async_imap::Connection;
use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// Why no frame came.
#[derive(Debug)]
pub(super) enum Failure {
    Io(io::Error),
    Silence(Duration),
}

impl Failure {
    pub fn explain(self, host: &str) -> NetError {
        match self {
            Self::Silence(after) => NetError::Timeout { what: say!("wait-answer"), after },
            Self::Io(error) if error.kind() == io::ErrorKind::InvalidData && error.get_ref().is_some() => {
                match NetError::broken(host, &error) {
                    NetError::Broken { detail } => NetError::Protocol { detail },
                    other => other,
                }
            }
            Self::Io(error) => NetError::broken(host, &error),
        }
    }
}

/// The next frame; fails when the server is silent for too long.
pub(super) async fn next_frame<S: Transport>(
    connection: &mut Connection<Guard<S>>,
    silence: Duration,
) -> Result<Frame, Failure> {
    loop {
        let left = (connection.get_ref().alive + silence).saturating_duration_since(Instant::now());
        match timeout(left, poll_fn(|cx| poll_frame(connection, cx))).await {
            Ok(frame) => return frame.map_err(Failure::Io),
            Err(_) if connection.get_ref().alive.elapsed() < silence => {}
            Err(_) => return Err(Failure::Silence(silence)),
        }
    }
}

/// Frames come out in the order they came in; async-imap's own responses only drive the reading.
pub(super) fn poll_frame<S: Transport>(
    connection: &mut Connection<Guard<S>>,
    cx: &mut Context<'_>,
) -> Poll<io::Result<Frame>> {
    loop {
        if let Some(frame) = connection.get_mut().take() {
            return Poll::Ready(Ok(frame));
        }
        let polled = pin!(connection.read_response()).poll(cx);
        let ended = match polled {
            Poll::Ready(Ok(Some(_))) => continue,
            Poll::Ready(Ok(None)) => Some(io::ErrorKind::UnexpectedEof.into()),
            Poll::Ready(Err(error)) => Some(error),
            Poll::Pending => None,
        };
        return match (connection.get_mut().take(), ended) {
            (Some(frame), _) => Poll::Ready(Ok(frame)),
            (None, Some(error)) => Poll::Ready(Err(error)),
            (None, None) => Poll::Pending,
        };
    }
}
