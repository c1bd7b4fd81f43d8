use crate::bed::{Desk, servers};
use crate::display::{Display, keysym};
use crate::window::{SOON, Window};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tern_tests::wait_until;

const SAVING: &str = "Save File";

/// A message with a text, a page and a note; the window has it open, and a desktop that notes what it is to open.
struct Bed {
    _desk: Desk,
    window: Window,
    display: Display,
    dir: tempfile::TempDir,
}

impl Bed {
    fn start() -> Self {
        let desk = Desk::empty();
        desk.deliver(&with_attachments(&desk.user.address));
        let desk = desk.settled();
        let dir = tempfile::tempdir().unwrap();
        let opener = dir.path().join("xdg-open");
        let log = dir.path().join("opened");
        std::fs::write(&opener, format!("#!/bin/sh\necho \"$1\" >>{}\n", log.display())).unwrap();
        std::fs::set_permissions(&opener, PermissionsExt::from_mode(0o755)).unwrap();
        let path = format!("{}:{}", dir.path().display(), std::env::var("PATH").unwrap());
        let window = Window::start(desk.profile(), &[], &[("PATH", path)]);
        window.click_on("[data-test=row]", "Two files");
        window.see("[data-test=attachment]");
        Self { _desk: desk, window, display: Display::open(), dir }
    }

    fn opened(&self) -> Vec<PathBuf> {
        let log = std::fs::read_to_string(self.dir.path().join("opened")).unwrap_or_default();
        log.lines().map(PathBuf::from).collect()
    }

    /// Saves `notes.txt` where a person types it into the dialog.
    fn save_to(&self, path: &Path) {
        self.window.click("[data-name='notes.txt'] .more");
        self.window.click_on("[role=menuitem]", "Save");
        self.display.answer(SAVING, path);
    }
}

fn with_attachments(to: &str) -> String {
    let file = |name: &str, kind: &str, text: &str| {
        format!("--b\r\nContent-Type: {kind}\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\n{text}\r\n")
    };
    format!(
        "From: Clara <clara@harbour.example>\r\nTo: {to}\r\nSubject: Two files\r\nMessage-ID: <files@harbour.example>\r\n\
         Date: {}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
         --b\r\n\r\nBoth are attached.\r\n{}{}--b--\r\n",
        jiff::fmt::rfc2822::to_string(&jiff::Zoned::now()).unwrap(),
        file("notes.txt", "text/plain", "Bring the long lens."),
        file("login.html", "text/html", "<script>alert(1)</script>"),
    )
}

#[test]
fn an_attachment_opens_with_the_desktops_program_unless_it_would_run() {
    let bed = Bed::start();
    bed.window.click("[data-name='notes.txt'] .open");
    wait_until("the desktop is asked to open it", SOON, || bed.opened().len() == 1);
    let opened = bed.opened().remove(0);
    assert_eq!(std::fs::read_to_string(&opened).unwrap().trim_end(), "Bring the long lens.");
    let folder = opened.parent().unwrap().parent().unwrap().to_owned();
    assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);

    bed.window.click("[data-name='login.html'] .open");
    bed.window.read("[data-test=notice]", "does not open it");
    assert_eq!(bed.opened().len(), 1);
    bed.display.close("Tern");
    wait_until("the program is gone", SOON, || bed.window.pid().is_none());
    assert!(!folder.exists(), "what was opened goes with the session");
}

#[test]
fn an_attachment_is_saved_where_a_person_says() {
    let bed = Bed::start();
    let place = bed.dir.path().join("chosen.txt");
    bed.save_to(&place);
    wait_until("the file is there", SOON, || place.exists());
    assert_eq!(std::fs::read_to_string(&place).unwrap().trim_end(), "Bring the long lens.");
    let beside = std::fs::read_dir(bed.dir.path()).unwrap().flatten();
    assert!(!beside.into_iter().any(|entry| entry.file_name().to_string_lossy().ends_with(".part")));

    // Nothing can be written here, whoever runs this.
    bed.save_to(Path::new("/proc/self/chosen.txt"));
    bed.window.see("[data-test=notice]");
}

#[test]
fn a_conversation_is_printed_by_the_desktops_dialog() {
    let bed = Bed::start();
    bed.window.click("[data-test=message-menu]");
    bed.window.click_on("[role=menuitem]", "Print");
    bed.display.see("Print");
    bed.display.press("Print", keysym::ESCAPE);
    bed.display.see_gone("Print");
    bed.window.read("[data-test=reader-subject]", "Two files");
}

#[test]
fn files_are_attached_by_the_desktops_dialog() {
    let other = servers().dovecot.user();
    let bed = Bed::start();
    let file = bed.dir.path().join("plan.txt");
    std::fs::write(&file, "The plan.").unwrap();
    bed.window.press("c");
    bed.window.see("[data-test=composer]");
    bed.window.fill("[data-test=input-to]", &other.address);
    bed.window.click("[data-test=attach]");
    bed.display.answer("Open File", &file);
    bed.window.read("[data-test=draft-file]", "plan.txt");
}
