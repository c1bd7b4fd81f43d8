use super::capabilities::Capabilities;
use super::guard::{Frame, Guard};
use super::parse::{self, Code, Condition, Data};
use super::pump::next_frame;
use super::session::{Imap, Stream, Timings, Transport};
use super::signin;
use crate::model::Security;
use crate::net::dial::{self, Endpoint};
use crate::net::meter::{Meter, Metered};
use crate::net::tls::Trust;
use crate::net::{NetError, Result};
use async_imap::Client;
use std::fmt;
use std::time::Duration;
use tokio::time::timeout;

/// What a connection needs to know.
#[derive(Clone)]
pub struct ImapConfig {
    pub endpoint: Endpoint,
    pub trust: Trust,
    pub user: String,
    pub password: String,
    pub timings: Timings,
    /// Counts what goes over the connection.
    pub meter: Meter,
}

impl fmt::Debug for ImapConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ImapConfig").field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}

/// How a command before sign-in ended.
pub(super) struct Completion {
    pub condition: Condition,
    pub code: Option<Code>,
    pub text: String,
    pub data: Vec<Data>,
    /// Whether anything came after the completion.
    pub more: bool,
}

impl Imap {
    /// Connects, encrypts and signs in.
    pub async fn connect(config: &ImapConfig) -> Result<Self> {
        let host = &config.endpoint.host;
        let tcp = Metered::new(dial::tcp(&config.endpoint).await?, config.meter.clone());
        if config.endpoint.security == Security::Tls {
            let stream = dial::secure(tcp, host, &config.trust).await?;
            return Self::over(Box::new(stream), config).await;
        }
        let tcp = start_tls(tcp, host, config.timings.silence).await?;
        let stream = dial::secure(tcp, host, &config.trust).await?;
        // What the server said it can before TLS counts for nothing (RFC 3501 §6.2.1).
        let client = Client::new(Guard::new(Box::new(stream) as Stream));
        signin::sign_in(client, config, Capabilities::default()).await
    }

    /// Signs in over a stream that is encrypted already: greeting first.
    pub async fn over(stream: Stream, config: &ImapConfig) -> Result<Self> {
        let mut client = Client::new(Guard::new(stream));
        let (condition, offered) = greeting(&mut client, &config.endpoint.host, config.timings.silence).await?;
        match condition {
            Condition::Preauth => signin::adopt(client, config, offered).await,
            _ => signin::sign_in(client, config, offered).await,
        }
    }
}

/// Agrees on TLS in the clear; gives the socket back when the server said nothing that could
/// have been slipped in between (RFC 3501 §6.2.1, the STARTTLS injection of 2011).
pub(super) async fn start_tls<S: Transport>(stream: S, host: &str, silence: Duration) -> Result<S> {
    let insecure = |detail: &str| NetError::Insecure { host: host.to_owned(), detail: detail.to_owned() };
    let mut client = Client::new(Guard::new(stream));
    let (condition, offered) = greeting(&mut client, host, silence).await?;
    if condition == Condition::Preauth {
        return Err(insecure("the server signs in by itself before TLS"));
    }
    let offered = match offered.has("STARTTLS") {
        true => offered,
        false => capabilities(&mut client, host, silence).await?,
    };
    if !offered.has("STARTTLS") {
        return Err(insecure("the server does not offer STARTTLS"));
    }
    let answer = exchange(&mut client, "STARTTLS", host, silence).await?;
    if answer.condition != Condition::Ok {
        return Err(insecure(&format!("the server refused STARTTLS: {}", answer.text)));
    }
    let clean = client.into_inner().into_clean_inner().filter(|_| !answer.more);
    clean.ok_or_else(|| insecure("the server spoke between STARTTLS and the handshake"))
}

/// Asks what the server can.
pub(super) async fn capabilities<S: Transport>(
    client: &mut Client<Guard<S>>,
    host: &str,
    silence: Duration,
) -> Result<Capabilities> {
    let answer = exchange(client, "CAPABILITY", host, silence).await?;
    Ok(offered(&answer).unwrap_or_default())
}

/// The capabilities that came with an answer.
pub(super) fn offered(answer: &Completion) -> Option<Capabilities> {
    if let Some(code) = answer.code.as_ref().filter(|code| code.is("CAPABILITY")) {
        return Some(code.words().collect());
    }
    answer.data.iter().rev().find_map(|data| match data {
        Data::Capability(names) => Some(names.iter().collect()),
        _ => None,
    })
}

/// Runs a command that needs no words.
async fn exchange<S: Transport>(
    client: &mut Client<Guard<S>>,
    verb: &'static str,
    host: &str,
    silence: Duration,
) -> Result<Completion> {
    let late = |_| NetError::Timeout { what: "an answer", after: silence };
    let ran = timeout(silence, client.run_command_and_check_ok(verb, None)).await.map_err(late)?;
    let completion = completion(client.get_mut());
    match (completion, ran) {
        (Some(completion), _) => Ok(completion),
        (None, Err(async_imap::error::Error::Io(error))) => Err(NetError::broken(host, &error)),
        (None, _) => Err(NetError::Broken { detail: "the server closed it".into() }),
    }
}

/// Takes what was heard up to and with the completion of the only command.
pub(super) fn completion<S: Transport>(guard: &mut Guard<S>) -> Option<Completion> {
    let mut data = Vec::new();
    while let Some(frame) = guard.take() {
        match frame {
            Frame::Untagged(response) => data.push(parse::untagged(&response)),
            Frame::Tagged { rest, .. } => {
                let (condition, code, text) = parse::completion(&rest);
                let more = guard.has_more();
                return Some(Completion { condition, code, text, data, more });
            }
            _ => {}
        }
    }
    // A server that hangs up says why in a BYE.
    data.into_iter().find_map(|data| match data {
        Data::Condition { condition: Condition::Bye, code, text } => {
            Some(Completion { condition: Condition::Bye, code, text, data: Vec::new(), more: false })
        }
        _ => None,
    })
}

/// Reads the greeting; a BYE is an error.
async fn greeting<S: Transport>(
    client: &mut Client<Guard<S>>,
    host: &str,
    silence: Duration,
) -> Result<(Condition, Capabilities)> {
    let frame = next_frame(client, silence).await.map_err(|failure| failure.explain(host))?;
    let Frame::Untagged(response) = frame else {
        return Err(NetError::Protocol { detail: "this is no IMAP server".into() });
    };
    let Data::Condition { condition, code, text } = parse::untagged(&response) else {
        return Err(NetError::Protocol { detail: "this is no IMAP server".into() });
    };
    let offered = code.as_ref().filter(|code| code.is("CAPABILITY"));
    let offered = offered.map(|code| code.words().collect()).unwrap_or_default();
    match condition {
        Condition::Ok | Condition::Preauth => Ok((condition, offered)),
        _ => Err(NetError::Unavailable { code: code.map(|code| code.name), text }),
    }
}
