//! A server that says what the test tells it to say, for responses no real server would send.

mod imap;
mod smtp;

pub use imap::ScriptedImap;
pub use smtp::{AfterDot, ScriptedSmtp, Submission};

use crate::tls::{self, Authority, Identity};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How a scripted server is encrypted.
#[derive(Debug, Clone)]
pub enum Encryption {
    /// TLS from the first byte, with a good certificate for `localhost`.
    Tls,
    /// TLS from the first byte, with this certificate.
    TlsAs(Identity),
    /// In the clear until the script calls [`Conn::start_tls`].
    Clear,
}

/// A server on loopback that runs a script for each connection.
pub struct ScriptedServer {
    port: u16,
    authority: Arc<Authority>,
    heard: Arc<Mutex<Vec<String>>>,
    stopped: Arc<AtomicBool>,
}

impl ScriptedServer {
    /// Starts a server whose `script` talks to each client; an I/O error from it ends that connection.
    pub fn start(encryption: Encryption, script: impl Fn(&mut Conn) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self::start_with(Arc::new(Authority::new()), encryption, script)
    }

    /// The same with an authority that the test made, for [`Encryption::TlsAs`].
    pub fn start_with(
        authority: Arc<Authority>,
        encryption: Encryption,
        script: impl Fn(&mut Conn) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port");
        let port = listener.local_addr().expect("its number").port();
        let server = Self { port, authority, heard: Arc::default(), stopped: Arc::default() };
        let identity = match &encryption {
            Encryption::TlsAs(identity) => identity.clone(),
            Encryption::Tls | Encryption::Clear => server.authority.localhost(),
        };
        let clear = matches!(encryption, Encryption::Clear);
        let (script, heard, stopped) = (Arc::new(script), Arc::clone(&server.heard), Arc::clone(&server.stopped));
        thread::spawn(move || {
            for tcp in listener.incoming().flatten() {
                if stopped.load(Ordering::Relaxed) {
                    return;
                }
                let (script, heard, identity) = (Arc::clone(&script), Arc::clone(&heard), identity.clone());
                thread::spawn(move || {
                    let Ok(mut conn) = Conn::accept(tcp, identity, heard) else { return };
                    let start = if clear { Ok(()) } else { conn.start_tls() };
                    drop(start.and_then(|()| script(&mut conn)));
                    conn.close();
                });
            }
        });
        server
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The certificate authority to trust.
    pub fn ca_pem(&self) -> String {
        self.authority.pem()
    }

    /// Every command line that any client sent, in order.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for ScriptedServer {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

type TlsStream = rustls::StreamOwned<rustls::ServerConnection, TcpStream>;

enum Wire {
    Clear(BufReader<TcpStream>),
    Tls(BufReader<Box<TlsStream>>),
}

/// One connection of a scripted server.
pub struct Conn {
    wire: Wire,
    identity: Identity,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Conn {
    fn accept(tcp: TcpStream, identity: Identity, heard: Arc<Mutex<Vec<String>>>) -> io::Result<Self> {
        tcp.set_nodelay(true)?;
        tcp.set_read_timeout(Some(Duration::from_secs(60)))?;
        tcp.set_write_timeout(Some(Duration::from_secs(60)))?;
        Ok(Self { wire: Wire::Clear(BufReader::new(tcp)), identity, heard })
    }

    /// Turns TLS on; whatever the client sent in the clear before its handshake is dropped.
    pub fn start_tls(&mut self) -> io::Result<()> {
        let Wire::Clear(reader) = &mut self.wire else { return Ok(()) };
        let tcp = reader.get_ref().try_clone()?;
        let session = rustls::ServerConnection::new(tls::server_config(&self.identity)).map_err(io::Error::other)?;
        self.wire = Wire::Tls(BufReader::new(Box::new(TlsStream::new(session, tcp))));
        Ok(())
    }

    /// Reads a line without its line end; the end of the connection is an error.
    pub fn line(&mut self) -> io::Result<String> {
        let line = self.raw_line()?;
        let line = String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned();
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).push(line.clone());
        Ok(line)
    }

    /// Reads a line as it came, without recording it.
    pub fn raw_line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        let n = match &mut self.wire {
            Wire::Clear(reader) => reader.read_until(b'\n', &mut line)?,
            Wire::Tls(reader) => reader.read_until(b'\n', &mut line)?,
        };
        if n == 0 { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(line) }
    }

    /// Reads a command: its tag and the rest of the line.
    pub fn command(&mut self) -> io::Result<(String, String)> {
        let line = self.line()?;
        let (tag, rest) = line.split_once(' ').unwrap_or((&line, ""));
        Ok((tag.to_owned(), rest.to_owned()))
    }

    /// Reads exactly `n` bytes, as of a literal.
    pub fn bytes(&mut self, n: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; n];
        match &mut self.wire {
            Wire::Clear(reader) => reader.read_exact(&mut bytes)?,
            Wire::Tls(reader) => reader.read_exact(&mut bytes)?,
        }
        Ok(bytes)
    }

    /// Sends text as it is, CRLF included where it should be one.
    pub fn send(&mut self, text: &str) -> io::Result<()> {
        self.send_bytes(text.as_bytes())
    }

    /// Sends bytes as they are.
    pub fn send_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.wire {
            Wire::Clear(reader) => reader.get_mut().write_all(bytes),
            Wire::Tls(reader) => reader.get_mut().write_all(bytes).and_then(|()| reader.get_mut().flush()),
        }
    }

    /// Waits until the client closes the connection, reading what it still says.
    pub fn until_closed(&mut self) {
        while self.line().is_ok() {}
    }

    fn close(&mut self) {
        if let Wire::Tls(reader) = &mut self.wire {
            reader.get_mut().conn.send_close_notify();
            drop(reader.get_mut().flush());
        }
    }
}
