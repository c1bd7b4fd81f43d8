//! The rules of ARCHITECTURE.md that a reader cannot check by eye: who imports whom, what only one layer may name,
//! how long a file is, and what is not written outside tests.

mod border;
mod source;

use source::{Source, sources};
use std::path::Path;

/// What each layer may import of the others; `error` converts every layer's error and belongs to none.
const LAYERS: &[(&str, &[&str])] = &[
    ("api", &["engine", "sync", "mime", "model", "words", "error"]),
    ("engine", &["net", "store", "sync", "mime", "model", "words", "error"]),
    ("net", &["sync", "mime", "model", "words"]),
    ("store", &["sync", "mime", "model", "words"]),
    ("sync", &["model", "words"]),
    ("mime", &["model", "words"]),
    ("model", &["words"]),
    ("words", &[]),
];

const PURE: &[&str] = &["model", "sync", "mime", "words"];

/// Names that a pure layer has no use for: tasks, clocks, files, sockets, databases and chance.
const IMPURE: &[&str] = &[
    "tokio",
    "async fn",
    ".await",
    "rusqlite",
    "TcpListener",
    "UdpSocket",
    "ToSocketAddrs",
    "std::fs",
    "std::env",
    "std::thread",
    "std::process",
    "Instant::now",
    "SystemTime",
    "Timestamp::now",
    "Zoned::now",
    "TcpStream",
    "ring::rand",
    "SystemRandom",
    "getrandom",
    "rand::",
];

/// Names that belong to one layer of the core.
const OWNED: &[(&str, &[&str])] = &[
    ("fluent_bundle", &["words"]),
    ("rusqlite", &["store"]),
    ("async_imap", &["net"]),
    ("lettre", &["net"]),
    ("hyper", &["net"]),
    ("rustls", &["net"]),
    ("tokio::spawn", &["engine"]),
    ("JoinSet", &["engine"]),
    ("spawn_blocking", &["engine"]),
];

const FORBIDDEN_NAMES: &[&str] =
    &["util", "utils", "helper", "helpers", "manager", "service", "services", "common", "misc"];

const FORBIDDEN_CALLS: &[&str] =
    &[".unwrap()", "todo!(", "unimplemented!(", "panic!(", "unreachable!(", "let _ =", "dbg!("];

fn core() -> Vec<Source> {
    let found = sources("core/src");
    assert!(found.len() > 20, "the core's sources are not where this test looks");
    found
}

/// Fails with every breach, each on a line of its own.
fn none(breaches: Vec<String>) {
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn layers_import_downwards_only() {
    let mut breaches = Vec::new();
    for source in core() {
        let Some((layer, allowed)) = LAYERS.iter().find(|(layer, _)| Some(*layer) == source.layer()) else { continue };
        for (line, name) in source.crate_imports() {
            let known = name == "error" || LAYERS.iter().any(|(other, _)| *other == name);
            if known && name != *layer && !allowed.contains(&name.as_str()) {
                breaches.push(format!("{}:{line}: {layer} imports {name}", source.path));
            }
        }
    }
    none(breaches);
}

#[test]
fn the_faces_stand_on_the_api_alone() {
    let mut breaches = Vec::new();
    for source in ["cli/src", "desktop-tauri/src"].iter().flat_map(|dir| sources(dir)) {
        for (line, name) in source.imports_after("tern_core::") {
            if !["api", "model", "error", "MailError", "say"].contains(&name.as_str()) {
                breaches.push(format!("{}:{line}: a face imports tern_core::{name}", source.path));
            }
        }
    }
    none(breaches);
}

#[test]
fn pure_layers_are_pure() {
    let mut breaches = Vec::new();
    for source in core().iter().filter(|source| source.layer().is_some_and(|layer| PURE.contains(&layer))) {
        for name in IMPURE {
            breaches.extend(
                source.lines_with(name).map(|line| format!("{}:{line}: a pure layer names `{name}`", source.path)),
            );
        }
    }
    none(breaches);
}

#[test]
fn each_crate_is_named_by_its_layer_alone() {
    let mut breaches = Vec::new();
    for source in core() {
        for (name, layers) in OWNED {
            if source.layer().is_none_or(|layer| !layers.contains(&layer)) {
                breaches.extend(
                    source.lines_with(name).map(|line| format!("{}:{line}: `{name}` outside {layers:?}", source.path)),
                );
            }
        }
    }
    none(breaches);
}

/// What makes an error or another sentence that a person reads.
const SPEAKERS: &[&str] =
    &["MailError::", "SecretError::", "NetError::", "OutboxError::", "FetchError::", "Forbidden("];

#[test]
fn what_a_person_reads_comes_from_the_catalogue() {
    let mut breaches = Vec::new();
    for source in core().iter().chain(&sources("desktop-tauri/src")) {
        let near = source.sentences_near(SPEAKERS).into_iter();
        breaches.extend(near.map(|(line, text)| format!("{}:{line}: {text} is no `say!`", source.path)));
    }
    none(breaches);
}

#[test]
fn files_are_short_and_named_for_what_they_hold() {
    let mut breaches = Vec::new();
    for source in ["core", "cli", "bindings", "tests", "desktop-tauri/src", "desktop-tauri/tests"]
        .iter()
        .flat_map(|dir| sources(dir))
    {
        if source.length > 600 {
            breaches.push(format!("{}: {} lines, the most is 600", source.path, source.length));
        }
        for part in Path::new(&source.path).with_extension("").iter().filter_map(|part| part.to_str()) {
            if FORBIDDEN_NAMES.contains(&part) {
                breaches.push(format!("{}: `{part}` says nothing", source.path));
            }
        }
    }
    none(breaches);
}

#[test]
fn nothing_panics_or_swallows_outside_tests() {
    let mut breaches = Vec::new();
    let faces = ["cli/src", "bindings/src", "desktop-tauri/src"].iter().flat_map(|dir| sources(dir));
    for source in core().into_iter().chain(faces) {
        breaches.extend(source.lines_with_expect().map(|line| format!("{}:{line}: `.expect(`", source.path)));
        for call in FORBIDDEN_CALLS {
            breaches.extend(source.lines_with(call).map(|line| format!("{}:{line}: `{call}`", source.path)));
        }
    }
    none(breaches);
}

#[test]
fn what_is_exported_is_documented() {
    let mut breaches = Vec::new();
    for source in core().iter().filter(|source| matches!(source.layer(), Some("api" | "model"))) {
        breaches
            .extend(source.undocumented().map(|(line, text)| format!("{}:{line}: no doc on `{text}`", source.path)));
    }
    none(breaches);
}
