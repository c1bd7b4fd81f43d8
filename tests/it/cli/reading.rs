use super::{LETTER, id_of, plain, synced};
use serde_json::{Value, json};
use std::process::Stdio;
use tern_tests::{Dovecot, Tern};

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn a_script_reads_folders_and_lists() {
    let dovecot = Dovecot::shared();
    let (tern, user) = synced(dovecot, &[LETTER.as_bytes(), &plain(1)]);
    let folders = tern.json(&["folders", &user.address]);
    let inbox = folders.iter().find(|folder| folder["role"] == "inbox").unwrap();
    assert_eq!(inbox["name"], "INBOX");
    assert_eq!((&inbox["total"], &inbox["unread"], &inbox["local"]), (&json!(2), &json!(2), &json!(2)));
    assert_eq!(inbox["older_on_server"], 0);
    assert_eq!(inbox["uidvalidity"], dovecot.raw(&user).status("INBOX", "UIDVALIDITY"));

    let rows = tern.json(&["list", "inbox"]);
    assert_eq!(rows[0]["subject"], "number 1", "the newest comes first");
    let letter = &rows[1];
    assert_eq!(letter["from"], json!([{"name": "Jörg Říha", "email": "jorg@far.example"}]));
    assert_eq!(letter["date"], "2024-02-01T09:00:00Z");
    assert_eq!((&letter["flags"], &letter["attachments"]), (&json!([]), &json!(1)));
    assert!(letter["preview"].as_str().unwrap().contains("čerešňa"), "{letter}");
    for key in ["id", "uid", "to", "size", "thread"] {
        assert!(keys(letter).contains(&key), "{key} in {letter}");
    }
    assert_eq!(tern.json(&["list", "INBOX", "--limit", "1"]).len(), 1);
    let older = tern.json(&["list", "inbox", "--before", &rows[0]["id"].to_string()]);
    assert_eq!(older, rows[1..]);
}

#[test]
fn a_message_is_shown_saved_and_exported() {
    let dovecot = Dovecot::shared();
    let (tern, user) = synced(dovecot, &[LETTER.as_bytes()]);
    let id = id_of(&tern, "inbox", "Plans");
    let mut raw = dovecot.raw(&user);
    raw.select("INBOX");
    let (uid, source) = raw.bodies().into_iter().next().unwrap();
    assert_eq!(tern.run(&["show", &id, "--raw"]).done().stdout, source, "byte for byte");
    assert!(tern.run(&["show", &id, "--text"]).done().text().contains("We plant the čerešňa"));
    assert!(tern.run(&["show", &id, "--headers"]).done().text().contains("Message-ID: <letter@far.example>"));
    let shown = &tern.json(&["show", &id])[0];
    assert_eq!(shown["attachments"][0]["name"], "seeds.bin");

    let out = tempfile::tempdir().unwrap();
    let file = out.path().join("seeds.bin");
    let part = shown["attachments"][0]["part"].as_str().unwrap();
    tern.run(&["save", &id, part, file.to_str().unwrap()]).done();
    assert_eq!(std::fs::read(&file).unwrap(), [0, 1, 2, 3, 255]);
    let again = tern.run(&["save", &id, part, file.to_str().unwrap()]);
    assert_eq!(again.code, 1, "a file that is there is not overwritten: {}", again.stderr);

    let dir = out.path().join("mail");
    tern.run(&["export", "inbox", dir.to_str().unwrap()]).done();
    assert_eq!(std::fs::read(dir.join(format!("{uid}.eml"))).unwrap(), source);
    let left = std::fs::read_dir(tern.profile()).unwrap().flatten();
    let left: Vec<_> = left.filter(|entry| entry.file_name().to_string_lossy().starts_with("source-")).collect();
    assert!(left.is_empty(), "no plain copy stays in the profile");
}

#[test]
fn no_message_can_speak_to_the_terminal() {
    let (tern, _) = synced(Dovecot::shared(), &[LETTER.as_bytes()]);
    let id = id_of(&tern, "inbox", "Plans");
    for args in [vec!["list", "inbox"], vec!["show", &id], vec!["show", &id, "--headers"], vec!["search", "spring"]] {
        let said = tern.run(&args).done();
        assert!(!said.stdout.contains(&0x1b), "{args:?}: {}", said.text());
    }
}

#[test]
fn search_finds_across_folders() {
    let dovecot = Dovecot::shared();
    let user = dovecot.user();
    dovecot.deliver(&user, LETTER.as_bytes());
    let mut raw = dovecot.raw(&user);
    raw.create("Garden");
    raw.append("Garden", "", &plain(7));
    let tern = Tern::new();
    tern.add_account(&user, dovecot, None, &[]);
    tern.run(&["sync"]).done();
    let found = |query: &[&str]| tern.json(&[&["search"], query].concat());
    assert_eq!(found(&["ceresna"])[0]["folder"], "INBOX", "diacritics are folded");
    assert_eq!(found(&["from:ann", "hello"])[0]["folder"], "Garden");
    assert_eq!(found(&["has:attachment"]).len(), 1);
    assert_eq!(found(&["nowhere"]).len(), 0);
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let mails: Vec<Vec<u8>> = (0..30).map(plain).collect();
    let (tern, _) = synced(Dovecot::shared(), &mails.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let mut child =
        tern.command().args(["list", "inbox"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), ended.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn a_shorter_window_leaves_the_server_alone() {
    let dovecot = Dovecot::shared();
    let user = dovecot.user();
    let mut raw = dovecot.raw(&user);
    raw.append("INBOX", "(\\Seen) \"01-Feb-2024 10:00:00 +0000\"", LETTER.as_bytes());
    dovecot.deliver(&user, &plain(1));
    let tern = Tern::new();
    tern.add_account(&user, dovecot, None, &["--window", "all"]);
    tern.run(&["sync"]).done();
    assert_eq!(tern.json(&["list", "inbox"]).len(), 2);
    let told = tern.run(&["window", &user.address, "7d"]).done().text();
    assert!(told.contains("1 message left this computer, the server keeps them"), "{told}");
    tern.run(&["sync"]).done();
    let inbox = tern.json(&["folders"]).into_iter().find(|folder| folder["role"] == "inbox").unwrap();
    assert_eq!((&inbox["total"], &inbox["local"], &inbox["older_on_server"]), (&json!(2), &json!(1), &json!(1)));
    assert!(tern.run(&["folders"]).done().text().contains("7 days kept; 1 older on the server"));
    assert_eq!(raw.status("INBOX", "MESSAGES"), 2);
    tern.run(&["window", &user.address, "INBOX", "all"]).done();
    tern.run(&["sync"]).done();
    assert_eq!(tern.json(&["list", "inbox"]).len(), 2);
}

#[test]
fn modes_are_chosen_and_the_plan_says_why() {
    let (tern, user) = synced(Dovecot::shared(), &[LETTER.as_bytes()]);
    let usual = &tern.json(&["mode", &user.address])[0];
    assert_eq!(
        (&usual["mode"], &usual["every_minutes"], &usual["quiet"]),
        (&json!("balanced"), &json!(null), &json!([]))
    );
    let choice =
        ["saver", "--mobile-data", "off", "--quiet", "sat,sun=00:00-10:00", "--folder", "sent", "--rule", "never"];
    let chosen = tern.json(&[&["mode", &user.address][..], &choice].concat());
    assert_eq!((&chosen[0]["mode"], &chosen[0]["mobile_data"]), (&json!("saver"), &json!("off")));
    assert_eq!(chosen[0]["quiet"], json!([{"days": ["saturday", "sunday"], "from": 0, "to": 600}]));
    assert_eq!(chosen[0]["folders"], json!([{"folder": "Sent", "rule": "never"}]));
    assert_eq!(tern.json(&["mode", &user.address]), chosen, "it is kept");
    let why = &tern.json(&["why", "--mobile"])[0];
    assert_eq!((&why["account"], &why["plan"]), (&json!(user.address), &json!("nothing")));
    assert_eq!(why["reasons"], json!([{"reason": "mobile_data_off"}]));
    let said = tern.run(&["why", "--mobile"]).done().text();
    assert!(said.contains("nothing in the background") && said.contains("is off on mobile data"), "{said}");
    assert_eq!(tern.run(&["mode", &user.address, "--folder", "nowhere", "--rule", "daily"]).code, 1);
}

#[test]
fn an_account_checked_by_hand_is_not_watched_and_says_so() {
    let (tern, user) = synced(Dovecot::shared(), &[]);
    tern.run(&["mode", &user.address, "manual"]).done();
    let mut watch = tern.start(&["watch"]);
    let mode = watch.wait_line("the mode", std::time::Duration::from_secs(30), |line| line["event"] == "mode");
    assert_eq!(mode["mode"], "offline");
    assert!(mode["why"].as_str().unwrap().contains("by hand"), "{mode}");
}
