//! What is shown of a message, and what the network hears of it.

use super::desk::Desk;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use tern_core::api::{BodyColours, BodyOptions, MessageId, Window};
use tern_tests::Dovecot;

const GIF: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0;";
const PLAIN: BodyOptions = BodyOptions { remote: false, plain: true };
const SHUT: BodyOptions = BodyOptions { remote: false, plain: false };
const OPEN: BodyOptions = BodyOptions { remote: true, plain: false };

/// A web server that answers everything with a picture, or with words under `/words`, and remembers what was asked.
fn web() -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&asked);
    std::thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let mut head = [0; 2048];
            let read = client.read(&mut head).unwrap_or(0);
            let head = String::from_utf8_lossy(&head[..read]).into_owned();
            let body = if head.starts_with("GET /words") { b"<svg onload=alert(1)>" } else { GIF };
            let length = body.len();
            write!(client, "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: {length}\r\n\r\n").ok();
            client.write_all(body).ok();
            heard.lock().unwrap().push(head);
        }
    });
    (port, asked)
}

async fn delivered(html: &str, more: &str) -> (Desk, MessageId) {
    let (desk, user) = Desk::new(Window::All).await;
    let source = format!(
        "From: News <News@tern.test>\r\nTo: ada@tern.test\r\nSubject: news\r\nMessage-ID: <news@tern.test>\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n\
         Content-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n{more}--b--\r\n"
    );
    Dovecot::shared().deliver(&user, source.as_bytes());
    desk.sync().await;
    let id = desk.rows("INBOX").await.remove(0).id;
    (desk, id)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_network_hears_nothing_until_a_person_asks_for_an_image() {
    let (port, asked) = web();
    let web = format!("http://127.0.0.1:{port}");
    let html = format!(
        "<style>@import '{web}/a.css';</style><img src='{web}/pixel.gif?id=1'><img src='{web}/words.png'>\
         <p style='background:url({web}/b.png)'>Hello</p><img src=cid:logo><a href='{web}/page'>page</a>"
    );
    let logo = "--b\r\nContent-Type: image/svg+xml\r\nContent-ID: <logo>\r\nContent-Transfer-Encoding: base64\r\n\r\n\
                R0lGODlhAQABAAAAACw=\r\n";
    let (desk, id) = delivered(&html, logo).await;
    let message = desk.mail.message(id).await.unwrap();
    assert_eq!((message.html, message.remote, message.remote_allowed), (true, 4, false));
    let body = desk.mail.body(id, SHUT).await.unwrap();
    assert_eq!((body.blocked, body.colours), (4, BodyColours::Theme));
    assert!(body.html.contains("data:image/gif;base64,") && !body.html.contains("remote/"), "{}", body.html);
    let plain = desk.mail.body(id, PLAIN).await.unwrap();
    assert!(plain.html.contains("Hello") && !plain.html.contains("<img"), "{}", plain.html);
    let body = desk.mail.body(id, OPEN).await.unwrap();
    assert_eq!(body.blocked, 2);
    assert!(body.html.contains("src=\"remote/0\"") && !body.html.contains("pixel.gif"), "{}", body.html);
    assert!(asked.lock().unwrap().is_empty(), "{:?}", asked.lock().unwrap());
    let image = desk.mail.remote_image(id, 0).await.unwrap();
    assert_eq!((image.content_type.as_str(), image.bytes.as_slice()), ("image/gif", GIF));
    assert_eq!(desk.mail.remote_image(id, 1).await.unwrap_err().kind(), "refused");
    assert_eq!(desk.mail.remote_image(id, 2).await.unwrap_err().kind(), "input");
    let asked = asked.lock().unwrap();
    assert_eq!(asked.len(), 2);
    assert!(asked[0].starts_with("GET /pixel.gif?id=1 HTTP/1.1\r\n"), "{}", asked[0]);
    let lower = asked[0].to_lowercase();
    assert!(!["cookie", "referer", "tern", "accept-language"].iter().any(|word| lower.contains(word)), "{lower}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sender_that_is_let_in_stays_let_in_until_a_person_says_no() {
    let (desk, id) = delivered("<p>x</p>", "").await;
    desk.mail.allow_remote("news@TERN.test".into(), true).await.unwrap();
    assert!(desk.mail.message(id).await.unwrap().remote_allowed);
    assert_eq!(desk.mail.remote_senders().await.unwrap(), ["news@tern.test"]);
    desk.mail.allow_remote("News@tern.test".into(), false).await.unwrap();
    assert!(!desk.mail.message(id).await.unwrap().remote_allowed);
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_megabytes_of_html_open_and_say_that_they_were_cut() {
    let row = format!("<tr><td>{}</td></tr>\r\n", "word ".repeat(180));
    let html = format!("<table>{}</table>", row.repeat(40_000_000 / row.len()));
    let (desk, id) = delivered(&html, "").await;
    let message = desk.mail.message(id).await.unwrap();
    assert!(message.html && message.text.ends_with("[…]\n"));
    let body = desk.mail.body(id, SHUT).await.unwrap();
    assert!(body.html.contains("word word") && body.html.ends_with("<p class=\"tern-cut\"></p>"));
    assert!(body.html.len() < 4 << 20);
}
