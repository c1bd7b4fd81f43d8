use crate::bed::{Desk, plain, servers};
use crate::window::Window;
use serde_json::json;
use tern_tests::User;

fn fill_the_form(window: &Window, user: &User, password: &str) {
    window.fill("[data-test=field-address]", &user.address);
    window.fill("[data-test=field-password]", password);
    window.click("[data-test=more]");
    for (server, port) in [("imap", servers().dovecot.imaps_port()), ("smtp", servers().postfix.submissions_port())] {
        window.fill(&format!("[data-test=field-{server}-host]"), "localhost");
        window.fill(&format!("[data-test=field-{server}-port]"), &port.to_string());
        window.choose(&format!("[data-test=field-{server}-security]"), "tls");
    }
    window.fill("[data-test=field-user]", &user.name);
    // A file chooser is the desktop's; what it does to the page is this.
    let given = "const files = new DataTransfer(); files.items.add(new File([arguments[0]], 'ca.pem'));
        const input = document.querySelector('[data-test=field-ca]'); input.files = files.files;
        input.dispatchEvent(new Event('change', { bubbles: true }))";
    window.run(given, &[json!(servers().dovecot.ca_pem())]);
}

#[test]
fn adds_an_account_by_hand_and_receives_by_push() {
    let desk = Desk::empty();
    let window = desk.window();
    fill_the_form(&window, &desk.user, &desk.user.password);
    window.click("[data-test=add-account]");
    window.see("[data-test=sidebar]");
    window.read("[data-test=folder]", "Inbox");

    desk.deliver(&plain(
        "Clara Whitby <clara@harbour.example>",
        &desk.user,
        "The ferry is early",
        "It leaves at seven.",
    ));
    window.read("[data-test=row]", "The ferry is early");
    window.click_on("[data-test=row]", "The ferry is early");
    window.read("[data-test=reader-subject]", "The ferry is early");
}

#[test]
fn a_wrong_password_is_said_at_its_field() {
    let desk = Desk::empty();
    let window = desk.window();
    fill_the_form(&window, &desk.user, "not this one");
    window.click("[data-test=add-account]");
    window.see("[data-test=problem]");
}

#[test]
fn a_profile_that_cannot_be_opened_says_why_and_opens_when_that_is_mended() {
    let desk = Desk::with_account();
    let memo = desk.profile().join("secrets");
    let written = std::fs::read(&memo).unwrap();
    std::fs::write(&memo, "enclave 7\n").unwrap();
    let window = desk.window();
    window.see("[data-test=closed]");
    std::fs::write(&memo, written).unwrap();
    window.click("[data-test=retry]");
    window.see("[data-test=sidebar]");
}

#[test]
fn opens_a_sealed_profile_with_its_passphrase_alone() {
    let desk = Desk::empty();
    // The profile is there before the account is tried.
    let nowhere =
        ["account", "add", "a@tern.test", "--imap", "localhost:1", "--smtp", "localhost:1", "--password-stdin"];
    let sealed = desk.tern.command().env("TERN_PASSPHRASE", "correct horse").args(nowhere).output().unwrap();
    assert!(desk.profile().join("database-key.sealed").exists(), "{}", String::from_utf8_lossy(&sealed.stderr));
    let window = desk.window();
    window.fill("[data-test=passphrase]", "battery staple");
    window.click("[data-test=unseal]");
    window.read("[data-test=problem]", "does not open it");
    window.fill("[data-test=passphrase]", "correct horse");
    window.click("[data-test=unseal]");
    window.see("[data-test=field-address]");
    window.see_gone("[data-test=passphrase]");
}
