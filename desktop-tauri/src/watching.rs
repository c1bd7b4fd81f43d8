use crate::notices::Notices;
use crate::tray;
use tauri::{AppHandle, Emitter};
use tern_core::api::{Event, EventListener};
use tokio::sync::mpsc;

/// Hands every event to the interface, and those that the desktop is told of to a task of their own.
pub struct Forward {
    app: AppHandle,
    told: mpsc::UnboundedSender<Event>,
}

impl Forward {
    pub fn of(app: &AppHandle) -> Self {
        let (told, events) = mpsc::unbounded_channel();
        tauri::async_runtime::spawn(tell_the_desktop(app.clone(), events));
        Self { app: app.clone(), told }
    }
}

impl EventListener for Forward {
    fn on_event(&self, event: Event) {
        if let Err(error) = self.app.emit("mail", &event) {
            log::warn!("an event did not reach the interface: {error}");
        }
        if matches!(event, Event::NewMessage { .. } | Event::MailboxChanged { .. } | Event::AccountChanged { .. }) {
            // The task ends with the program.
            drop(self.told.send(event));
        }
    }
}

async fn tell_the_desktop(app: AppHandle, mut events: mpsc::UnboundedReceiver<Event>) {
    let mut notices = Notices::new(&app);
    loop {
        let event = match notices.due() {
            None => events.recv().await,
            Some(pause) => match tokio::time::timeout(pause, events.recv()).await {
                Ok(event) => event,
                Err(_) => {
                    notices.sum_up().await;
                    continue;
                }
            },
        };
        match event {
            None => return,
            Some(Event::NewMessage { account, mailbox, id, .. }) => notices.arrived(account, mailbox, id).await,
            Some(_) => tray::count(&app).await,
        }
    }
}
