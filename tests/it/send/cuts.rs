use super::bed::{Bed, count};
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;
use tern_core::model::{Draft, OutboxId, OutboxState, Security};
use tern_tests::{Dovecot, Fault, FaultProxy, Postfix, User, Way, wait_until};

/// A mail through a line that broke: where it should be, and whether that is where it is.
struct Fate {
    id: OutboxId,
    what: String,
}

async fn judge(bed: &Bed, dovecot: &Dovecot, recipient: &User, fates: Vec<Fate>) {
    let mut inbox = dovecot.raw(recipient);
    let mut sent = dovecot.raw(&User { name: bed.account.user.clone(), ..recipient.clone() });
    for Fate { id, what } in fates {
        let item = bed.item(id).await;
        match item.state {
            OutboxState::Done => {
                wait_until(&format!("{what}: {item:?}"), Duration::from_secs(20), || {
                    count(&mut inbox, "INBOX", &item.message_id) > 0
                });
                assert_eq!(count(&mut sent, "Sent", &item.message_id), 1, "{what}: {item:?}");
            }
            OutboxState::Uncertain => {
                assert!(item.ledger.iter().any(|e| e.state == OutboxState::Committing), "{what}: {item:?}");
            }
            _ => panic!("{what}: {item:?}"),
        }
        assert!(count(&mut inbox, "INBOX", &item.message_id) <= 1, "{what}: sent twice: {item:?}");
    }
}

/// One mail for each fault; then the line is whole again and everything is tried until it ends.
async fn through(faults: Vec<Fault>, to_self: bool) {
    let dovecot = Dovecot::shared();
    let postfix = Postfix::start(dovecot);
    let proxy = FaultProxy::start(postfix.submissions_port());
    let (ada, bob) = (dovecot.user(), dovecot.user());
    let recipient = if to_self { &ada } else { &bob };
    let mut bed = Bed::new(dovecot, &ada, Security::Tls, proxy.port()).await;
    bed.limits.command = Duration::from_millis(700);
    bed.limits.commit = Duration::from_millis(700);
    bed.patience = Duration::from_millis(if to_self { 3000 } else { 0 });
    let draft = bed.draft(&[&recipient.address]);
    let mut fates = Vec::new();
    for fault in faults {
        let id = bed.queue(&draft).await;
        proxy.set(fault);
        bed.flush().await;
        proxy.set(Fault::None);
        bed.flush_all().await;
        fates.push(Fate { id, what: format!("{fault:?}") });
    }
    bed.flush_all().await;
    judge(&bed, dovecot, recipient, fates).await;
}

/// Bytes of a whole submission in both directions, to know where it can be cut.
async fn lengths() -> (u64, u64) {
    let dovecot = Dovecot::shared();
    let postfix = Postfix::start(dovecot);
    let proxy = FaultProxy::start(postfix.submissions_port());
    let ada = dovecot.user();
    let mut bed = Bed::new(dovecot, &ada, Security::Tls, proxy.port()).await;
    let draft = bed.draft(&[&ada.address]);
    assert_eq!(bed.send(&draft).await.state, OutboxState::Done);
    let counts = proxy.counts();
    (counts.to_server, counts.to_client)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_cut_anywhere_on_the_way_to_the_server_never_doubles_a_mail() {
    let (total, _) = lengths().await;
    let cuts = (0..=20).map(|n| Fault::CutAfter(Way::ToServer, total * n / 20)).chain([Fault::Refuse]).collect();
    through(cuts, false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_cut_anywhere_on_the_way_back_is_resolved_by_the_inbox() {
    let (_, total) = lengths().await;
    let mut cuts: Vec<Fault> = (0..=14).map(|n| Fault::ResetAfter(Way::ToClient, total * n / 14)).collect();
    // The last replies: between the dot and the goodbye.
    cuts.extend((1..=8).map(|n| Fault::CutAfter(Way::ToClient, total - 20 * n)));
    through(cuts, true).await;
}

/// Polls `future` until it waits for the `waits`th time, then drops it, as a kill would.
async fn killed_at<F: Future>(waits: usize, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut left = waits;
    poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending if left == 0 => Poll::Ready(None),
        Poll::Pending => {
            left -= 1;
            Poll::Pending
        }
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flush_killed_at_any_await_never_doubles_a_mail() {
    let dovecot = Dovecot::shared();
    let postfix = Postfix::start(dovecot);
    let ada = dovecot.user();
    let mut bed = Bed::new(dovecot, &ada, Security::Tls, postfix.submissions_port()).await;
    bed.patience = Duration::from_millis(1500);
    let draft = bed.draft(&[&ada.address]);
    let mut fates = Vec::new();
    let states = ["Queued", "Submitting", "Committing", "Accepted"];
    // On a busy machine several steps fall between two waits: another pass finds the others.
    for _ in 0..6 {
        kill_at_every_wait(&mut bed, &draft, &mut fates).await;
        if states.iter().all(|state| fates.iter().any(|fate| fate.what.ends_with(state))) {
            break;
        }
    }
    for state in states {
        assert!(fates.iter().any(|fate| fate.what.ends_with(state)), "no kill in {state}");
    }
    bed.flush_all().await;
    judge(&bed, dovecot, &ada, fates).await;
}

async fn kill_at_every_wait(bed: &mut Bed, draft: &Draft, fates: &mut Vec<Fate>) {
    for waits in 0.. {
        let id = bed.queue(draft).await;
        let whole = killed_at(waits, bed.flush()).await.is_some();
        let what = format!("killed at wait {waits} in {:?}", bed.item(id).await.state);
        bed.flush_all().await;
        fates.push(Fate { id, what });
        if whole {
            return;
        }
    }
}
