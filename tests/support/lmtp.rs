//! Delivery by LMTP (RFC 2033), as a mail server hands new mail to the mailbox server.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

/// Delivers `message` (CRLF or bare LF) to `recipient` through the LMTP socket; returns the server's refusal as the error.
pub fn deliver(socket: &Path, recipient: &str, message: &[u8]) -> Result<(), String> {
    let stream = UnixStream::connect(socket).map_err(|e| format!("{}: {e}", socket.display()))?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).map_err(|e| e.to_string())?;
    let mut lmtp = Lmtp { reader: BufReader::new(stream.try_clone().map_err(|e| e.to_string())?), stream };
    lmtp.reply('2')?;
    lmtp.say("LHLO localhost", '2')?;
    lmtp.say("MAIL FROM:<sender@tern.test>", '2')?;
    lmtp.say(&format!("RCPT TO:<{recipient}>"), '2')?;
    lmtp.say("DATA", '3')?;
    lmtp.stream.write_all(&stuffed(message)).map_err(|e| e.to_string())?;
    lmtp.reply('2')?;
    lmtp.say("QUIT", '2')
}

struct Lmtp {
    reader: BufReader<UnixStream>,
    stream: UnixStream,
}

impl Lmtp {
    fn say(&mut self, line: &str, expected: char) -> Result<(), String> {
        self.stream.write_all(format!("{line}\r\n").as_bytes()).map_err(|e| e.to_string())?;
        self.reply(expected)
    }

    fn reply(&mut self, expected: char) -> Result<(), String> {
        loop {
            let mut line = String::new();
            let n = self.reader.read_line(&mut line).map_err(|e| e.to_string())?;
            if n == 0 {
                return Err("the LMTP server closed the connection".into());
            }
            if line.as_bytes().get(3) == Some(&b'-') {
                continue;
            }
            return if line.starts_with(expected) { Ok(()) } else { Err(line.trim_end().to_owned()) };
        }
    }
}

/// CRLF line ends, dots doubled at line starts, and the closing dot.
fn stuffed(message: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(message.len() + message.len() / 40 + 8);
    for line in message.split_inclusive(|&b| b == b'\n') {
        if line.first() == Some(&b'.') {
            out.push(b'.');
        }
        let text = line.strip_suffix(b"\n").unwrap_or(line);
        out.extend_from_slice(text.strip_suffix(b"\r").unwrap_or(text));
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b".\r\n");
    out
}
