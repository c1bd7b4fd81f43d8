//! Connections that end after any byte, and processes that die between any two steps.

use super::bed::{Bed, Mailboxes, Site, flag, mailboxes};
use tern_core::model::Role;
use tern_core::sync::edits::Verb;
use tern_tests::{Fault, FaultProxy, Way};

async fn edits(bed: &Bed) -> Mailboxes {
    let archive = bed.role(Role::Archive).await;
    for subject in ["one", "two"] {
        let id = bed.id(subject).await;
        bed.act(id, Verb::Flag(flag("\\Seen", ""))).await;
        bed.act(id, Verb::Move(archive)).await;
        bed.act(id, Verb::Flag(flag("\\Flagged", ""))).await;
    }
    bed.act(bed.id("three").await, Verb::Copy(archive)).await;
    bed.act(bed.id("four").await, Verb::Delete).await;
    mailboxes(&["INBOX: three[]", "Archive: one[\\flagged \\seen] two[\\flagged \\seen] three[]", "Trash: four[]"])
}

/// Cuts the connection after `at` bytes, pushes again, and compares. Returns whether the cut was felt.
async fn cut(site: &Site, proxy: &FaultProxy, fault: Fault, sync_between: bool) -> bool {
    let mut bed = Bed::behind(site, proxy, &["one", "two", "three", "four"]).await;
    let wanted = edits(&bed).await;
    proxy.set(fault);
    let (replayed, result) = bed.try_push().await;
    proxy.set(Fault::None);
    assert_eq!(replayed.refused, [], "{fault:?}");
    assert_eq!(bed.shown().await, wanted, "{fault:?}: nothing a person did is undone");
    if sync_between {
        bed.sync().await;
    }
    let again = bed.push().await;
    assert_eq!(again.refused, [], "{fault:?}");
    assert_eq!(bed.waiting().await, 0, "{fault:?}");
    assert_eq!(bed.server(), wanted, "{fault:?}: on the server, each once");
    bed.sync().await;
    assert_eq!(bed.shown().await, wanted, "{fault:?}: shown after a sync");
    result.is_err()
}

async fn cut_everywhere(site: &Site, stride: usize) {
    let proxy = FaultProxy::start(site.port());
    let bed = Bed::behind(site, &proxy, &["one", "two", "three", "four"]).await;
    edits(&bed).await;
    proxy.reset_counts();
    bed.push().await;
    let counts = proxy.counts();
    drop(bed);
    let mut felt = 0;
    for (way, length) in [(Way::ToServer, counts.to_server), (Way::ToClient, counts.to_client)] {
        for (round, at) in (0..length).rev().step_by(stride).enumerate() {
            felt += u32::from(cut(site, &proxy, Fault::CutAfter(way, at), round % 2 == 0).await);
        }
    }
    assert!(felt > 10, "only {felt} cuts were felt");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_after_any_byte_loses_and_repeats_nothing_with_move() {
    cut_everywhere(&Site::shared(), 197).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_after_any_byte_loses_and_repeats_nothing_with_copy_and_expunge() {
    cut_everywhere(&Site::hiding(vec!["MOVE"]), 197).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_after_any_byte_loses_and_repeats_nothing_on_a_bare_server() {
    cut_everywhere(&Site::hiding(vec!["MOVE", "UIDPLUS", "QRESYNC", "CONDSTORE", "ESEARCH"]), 331).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_after_any_byte_loses_and_repeats_nothing_on_cyrus() {
    let cyrus = tern_tests::Cyrus::shared();
    cut_everywhere(&Site::Cyrus(cyrus, cyrus.user()), 331).await;
}
