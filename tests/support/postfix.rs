//! A private Postfix on loopback: submission with STARTTLS and with TLS, AUTH by Dovecot, delivery to Dovecot by LMTP.

use crate::dovecot::Dovecot;
use crate::keeper::Keeper;
use crate::place;
use crate::wait::wait_until;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The largest message the test server takes, in bytes.
pub const SIZE_LIMIT: u64 = 150_000_000;

/// A running Postfix. Mail to `…@tern.test` goes to the Dovecot it was started with; nothing leaves this machine.
///
/// It refuses three recipients by name, whoever sends: `refused@tern.test` for good (550 5.1.1), `later@tern.test` for now
/// (450 4.2.0), and `policy@tern.test` for good with another reason (554 5.7.1).
pub struct Postfix {
    keeper: Keeper,
    place: PathBuf,
    submission: u16,
    submissions: u16,
}

const PREPARE: &str = r#"
cd "$1/queue" || exit 1
mkdir -p active bounce corrupt defer deferred flush hold incoming private saved trace maildrop public pid
chown postfix active bounce corrupt defer deferred flush hold incoming private saved trace maildrop public "$1/data"
chmod 700 active bounce corrupt defer deferred flush hold incoming private saved trace
chgrp postdrop maildrop public && chmod 730 maildrop && chmod 710 public
chown -R root "$1/etc"
exec "$2/master" -c "$1/etc" -d
"#;

impl Postfix {
    /// Starts a Postfix beside `dovecot`.
    pub fn start(dovecot: &Dovecot) -> Self {
        Self::start_with(dovecot, "")
    }

    /// Starts a Postfix with more lines for its `main.cf`, such as a smaller `message_size_limit`.
    pub fn start_with(dovecot: &Dovecot, extra: &str) -> Self {
        let mut last = String::new();
        for _ in 0..5 {
            match Self::try_start(dovecot, extra) {
                Ok(postfix) => return postfix,
                Err(e) => last = e,
            }
        }
        panic!("Postfix does not start (is it installed? `make setup`): {last}");
    }

    fn try_start(dovecot: &Dovecot, extra: &str) -> Result<Self, String> {
        let place = place::make("tp");
        for dir in ["etc", "queue", "data"] {
            std::fs::create_dir_all(place.join(dir)).map_err(|e| e.to_string())?;
        }
        let (submission, submissions) = (place::free_port(), place::free_port());
        let programs = programs();
        std::fs::write(place.join("etc/main.cf"), main_cf(&place, programs, dovecot) + extra + "\n")
            .map_err(|e| e.to_string())?;
        std::fs::write(place.join("etc/master.cf"), master_cf(submission, submissions)).map_err(|e| e.to_string())?;
        let keeper = Keeper::start(&place, &["sh", "-c", PREPARE, "postfix", &place.to_string_lossy(), programs], true);
        let postfix = Self { keeper, place, submission, submissions };
        let mut up = false;
        wait_until("Postfix to come up or to give up", Duration::from_secs(30), || {
            up = greets(submission) && TcpStream::connect(("127.0.0.1", submissions)).is_ok();
            up || !postfix.keeper.alive()
        });
        if up { Ok(postfix) } else { Err(format!("{}\n{}", postfix.keeper.console(), postfix.log())) }
    }

    /// The port where a session starts in the clear and offers STARTTLS (as 587).
    pub fn submission_port(&self) -> u16 {
        self.submission
    }

    /// The port with TLS from the first byte (as 465).
    pub fn submissions_port(&self) -> u16 {
        self.submissions
    }

    /// The end of Postfix' log, for the message of a failed test.
    pub fn log(&self) -> String {
        place::tail(&self.place.join("maillog"))
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the end of Postfix' log:\n{}", self.log());
        }
    }
}

fn programs() -> &'static str {
    let debian = "/usr/lib/postfix/sbin";
    if Path::new(debian).join("master").exists() { debian } else { "/usr/libexec/postfix" }
}

fn greets(port: u16) -> bool {
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else { return false };
    let mut start = [0; 4];
    stream.set_read_timeout(Some(Duration::from_secs(5))).is_ok()
        && stream.read_exact(&mut start).is_ok()
        && start == *b"220 "
        && stream.write_all(b"QUIT\r\n").is_ok()
}

fn main_cf(place: &Path, programs: &str, dovecot: &Dovecot) -> String {
    let tls = dovecot.tls_files();
    format!(
        "compatibility_level = 3.6\nqueue_directory = {place}/queue\ndata_directory = {place}/data\n\
         command_directory = /usr/sbin\ndaemon_directory = {programs}\nmaillog_file = {place}/maillog\nmaillog_file_prefixes = {place}\n\
         mail_owner = postfix\nsetgid_group = postdrop\nmyhostname = mx.tern.test\nmydestination =\n\
         inet_interfaces = 127.0.0.1\ninet_protocols = ipv4\nmynetworks =\nalias_maps =\nlocal_recipient_maps =\n\
         virtual_mailbox_domains = tern.test\nvirtual_transport = lmtp:unix:{lmtp}\n\
         default_transport = error:no mail leaves this machine\nrelay_transport = error:no mail leaves this machine\n\
         smtputf8_enable = yes\nmessage_size_limit = {SIZE_LIMIT}\nmailbox_size_limit = 0\nvirtual_mailbox_limit = 0\n\
         queue_minfree = 0\nin_flow_delay = 0\n\
         smtpd_relay_restrictions = permit_sasl_authenticated, reject\n\
         smtpd_recipient_restrictions = check_recipient_access inline:{{\
         {{refused@tern.test = 550 5.1.1 no such user here}}, {{later@tern.test = 450 4.2.0 try again later}}, \
         {{policy@tern.test = 554 5.7.1 rejected under suspicion of spam}}}}, permit_sasl_authenticated, reject\n\
         smtpd_sasl_auth_enable = yes\nsmtpd_sasl_type = dovecot\nsmtpd_sasl_path = {sasl}\n\
         smtpd_tls_cert_file = {certificate}\nsmtpd_tls_key_file = {key}\nsmtpd_tls_auth_only = yes\n\
         smtpd_client_connection_rate_limit = 0\nsmtpd_client_connection_count_limit = 0\nsmtpd_error_sleep_time = 0\n",
        place = place.display(),
        lmtp = dovecot.lmtp_socket().display(),
        sasl = dovecot.sasl_socket().display(),
        certificate = tls.certificate.display(),
        key = tls.key.display(),
    )
}

fn master_cf(submission: u16, submissions: u16) -> String {
    format!(
        "127.0.0.1:{submission} inet n - n - - smtpd -o smtpd_tls_security_level=encrypt\n\
         127.0.0.1:{submissions} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes\n\
         pickup unix n - n 60 1 pickup\ncleanup unix n - n - 0 cleanup\nqmgr unix n - n 300 1 qmgr\n\
         tlsmgr unix - - n 1000? 1 tlsmgr\nrewrite unix - - n - - trivial-rewrite\nbounce unix - - n - 0 bounce\n\
         defer unix - - n - 0 bounce\ntrace unix - - n - 0 bounce\nverify unix - - n - 1 verify\nproxymap unix - - n - - proxymap\n\
         error unix - - n - - error\nretry unix - - n - - error\ndiscard unix - - n - - discard\nvirtual unix - n n - - virtual\n\
         lmtp unix - - n - - lmtp\nanvil unix - - n - 1 anvil\nscache unix - - n - 1 scache\nflush unix n - n 1000? 0 flush\n\
         postlog unix-dgram n - n - 1 postlogd\n"
    )
}
