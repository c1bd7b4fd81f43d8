//! Messages no program should send, and some that all programs get.

/// About forty odd messages, each with a name that says what is odd about it.
pub fn odd_messages() -> Vec<(&'static str, Vec<u8>)> {
    let mut all = headers();
    all.extend(structures());
    all.extend(encodings());
    all.extend(sizes());
    all
}

const PLAIN: &str = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nbody\r\n";

fn with_headers(headers: &str) -> Vec<u8> {
    format!("{headers}{PLAIN}").into_bytes()
}

fn with_content(content: &str) -> Vec<u8> {
    format!("From: a@x.test\r\nTo: b@x.test\r\nSubject: odd\r\nMIME-Version: 1.0\r\n{content}").into_bytes()
}

fn headers() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("no headers", b"\r\njust a body\r\n".to_vec()),
        ("no body", b"From: a@x.test\r\nSubject: no body\r\n".to_vec()),
        ("no empty line", b"From: a@x.test\r\nSubject: no empty line".to_vec()),
        ("only a line end", b"\r\n".to_vec()),
        ("not a message", b"this is not a header\r\nnor is this\r\n\r\nbody\r\n".to_vec()),
        ("no From", with_headers("Subject: no from\r\n")),
        ("two Froms", with_headers("From: a@x.test\r\nFrom: b@x.test\r\nSubject: one\r\nSubject: two\r\n")),
        ("empty headers", with_headers("From:\r\nTo: \r\nSubject:\r\nDate:\r\nMessage-ID:\r\n")),
        ("no Message-ID, no Date", with_headers("From: a@x.test\r\nSubject: neither\r\n")),
        (
            "impossible date",
            with_headers("From: a@x.test\r\nDate: Xyz, 99 Foo 20245 77:88:99 +9999\r\nSubject: date\r\n"),
        ),
        (
            "date before 1970",
            with_headers("From: a@x.test\r\nDate: Thu, 01 Jan 1899 00:00:00 +0000\r\nSubject: old\r\n"),
        ),
        ("date in 9999", with_headers("From: a@x.test\r\nDate: Fri, 31 Dec 9999 23:59:59 +0000\r\nSubject: late\r\n")),
        ("8-bit headers in UTF-8", with_headers("From: Jürgen <j@x.test>\r\nSubject: Grüße 你好\r\n")),
        (
            "8-bit headers in Latin-1",
            [b"From: J\xfcrgen <j@x.test>\r\nSubject: Gr\xfc\xdfe\r\n", PLAIN.as_bytes()].concat(),
        ),
        (
            "broken encoded words",
            with_headers(
                "From: =?utf-8?B?@@@?= <a@x.test>\r\nSubject: =?nonsense?X?abc?= =?utf-8?Q?=G1=?= =?utf-8?B?4pyT\r\n",
            ),
        ),
        (
            "a character split over encoded words",
            with_headers("From: a@x.test\r\nSubject: =?utf-8?B?4p?= =?utf-8?B?yT?=\r\n"),
        ),
        ("NUL in headers and body", b"From: a@x.test\r\nSubject: nul\0here\r\n\r\nbo\0dy\r\n".to_vec()),
        ("bare LF", b"From: a@x.test\nSubject: bare LF\nMessage-ID: <lf@x.test>\n\nline one\nline two\n".to_vec()),
        ("bare CR", b"From: a@x.test\r\nSubject: bare\rCR\r\n\r\none\rtwo\r\n".to_vec()),
        ("mixed line ends", b"From: a@x.test\r\nSubject: mixed\nTo: b@x.test\r\n\nbody\n\r\nmore\r\n".to_vec()),
        (
            "unclosed quotes in addresses",
            with_headers(
                "From: \"Never closed <a@x.test>\r\nTo: <<b@x.test>>, ;;, group: c@x.test, d@;\r\nSubject: q\r\n",
            ),
        ),
        (
            "endless group of addresses",
            with_headers(&format!("From: a@x.test\r\nTo: {}\r\nSubject: many\r\n", "x@y.test, ".repeat(5_000))),
        ),
        (
            "references without end",
            with_headers(&format!(
                "From: a@x.test\r\nReferences: {}\r\nSubject: refs\r\n",
                "<a@b.test> ".repeat(4_000)
            )),
        ),
        (
            "a message that answers itself",
            with_headers(
                "From: a@x.test\r\nMessage-ID: <self@x.test>\r\nIn-Reply-To: <self@x.test>\r\nReferences: <self@x.test>\r\nSubject: self\r\n",
            ),
        ),
    ]
}

fn structures() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        (
            "multipart without boundary",
            with_content("Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\ntext\r\n--x--\r\n"),
        ),
        (
            "multipart never closed",
            with_content(
                "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\ntext",
            ),
        ),
        ("multipart with no parts", with_content("Content-Type: multipart/mixed; boundary=x\r\n\r\nnothing\r\n")),
        (
            "empty boundary",
            with_content("Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n\r\ntext\r\n----\r\n"),
        ),
        (
            "boundary inside a boundary",
            with_content(
                "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\na\r\n--x--\r\n",
            ),
        ),
        (
            "forward in a forward",
            with_content(&format!(
                "{}Subject: innermost\r\n\r\nend\r\n",
                "Content-Type: message/rfc822\r\n\r\n".repeat(60)
            )),
        ),
        ("nested 10,000 deep", nested(10_000)),
        (
            "winmail.dat",
            with_content(
                "Content-Type: application/ms-tnef; name=\"winmail.dat\"\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+IgAAAAAAAA==\r\n",
            ),
        ),
        (
            "file names that climb",
            with_content(
                "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Disposition: attachment; filename=\"../../etc/passwd\"\r\n\r\na\r\n--x\r\nContent-Disposition: attachment; filename=\"C:\\\\x\\\\CON.txt\"\r\n\r\nb\r\n--x\r\nContent-Disposition: attachment; filename=\"a\u{202e}gpj.exe\"\r\n\r\nc\r\n--x--\r\n",
            ),
        ),
        (
            "file name in pieces",
            with_content(
                "Content-Type: application/pdf\r\nContent-Disposition: attachment;\r\n filename*0*=utf-8''%C3%9Cber;\r\n filename*1=sicht;\r\n filename*2*=%2Epdf\r\n\r\nx\r\n",
            ),
        ),
        (
            "a thousand parts",
            with_content(&format!(
                "Content-Type: multipart/mixed; boundary=x\r\n\r\n{}--x--\r\n",
                "--x\r\nContent-Type: text/plain\r\n\r\np\r\n".repeat(1_000)
            )),
        ),
    ]
}

fn encodings() -> Vec<(&'static str, Vec<u8>)> {
    let mut binary =
        with_content("Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n\r\n");
    binary.extend((0..=255u8).cycle().take(4_096).filter(|&b| b != 0));
    vec![
        ("unknown charset", with_content("Content-Type: text/plain; charset=klingon-7\r\n\r\nQapla'\r\n")),
        ("wrong charset", with_content("Content-Type: text/plain; charset=us-ascii\r\n\r\nGrüße\r\n")),
        (
            "broken base64",
            with_content(
                "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nSGVsbG8*!!gd29y\r\nbGQ\r\n",
            ),
        ),
        (
            "broken quoted-printable",
            with_content(
                "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=G1 =\r\n=4 =C3=",
            ),
        ),
        (
            "unknown transfer encoding",
            with_content("Content-Type: text/plain\r\nContent-Transfer-Encoding: x-carrier-pigeon\r\n\r\ncoo\r\n"),
        ),
        ("content type that is none", with_content("Content-Type: ;;;=\"\r\n\r\ntext\r\n")),
        ("ISO-2022-JP", with_content("Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n\u{1b}$B3$\u{1b}(B\r\n")),
        ("raw binary", binary),
        (
            "script in HTML",
            with_content(
                "Content-Type: text/html\r\n\r\n<p onclick=alert(1)>hi<script>alert(1)</script><img src=x onerror=alert(1)><svg/onload=alert(1)>",
            ),
        ),
    ]
}

fn sizes() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        (
            "a header line of 1 MB",
            with_headers(&format!("From: a@x.test\r\nX-Long: {}\r\nSubject: long\r\n", "x".repeat(1 << 20))),
        ),
        ("a subject of 100 kB", with_headers(&format!("From: a@x.test\r\nSubject: {}\r\n", "ü".repeat(50_000)))),
        (
            "ten thousand headers",
            with_headers(&format!("From: a@x.test\r\n{}Subject: many headers\r\n", "X-A: b\r\n".repeat(10_000))),
        ),
        ("a body line of 2 MB", with_content(&format!("Content-Type: text/plain\r\n\r\n{}", "y".repeat(2 << 20)))),
        (
            "HTML nested 20,000 deep",
            with_content(&format!(
                "Content-Type: text/html\r\n\r\n{}deep{}",
                "<div>".repeat(20_000),
                "</div>".repeat(20_000)
            )),
        ),
    ]
}

/// Multiparts inside multiparts, `depth` of them.
fn nested(depth: usize) -> Vec<u8> {
    let mut text = String::from("From: a@x.test\r\nSubject: nested\r\nMIME-Version: 1.0\r\n");
    for level in 0..depth {
        text.push_str(&format!("Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n"));
    }
    text.push_str("Content-Type: text/plain\r\n\r\ninnermost\r\n");
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::odd_messages;
    use std::collections::BTreeSet;

    #[test]
    fn every_odd_message_has_a_name_of_its_own() {
        let all = odd_messages();
        let names: BTreeSet<&str> = all.iter().map(|(name, _)| *name).collect();
        assert_eq!(names.len(), all.len());
        assert!(all.len() >= 40, "{}", all.len());
    }
}
