use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

macro_rules! commands {
    ($($file:ident: $($name:ident)*;)*) => {
        &[$((stringify!($file), &[$(stringify!($name)),*])),*]
    };
}

const COMMANDS: &[(&str, &[&str])] = include!("../commands/list.rs");

/// Verbs of the core that the window does not hand on, and why.
const NOT_FOR_THE_WINDOW: &[(&str, &str)] = &[
    ("open", "the shell opens the profile"),
    ("subscribe", "events come as Tauri's event `mail`"),
    ("start", "the shell runs every account"),
    ("stop", "the shell runs every account"),
    ("set_network", "a desktop's engine finds out by itself"),
    ("set_power", "a desktop is never put away"),
    ("set_foreground", "a desktop is never put away"),
    ("background_plan", "a desktop is never put away"),
    ("keep_awake", "a desktop is never put away"),
    ("plan_when_away", "a desktop is never put away"),
    ("background_sync", "a desktop is never put away"),
    ("keep_alive", "a desktop is never put away"),
    ("wakes", "a desktop is never put away"),
    ("unread_total", "the tray counts what `mailboxes` says"),
    ("push_edits", "a running account sends its edits"),
    ("take_refusals", "refusals come as events"),
    ("find_mailbox", "the interface has the list of mailboxes"),
    ("messages", "`list` gives pages of every view"),
    ("search", "`list` gives what a search finds"),
    ("row", "`list` and `thread` give rows"),
    ("send", "the interface sends drafts"),
    ("outbox_item", "`outbox` gives all of them"),
    ("wait_sent", "events say when a message left"),
    ("body", "the frame loads it from `mailbody:`"),
    ("remote_image", "the frame loads it from `mailbody:`"),
    ("part", "previews load it from `mailbody:`"),
    ("save_part", "`save_attachment` asks for the place"),
    ("save_source", "`save_source_as` asks for the place"),
    ("export", "the window has no export yet"),
];

/// Commands that are no verbs of the core: what only a window does.
const OF_THE_WINDOW: &[&str] = &[
    "source",
    "save_source_as",
    "pick_files",
    "save_attachment",
    "open_attachment",
    "drag_attachment",
    "open_link",
    "print",
    "autostart",
    "set_autostart",
    "become_mailer",
    "ready",
    "sealed",
    "reopen",
    "version",
];

type Names = BTreeSet<String>;

fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> Names {
    names.into_iter().map(str::to_owned).collect()
}

fn registered() -> Names {
    names(COMMANDS.iter().flat_map(|(_, commands)| *commands).copied())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What follows `before` and ends at `end`, wherever it stands in the text.
fn each_after(text: &str, before: &str, end: char) -> Vec<String> {
    text.split(before).skip(1).filter_map(|rest| rest.split(end).next()).map(str::to_owned).collect()
}

/// The public functions of `api`: verbs of `Mail` and those that face a face without it.
fn verbs() -> Names {
    let mut found = Names::new();
    for entry in std::fs::read_dir(root().join("../core/src/api")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = read(&path);
        let mut exported = false;
        for line in text.lines() {
            exported |= line.contains("uniffi::export");
            exported &= !line.starts_with('}');
            let Some((_, item)) = line.split_once("pub ") else { continue };
            let item = item.strip_prefix("async ").unwrap_or(item);
            if let Some(name) = item.strip_prefix("fn ").filter(|_| exported) {
                found.extend(name.split(['(', '<']).next().map(str::to_owned));
            }
        }
    }
    assert!(found.len() > 50, "the verbs are not where this test looks: {found:?}");
    found
}

#[test]
fn every_verb_of_the_core_is_a_command_or_has_a_reason_not_to_be() {
    let excused = names(NOT_FOR_THE_WINDOW.iter().map(|(name, _)| *name));
    let both: Vec<_> = excused.intersection(&registered()).cloned().collect();
    assert_eq!(both, Vec::<String>::new(), "commands that are excused");
    let known: Names = &registered() | &excused;
    let of_the_core: Names = &known - &names(OF_THE_WINDOW.iter().copied());
    assert_eq!(of_the_core, verbs());
}

#[test]
fn the_interface_invokes_exactly_the_commands() {
    let ipc = read("ui/src/lib/ipc.ts");
    assert_eq!(each_after(&ipc, "invoke('", '\'').into_iter().collect::<Names>(), registered());
}

#[test]
fn the_window_is_allowed_exactly_the_commands() {
    let capability: serde_json::Value = serde_json::from_str(&read("capabilities/main.json")).unwrap();
    let allowed = capability["permissions"].as_array().unwrap().iter().filter_map(serde_json::Value::as_str);
    let (of_tauri, own): (Names, Names) = allowed.map(str::to_owned).partition(|name| name.contains(':'));
    assert_eq!(own.iter().map(|name| name["allow-".len()..].replace('-', "_")).collect::<Names>(), registered());
    assert_eq!(of_tauri, names(["core:event:allow-listen", "core:event:allow-unlisten"]));
}

#[test]
fn arguments_have_the_names_the_interface_gives_them() {
    let ipc = read("ui/src/lib/ipc.ts");
    for (file, commands) in COMMANDS {
        let rust = read(format!("src/commands/{file}.rs"));
        for command in *commands {
            let taken = arguments(&rust, command);
            let call = each_after(&ipc, &format!("invoke('{command}'"), ')').concat();
            let given = each_after(&call, "{", '}').concat();
            let given = given.split(',').map(str::trim).filter(|name| !name.is_empty());
            let given: Names = given.filter_map(|name| name.split(':').next()).map(str::to_owned).collect();
            assert_eq!(given, taken, "{command}");
        }
    }
}

/// The arguments of a command in the interface's spelling; those that Tauri fills in are left out.
fn arguments(rust: &str, command: &str) -> Names {
    let found = each_after(rust, &format!("fn {command}("), ')');
    let [list] = found.as_slice() else { panic!("{command} is not once in its file") };
    let typed = list.split(", ").flat_map(|part| part.split(",\n")).filter_map(|argument| argument.split_once(':'));
    let own = typed
        .filter(|(_, kind)| !["State<", "AppHandle", "WebviewWindow", "Request<"].iter().any(|own| kind.contains(own)));
    own.map(|(name, _)| camel(name.trim())).collect()
}

fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |done, word| done + &word[..1].to_uppercase() + &word[1..])
}
