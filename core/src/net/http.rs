//! Fetching a picture that a person asked for: one GET that says nothing about who asks.

use super::dial::{self, Endpoint};
use super::tls::Trust;
use super::{NetError, clean};
use crate::model::Security;
use crate::say;
use crate::words::{Language, Sentence};
use http_body_util::{BodyExt, Empty};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::header::{ACCEPT, HOST, LOCATION, USER_AGENT};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use url::Url;

/// The limit of everything together.
const LIMIT: Duration = Duration::from_secs(20);
const MAX_REDIRECTS: usize = 3;
/// Bytes of a picture.
const MAX_BYTES: usize = 8 << 20;
const PICTURES: &str = "image/webp,image/png,image/jpeg,image/gif";

/// Why a picture did not come.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    #[error(transparent)]
    Net(#[from] NetError),
    /// The server answered, and not with the picture.
    #[error("{}", .0.in_language(Language::English))]
    Refused(Sentence),
    #[error("The picture has more than 8 MB.")]
    TooLarge,
}

/// Fetches what is at an http or https address, at most 8 MiB in 20 s; three redirects are followed.
pub async fn get(address: &str, trust: &Trust) -> Result<Vec<u8>, FetchError> {
    let late = |_| NetError::Timeout { what: say!("wait-picture"), after: LIMIT };
    tokio::time::timeout(LIMIT, follow(address, trust)).await.map_err(late)?
}

async fn follow(address: &str, trust: &Trust) -> Result<Vec<u8>, FetchError> {
    let mut url = Url::parse(address).map_err(|_| refused(say!("picture-no-address")))?;
    for _ in 0..=MAX_REDIRECTS {
        match once(&url, trust).await? {
            Answer::Bytes(bytes) => return Ok(bytes),
            Answer::Elsewhere(place) => {
                url = url.join(&place).map_err(|_| refused(say!("picture-nowhere")))?;
            }
        }
    }
    Err(refused(say!("picture-around")))
}

enum Answer {
    Bytes(Vec<u8>),
    Elsewhere(String),
}

async fn once(url: &Url, trust: &Trust) -> Result<Answer, FetchError> {
    let security = match url.scheme() {
        "https" => Some(Security::Tls),
        "http" => None,
        _ => return Err(refused(say!("picture-off-web"))),
    };
    let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else {
        return Err(refused(say!("picture-no-address")));
    };
    let endpoint = Endpoint { host: host.to_owned(), port, security: Security::Tls };
    let stream = dial::tcp(&endpoint).await?;
    match security {
        Some(_) => exchange(dial::secure(stream, host.trim_matches(['[', ']']), trust).await?, url).await,
        None => exchange(stream, url).await,
    }
}

async fn exchange<S>(stream: S, url: &Url) -> Result<Answer, FetchError>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(broken)?;
    let request = request(url)?;
    let answer = async move { read(sender.send_request(request).await.map_err(broken)?).await };
    tokio::pin!(answer, connection);
    tokio::select! {
        done = &mut answer => return done,
        // What came before the end is still to be read.
        _ = &mut connection => {}
    }
    answer.await
}

fn request(url: &Url) -> Result<Request<Empty<Bytes>>, FetchError> {
    let host = match (url.host_str().unwrap_or_default(), url.port()) {
        (host, Some(port)) => format!("{host}:{port}"),
        (host, None) => host.to_owned(),
    };
    let path = match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    };
    let request = Request::get(path).header(HOST, host).header(ACCEPT, PICTURES).header(USER_AGENT, "Mozilla/5.0");
    request.body(Empty::new()).map_err(|_| refused(say!("picture-no-address")))
}

async fn read(response: Response<Incoming>) -> Result<Answer, FetchError> {
    let status = response.status();
    if status.is_redirection()
        && let Some(place) = response.headers().get(LOCATION).and_then(|place| place.to_str().ok())
    {
        return Ok(Answer::Elsewhere(place.to_owned()));
    }
    if !status.is_success() {
        return Err(refused(say!("picture-answered", said = clean(&status.to_string()))));
    }
    let mut body = response.into_body();
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        if let Ok(data) = frame.map_err(broken)?.into_data() {
            if bytes.len() + data.len() > MAX_BYTES {
                return Err(FetchError::TooLarge);
            }
            bytes.extend_from_slice(&data);
        }
    }
    Ok(Answer::Bytes(bytes))
}

fn refused(why: Sentence) -> FetchError {
    FetchError::Refused(why)
}

fn broken(error: hyper::Error) -> FetchError {
    NetError::Broken { detail: Sentence::said(clean(&error.to_string())) }.into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
