use std::time::Duration;
use tern_tests::raw::Response;
use tern_tests::{Dovecot, RawImap, User};

/// Answers every mail that `robin` gets, until the program ends.
pub fn answer(dovecot: &Dovecot, robin: &User) {
    let mut inbox = dovecot.raw(robin);
    let mut answered = inbox.select("INBOX");
    loop {
        let idle = inbox.idle();
        while !inbox.response().is_ok_and(|response| response.text.ends_with(" EXISTS")) {}
        inbox.done(&idle);
        answered = answer_new(dovecot, &mut inbox, answered);
    }
}

fn answer_new(dovecot: &Dovecot, inbox: &mut RawImap, answered: u32) -> u32 {
    let fetched =
        inbox.command(&format!("FETCH {}:* (UID BODY.PEEK[HEADER.FIELDS (FROM SUBJECT MESSAGE-ID)])", answered + 1));
    let new = fetched.iter().filter_map(Response::fetched).filter(|mail| mail.seq > answered);
    let mut last = answered;
    for mail in new {
        last = last.max(mail.seq);
        let header = String::from_utf8_lossy(&mail.literal.unwrap_or_default()).replace("\r\n ", " ");
        let field =
            |name: &str| header.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("").trim().to_owned();
        let from = field("From:");
        let address = from.rsplit('<').next().unwrap_or("").trim_end_matches('>').to_owned();
        let id = field("Message-ID:");
        let message = format!(
            "From: Robin <robin@tern.test>\r\nTo: {from}\r\nSubject: Re: {}\r\nMessage-ID: <answer.{}.{}@tern.test>\r\nIn-Reply-To: {id}\r\nReferences: {id}\r\n\
             MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGot it, thank you. The terns are back on the northern cliff.\r\n\r\nRobin\r\n",
            field("Subject:"),
            mail.uid,
            std::process::id(),
        );
        if let Err(e) = tern_tests::lmtp::deliver(&dovecot.lmtp_socket(), &address, message.as_bytes()) {
            eprintln!("robin could not answer {address}: {e}");
            std::thread::sleep(Duration::from_millis(200));
        }
    }
    last
}
