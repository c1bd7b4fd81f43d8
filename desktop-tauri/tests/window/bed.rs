use crate::window::Window;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;
use tern_tests::{Dovecot, FaultProxy, Postfix, RawImap, Tern, User, wait_until};

/// Servers for all tests of this run.
pub struct Servers {
    pub dovecot: &'static Dovecot,
    pub postfix: Postfix,
}

pub fn servers() -> &'static Servers {
    static SERVERS: OnceLock<Servers> = OnceLock::new();
    SERVERS.get_or_init(|| {
        let dovecot = Dovecot::shared();
        Servers { dovecot, postfix: Postfix::start(dovecot) }
    })
}

/// A person with a profile: their account is added from the command line, their mail is synced.
pub struct Desk {
    pub tern: Tern,
    pub user: User,
}

impl Desk {
    /// An empty profile, and somebody who has an account on the server.
    pub fn empty() -> Self {
        Self { tern: Tern::new(), user: servers().dovecot.user() }
    }

    /// A profile with an account.
    pub fn with_account() -> Self {
        Self::empty().settled()
    }

    /// The same with the account and the mail delivered so far.
    pub fn settled(self) -> Self {
        self.tern.add_account(&self.user, servers().dovecot, Some(&servers().postfix), &[]);
        self.tern.run(&["sync"]).done();
        self
    }

    /// The same, with a line to the IMAP server that can fail.
    pub fn behind_a_line(self) -> (Self, FaultProxy) {
        let line = FaultProxy::start(servers().dovecot.imaps_port());
        let smtp = servers().postfix.submissions_port();
        self.tern.add(&self.user, line.port(), smtp, servers().dovecot.ca_file(), &[]);
        self.tern.run(&["sync"]).done();
        (self, line)
    }

    pub fn profile(&self) -> &Path {
        self.tern.profile()
    }

    pub fn window(&self) -> Window {
        self.window_with(&[])
    }

    pub fn window_with(&self, args: &[&str]) -> Window {
        Window::open(self.profile(), args)
    }

    pub fn deliver(&self, mail: &str) {
        servers().dovecot.deliver(&self.user, mail.as_bytes());
    }

    pub fn on_the_server(&self) -> RawImap {
        servers().dovecot.raw(&self.user)
    }

    /// Waits until a folder of the server has so many messages.
    #[track_caller]
    pub fn server_has(&self, folder: &str, messages: usize) {
        let mut raw = self.on_the_server();
        wait_until(&format!("{folder} has {messages}"), Duration::from_secs(90), || {
            raw.select(folder);
            raw.search("ALL").len() == messages
        });
    }
}

/// A plain message.
pub fn plain(from: &str, to: &User, subject: &str, text: &str) -> String {
    message(from, to, subject, "text/plain", text)
}

/// A message in HTML.
pub fn html(from: &str, to: &User, subject: &str, html: &str) -> String {
    message(from, to, subject, "text/html", html)
}

fn message(from: &str, to: &User, subject: &str, content_type: &str, text: &str) -> String {
    let id: String = subject.chars().filter(char::is_ascii_alphanumeric).collect();
    format!(
        "From: {from}\r\nTo: {}\r\nSubject: {subject}\r\nDate: {}\r\nMessage-ID: <{id}.{}@harbour.example>\r\n\
         MIME-Version: 1.0\r\nContent-Type: {content_type}; charset=utf-8\r\n\r\n{text}\r\n",
        to.address,
        jiff::fmt::rfc2822::to_string(&jiff::Zoned::now()).unwrap(),
        to.name,
    )
}
