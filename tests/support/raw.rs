//! A tiny blocking IMAP client of the tests' own: the ground truth Tern is compared with.

mod response;

pub use response::{Fetched, Response, literal_length};

use crate::tls;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

type Tls = rustls::StreamOwned<rustls::ClientConnection, TcpStream>;

/// A session with an IMAP server. Whatever the server refuses fails the test, unless the method's name starts with `try_`.
pub struct RawImap {
    stream: BufReader<Tls>,
    next_tag: u32,
}

impl RawImap {
    /// Connects to a port that speaks TLS from the first byte and reads the greeting.
    pub fn connect_tls(port: u16, ca_pem: &str) -> Result<Self, String> {
        let tcp = connect(port)?;
        let mut raw = Self::over(tcp, ca_pem)?;
        raw.response()?;
        Ok(raw)
    }

    /// Connects to a port that starts in the clear, and turns TLS on by STARTTLS.
    pub fn connect_starttls(port: u16, ca_pem: &str) -> Result<Self, String> {
        let mut tcp = connect(port)?;
        read_clear_line(&mut tcp)?;
        tcp.write_all(b"s STARTTLS\r\n").map_err(|e| e.to_string())?;
        let answer = read_clear_line(&mut tcp)?;
        if !answer.starts_with("s OK") {
            return Err(answer);
        }
        Self::over(tcp, ca_pem)
    }

    fn over(tcp: TcpStream, ca_pem: &str) -> Result<Self, String> {
        let mut session =
            rustls::ClientConnection::new(tls::client_config(ca_pem), tls::localhost()).map_err(|e| e.to_string())?;
        session.set_buffer_limit(Some(1 << 20));
        Ok(Self { stream: BufReader::with_capacity(1 << 16, Tls::new(session, tcp)), next_tag: 0 })
    }

    /// Logs in; the password must not need a literal.
    pub fn login(&mut self, user: &str, password: &str) {
        self.command(&format!("LOGIN {} {}", quote(user), quote(password)));
    }

    /// Runs a command that must succeed; returns the untagged responses.
    #[track_caller]
    pub fn command(&mut self, command: &str) -> Vec<Response> {
        let (status, responses) = self.try_command(command);
        assert!(status.starts_with("OK"), "{command}: {status}");
        responses
    }

    /// Runs a command; returns the tagged response without its tag, and the untagged ones.
    pub fn try_command(&mut self, command: &str) -> (String, Vec<Response>) {
        let tag = self.send(command);
        self.until(&tag).unwrap_or_else(|e| panic!("{command}: {e}"))
    }

    /// Sends a command without waiting for its answer; returns its tag.
    pub fn send(&mut self, command: &str) -> String {
        self.next_tag += 1;
        let tag = format!("r{}", self.next_tag);
        self.write(format!("{tag} {command}\r\n").as_bytes());
        tag
    }

    fn write(&mut self, bytes: &[u8]) {
        let stream = self.stream.get_mut();
        stream.write_all(bytes).and_then(|()| stream.flush()).expect("writing to the server");
    }

    fn until(&mut self, tag: &str) -> Result<(String, Vec<Response>), String> {
        let mut responses = Vec::new();
        loop {
            let response = self.response()?;
            if let Some(status) = response.text.strip_prefix(tag).and_then(|rest| rest.strip_prefix(' ')) {
                return Ok((status.to_owned(), responses));
            }
            responses.push(response);
        }
    }

    /// Reads one response with its literals.
    pub fn response(&mut self) -> Result<Response, String> {
        let mut response = Response::default();
        loop {
            let mut line = Vec::new();
            let n = self.stream.read_until(b'\n', &mut line).map_err(|e| e.to_string())?;
            if n == 0 {
                return Err("the server closed the connection".into());
            }
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end_matches(['\r', '\n']);
            response.text.push_str(line);
            let Some(length) = response::literal_length(line) else { return Ok(response) };
            let mut literal = vec![0; length];
            self.stream.read_exact(&mut literal).map_err(|e| e.to_string())?;
            response.literals.push(literal);
        }
    }

    /// Runs a command and drops what comes back as it arrives; returns how many bytes came.
    pub fn drain(&mut self, command: &str) -> u64 {
        let tag = self.send(command);
        let (mut total, mut line) = (0, Vec::new());
        loop {
            line.clear();
            total += self.stream.read_until(b'\n', &mut line).expect("reading from the server") as u64;
            if line.starts_with(tag.as_bytes()) {
                assert!(line[tag.len()..].starts_with(b" OK"), "{command}: {}", String::from_utf8_lossy(&line));
                return total;
            }
            assert!(!line.is_empty(), "{command}: the server closed the connection");
            let Some(length) = response::literal_length(String::from_utf8_lossy(&line).trim_end()) else { continue };
            self.skip(length);
            total += length as u64;
        }
    }

    fn skip(&mut self, mut length: usize) {
        while length > 0 {
            let here = self.stream.fill_buf().expect("reading from the server").len().min(length);
            assert!(here > 0, "the server closed the connection inside a literal");
            self.stream.consume(here);
            length -= here;
        }
    }

    /// The capabilities after login.
    pub fn capabilities(&mut self) -> BTreeSet<String> {
        let responses = self.command("CAPABILITY");
        responses
            .iter()
            .filter_map(|r| r.text.strip_prefix("* CAPABILITY "))
            .flat_map(str::split_whitespace)
            .map(str::to_owned)
            .collect()
    }

    /// Selects a folder given by its name on the wire; returns how many messages it holds.
    pub fn select(&mut self, folder: &str) -> u32 {
        let responses = self.command(&format!("SELECT {}", quote(folder)));
        let exists = responses.iter().find_map(|r| r.text.strip_prefix("* ")?.strip_suffix(" EXISTS")?.parse().ok());
        exists.expect("EXISTS in the answer to SELECT")
    }

    /// The folders' names as they are on the wire.
    pub fn folders(&mut self) -> BTreeSet<String> {
        self.command("LIST \"\" \"*\"").iter().filter_map(Response::listed_name).collect()
    }

    /// One number of STATUS, such as `MESSAGES`, `UNSEEN` or `UIDVALIDITY`.
    pub fn status(&mut self, folder: &str, item: &str) -> u64 {
        let responses = self.command(&format!("STATUS {} ({item})", quote(folder)));
        let number = responses.iter().find_map(|r| {
            let (_, items) = r.text.rsplit_once('(')?;
            items.strip_prefix(item)?.trim_start().trim_end_matches(')').parse().ok()
        });
        number.unwrap_or_else(|| panic!("{item} in the answer to STATUS"))
    }

    /// Makes a folder.
    pub fn create(&mut self, folder: &str) {
        self.command(&format!("CREATE {}", quote(folder)));
    }

    /// The UIDs of the selected folder that match a search.
    pub fn search(&mut self, criteria: &str) -> BTreeSet<u32> {
        let responses = self.command(&format!("UID SEARCH {criteria}"));
        let found = responses.iter().filter_map(|r| r.text.strip_prefix("* SEARCH"));
        found.flat_map(str::split_whitespace).filter_map(|number| number.parse().ok()).collect()
    }

    /// FETCH of the selected folder, by UID.
    pub fn fetch(&mut self, uids: &str, items: &str) -> BTreeMap<u32, Fetched> {
        let responses = self.command(&format!("UID FETCH {uids} ({items})"));
        responses.iter().filter_map(Response::fetched).map(|fetched| (fetched.uid, fetched)).collect()
    }

    /// The flags of every message of the selected folder, without `\Recent`, which belongs to the session.
    pub fn flags(&mut self) -> BTreeMap<u32, BTreeSet<String>> {
        self.fetch("1:*", "UID FLAGS").into_iter().map(|(uid, fetched)| (uid, fetched.flags)).collect()
    }

    /// The bytes of every message of the selected folder.
    pub fn bodies(&mut self) -> BTreeMap<u32, Vec<u8>> {
        self.fetch("1:*", "UID BODY.PEEK[]")
            .into_iter()
            .filter_map(|(uid, fetched)| Some((uid, fetched.literal?)))
            .collect()
    }

    /// Appends a message; `attributes` are flags and a date as they stand before the literal (may be empty).
    #[track_caller]
    pub fn append(&mut self, folder: &str, attributes: &str, message: &[u8]) {
        self.try_append(folder, attributes, message).unwrap_or_else(|status| panic!("APPEND {folder}: {status}"));
    }

    /// Appends a message, or returns the server's refusal.
    pub fn try_append(&mut self, folder: &str, attributes: &str, message: &[u8]) -> Result<(), String> {
        let space = if attributes.is_empty() { "" } else { " " };
        let tag = self.send(&format!("APPEND {}{space}{attributes} {{{}}}", quote(folder), message.len()));
        loop {
            let response = self.response()?;
            if let Some(status) = response.text.strip_prefix(&tag) {
                return Err(status.trim().to_owned());
            }
            if response.text.starts_with('+') {
                break;
            }
        }
        self.write(message);
        self.write(b"\r\n");
        let (status, _) = self.until(&tag)?;
        if status.starts_with("OK") { Ok(()) } else { Err(status) }
    }

    /// Changes flags: `store("5:7", "+FLAGS", "\\Seen")`.
    pub fn store(&mut self, uids: &str, change: &str, flags: &str) {
        self.command(&format!("UID STORE {uids} {change}.SILENT ({flags})"));
    }

    /// Deletes messages for good, these and no others where the server can.
    pub fn expunge(&mut self, uids: &str) {
        self.store(uids, "+FLAGS", "\\Deleted");
        let (status, _) = self.try_command(&format!("UID EXPUNGE {uids}"));
        if !status.starts_with("OK") {
            self.command("EXPUNGE");
        }
    }

    /// Moves messages to another folder, by COPY and EXPUNGE where there is no MOVE.
    pub fn move_to(&mut self, uids: &str, folder: &str) {
        let (status, _) = self.try_command(&format!("UID MOVE {uids} {}", quote(folder)));
        if !status.starts_with("OK") {
            self.command(&format!("UID COPY {uids} {}", quote(folder)));
            self.expunge(uids);
        }
    }

    /// Starts IDLE and returns once the server listens.
    pub fn idle(&mut self) -> String {
        let tag = self.send("IDLE");
        while !self.response().expect("the answer to IDLE").text.starts_with('+') {}
        tag
    }

    /// Ends an IDLE started with [`RawImap::idle`].
    pub fn done(&mut self, tag: &str) {
        self.write(b"DONE\r\n");
        self.until(tag).expect("the end of IDLE");
    }
}

fn connect(port: u16) -> Result<TcpStream, String> {
    let tcp = TcpStream::connect(("127.0.0.1", port)).map_err(|e| e.to_string())?;
    tcp.set_read_timeout(Some(Duration::from_secs(120))).map_err(|e| e.to_string())?;
    tcp.set_nodelay(true).map_err(|e| e.to_string())?;
    Ok(tcp)
}

fn read_clear_line(tcp: &mut TcpStream) -> Result<String, String> {
    let mut line = Vec::new();
    while !line.ends_with(b"\n") {
        let mut byte = [0];
        tcp.read_exact(&mut byte).map_err(|e| e.to_string())?;
        line.push(byte[0]);
    }
    Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
}

/// An IMAP quoted string.
pub fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
