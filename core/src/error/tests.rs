use super::*;
use crate::engine::OutboxError;
use crate::model::Role;
use crate::net::http::FetchError;
use crate::net::smtp::{Reply, SmtpError};
use crate::sync::edits::VerbError;
use crate::words::Language;
use std::io;
use std::time::Duration;

fn said(text: &str) -> Sentence {
    Sentence::said(text)
}

fn net() -> Vec<NetError> {
    let (host, detail, text) = (|| "mail.example".to_owned(), || say!("why-closed"), || said("Zutritt: 42"));
    let certificate = |problem| NetError::Certificate { host: host(), problem };
    let no = |code: Option<&str>| NetError::No { code: code.map(str::to_owned), text: text() };
    vec![
        NetError::Dns { host: host(), detail: say!("why-name-unknown") },
        NetError::Refused { host: host(), port: 993, detail: say!("why-connection-refused") },
        NetError::Timeout { what: say!("wait-greeting"), after: Duration::from_secs(120) },
        NetError::Broken { detail: detail() },
        certificate(CertificateProblem::WrongName { valid_for: vec!["b.example".into(), "c.example".into()] }),
        certificate(CertificateProblem::WrongName { valid_for: vec![] }),
        certificate(CertificateProblem::Expired),
        certificate(CertificateProblem::NotYetValid),
        certificate(CertificateProblem::UnknownIssuer),
        certificate(CertificateProblem::Revoked),
        certificate(CertificateProblem::Other("bad usage".into())),
        NetError::Insecure { host: host(), detail: say!("why-no-tls") },
        NetError::Insecure { host: ANY_SERVER.into(), detail: say!("why-no-authorities") },
        NetError::SignIn { text: text() },
        NetError::Unavailable { code: None, text: text() },
        no(Some("OVERQUOTA")),
        no(Some("TRYCREATE")),
        no(Some("NOPERM")),
        no(None),
        NetError::Bad { text: text() },
        NetError::Protocol { detail: say!("why-data-answered", code = 250_u16) },
        NetError::Unreadable { detail: say!("why-answer-to", command = "FETCH") },
        NetError::Input { detail: say!("input-keyword", keyword = "a b") },
        NetError::Source { detail: say!("why-short-source") },
    ]
}

fn store() -> Vec<StoreError> {
    let things = ["account", "action", "download", "draft", "file in the draft", "mailbox", "message"];
    let gone = things.into_iter().chain(["message in the outbox", "source", "row"]).map(StoreError::Gone);
    let others = [
        StoreError::Key,
        StoreError::Newer { found: 9, known: 5 },
        StoreError::Full,
        StoreError::ReadOnly,
        StoreError::Busy,
        StoreError::Corrupt("page 3".into()),
        StoreError::Disk("I/O error".into()),
        StoreError::Exists,
        StoreError::Closed,
        StoreError::Fault("no such column".into()),
    ];
    gone.chain(others).collect()
}

fn others() -> Vec<MailError> {
    use io::ErrorKind::{AlreadyExists, NotFound, PermissionDenied, StorageFull};
    let files = [NotFound, AlreadyExists, StorageFull, PermissionDenied];
    let files = files.into_iter().map(|kind| MailError::file("/tmp/ä", &io::Error::from(kind)));
    let verbs = [
        VerbError::NoMailbox(Role::Trash),
        VerbError::CannotHold("Lists".into()),
        VerbError::OtherAccount,
        VerbError::NoFlag,
        VerbError::BadKeyword("a b".into()),
    ];
    let reply = |code, enhanced: &str| Reply { code, enhanced: Some(enhanced.into()), text: say!("smtp-no-utf8") };
    files
        .chain(verbs.into_iter().map(MailError::from))
        .chain([SmtpError::Refused(reply(552, "5.3.4")), SmtpError::Refused(reply(550, "5.7.1"))].map(MailError::from))
        .chain([FetchError::Refused(say!("picture-around")), FetchError::TooLarge].map(MailError::from))
        .chain([
            OutboxError::Input(say!("send-nobody")).into(),
            OutboxError::Forbidden(crate::sync::outbox::Forbidden(say!("outbox-sent"))).into(),
            SecretError::Refused { reason: say!("secret-platform"), next: say!("secret-platform-next") }.into(),
        ])
        .collect()
}

#[test]
fn every_error_is_told_in_every_language_with_all_it_says() {
    let all = net().into_iter().map(MailError::from).chain(store().into_iter().map(MailError::from)).chain(others());
    for error in all {
        let mut told = Vec::new();
        for language in Language::ALL {
            let (text, faults) = error.told().checked(language);
            assert_eq!(faults, Vec::<String>::new(), "{text}");
            assert!(!text.contains(['{', '}', '$']), "{text}");
            told.push(text);
        }
        assert_ne!(told[0], told[1], "German is a language of its own");
    }
}

/// What a log gets is what a person gets in English.
#[test]
fn the_layers_own_words_are_those_of_the_english_catalogue() {
    for error in net() {
        let written = error.to_string();
        assert_eq!(MailError::from(error).reason().in_language(Language::English), written);
    }
}

#[test]
fn what_a_server_said_is_quoted_in_every_language() {
    for error in [NetError::SignIn { text: said("Zutritt: 42") }, NetError::Bad { text: said("Zutritt: 42") }] {
        let error = MailError::from(error);
        assert!(Language::ALL.iter().all(|language| error.reason().in_language(*language).ends_with(": Zutritt: 42")));
    }
}

#[test]
fn what_an_error_is_about_stands_in_front() {
    let error = MailError::from(NetError::Broken { detail: say!("why-reset") }).about("mail.example (SMTP)");
    let told = error.reason().in_language(Language::German);
    assert_eq!(told, "mail.example (SMTP): Die Verbindung brach ab: die Gegenseite hat sie zurückgesetzt.");
}
