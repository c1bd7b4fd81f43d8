use super::{id_of, plain, synced};
use std::time::Duration;
use tern_tests::{Dovecot, DovecotOptions, wait_until};

#[test]
fn an_edit_is_on_the_server_when_the_verb_ends() {
    let dovecot = Dovecot::shared();
    let (tern, user) = synced(dovecot, &[&plain(1), &plain(2), &plain(3)]);
    let (one, two, three) =
        (id_of(&tern, "inbox", "number 1"), id_of(&tern, "inbox", "number 2"), id_of(&tern, "inbox", "number 3"));
    let mut raw = dovecot.raw(&user);
    raw.create("Garden");
    tern.run(&["sync"]).done();
    let told = tern.run(&["flag", &one, &two, "+seen", "+flagged", "+$Garden"]).done().text();
    assert_eq!(told, "Flags changed: 2 messages, on the server too.\n");
    tern.run(&["flag", &one, "-flagged", "--json"]).done();
    raw.select("INBOX");
    let flags = raw.flags();
    assert!(flags[&1].contains("\\Seen") && flags[&1].contains("$Garden") && !flags[&1].contains("\\Flagged"));
    assert!(flags[&2].contains("\\Flagged"));
    tern.run(&["copy", &one, "Garden"]).done();
    assert_eq!(raw.status("Garden", "MESSAGES"), 1);
    tern.run(&["move", &two, "Garden"]).done();
    tern.run(&["delete", &three]).done();
    assert_eq!(raw.status("Garden", "MESSAGES"), 2);
    assert_eq!(raw.status("Trash", "MESSAGES"), 1);
    assert_eq!(raw.select("INBOX"), 1);
    tern.run(&["junk", &one]).done();
    assert_eq!(raw.status("Junk", "MESSAGES"), 1);
    tern.run(&["sync"]).done();
    assert_eq!(tern.json(&["list", "Garden"]).len(), 2);
}

#[test]
fn offline_edits_show_at_once_and_go_with_the_next_sync() {
    let dovecot = Dovecot::shared();
    let (tern, user) = synced(dovecot, &[&plain(1)]);
    let id = id_of(&tern, "inbox", "number 1");
    let told = tern.run(&["archive", &id, "--offline"]).done().text();
    assert!(told.contains("the server hears of it with the next tern sync"), "{told}");
    assert_eq!(tern.json(&["list", "archive"]).len(), 1);
    let mut raw = dovecot.raw(&user);
    assert_eq!(raw.status("INBOX", "MESSAGES"), 1);
    tern.run(&["sync"]).done();
    assert_eq!(raw.status("INBOX", "MESSAGES"), 0);
    assert_eq!(raw.status("Archive", "MESSAGES"), 1);
}

#[test]
fn a_running_watch_takes_the_edits_of_other_verbs() {
    let dovecot = Dovecot::shared();
    let (tern, user) = synced(dovecot, &[&plain(1)]);
    let id = id_of(&tern, "inbox", "number 1");
    let mut watch = tern.start(&["watch"]);
    watch.wait_line("the mode", Duration::from_secs(20), |line| line["mode"] == "push");
    tern.run(&["flag", &id, "+answered"]).done();
    let mut raw = dovecot.raw(&user);
    raw.select("INBOX");
    wait_until("the flag on the server", Duration::from_secs(20), || raw.flags()[&1].contains("\\Answered"));
}

#[test]
fn a_folder_that_an_edit_needs_is_made() {
    let dovecot = Dovecot::start(&DovecotOptions { bare: true, prefix: true, ..DovecotOptions::default() });
    let (tern, user) = synced(&dovecot, &[&plain(1), &plain(2), &plain(3), &plain(4)]);
    let id = |number| id_of(&tern, "inbox", &format!("number {number}"));
    let (one, two, three, four) = (id(1), id(2), id(3), id(4));
    tern.run(&["archive", &one, "--offline"]).done();
    assert_eq!(tern.json(&["list", "archive"]).len(), 1, "shown at once");
    tern.run(&["archive", &two, "--offline"]).done();
    tern.run(&["sync"]).done();
    tern.run(&["delete", &three]).done();
    let mut raw = dovecot.raw(&user);
    assert_eq!((raw.status("INBOX.Archive", "MESSAGES"), raw.status("INBOX.Trash", "MESSAGES")), (2, 1));
    assert_eq!(raw.select("INBOX"), 1, "nothing else went");
    // Another client makes the folder first.
    tern.run(&["junk", &four, "--offline"]).done();
    raw.create("INBOX.Junk");
    tern.run(&["sync"]).done();
    assert_eq!(raw.status("INBOX.Junk", "MESSAGES"), 1);
    let mut names: Vec<String> =
        tern.json(&["folders"]).iter().map(|folder| folder["name"].as_str().unwrap_or_default().to_owned()).collect();
    names.sort();
    assert_eq!(names, ["INBOX", "INBOX.Archive", "INBOX.Junk", "INBOX.Trash"]);
    for folder in ["archive", "trash", "junk"] {
        let rows = tern.json(&["list", folder]);
        assert!(!rows.is_empty() && rows.iter().all(|row| row["uid"].is_u64()), "{folder}: {rows:?}");
    }
}

#[test]
fn a_change_is_undone_before_and_after_the_server_has_it() {
    let dovecot = Dovecot::shared();
    let (tern, user) = synced(dovecot, &[&plain(1), &plain(2)]);
    let (one, two) = (id_of(&tern, "inbox", "number 1"), id_of(&tern, "inbox", "number 2"));
    let mut raw = dovecot.raw(&user);
    tern.run(&["archive", &one, &two]).done();
    assert_eq!(raw.status("Archive", "MESSAGES"), 2);
    assert_eq!(tern.run(&["undo"]).done().text(), "Undone: 2 messages, on the server too.\n");
    assert_eq!((raw.status("INBOX", "MESSAGES"), raw.status("Archive", "MESSAGES")), (2, 0));
    let flagged = tern.json(&["flag", &one, "+flagged", "--offline"]).remove(0);
    tern.run(&["delete", &two, "--offline"]).done();
    let undone = tern.json(&["undo", &flagged["action"].to_string(), "--offline"]).remove(0);
    assert_eq!(undone["action"], flagged["action"]);
    tern.run(&["sync"]).done();
    assert_eq!((raw.status("INBOX", "MESSAGES"), raw.status("Trash", "MESSAGES")), (1, 1));
    tern.run(&["undo"]).done();
    let none = tern.run(&["undo", "--json"]);
    assert_eq!((none.code, none.json()[0]["error"].as_str()), (1, Some("gone")));
}
