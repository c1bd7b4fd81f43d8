use crate::desk::Desk;
use crate::outside::{self, Outside};
use crate::window;
use crate::words;
use tauri::{AppHandle, Manager};
use tern_core::MailError;
use tern_core::api::{FlagChange, Flags, MessageId, MessageRow};

/// One notification.
pub struct Card {
    title: String,
    text: String,
    /// The message it is of, with the words of what can be done at once.
    message: Option<(MessageId, [(&'static str, String); 3])>,
}

impl Card {
    pub fn of_message(row: &MessageRow) -> Self {
        let sender = row.from.first().map(|from| from.name.clone().unwrap_or_else(|| from.email.clone()));
        let title = sender.map(|sender| plain(&sender)).filter(|sender| !sender.is_empty());
        let subject = Some(plain(&row.subject)).filter(|subject| !subject.is_empty());
        let actions = [
            ("default", words::say("notification-open")),
            ("archive", words::say("notification-archive")),
            ("read", words::say("notification-read")),
        ];
        Self {
            title: title.unwrap_or_else(|| words::say("no-sender")),
            text: subject.unwrap_or_else(|| words::say("no-subject")),
            message: Some((row.id, actions)),
        }
    }

    pub fn of_many(count: u32) -> Self {
        Self { title: "Tern".to_owned(), text: words::count("notification-more", count), message: None }
    }
}

/// A stranger's words on one line: no control characters, nothing that turns the direction of what follows.
fn plain(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept: String = text.chars().filter(|c| !turns(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(120).collect()
}

/// Shows a notification; what a person answers is done when they do.
#[cfg(all(unix, not(target_os = "macos")))]
pub fn show(app: &AppHandle, card: Card) {
    /// One summary takes the place of the one before.
    const SUMMARY: u32 = 0x7465_726e;
    let app = app.clone();
    // The service answers on a thread that waits, as long as the notification is there.
    let waiting = std::thread::Builder::new().name("notification".to_owned()).spawn(move || {
        let mut shown = notify_rust::Notification::new();
        shown.appname("Tern").summary(&card.title).body(&markup(&card.text)).icon("tern-desktop");
        shown.hint(notify_rust::Hint::Category("email.arrived".to_owned()));
        shown.hint(notify_rust::Hint::DesktopEntry("Tern".to_owned()));
        match &card.message {
            Some((_, actions)) => actions.iter().fold(&mut shown, |shown, (id, label)| shown.action(id, label)),
            None => shown.id(SUMMARY),
        };
        let message = card.message.map(|(id, _)| id);
        let answered = shown.show().map(|handle| handle.wait_for_action(|action| answer(&app, message, action)));
        if let Err(error) = answered {
            log::info!("the desktop shows no notification: {error}");
        }
    });
    if let Err(error) = waiting {
        log::warn!("the system gives no more threads: {error}");
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
pub fn show(_app: &AppHandle, card: Card) {
    if let Err(error) = notify_rust::Notification::new().summary(&card.title).body(&card.text).show() {
        log::info!("the desktop shows no notification: {error}");
    }
}

/// The service reads a body as markup.
fn markup(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn answer(app: &AppHandle, message: Option<MessageId>, action: &str) {
    match (message, action) {
        (Some(id), "default") => outside::ask(app, &Outside::Message { id }),
        (None, "default") => window::to_front(app),
        (Some(id), "archive" | "read") => {
            let (app, archive) = (app.clone(), action == "archive");
            tauri::async_runtime::spawn(async move {
                if let Err(error) = act(&app, id, archive).await {
                    log::warn!("message {id} stays as it is: {}", error.kind());
                }
            });
        }
        _ => {}
    }
}

async fn act(app: &AppHandle, id: MessageId, archive: bool) -> Result<(), MailError> {
    let mail = app.state::<Desk>().mail().await?;
    let read = FlagChange { add: Flags { seen: true, ..Flags::default() }, remove: Flags::default() };
    let done = if archive { mail.archive(vec![id]).await } else { mail.flag(vec![id], read).await };
    done.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strangers_words_stay_on_their_line() {
        assert_eq!(plain("a\u{202e}b\r\n\tc  d\u{2066}"), "ab c d");
        assert_eq!(plain(&"x".repeat(500)).len(), 120);
        assert_eq!(markup("<b>1 & 2</b>"), "&lt;b&gt;1 &amp; 2&lt;/b&gt;");
    }
}
