use crate::bed::{Desk, plain};
use std::process::Command;

#[test]
fn a_second_start_hands_its_mailto_link_to_the_window() {
    let desk = Desk::with_account();
    let window = desk.window();
    window.see("[data-test=sidebar]");
    let again = Command::new(env!("CARGO_BIN_EXE_tern-desktop"))
        .arg("mailto:clara@harbour.example?subject=Lenses")
        .env("TERN_PROFILE", desk.profile())
        .status()
        .unwrap();
    assert!(again.success());
    window.see("[data-test=composer]");
    window.read("[data-test=chip]", "clara@harbour.example");
}

#[test]
fn a_start_with_a_mailto_link_opens_the_composer() {
    let desk = Desk::with_account();
    let window = desk.window_with(&["mailto:clara@harbour.example"]);
    window.see("[data-test=composer]");
}

#[test]
fn new_mail_is_shown_while_another_message_is_read() {
    let desk = Desk::empty();
    desk.deliver(&plain("Clara <clara@harbour.example>", &desk.user, "Old", "Old text."));
    let desk = desk.settled();
    let window = desk.window();
    window.click_on("[data-test=row]", "Old");
    desk.deliver(&plain("Clara <clara@harbour.example>", &desk.user, "New", "New text."));
    window.read("[data-test=row]", "New");
    window.read("[data-test=reader-subject]", "Old");
}
