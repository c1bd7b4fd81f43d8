//! The scheme `mailbody:`: bodies and parts of messages, each with headers that wall it in.
//!
//! A body is a document of an origin of its own. It runs one script, ours, by a nonce; it loads images of this scheme
//! alone; it cannot navigate, open, submit or reach the window around it, except by the messages `frame.js` posts.

mod address;
mod document;
mod response;

use crate::desk::Desk;
use address::Wanted;
use tauri::http::{Request, StatusCode};
use tauri::{AppHandle, Manager, UriSchemeContext, UriSchemeResponder, Wry};
use tern_core::MailError;
use tern_core::api::{BodyOptions, PartData};

/// What a part is shown as; nothing else is handed to a page.
const SHOWN: &[&str] = &["image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"];

type Answer = tauri::http::Response<Vec<u8>>;

/// Answers a request of the window's engine.
pub fn answer(context: UriSchemeContext<'_, Wry>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let app = context.app_handle().clone();
    tauri::async_runtime::spawn(async move {
        let wanted = Wanted::read(request.uri().path());
        responder.respond(respond(&app, wanted).await);
    });
}

async fn respond(app: &AppHandle, wanted: Option<Wanted>) -> Answer {
    let desk = app.state::<Desk>();
    match wanted {
        Some(Wanted::Body { id, remote, plain, dark }) => {
            let body = async { desk.mail().await?.body(id, BodyOptions { remote, plain }).await };
            match body.await {
                Ok(body) => response::document(|nonce| document::of_body(&body, dark, nonce)),
                Err(error) => response::document(|nonce| document::of_problem(&error, dark, nonce)),
            }
        }
        Some(Wanted::Remote { id, number }) => data(async { desk.mail().await?.remote_image(id, number).await }.await),
        Some(Wanted::Part { id, part }) => data(async { desk.mail().await?.part(id, part).await }.await),
        None => response::refused(StatusCode::NOT_FOUND),
    }
}

fn data(part: Result<PartData, MailError>) -> Answer {
    match part {
        Ok(part) => match SHOWN.iter().find(|shown| **shown == part.content_type) {
            Some(shown) => response::data(shown, part.bytes),
            None => response::refused(StatusCode::UNSUPPORTED_MEDIA_TYPE),
        },
        Err(error) => {
            log::debug!("a part is not shown: {}", error.kind());
            response::refused(StatusCode::NOT_FOUND)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(content_type: &str) -> Result<PartData, MailError> {
        Ok(PartData { content_type: content_type.to_owned(), bytes: b"<svg onload=x>".to_vec() })
    }

    #[test]
    fn only_pictures_and_pdf_are_shown() {
        assert_eq!(data(part("image/png")).status(), StatusCode::OK);
        assert_eq!(data(part("application/pdf")).status(), StatusCode::OK);
        for refused in ["image/svg+xml", "text/html", "application/xhtml+xml", "image/png; x", ""] {
            let answer = data(part(refused));
            assert_eq!(answer.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "{refused}");
            assert!(answer.body().is_empty());
        }
        assert_eq!(data(Err(MailError::gone("Gone.", "Look elsewhere."))).status(), StatusCode::NOT_FOUND);
    }
}
