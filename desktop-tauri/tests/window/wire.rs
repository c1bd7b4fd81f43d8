//! As much of WebDriver (W3C) as these tests speak, to WebKitWebDriver.

use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// For one command; a window that does not answer for so long hangs.
const ANSWER: Duration = Duration::from_secs(30);

/// What a window of a profile is started with, so that it finds nothing of the person who runs it.
pub fn environment(profile: &Path, home: &Path) -> Vec<(&'static str, String)> {
    let at = |name: &str| home.join(name).display().to_string();
    vec![
        ("TERN_PROFILE", profile.display().to_string()),
        ("TERN_KEYRING", "off".to_owned()),
        ("HOME", home.display().to_string()),
        ("XDG_CONFIG_HOME", at("config")),
        ("XDG_DATA_HOME", at("data")),
        ("XDG_CACHE_HOME", at("cache")),
        ("LANG", "C.UTF-8".to_owned()),
    ]
}

/// A running WebKitWebDriver with at most one window.
pub struct Driver {
    child: Child,
    port: u16,
    session: String,
}

/// Why a command failed: the error code of WebDriver and its message.
#[derive(Debug)]
pub struct Refused(pub String);

impl Driver {
    /// Starts the driver and, through it, `program` with this environment. A start can hang before the page answers;
    /// it is tried once more.
    pub fn start(program: &str, args: &[&str], environment: &[(&str, String)]) -> Self {
        let begun = Self::begin(program, args, environment);
        begun.or_else(|_| Self::begin(program, args, environment)).expect("a window")
    }

    fn begin(program: &str, args: &[&str], environment: &[(&str, String)]) -> Result<Self, Refused> {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = Command::new("WebKitWebDriver")
            .args(["--host=127.0.0.1", &format!("--port={port}")])
            .envs(environment.iter().map(|(name, value)| (*name, value)))
            .envs([("TAURI_AUTOMATION", "true"), ("TAURI_WEBVIEW_AUTOMATION", "true")])
            .stdin(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver, from webkit2gtk-driver");
        let mut driver = Self { child, port, session: String::new() };
        tern_tests::wait_until("the driver listens", Duration::from_secs(10), || {
            driver.call("GET", "/status", None).is_ok()
        });
        let options = json!({ "binary": program, "args": args });
        let wanted = json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } } });
        let begun = driver.call("POST", "/session", Some(&wanted))?;
        driver.session = begun["sessionId"].as_str().expect("a session").to_owned();
        Ok(driver)
    }

    /// The process of the window.
    pub fn window_pid(&self) -> Option<u32> {
        let processes = std::fs::read_dir("/proc").unwrap().flatten();
        let mut pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
        let parent = |pid: u32| -> Option<u32> {
            let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
            let mut fields = stat.rsplit(')').next()?.split_whitespace();
            let ended = fields.next() == Some("Z");
            fields.next().filter(|_| !ended)?.parse().ok()
        };
        pids.find(|pid| parent(*pid) == Some(self.child.id()))
    }

    pub fn get(&self, path: &str) -> Result<Value, Refused> {
        self.call("GET", &format!("/session/{}{path}", self.session), None)
    }

    pub fn post(&self, path: &str, body: &Value) -> Result<Value, Refused> {
        self.call("POST", &format!("/session/{}{path}", self.session), Some(body))
    }

    fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, Refused> {
        let failed = |error: std::io::Error| Refused(format!("{method} {path}: {error}"));
        let answer = self.exchange(method, path, body).map_err(failed)?;
        let value: Value = serde_json::from_str(&answer).map_err(|_| Refused(format!("{method} {path}: {answer}")))?;
        match value["value"]["error"].as_str() {
            Some(error) => Err(Refused(format!("{method} {path}: {error}: {}", value["value"]["message"]))),
            None => Ok(value["value"].clone()),
        }
    }

    fn exchange(&self, method: &str, path: &str, body: Option<&Value>) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(ANSWER))?;
        let body = body.map(Value::to_string).unwrap_or_default();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
             Connection: close\r\n\r\n",
            self.port,
            body.len()
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(body.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        Ok(answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let window = self.window_pid();
        // Without a window there is nobody to answer.
        if let Some(pid) = window {
            if !self.session.is_empty() {
                drop(self.call("DELETE", &format!("/session/{}", self.session), None));
            }
            tern_tests::signal(pid, "-KILL");
        }
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
