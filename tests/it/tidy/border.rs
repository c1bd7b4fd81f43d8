//! The border to other languages: uniffi is named behind its feature alone, and every verb crosses.

use super::{core, none};
use crate::tidy::source::sources;
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn uniffi_is_named_in_the_bindings_and_behind_the_feature() {
    let mut breaches = Vec::new();
    for source in ["core", "cli", "tests"].iter().flat_map(|dir| sources(dir)) {
        let open = source.lines_with("uniffi").filter(|line| !source.behind_feature(*line, "uniffi"));
        breaches.extend(open.map(|line| format!("{}:{line}: `uniffi` outside its feature", source.path)));
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for manifest in ["cli/Cargo.toml", "tests/Cargo.toml"] {
        if std::fs::read_to_string(root.join(manifest)).unwrap().contains("uniffi") {
            breaches.push(format!("{manifest}: only the bindings turn the feature on"));
        }
    }
    none(breaches);
}

#[test]
fn every_verb_crosses_the_border() {
    let mut verbs = 0;
    let mut breaches = Vec::new();
    for source in core().iter().filter(|source| source.layer() == Some("api")) {
        for (line, exported, name) in source.verbs_of("Mail") {
            verbs += 1;
            if !exported {
                breaches.push(format!("{}:{line}: `{name}` is in no exported block", source.path));
            }
        }
    }
    assert!(verbs > 30, "the verbs are not where this test looks: {verbs}");
    none(breaches);
}

/// What `bindings/verbs.txt` lists, which the contract tests of all languages are held against.
fn listed() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let text = std::fs::read_to_string(root.join("bindings/verbs.txt")).unwrap();
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn the_contract_list_is_what_crosses() {
    let mut crossing = BTreeSet::new();
    for source in core().iter().chain(&sources("bindings/src")) {
        crossing.extend(source.verbs_of("Mail").into_iter().filter(|verb| verb.1).map(|(_, _, name)| name));
        crossing.extend(source.exported_functions());
    }
    let listed = listed();
    let unlisted = crossing.difference(&listed).map(|name| format!("bindings/verbs.txt: `{name}` is missing"));
    let gone = listed.difference(&crossing).map(|name| format!("bindings/verbs.txt: `{name}` does not cross"));
    none(unlisted.chain(gone).collect());
}

/// What a line of the log may carry: ids, kinds, modes and counts.
const LOGGED: &[&str] = &["account", "mailbox", "message", "id", "kind", "mode:?", "mailboxes", "new_messages"];

#[test]
fn logs_hold_ids_and_kinds_alone() {
    let mut breaches = Vec::new();
    for source in core().iter().chain(&sources("bindings/src")) {
        for (line, statement) in source.logged() {
            let placed = statement.split('{').skip(1).filter_map(|rest| rest.split('}').next());
            let strange = placed.filter(|name| !LOGGED.contains(name));
            breaches
                .extend(strange.map(|name| format!("{}:{line}: `{{{name}}}` may hold what people wrote", source.path)));
        }
    }
    none(breaches);
}
