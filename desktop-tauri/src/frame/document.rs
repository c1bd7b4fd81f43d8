use tern_core::MailError;
use tern_core::api::{Body, BodyColours};

const STYLE: &str = include_str!("frame.css");
const SCRIPT: &str = include_str!("frame.js");

/// The sheet a body lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sheet {
    Light,
    Dark,
}

/// A body as a whole document. Only what was made for it becomes dark: HTML with colours of its own keeps its white
/// sheet.
pub fn of_body(body: &Body, dark: bool, nonce: &str) -> String {
    let sheet = match (body.colours, dark) {
        (BodyColours::Light, _) | (_, false) => Sheet::Light,
        (BodyColours::Theme | BodyColours::Both, true) => Sheet::Dark,
    };
    whole(&body.html, sheet, nonce)
}

/// The sentences of an error where the body would be.
pub fn of_problem(error: &MailError, dark: bool, nonce: &str) -> String {
    let sentences = format!("<p>{}</p>", escaped(&error.to_string()));
    whole(&sentences, if dark { Sheet::Dark } else { Sheet::Light }, nonce)
}

fn whole(content: &str, sheet: Sheet, nonce: &str) -> String {
    let scheme = match sheet {
        Sheet::Light => "light",
        Sheet::Dark => "dark",
    };
    // The script comes first: markup that a message leaves open cannot swallow it.
    format!(
        "<!DOCTYPE html><html class=\"tern-{scheme}\"><head><meta charset=\"utf-8\">\
         <meta name=\"color-scheme\" content=\"{scheme}\"><style>{STYLE}</style>\
         <script nonce=\"{nonce}\">{SCRIPT}</script></head><body>{content}</body></html>"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(colours: BodyColours) -> Body {
        Body { html: "<p>Hi</p>".to_owned(), blocked: 0, colours }
    }

    #[test]
    fn mail_with_its_own_colours_keeps_its_white_sheet() {
        for (colours, dark, scheme) in [
            (BodyColours::Theme, true, "dark"),
            (BodyColours::Both, true, "dark"),
            (BodyColours::Light, true, "light"),
            (BodyColours::Theme, false, "light"),
            (BodyColours::Both, false, "light"),
        ] {
            let html = of_body(&body(colours), dark, "n");
            assert!(html.contains(&format!("<html class=\"tern-{scheme}\">")), "{colours:?} {dark}");
        }
    }

    #[test]
    fn a_problem_is_said_and_cannot_be_markup() {
        let error = MailError::offline("<img src=x> & more.", "Connect.");
        let html = of_problem(&error, false, "n");
        assert!(html.contains("<p>&lt;img src=x&gt; &amp; more. Connect.</p>"));
    }

    #[test]
    fn the_script_stands_before_what_a_stranger_wrote_and_is_short() {
        let html = of_body(&body(BodyColours::Theme), false, "n0");
        let script = html.find("<script nonce=\"n0\">");
        assert!(script.is_some() && script < html.find("<p>Hi</p>"));
        assert!(!SCRIPT.contains("</script"));
        assert!(SCRIPT.lines().count() < 60);
    }
}
