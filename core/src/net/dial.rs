//! Reaching a server: name, address, TCP, TLS.

use super::tls::{self, Trust};
use super::{NetError, Result, error::describe};
use crate::model::{Security, Server};
use futures::{StreamExt, stream::FuturesUnordered};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, BufReader};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tokio_rustls::client::TlsStream;

/// The limit of resolving, connecting and the TLS handshake, each.
pub const CONNECT_LIMIT: Duration = Duration::from_secs(15);
/// An address gets this head start before the next one is tried beside it (RFC 8305 §5).
const HEAD_START: Duration = Duration::from_millis(250);
const KEEPALIVE_IDLE: Duration = Duration::from_secs(120);
const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(20);
const MOST_ADDRESSES: usize = 16;

/// An encrypted connection. Records are read from the socket many at a time.
pub type Secure<S = TcpStream> = TlsStream<BufReader<S>>;

/// Bytes read from the socket at once.
const READ: usize = 64 << 10;

/// Where a server listens and how the connection becomes encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    pub host: String,
    pub port: u16,
    pub security: Security,
}

impl From<&Server> for Endpoint {
    fn from(server: &Server) -> Self {
        Self { host: server.host.clone(), port: server.port, security: server.security }
    }
}

/// Connects by TCP: every address is tried, IPv6 and IPv4 in turn; Nagle off, keep-alive on.
pub async fn tcp(endpoint: &Endpoint) -> Result<TcpStream> {
    let late = |_| NetError::Timeout { what: "connecting", after: CONNECT_LIMIT };
    let addresses = resolve(endpoint).await?;
    let stream = timeout(CONNECT_LIMIT, race(endpoint, addresses)).await.map_err(late)??;
    prepare(&stream).map_err(|error| NetError::Broken { detail: describe(&error) })?;
    Ok(stream)
}

/// Makes a connection an encrypted one; `host` is the name the certificate must be for.
pub async fn secure<S>(stream: S, host: &str, trust: &Trust) -> Result<Secure<S>>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let name = tls::server_name(host)?;
    let connector = tls::connector(trust)?;
    let handshake = timeout(CONNECT_LIMIT, connector.connect(name, BufReader::with_capacity(READ, stream)));
    let late = |_| NetError::Timeout { what: "the TLS handshake", after: CONNECT_LIMIT };
    handshake.await.map_err(late)?.map_err(|error| NetError::broken(host, &error))
}

async fn resolve(endpoint: &Endpoint) -> Result<Vec<SocketAddr>> {
    let host = endpoint.host.trim_matches(['[', ']']);
    let failed = |detail: String| NetError::Dns { host: endpoint.host.clone(), detail };
    let found = timeout(CONNECT_LIMIT, tokio::net::lookup_host((host, endpoint.port)))
        .await
        .map_err(|_| failed("the name server gave no answer".into()))?
        .map_err(|error| failed(describe(&error)))?;
    let (mut sixes, mut fours): (Vec<_>, Vec<_>) = found.partition(SocketAddr::is_ipv6);
    // Taken from the end, so that the resolver's order and IPv6 come first.
    sixes.reverse();
    fours.reverse();
    let mut addresses = Vec::new();
    while !(sixes.is_empty() && fours.is_empty()) && addresses.len() < MOST_ADDRESSES {
        addresses.extend(sixes.pop());
        addresses.extend(fours.pop());
    }
    match addresses.is_empty() {
        true => Err(failed("it has no address".into())),
        false => Ok(addresses),
    }
}

/// The first connection that stands; a failed try lets the next start at once.
async fn race(endpoint: &Endpoint, addresses: Vec<SocketAddr>) -> Result<TcpStream> {
    let mut waiting = addresses.into_iter();
    let mut tries = FuturesUnordered::new();
    let mut last = NetError::Dns { host: endpoint.host.clone(), detail: "it has no address".into() };
    loop {
        if let Some(address) = waiting.next() {
            tries.push(TcpStream::connect(address));
        }
        let more = waiting.len() > 0;
        let answer = tokio::select! {
            answer = tries.next() => answer,
            () = sleep(HEAD_START), if more => continue,
        };
        match answer {
            Some(Ok(stream)) => return Ok(stream),
            Some(Err(error)) => {
                let (host, port) = (endpoint.host.clone(), endpoint.port);
                last = NetError::Refused { host, port, detail: describe(&error).to_lowercase() };
            }
            None => return Err(last),
        }
    }
}

fn prepare(stream: &TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let keepalive = socket2::TcpKeepalive::new().with_time(KEEPALIVE_IDLE).with_interval(KEEPALIVE_INTERVAL);
    socket2::SockRef::from(stream).set_tcp_keepalive(&keepalive)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn endpoint(host: &str, port: u16) -> Endpoint {
        Endpoint { host: host.into(), port, security: Security::Tls }
    }

    #[tokio::test]
    async fn a_closed_port_is_refused_and_an_unknown_name_is_not_found() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        assert!(matches!(tcp(&endpoint("127.0.0.1", port)).await, Err(NetError::Refused { .. })));
        assert!(matches!(tcp(&endpoint("nowhere.invalid", 1)).await, Err(NetError::Dns { .. })));
    }

    #[tokio::test]
    async fn a_port_without_tls_says_so() {
        use tokio::io::AsyncWriteExt;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let serve = async {
            let (mut client, _) = listener.accept().await.unwrap();
            client.write_all(b"* OK ready, but not for this\r\n").await.unwrap();
            client
        };
        let dial = async {
            let stream = tcp(&endpoint("127.0.0.1", port)).await.unwrap();
            secure(stream, "127.0.0.1", &Trust::default()).await
        };
        let (answer, _client) = tokio::join!(dial, serve);
        assert!(matches!(answer, Err(NetError::Insecure { .. })), "{answer:?}");
    }
}
