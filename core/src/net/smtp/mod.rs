//! Submission (RFC 6409) in steps, so that the caller can write down what is about to happen.
//!
//! [`Smtp::envelope`] names sender and recipients and brings a reply for each; [`Smtp::begin`],
//! [`Smtp::send`] and [`Smtp::finish`] transmit the message; nothing is accepted before
//! [`Smtp::commit`] writes the final dot. lettre speaks the commands and reads the replies over a
//! stream whose other handle carries the message, in pieces.

mod body;
mod extensions;
mod reply;
mod starttls;
mod wire;

pub use reply::{Reply, SmtpError};

use super::dial::{self, Endpoint};
use super::tls::Trust;
use super::{NetError, error};
use crate::model::Security;
use crate::say;
use crate::words::Sentence;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use body::DotStuffer;
use extensions::Extensions;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Quit};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;
use std::fmt::Display;
use std::net::Ipv4Addr;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::time::timeout;
use wire::Wire;

/// No name of this device: submission identifies by AUTH.
const HELLO: ClientId = ClientId::Ipv4(Ipv4Addr::LOCALHOST);
const BLOCK: usize = 32 * 1024;

/// How long each wait may take (RFC 5321 §4.5.3.2).
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// A greeting or a reply to a command.
    pub command: Duration,
    /// Writing one block of the message.
    pub block: Duration,
    /// The reply to the final dot.
    pub commit: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let minutes = |n: u64| Duration::from_secs(60 * n);
        Self { command: minutes(2), block: minutes(3), commit: minutes(10) }
    }
}

/// Where to submit and as whom.
#[derive(Clone)]
pub struct SmtpConfig {
    pub endpoint: Endpoint,
    pub trust: Trust,
    pub user: String,
    pub password: String,
    pub limits: Limits,
}

/// The envelope of a message and what it asks of the server.
#[derive(Debug, Clone)]
pub struct Envelope {
    pub sender: String,
    pub recipients: Vec<String>,
    /// Bytes of the message.
    pub size: u64,
    /// Whether the header contains UTF-8 (RFC 6532).
    pub utf8: bool,
}

/// A signed-in connection to a submission server.
pub struct Smtp {
    connection: AsyncSmtpConnection,
    wire: Wire,
    extensions: Extensions,
    limits: Limits,
    stuffer: DotStuffer,
}

impl Smtp {
    /// Connects, encrypts, signs in.
    pub async fn connect(config: &SmtpConfig) -> Result<Self, SmtpError> {
        let tcp = dial::tcp(&config.endpoint).await?;
        let host = &config.endpoint.host;
        let wire = match config.endpoint.security {
            Security::Tls => Wire::new(dial::secure(tcp, host, &config.trust).await?, b""),
            Security::Starttls => {
                let tcp = starttls::ask(tcp, host, config.limits.command).await?;
                // The server greets once only, lettre waits for it on every stream.
                Wire::new(dial::secure(tcp, host, &config.trust).await?, b"220 secure\r\n")
            }
        };
        let hello = AsyncSmtpConnection::connect_with_transport(Box::new(wire.clone()), &HELLO);
        let connection = answered(config.limits.command, say!("wait-greeting"), hello).await;
        let connection = connection.map_err(SmtpError::at_greeting)?;
        let extensions = Extensions::from_ehlo(&wire.heard());
        let (limits, stuffer) = (config.limits, DotStuffer::default());
        let mut smtp = Self { connection, wire, extensions, limits, stuffer };
        smtp.sign_in(&config.user, &config.password).await?;
        Ok(smtp)
    }

    /// The largest message the server takes (RFC 1870), where it says so.
    pub fn size_limit(&self) -> Option<u64> {
        self.extensions.size
    }

    /// Names the sender and the recipients; one reply per recipient, in order. An error means that
    /// the message as a whole was refused or the connection failed.
    pub async fn envelope(&mut self, mail: &Envelope) -> Result<Vec<Reply>, SmtpError> {
        self.check(mail)?;
        let mut command = format!("MAIL FROM:<{}>", mail.sender);
        if self.extensions.size_known {
            command.push_str(&format!(" SIZE={}", mail.size));
        }
        if mail.utf8 {
            command.push_str(" BODY=8BITMIME SMTPUTF8");
        }
        let ask = self.connection.command(format!("{command}\r\n"));
        answered(self.limits.command, "MAIL".into(), ask).await.map_err(SmtpError::sign_in_first)?;
        let mut replies = Vec::with_capacity(mail.recipients.len());
        for recipient in &mail.recipients {
            let ask = self.connection.command(format!("RCPT TO:<{recipient}>\r\n"));
            match answered(self.limits.command, "RCPT".into(), ask).await {
                Ok(response) => replies.push(Reply::from(&response)),
                Err(SmtpError::Refused(reply)) if reply.code != 421 => replies.push(reply),
                Err(error) => return Err(error),
            }
        }
        Ok(replies)
    }

    /// Asks to transmit the message.
    pub async fn begin(&mut self) -> Result<(), SmtpError> {
        self.stuffer = DotStuffer::default();
        let response = answered(self.limits.command, "DATA".into(), self.connection.command(Data)).await?;
        match u16::from(response.code()) {
            354 => Ok(()),
            code => Err(protocol(say!("why-data-answered", code))),
        }
    }

    /// Transmits the next piece of the message, its line ends made canonical and its dots stuffed
    /// (RFC 5321 §4.5.2).
    pub async fn send(&mut self, piece: &[u8]) -> Result<(), SmtpError> {
        let mut encoded = Vec::with_capacity(BLOCK + BLOCK / 16);
        for block in piece.chunks(BLOCK) {
            encoded.clear();
            self.stuffer.encode(block, &mut encoded);
            self.write(&encoded).await?;
        }
        Ok(())
    }

    /// Transmits what is held back, all but the final dot: the server still cannot accept.
    pub async fn finish(&mut self) -> Result<(), SmtpError> {
        let rest = self.stuffer.finish();
        self.write(rest).await
    }

    /// Writes the final dot and reads the reply. `Refused` is the server's word that it did not
    /// take the message; after any other error that is unknown.
    pub async fn commit(&mut self) -> Result<Reply, SmtpError> {
        self.write_plain(b".\r\n").await?;
        let reply = answered(self.limits.commit, say!("wait-dot"), self.connection.read_response());
        let response = reply.await?;
        match u16::from(response.code()) {
            200..300 => Ok(Reply::from(&response)),
            code => Err(protocol(say!("why-dot-answered", code))),
        }
    }

    /// Says goodbye. Not while a message is being transmitted: then the connection is dropped.
    pub async fn quit(mut self) {
        timeout(Duration::from_secs(3), self.connection.command(Quit)).await.ok();
    }

    fn check(&self, mail: &Envelope) -> Result<(), SmtpError> {
        if mail.utf8 && !(self.extensions.utf8 && self.extensions.eight_bit) {
            return Err(SmtpError::Refused(Reply::own(553, "5.6.7", say!("smtp-no-utf8"))));
        }
        match self.extensions.size {
            Some(limit) if mail.size > limit => {
                let text = say!("smtp-too-large", size = mail.size, limit);
                Err(SmtpError::Refused(Reply::own(552, "5.3.4", text)))
            }
            _ => Ok(()),
        }
    }

    async fn sign_in(&mut self, user: &str, password: &str) -> Result<(), SmtpError> {
        if !self.extensions.plain && !self.extensions.login {
            return Err(NetError::No { code: None, text: say!("smtp-no-way") }.into());
        }
        if self.extensions.plain {
            let secret = STANDARD.encode(format!("\0{user}\0{password}"));
            match self.ask(format!("AUTH PLAIN {secret}")).await {
                Err(SmtpError::Refused(reply)) if reply.code == 504 && self.extensions.login => {}
                other => return other.map(drop).map_err(SmtpError::at_sign_in),
            }
        }
        for line in ["AUTH LOGIN".to_owned(), STANDARD.encode(user), STANDARD.encode(password)] {
            let response = self.ask(line).await.map_err(SmtpError::at_sign_in)?;
            if response.code().is_positive() && u16::from(response.code()) == 235 {
                return Ok(());
            }
        }
        Err(protocol(say!("why-login-open")))
    }

    async fn ask(&mut self, line: String) -> Result<Response, SmtpError> {
        let command: Box<dyn Display + Send> = Box::new(format!("{line}\r\n"));
        answered(self.limits.command, "AUTH".into(), self.connection.command(command)).await
    }

    /// Writes a part of the message. A server that hangs up usually says why first.
    async fn write(&mut self, bytes: &[u8]) -> Result<(), SmtpError> {
        let Err(error) = self.write_plain(bytes).await else { return Ok(()) };
        let last_words = self.connection.read_response();
        match answered(Duration::from_secs(2), say!("wait-reply"), last_words).await {
            Err(SmtpError::Refused(reply)) => Err(SmtpError::Refused(reply)),
            _ => Err(error),
        }
    }

    async fn write_plain(&mut self, bytes: &[u8]) -> Result<(), SmtpError> {
        let limit = self.limits.block;
        let write = async {
            self.wire.write_all(bytes).await?;
            self.wire.flush().await
        };
        match timeout(limit, write).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(fault)) => Err(NetError::Broken { detail: error::describe(&fault) }.into()),
            Err(_) => Err(NetError::Timeout { what: say!("wait-message"), after: limit }.into()),
        }
    }
}

/// Waits for a reply within its limit and sorts what lettre made of it.
async fn answered<T>(
    limit: Duration,
    what: Sentence,
    reply: impl Future<Output = Result<T, lettre::transport::smtp::Error>>,
) -> Result<T, SmtpError> {
    match timeout(limit, reply).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(SmtpError::from_lettre(&error)),
        Err(_) => Err(NetError::Timeout { what, after: limit }.into()),
    }
}

fn protocol(detail: Sentence) -> SmtpError {
    NetError::Protocol { detail }.into()
}

#[cfg(test)]
mod tests;
