use crate::bed::{Desk, plain, servers};
use crate::window::key;

const CLARA: &str = "Clara Whitby <clara@harbour.example>";

#[test]
fn answers_takes_it_back_and_sends_it() {
    let other = servers().dovecot.user();
    let desk = Desk::empty();
    desk.deliver(&plain(&format!("Robin <{}>", other.address), &desk.user, "Back already?", "Are the terns back?"));
    let desk = desk.settled();
    let window = desk.window();
    window.click_on("[data-test=row]", "Back already?");
    window.see("[data-test=inline-reply]");
    window.press("r");
    window.see("[data-test=composer]");
    window.click("[data-test=editor]");
    window.press("They are.");
    window.read("[data-test=editor]", "They are.");
    window.click("[data-test=send]");
    window.see_gone("[data-test=composer]");
    window.click("[data-test=notice-action]");
    window.see("[data-test=composer]");
    window.read("[data-test=editor]", "They are.");

    window.click("[data-test=send]");
    window.see_gone("[data-test=composer]");
    let reader = Desk { tern: tern_tests::Tern::new(), user: other };
    reader.server_has("INBOX", 1);
    desk.server_has("Sent", 1);
}

#[test]
fn a_draft_is_there_again_after_the_program_was_killed() {
    let desk = Desk::with_account();
    let window = desk.window();
    window.see("[data-test=sidebar]");
    window.press("c");
    window.see("[data-test=composer]");
    window.fill("[data-test=field-subject]", "Half a thought");
    window.click("[data-test=editor]");
    window.press("The long lens and");
    window.read("[data-test=draft-state]", "Saved");
    window.kill();

    let window = desk.window();
    window.see("[data-test=sidebar]");
    window.click_on("[data-test=folder]", "Drafts");
    window.read("[data-test=local-draft]", "Half a thought");
    window.run("document.querySelector('[data-test=local-draft]').click()", &[]);
    window.see("[data-test=composer]");
    window.read("[data-test=editor]", "The long lens and");
}

#[test]
fn takes_a_large_picture_from_the_clipboard() {
    let desk = Desk::with_account();
    let window = desk.window();
    window.see("[data-test=sidebar]");
    window.press("c");
    window.see("[data-test=editor]");
    let paste = "const bytes = new Uint8Array(20 * 1024 * 1024).map((_, at) => at * 7);
        const data = new DataTransfer();
        data.items.add(new File([bytes], 'Überblick.png', { type: 'image/png' }));
        const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
        document.querySelector('[data-test=editor]').dispatchEvent(paste)";
    window.run(paste, &[]);
    window.read("[data-test=draft-file]", "Überblick.png");
    window.read("[data-test=draft-file]", "21 MB");
}

#[test]
fn files_mail_offline_and_the_server_follows() {
    let desk = Desk::empty();
    for subject in ["First", "Second", "Third"] {
        desk.deliver(&plain(CLARA, &desk.user, subject, "Text."));
    }
    let (desk, line) = desk.behind_a_line();
    let window = desk.window();
    window.read("[data-test=row]", "Second");
    line.set(tern_tests::Fault::Refuse);
    line.cut();
    window.click_on("[data-test=row]", "Second");
    window.read("[data-test=reader-subject]", "Second");
    window.press("e");
    window.read_gone("[data-test=row]", "Second");
    window.press("z");
    window.read("[data-test=row]", "Second");
    window.press("e");
    desk.server_has("INBOX", 3);
    line.set(tern_tests::Fault::None);
    desk.server_has("INBOX", 2);
    desk.server_has("Archive", 1);
}

#[test]
fn finds_as_one_types() {
    let desk = Desk::empty();
    desk.deliver(&plain(CLARA, &desk.user, "The ferry is early", "Bring the long lens."));
    desk.deliver(&plain(CLARA, &desk.user, "Harbour survey", "Nothing about it."));
    let desk = desk.settled();
    let window = desk.window();
    window.read("[data-test=row]", "Harbour survey");
    window.press("/");
    window.press("long lens");
    window.press(key::ENTER);
    window.read("[data-test=row]", "The ferry is early");
    window.read_gone("[data-test=row]", "Harbour survey");
}
