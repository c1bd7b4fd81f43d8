use crate::bed::{Desk, plain};
use crate::window::SOON;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tern_tests::{wait_for, wait_until};
use zbus::blocking::connection::Builder;
use zbus::zvariant::Value;

/// What a desktop's notification service was told (Desktop Notifications Specification 1.2).
#[derive(Debug, Clone)]
struct Shown {
    id: u32,
    summary: String,
    body: String,
    actions: Vec<String>,
}

struct Service(Arc<Mutex<Vec<Shown>>>);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Service {
    #[allow(clippy::too_many_arguments)]
    fn notify(
        &self,
        _program: &str,
        replaces: u32,
        _icon: &str,
        summary: &str,
        body: &str,
        actions: Vec<String>,
        _hints: HashMap<String, Value<'_>>,
        _timeout: i32,
    ) -> u32 {
        let mut shown = self.0.lock().unwrap();
        let id = if replaces == 0 { u32::try_from(shown.len()).unwrap() + 1 } else { replaces };
        shown.push(Shown { id, summary: summary.to_owned(), body: body.to_owned(), actions });
        id
    }

    fn close_notification(&self, _id: u32) {}

    fn get_capabilities(&self) -> Vec<String> {
        ["actions", "body"].map(str::to_owned).to_vec()
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        ("tests".to_owned(), "Tern".to_owned(), "1".to_owned(), "1.2".to_owned())
    }
}

#[test]
fn new_mail_is_notified_and_archived_from_the_notification() {
    let shown = Arc::new(Mutex::new(Vec::new()));
    let bus = Builder::session().unwrap().name("org.freedesktop.Notifications").unwrap();
    let bus = bus.serve_at("/org/freedesktop/Notifications", Service(Arc::clone(&shown))).unwrap().build().unwrap();
    let desk = Desk::with_account();
    let window = desk.window();
    window.read("[data-test=sync-strip]", "Up to date");
    window.lose_focus();

    desk.deliver(&plain("Clara <clara@harbour.example>", &desk.user, "The <ferry> & more", "It leaves at seven."));
    let told = wait_for("a notification", SOON, || shown.lock().unwrap().first().cloned());
    assert_eq!(told.summary, "Clara");
    assert_eq!(told.body, "The &lt;ferry&gt; &amp; more");
    let ids: Vec<&String> = told.actions.iter().step_by(2).collect();
    assert_eq!(ids, ["default", "archive", "read"]);

    // The program listens for an answer only after the service has the notification; a person takes longer than that.
    let answer = || {
        let path = "/org/freedesktop/Notifications";
        bus.emit_signal(None::<&str>, path, "org.freedesktop.Notifications", "ActionInvoked", &(told.id, "archive"))
    };
    let mut server = desk.on_the_server();
    wait_until("the inbox is empty", SOON, || {
        answer().unwrap();
        server.select("INBOX");
        server.search("ALL").is_empty()
    });
    desk.server_has("Archive", 1);
}
