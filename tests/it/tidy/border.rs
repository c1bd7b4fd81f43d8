//! The border to other languages: uniffi is named behind its feature alone, and every verb crosses.

use super::{core, none};
use crate::tidy::source::sources;
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
