//! SASL PLAIN and LOGIN (RFC 4616, RFC 4959) and the LOGIN command; TLS stands already.

use super::capabilities::Capabilities;
use super::command::refused;
use super::connect::{Completion, ImapConfig, capabilities, completion, offered};
use super::guard::{Loaded, Piece};
use super::name;
use super::parse::{Code, Condition};
use super::session::{Imap, Wire};
use crate::net::{NetError, Result};
use crate::say;
use async_imap::{Authenticator, Client, Session};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::time::timeout;

/// A way to sign in, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Plain { at_once: bool },
    Login,
    Command,
}

/// Signs in by the strongest way that is offered and understood.
pub(super) async fn sign_in(mut client: Client<Wire>, config: &ImapConfig, greeted: Capabilities) -> Result<Imap> {
    let host = &config.endpoint.host;
    let silence = config.timings.silence;
    let mut known = greeted;
    if !known.iter().any(|name| name.starts_with("AUTH=")) {
        known = capabilities(&mut client, host, silence).await?;
    }
    let mut misunderstood = NetError::Bad { text: say!("why-no-way") };
    for way in ways(&known) {
        load(client.get_mut(), way, config)?;
        let late = |_| NetError::Timeout { what: say!("wait-sign-in"), after: silence };
        let tried = match way {
            Way::Plain { .. } => timeout(silence, client.authenticate("PLAIN", Silent)).await,
            Way::Login => timeout(silence, client.authenticate("LOGIN", Silent)).await,
            Way::Command => timeout(silence, client.login("", "")).await,
        };
        match tried.map_err(late)? {
            Ok(session) => return finish(session, config, &known).await,
            Err((error, refused)) => client = refused_client(error, refused, host, &mut misunderstood)?,
        }
    }
    Err(misunderstood)
}

/// Goes on where the server signed in by itself (PREAUTH), inside TLS.
pub(super) async fn adopt(mut client: Client<Wire>, config: &ImapConfig, greeted: Capabilities) -> Result<Imap> {
    client.get_mut().load(Loaded::Nothing);
    match client.login("", "").await {
        Ok(session) => finish(session, config, &greeted).await,
        Err(_) => Err(NetError::Protocol { detail: say!("why-no-session") }),
    }
}

/// After a refusal: the client when another way may be tried, else what the refusal means.
fn refused_client(
    error: async_imap::error::Error,
    mut client: Client<Wire>,
    host: &str,
    misunderstood: &mut NetError,
) -> Result<Client<Wire>> {
    match (completion(client.get_mut()), error) {
        (Some(Completion { condition: Condition::Bad, text, .. }), _) => {
            *misunderstood = NetError::Bad { text: text.into() };
            Ok(client)
        }
        (Some(Completion { condition: Condition::Bye, code, text, .. }), _) => {
            Err(NetError::Unavailable { code: code.map(|code| code.name), text: text.into() })
        }
        (Some(answer), _) => Err(refusal(answer.code, answer.text)),
        (None, async_imap::error::Error::Io(error)) => Err(NetError::broken(host, &error)),
        (None, _) => Err(NetError::Broken { detail: say!("why-closed") }),
    }
}

async fn finish(mut session: Session<Wire>, config: &ImapConfig, before: &Capabilities) -> Result<Imap> {
    let answer = completion(session.get_mut());
    let mut imap = Imap::new(session, &config.endpoint.host, config.timings);
    match answer.as_ref().and_then(offered) {
        Some(now) => imap.capabilities = now,
        None => {
            imap.capabilities = before.clone();
            imap.ask_capabilities().await?;
        }
    }
    imap.set_literals();
    Ok(imap)
}

fn ways(offered: &Capabilities) -> Vec<Way> {
    let mut ways = Vec::new();
    if offered.has("AUTH=PLAIN") {
        ways.push(Way::Plain { at_once: offered.has("SASL-IR") });
    }
    if offered.has("AUTH=LOGIN") {
        ways.push(Way::Login);
    }
    // LOGINDISABLED inside TLS is an error of the server (Cyrus says it after sign-in too); the
    // command costs one refusal.
    ways.push(Way::Command);
    ways
}

/// Gives the guard the words: async-imap never sees them.
fn load(guard: &mut Wire, way: Way, config: &ImapConfig) -> Result<()> {
    let (user, password) = (config.user.as_bytes(), config.password.as_bytes());
    if user.contains(&0) || password.contains(&0) {
        return Err(NetError::Input { detail: say!("input-nul") });
    }
    let plain = STANDARD.encode([b"\0", user, b"\0", password].concat());
    let text = |text: &str| vec![Piece::Text(text.as_bytes().to_vec())];
    match way {
        Way::Plain { at_once: true } => {
            guard.load(Loaded::Command(text(&format!("AUTHENTICATE PLAIN {plain}"))));
            // A server that asks all the same gets it again.
            guard.load(Loaded::Line(plain.into_bytes()));
        }
        Way::Plain { at_once: false } => {
            guard.load(Loaded::Command(text("AUTHENTICATE PLAIN")));
            guard.load(Loaded::Line(plain.into_bytes()));
        }
        Way::Login => {
            guard.load(Loaded::Command(text("AUTHENTICATE LOGIN")));
            guard.load(Loaded::Line(STANDARD.encode(user).into_bytes()));
            guard.load(Loaded::Line(STANDARD.encode(password).into_bytes()));
        }
        Way::Command => {
            let mut words = text("LOGIN ");
            words.push(name::string(user)?);
            words.extend(text(" "));
            words.push(name::string(password)?);
            guard.load(Loaded::Command(words));
        }
    }
    Ok(())
}

/// Answers nothing: the guard does.
struct Silent;

impl Authenticator for Silent {
    type Response = &'static [u8];

    fn process(&mut self, _: &[u8]) -> Self::Response {
        b""
    }
}

/// What a NO to a sign-in means. Only a refusal of the user name or password is called that.
fn refusal(code: Option<Code>, text: String) -> NetError {
    const ELSEWHERE: [&str; 9] =
        ["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "OVERQUOTA", "CANNOT", "CONTACTADMIN", "THROTTLED", "SYS/TEMP"];
    let name = code.as_ref().map(|code| code.name.clone());
    if name.as_deref().is_some_and(|name| ELSEWHERE.contains(&name)) || speaks_of_load(&text) {
        return match refused(code, text) {
            NetError::No { code, text } => NetError::Unavailable { code, text },
            other => other,
        };
    }
    NetError::SignIn { text: text.into() }
}

/// Whether a text without a telling code speaks of the server's state rather than the password.
fn speaks_of_load(text: &str) -> bool {
    const SIGNS: [&str; 14] = [
        "too many",
        "maximum number of",
        "connection limit",
        "connections exceeded",
        "simultaneous",
        "try again later",
        "temporar",
        "unavailable",
        "overload",
        "internal error",
        "rate limit",
        "throttl",
        "server busy",
        "bandwidth",
    ];
    let text = text.to_lowercase();
    SIGNS.iter().any(|sign| text.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, text: &str) -> NetError {
        let code = Code { name: name.into(), arguments: String::new() };
        refusal(Some(code).filter(|code| !code.name.is_empty()), text.into())
    }

    #[test]
    fn only_a_refused_password_is_called_that() {
        let wrong = [
            ("AUTHENTICATIONFAILED", "Authentication failed."),
            ("", "Login failed."),
            ("AUTHORIZATIONFAILED", "no"),
            ("EXPIRED", "password expired"),
            ("ALERT", "Please log in via your web browser"),
        ];
        for (code, text) in wrong {
            assert!(matches!(of(code, text), NetError::SignIn { .. }), "{code} {text}");
        }
        let away = [
            ("UNAVAILABLE", "x"),
            ("INUSE", "x"),
            ("LIMIT", "x"),
            ("SERVERBUG", "x"),
            ("ALERT", "Too many simultaneous connections. (Failure)"),
            ("", "Temporary authentication failure."),
            ("AUTHENTICATIONFAILED", "Maximum number of connections from user+IP exceeded"),
        ];
        for (code, text) in away {
            assert!(matches!(of(code, text), NetError::Unavailable { .. }), "{code} {text}");
        }
    }

    #[test]
    fn the_strongest_way_comes_first() {
        let offered = ["AUTH=LOGIN", "AUTH=PLAIN", "SASL-IR"].into_iter().collect();
        assert_eq!(ways(&offered), [Way::Plain { at_once: true }, Way::Login, Way::Command]);
        assert_eq!(ways(&Capabilities::default()), [Way::Command]);
    }
}
