use super::bed::{Bed, Site, flag, mailboxes};
use tern_core::model::Role;
use tern_core::sync::edits::Verb;

#[tokio::test(flavor = "multi_thread")]
async fn every_verb_is_shown_at_once_and_reaches_every_server() {
    for (name, site) in Site::all() {
        let mut bed = Bed::new(&site, &["one", "two", "three", "four", "five", "six", "seven"]).await;
        let mut ids = Vec::new();
        for subject in ["one", "two", "three", "four", "five", "six", "seven"] {
            ids.push(bed.id(subject).await);
        }
        let archive = bed.role(Role::Archive).await;
        bed.act(ids[0], Verb::Flag(flag("\\Seen \\Flagged work", ""))).await;
        bed.act(ids[0], Verb::Flag(flag("\\Answered", "\\Flagged"))).await;
        bed.act(ids[1], Verb::Move(archive)).await;
        bed.act(ids[1], Verb::Flag(flag("\\Seen", ""))).await;
        bed.act(ids[2], Verb::Copy(archive)).await;
        bed.act(ids[3], Verb::Delete).await;
        bed.act(ids[4], Verb::Archive).await;
        bed.act(ids[5], Verb::Junk).await;
        bed.act(ids[6], Verb::Delete).await;
        bed.act(ids[6], Verb::Delete).await;
        let wanted = mailboxes(&[
            "INBOX: one[\\answered \\seen work] three[]",
            "Archive: two[\\seen] three[] five[]",
            "Trash: four[]",
            "Junk: six[$junk]",
        ]);
        assert_eq!(bed.shown().await, wanted, "{name}: shown before anything was sent");
        let replayed = bed.push().await;
        assert_eq!(replayed.refused, [], "{name}");
        assert_eq!(bed.waiting().await, 0, "{name}");
        assert_eq!(bed.server(), wanted, "{name}: on the server");
        assert_eq!(bed.shown().await, wanted, "{name}: shown after");
        bed.sync().await;
        assert_eq!(bed.shown().await, wanted, "{name}: shown after a sync");
        for (id, mailbox) in [(ids[1], archive), (ids[4], archive), (ids[3], bed.role(Role::Trash).await)] {
            let row = bed.core.store.row(id).await.unwrap();
            assert_eq!((row.mailbox, row.uid.is_some()), (mailbox, true), "{name}: the same message, moved");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn junk_and_back_again_sets_the_keywords_filters_learn_from() {
    let mut bed = Bed::new(&Site::shared(), &["one"]).await;
    let id = bed.id("one").await;
    bed.act(id, Verb::Junk).await;
    bed.push().await;
    assert_eq!(bed.server(), mailboxes(&["Junk: one[$junk]"]));
    bed.act(id, Verb::NotJunk).await;
    bed.push().await;
    assert_eq!(bed.server(), mailboxes(&["INBOX: one[$notjunk]"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn many_messages_are_changed_by_few_commands() {
    let site = Site::shared();
    let subjects: Vec<String> = (0..300).map(|at| format!("mail-{at}")).collect();
    let subjects: Vec<&str> = subjects.iter().map(String::as_str).collect();
    let proxy = tern_tests::FaultProxy::start(site.port());
    let mut bed = Bed::behind(&site, &proxy, &subjects).await;
    let inbox = bed.role(Role::Inbox).await;
    for row in bed.rows(inbox).await {
        bed.act(row.id, Verb::Flag(flag("\\Seen", ""))).await;
        bed.act(row.id, Verb::Archive).await;
    }
    proxy.reset_counts();
    bed.push().await;
    assert!(proxy.counts().round_trips < 40, "{:?}", proxy.counts());
    let server = bed.server();
    assert_eq!(server["Archive"].len(), 300);
    assert!(server["Archive"].iter().all(|(_, flags)| flags == "\\seen") && server.len() == 1);
}
