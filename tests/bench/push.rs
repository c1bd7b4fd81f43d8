use crate::bed::{Wanted, percentile};
use crate::table::Table;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use tern_tests::{Dovecot, DovecotOptions, RawImap, Tern, User};

const DELIVERIES: usize = 40;

/// New mail by push: how much later than a client that only listens.
pub fn measure(_wanted: &Wanted, table: &mut Table) {
    let dovecot = Dovecot::start(&DovecotOptions::default());
    let user = dovecot.user();
    let tern = Tern::new();
    tern.add_account(&user, &dovecot, None, &["--window", "all"]);
    let mut watch = tern.start(&["watch"]);
    watch.wait_line("push mode", Duration::from_secs(30), |line| line["mode"] == "push");
    let heard = listen(dovecot.raw(&user));
    let (mut behind, mut whole) = (Vec::new(), Vec::new());
    for n in 0..DELIVERIES {
        let delivered = Instant::now();
        dovecot.deliver(&user, &message(&user, n));
        watch.wait_line("the event", Duration::from_secs(30), |line| line["event"] == "new_message");
        let event = Instant::now();
        let server = heard.recv_timeout(Duration::from_secs(30)).expect("the server's own notification");
        behind.push(event.saturating_duration_since(server).as_secs_f64() * 1e3);
        whole.push((event - delivered).as_secs_f64() * 1e3);
    }
    let how =
        format!("median {:.0} ms; from delivery p95 {:.0} ms", percentile(&mut behind, 50), percentile(&mut whole, 95));
    table.at_most("push, p95 over the server's notification", percentile(&mut behind, 95), 300.0, " ms", &how);
}

/// Says when the server told a listening client of each message.
fn listen(mut raw: RawImap) -> Receiver<Instant> {
    let (sender, receiver) = channel();
    raw.select("INBOX");
    raw.idle();
    std::thread::spawn(move || {
        while let Ok(response) = raw.response() {
            if response.text.ends_with(" EXISTS") && sender.send(Instant::now()).is_err() {
                return;
            }
        }
    });
    receiver
}

fn message(user: &User, n: usize) -> Vec<u8> {
    format!(
        "From: a@tern.test\r\nTo: {}\r\nSubject: news {n}\r\nMessage-ID: <news.{n}@tern.test>\r\n\r\nhello\r\n",
        user.address
    )
    .into_bytes()
}
