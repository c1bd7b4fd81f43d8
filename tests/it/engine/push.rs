//! New mail by push, and by polling where push is not to be had.

use super::desk::{Desk, Place, letter};
use tern_core::api::{Event, PushMode, Window};
use tern_tests::{Dovecot, DovecotOptions};

/// One after the other, so that some come while the engine looks at the one before.
const LETTERS: usize = 25;

async fn mail_arrives(dovecot: &Dovecot, mode: PushMode) {
    let user = dovecot.user();
    let desk = Desk::at(&Place::on(dovecot, &user), Window::Days { days: 30 }).await;
    desk.mail.start(desk.account.id).await.unwrap();
    let said = desk
        .event("mode", |event| match event {
            Event::Mode { mode, why, .. } => Some((*mode, why.clone())),
            _ => None,
        })
        .await;
    assert_eq!(said.0, mode, "{}", said.1);
    for n in 0..LETTERS {
        dovecot.deliver(&user, &letter(&format!("push {n}")));
    }
    for n in 0..LETTERS {
        let subject = format!("push {n}");
        let limit = tokio::time::Instant::now() + std::time::Duration::from_secs(60);
        loop {
            let ids: Vec<_> = desk
                .events
                .0
                .lock()
                .unwrap()
                .iter()
                .filter_map(|event| match event {
                    Event::NewMessage { id, .. } => Some(*id),
                    _ => None,
                })
                .collect();
            let mut subjects = Vec::new();
            for id in ids {
                subjects.push(desk.mail.row(id).await.unwrap().subject);
            }
            if subjects.contains(&subject) {
                break;
            }
            assert!(tokio::time::Instant::now() < limit, "{subject} was not announced: {subjects:?}");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }
    desk.mail.stop(desk.account.id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn idle_brings_new_mail() {
    mail_arrives(Dovecot::shared(), PushMode::Push).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_idle_polling_brings_it_and_says_why() {
    let dovecot = Dovecot::start(&DovecotOptions { hide: vec!["IDLE"], ..DovecotOptions::default() });
    mail_arrives(&dovecot, PushMode::Poll).await;
}
