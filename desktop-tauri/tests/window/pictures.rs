//! A web server that remembers every connection, for mail that wants to load something.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// One red pixel.
const PICTURE: &[u8] = include_bytes!("../../icons/icon.png");

pub struct Pictures {
    pub port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Pictures {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let seen = Arc::clone(&seen);
                std::thread::spawn(move || answer(&stream, &seen));
            }
        });
        Self { port, asked }
    }

    /// The first line of every request so far; empty for a connection without one.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn answer(mut stream: &TcpStream, seen: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    seen.lock().unwrap().push(lines.next().unwrap_or_default());
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {}\r\n\r\n", PICTURE.len());
    drop(stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(PICTURE)));
}
