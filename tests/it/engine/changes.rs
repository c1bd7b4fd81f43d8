//! What others do on the server, and what is done here, comes together.

use super::desk::{Desk, Place, letter};
use std::collections::BTreeSet;
use tern_core::api::{FlagChange, Flags, Window};
use tern_tests::{Cyrus, Dovecot, DovecotOptions};

async fn follows_the_server(dovecot: &Dovecot) {
    let user = dovecot.user();
    let mut raw = dovecot.raw(&user);
    for n in 0..30 {
        raw.append("INBOX", "()", &letter(&format!("m {n}")));
    }
    let desk = Desk::at(&Place::on(dovecot, &user), Window::All).await;
    desk.sync().await;
    raw.select("INBOX");
    let uids: Vec<u32> = raw.search("ALL").into_iter().collect();
    raw.store(&uids[3].to_string(), "+FLAGS", "\\Seen \\Flagged Project");
    raw.expunge(&uids[4].to_string());
    raw.expunge(&uids[29].to_string());
    raw.append("INBOX", "(\\Answered)", &letter("late one"));
    let report = desk.sync().await;
    assert_eq!((report.new_messages, report.removed, report.flags_changed), (1, 2, 1), "{report:?}");
    raw.select("INBOX");
    assert_eq!(desk.flags("INBOX").await, raw.flags());
    let report = desk.sync().await;
    assert_eq!((report.new_messages, report.removed, report.flags_changed), (0, 0, 0), "{report:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_arrive_whatever_the_server_can_say() {
    follows_the_server(Dovecot::shared()).await;
    for hide in [vec!["QRESYNC"], vec!["QRESYNC", "CONDSTORE"]] {
        let dovecot = Dovecot::start(&DovecotOptions { hide, ..DovecotOptions::default() });
        follows_the_server(&dovecot).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn edits_are_shown_at_once_and_reach_the_server_in_order() {
    let dovecot = Dovecot::shared();
    let (desk, user) = Desk::new(Window::All).await;
    let mut raw = dovecot.raw(&user);
    for n in 0..6 {
        raw.append("INBOX", "()", &letter(&format!("edit {n}")));
    }
    desk.sync().await;
    let rows = desk.rows("INBOX").await;
    let seen = FlagChange { add: Flags { seen: true, ..Flags::default() }, remove: Flags::default() };
    desk.mail.flag(vec![rows[0].id, rows[1].id], seen).await.unwrap();
    desk.mail.archive(vec![rows[1].id]).await.unwrap();
    desk.mail.delete(vec![rows[2].id]).await.unwrap();
    desk.mail.copy_to(vec![rows[3].id], desk.mailbox("Drafts").await.id).await.unwrap();
    desk.mail.junk(vec![rows[4].id], true).await.unwrap();
    assert_eq!(desk.rows("INBOX").await.len(), 3, "shown before the server knows");
    assert!(desk.rows("INBOX").await[0].pending);
    // Meanwhile another client flags and removes.
    raw.select("INBOX");
    raw.store(&rows[0].uid.unwrap().to_string(), "+FLAGS", "\\Flagged");
    raw.expunge(&rows[5].uid.unwrap().to_string());
    desk.sync().await;
    desk.sync().await;
    for (folder, subjects) in [
        ("INBOX", vec!["edit 2", "edit 5"]),
        ("Archive", vec!["edit 4"]),
        ("Trash", vec!["edit 3"]),
        ("Drafts", vec!["edit 2"]),
        ("Junk", vec!["edit 1"]),
    ] {
        raw.select(folder);
        assert_eq!(desk.flags(folder).await, raw.flags(), "{folder}");
        let here: BTreeSet<String> = desk.rows(folder).await.into_iter().map(|row| row.subject).collect();
        assert_eq!(here, subjects.into_iter().map(str::to_owned).collect(), "{folder}");
    }
    let kept = desk.mail.row(rows[0].id).await.unwrap();
    assert!(kept.flags.seen && kept.flags.flagged && !kept.pending);
    assert_eq!(desk.mail.row(rows[1].id).await.unwrap().subject, "edit 4", "a moved message keeps its id");
    assert!(desk.mail.take_refusals(desk.account.id).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_uidvalidity_keeps_messages_and_edits() {
    let dovecot = Dovecot::shared();
    let (desk, user) = Desk::new(Window::All).await;
    let mut raw = dovecot.raw(&user);
    for n in 0..5 {
        raw.append("INBOX", "()", &letter(&format!("rekey {n}")));
    }
    desk.sync().await;
    let rows = desk.rows("INBOX").await;
    let flagged = FlagChange { add: Flags { flagged: true, ..Flags::default() }, remove: Flags::default() };
    desk.mail.flag(vec![rows[2].id], flagged).await.unwrap();
    drop(raw);
    dovecot.doveadm(&["mailbox", "update", "-u", &user.name, "--uid-validity", "1999999999", "INBOX"]);
    desk.sync().await;
    desk.sync().await;
    let after = desk.rows("INBOX").await;
    assert_eq!(after.iter().map(|row| row.id).collect::<Vec<_>>(), rows.iter().map(|row| row.id).collect::<Vec<_>>());
    let mut raw = dovecot.raw(&user);
    raw.select("INBOX");
    assert_eq!(desk.flags("INBOX").await, raw.flags());
    assert!(desk.mail.row(rows[2].id).await.unwrap().flags.flagged);
}

#[tokio::test(flavor = "multi_thread")]
async fn cyrus_is_followed_as_well() {
    let cyrus = Cyrus::shared();
    let user = cyrus.user();
    // Postfix asks Dovecot about passwords.
    Dovecot::shared().add_user(&user.name, &user.password, "");
    let mut raw = cyrus.raw(&user);
    for n in 0..12 {
        raw.append("INBOX", "(\\Seen)", &letter(&format!("cyrus {n}")));
    }
    let place = Place { imap: cyrus.imaps_port(), ca_pem: cyrus.ca_pem().to_owned(), user: user.clone() };
    let desk = Desk::at(&place, Window::All).await;
    desk.sync().await;
    raw.select("INBOX");
    assert_eq!(desk.sources("INBOX").await, raw.bodies());
    let rows = desk.rows("INBOX").await;
    let unseen = FlagChange { add: Flags::default(), remove: Flags { seen: true, ..Flags::default() } };
    desk.mail.flag(vec![rows[0].id], unseen).await.unwrap();
    desk.mail.archive(vec![rows[1].id, rows[2].id]).await.unwrap();
    desk.mail.delete(vec![rows[3].id]).await.unwrap();
    raw.store(&rows[4].uid.unwrap().to_string(), "+FLAGS", "\\Flagged");
    raw.expunge(&rows[5].uid.unwrap().to_string());
    cyrus.deliver(&user, &letter("by lmtp"));
    desk.sync().await;
    desk.sync().await;
    for folder in ["INBOX", "Archive", "Trash"] {
        raw.select(folder);
        assert_eq!(desk.flags(folder).await, raw.flags(), "{folder}");
    }
    assert_eq!(desk.rows("Archive").await.len(), 2);
    assert!(desk.mail.take_refusals(desk.account.id).await.unwrap().is_empty());
}
