//! The hostile bodies of `tests/fixtures/hostile`, which the window's tests put into real browsers too. There,
//! `out.example` is what a body would load, `link.example` what it links to and `nav.example` where it would lead.

use super::policy::{ATTRIBUTES, TAGS};
use super::*;
use crate::mime::html::markup::decode;

/// What no style may say.
const STYLES: [&str; 22] = [
    "url(",
    "image-set",
    "image(",
    "src(",
    "@import",
    "@font-face",
    "@keyframes",
    "@namespace",
    "position",
    "z-index",
    "expression",
    "behavior",
    "binding",
    "\\",
    "content:",
    "cursor",
    "animation",
    "transform",
    "filter",
    "margin:-",
    "var(",
    "<",
];

fn corpus() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/hostile");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let read = |path: std::path::PathBuf| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap())
    };
    files.map(read).collect()
}

/// What is wrong with HTML that should be harmless.
fn breach(html: &str, remote: bool) -> Option<String> {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let Some(tag) = Tag::parse(rest) else { return Some(format!("a stray < in {rest}")) };
        if tag.name != "style" && !TAGS.contains(&tag.name) {
            return Some(format!("the element {}", tag.name));
        }
        let wrong = tag.attributes().find(|(name, value)| !is_harmless(name, &decode(value), remote));
        if let Some((name, value)) = wrong {
            return Some(format!("{name}={value}"));
        }
        rest = &rest[tag.len..];
        if tag.name == "style" && !tag.closing {
            let Some((sheet, after)) = rest.split_once("</style>") else { return Some("an open sheet".to_owned()) };
            if !is_plain(sheet) {
                return Some(format!("the sheet {sheet}"));
            }
            rest = after;
        }
    }
    None
}

fn is_harmless(name: &str, value: &str, remote: bool) -> bool {
    match name {
        "src" => {
            let number = value.strip_prefix("remote/").is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
            let attached = value.starts_with("cid:") && !remote;
            attached || (remote && number) || (value.starts_with("data:image/") && !value.contains("svg"))
        }
        "href" => ["https://", "http://", "mailto:"].iter().any(|scheme| value.starts_with(scheme)),
        "style" => is_plain(value),
        "target" => value == "_blank",
        "rel" => value == "noopener noreferrer",
        "class" => !value.contains("tern-"),
        name => ATTRIBUTES.contains(&name),
    }
}

fn is_plain(css: &str) -> bool {
    let css = css.to_ascii_lowercase();
    !STYLES.iter().any(|word| css.contains(word))
}

#[test]
fn no_hostile_body_runs_loads_leads_or_covers() {
    let corpus = corpus();
    assert!(corpus.len() >= 60);
    let mut breaches = Vec::new();
    for (name, html) in &corpus {
        let cleaned = Cleaned::new(html);
        for remote in [false, true] {
            let body = cleaned.body(remote, &|_| None);
            breaches.extend(breach(&body, remote).map(|what| format!("{name}: {what}")));
            if body.contains("out.example") {
                breaches.push(format!("{name}: it still names what it would load"));
            }
        }
        if html.contains("out.example") && cleaned.blocked(false) == 0 {
            breaches.push(format!("{name}: nothing was counted as blocked"));
        }
        let quoted = crate::mime::clean_html(html);
        breaches.extend(breach(&quoted, false).map(|what| format!("{name}, quoted: {what}")));
        let pictures = quoted.matches("<img").count() == quoted.matches("<img src=\"cid:").count();
        if quoted.contains("<style") || !pictures || quoted.contains("class=") {
            breaches.push(format!("{name}: a quote keeps more than words"));
        }
    }
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}
