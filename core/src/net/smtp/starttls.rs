use super::extensions::Extensions;
use super::reply::{Reply, SmtpError};
use crate::net::{NetError, error::describe};
use crate::say;
use crate::words::Sentence;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

const LONGEST_REPLY: usize = 32 * 1024;

/// Goes from the greeting to the server's consent to STARTTLS (RFC 3207), in the clear; nothing of
/// it is believed afterwards. A server that does not offer it, or that says more than its consent,
/// is refused: somebody may stand in between.
pub(super) async fn ask(tcp: TcpStream, host: &str, limit: Duration) -> Result<TcpStream, SmtpError> {
    let late = |_| NetError::Timeout { what: "STARTTLS".into(), after: limit };
    let mut plain = Plain { tcp, host, heard: Vec::new() };
    timeout(limit, plain.negotiate()).await.map_err(late)??;
    Ok(plain.tcp)
}

struct Plain<'a> {
    tcp: TcpStream,
    host: &'a str,
    heard: Vec<u8>,
}

impl Plain<'_> {
    async fn negotiate(&mut self) -> Result<(), SmtpError> {
        self.reply(220).await?;
        self.say("EHLO [127.0.0.1]\r\n").await?;
        let offers = self.reply(250).await?;
        if !Extensions::from_ehlo(&offers).starttls {
            return Err(self.insecure(say!("why-no-starttls")).into());
        }
        self.say("STARTTLS\r\n").await?;
        self.reply(220).await?;
        match self.heard.is_empty() {
            true => Ok(()),
            false => Err(self.insecure(say!("why-said-between")).into()),
        }
    }

    async fn say(&mut self, line: &str) -> Result<(), SmtpError> {
        let written = self.tcp.write_all(line.as_bytes()).await;
        Ok(written.map_err(|error| NetError::Broken { detail: describe(&error) })?)
    }

    async fn reply(&mut self, expected: u16) -> Result<Vec<u8>, SmtpError> {
        loop {
            if let Some(end) = end_of_reply(&self.heard) {
                let reply: Vec<u8> = self.heard.drain(..end).collect();
                return self.checked(reply, expected);
            }
            let mut buffer = [0_u8; 2048];
            let got = self.tcp.read(&mut buffer).await;
            let got = got.map_err(|error| NetError::Broken { detail: describe(&error) })?;
            if got == 0 {
                return Err(NetError::Broken { detail: say!("why-closed") }.into());
            }
            self.heard.extend_from_slice(buffer.get(..got).unwrap_or_default());
            if self.heard.len() > LONGEST_REPLY {
                return Err(NetError::Protocol { detail: say!("why-endless-reply") }.into());
            }
        }
    }

    fn checked(&self, reply: Vec<u8>, expected: u16) -> Result<Vec<u8>, SmtpError> {
        let text = String::from_utf8_lossy(&reply).into_owned();
        let code = text.get(..3).and_then(|code| code.parse().ok());
        match code {
            Some(code) if code == expected => Ok(reply),
            Some(code) if code >= 400 => {
                let words = text.lines().map(|line| line.get(4..).unwrap_or_default());
                let text = Reply::new(code, words).told();
                Err(NetError::Unavailable { code: None, text }.into())
            }
            _ => Err(self.insecure(say!("why-no-smtp")).into()),
        }
    }

    fn insecure(&self, detail: Sentence) -> NetError {
        NetError::Insecure { host: self.host.to_owned(), detail }
    }
}

/// The end of the first whole reply: a line whose code is not followed by `-`.
fn end_of_reply(heard: &[u8]) -> Option<usize> {
    let mut start = 0;
    for line in heard.split_inclusive(|&byte| byte == b'\n') {
        start += line.len();
        if line.ends_with(b"\n") && line.get(3) != Some(&b'-') {
            return Some(start);
        }
    }
    None
}
