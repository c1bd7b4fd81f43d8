use crate::bed::{Desk, plain};
use crate::display::Display;
use crate::window::SOON;
use tern_tests::wait_until;

/// The engine's process that runs the interface of this program.
fn page_of(program: u32) -> Option<u32> {
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    let mut pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let read = |pid: u32, what: &str| std::fs::read_to_string(format!("/proc/{pid}/{what}")).unwrap_or_default();
    pids.find(|pid| {
        read(*pid, "cmdline").contains("WebKitWebProcess")
            && read(*pid, "status").lines().any(|line| line.strip_prefix("PPid:\t") == Some(&program.to_string()))
    })
}

#[test]
fn the_interface_comes_back_after_its_process_was_killed() {
    let desk = Desk::empty();
    desk.deliver(&plain("Clara <clara@harbour.example>", &desk.user, "Still here", "Text."));
    let desk = desk.settled();
    let window = desk.window();
    window.click_on("[data-test=row]", "Still here");
    window.read("[data-test=reader-subject]", "Still here");
    let program = window.pid().unwrap();
    let page = page_of(program).unwrap();
    tern_tests::signal(page, "-KILL");
    wait_until("another process shows the interface", SOON, || page_of(program).is_some_and(|other| other != page));
    // WebDriver gives a page up that ended; the keyboard does not.
    let (display, mut server) = (Display::open(), desk.on_the_server());
    wait_until("the message is archived by its keys", SOON, || {
        ['j', 'e'].into_iter().for_each(|key| display.press("Tern", u32::from(key)));
        server.select("Archive");
        !server.search("ALL").is_empty()
    });
    assert_eq!(window.pid(), Some(program));
}
