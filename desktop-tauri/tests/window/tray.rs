use crate::bed::{Desk, plain};
use crate::display::Display;
use crate::window::{SOON, Window};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tern_tests::{wait_for, wait_until};
use zbus::blocking::{Connection, Proxy, connection::Builder};
use zbus::message::Header;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const MENU: &str = "com.canonical.dbusmenu";

/// A desktop's tray (StatusNotifierItem): the icons that registered, each the name of its process and its path.
struct Tray(Arc<Mutex<Vec<(String, String)>>>);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Tray {
    fn register_status_notifier_item(&self, path: String, #[zbus(header)] header: Header<'_>) {
        let sender = header.sender().unwrap().to_string();
        self.0.lock().unwrap().push((sender, path));
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        Vec::new()
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

/// A desktop with a tray, and the icons in it.
struct Panel {
    bus: Connection,
    icons: Arc<Mutex<Vec<(String, String)>>>,
}

/// What a menu is made of, by dbusmenu: number, properties, children.
type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

impl Panel {
    fn start() -> Self {
        let icons = Arc::new(Mutex::new(Vec::new()));
        let bus = Builder::session().unwrap().name(WATCHER).unwrap();
        let bus = bus.serve_at("/StatusNotifierWatcher", Tray(Arc::clone(&icons))).unwrap().build().unwrap();
        Self { bus, icons }
    }

    #[track_caller]
    fn icon(&self) -> Proxy<'_> {
        let (sender, path) = wait_for("an icon in the tray", SOON, || self.icons.lock().unwrap().last().cloned());
        Proxy::new(&self.bus, sender, path, "org.kde.StatusNotifierItem").unwrap()
    }

    fn menu(&self) -> Proxy<'_> {
        let icon = self.icon();
        let path: OwnedObjectPath = icon.get_property("Menu").unwrap();
        Proxy::new(&self.bus, icon.destination().to_owned(), path, MENU).unwrap()
    }

    fn entries(&self) -> Vec<(i32, String)> {
        let asked = self.menu().call("GetLayout", &(0, -1, Vec::<String>::new()));
        let Ok::<(u32, Layout), _>((_, (_, _, entries))) = asked else { return Vec::new() };
        let entries = entries.into_iter().filter_map(|entry| Layout::try_from(entry).ok());
        let label = |about: &HashMap<String, OwnedValue>| String::try_from(about.get("label")?.try_clone().ok()?).ok();
        entries.filter_map(|(id, about, _)| Some((id, label(&about)?.replace('_', "")))).collect()
    }

    #[track_caller]
    fn choose(&self, label: &str) {
        let id = wait_for(label, SOON, || self.entries().into_iter().find(|(_, each)| each == label)).0;
        let clicked = (id, "clicked", Value::from(0_i32), 0_u32);
        self.menu().call_method("Event", &clicked).unwrap();
    }
}

fn to_system_settings(window: &Window) {
    window.see("[data-test=sidebar]");
    window.click("[data-test=cmd-settings]");
    window.click("[data-test=settings-system]");
    window.see("[data-test=settings-tray]");
}

#[test]
fn tern_goes_on_in_the_tray_and_comes_back_from_it() {
    let (panel, display) = (Panel::start(), Display::open());
    let desk = Desk::empty();
    desk.deliver(&plain("Clara <clara@harbour.example>", &desk.user, "Unread", "Text."));
    let desk = desk.settled();
    let window = desk.window();
    to_system_settings(&window);
    assert_eq!(panel.icons.lock().unwrap().len(), 0, "the tray is off until it is switched on");
    window.click("[data-test=settings-tray]");
    let icon = panel.icon();
    wait_until("the icon says what is unread", SOON, || {
        icon.get_property::<String>("XAyatanaLabel").is_ok_and(|label| label == "1")
    });
    let picture: String = icon.get_property("IconName").unwrap();
    assert!(std::fs::metadata(&picture).is_ok_and(|file| file.len() > 100), "{picture}");
    let labels = |panel: &Panel| panel.entries().into_iter().map(|(_, label)| label).collect::<Vec<_>>();
    wait_until("the menu is there", SOON, || labels(&panel) == ["Open Tern", "New message", "Quit"]);

    display.close("Tern");
    display.see_gone("Tern");
    panel.choose("Open Tern");
    display.see("Tern");
    display.close("Tern");
    display.see_gone("Tern");
    panel.choose("New message");
    display.see("Tern");
    window.see("[data-test=composer]");
    panel.choose("Quit");
    wait_until("the program is gone", SOON, || window.pid().is_none());

    // A start at login stays in the tray.
    let window = Window::start(desk.profile(), &["--hidden"], &[]);
    wait_until("the icon is there again", SOON, || panel.icons.lock().unwrap().len() == 2);
    assert!(!display.shows("Tern"));
    panel.choose("Open Tern");
    display.see("Tern");
    window.see("[data-test=sidebar]");
}

#[test]
fn where_no_tray_is_the_window_never_hides_for_good() {
    let display = Display::open();
    let desk = Desk::with_account();
    let window = desk.window();
    to_system_settings(&window);
    window.click("[data-test=settings-tray]");
    window.read("[data-test=notice]", "This desktop has no tray");

    // Switched on while there was one.
    let panel = Panel::start();
    window.click("[data-test=settings-tray]");
    panel.icon();
    drop(panel);
    display.close("Tern");
    wait_until("the program is gone", SOON, || window.pid().is_none());
    let window = Window::start(desk.profile(), &["--hidden"], &[]);
    display.see("Tern");
    window.see("[data-test=sidebar]");
}

#[test]
fn the_start_at_login_is_an_entry_of_the_desktop() {
    let desk = Desk::with_account();
    let window = desk.window();
    let entry = desk.profile().with_extension("home").join("config/autostart/Tern.desktop");
    to_system_settings(&window);
    assert!(!entry.exists());
    window.click("[data-test=settings-autostart]");
    wait_until("the entry is written", SOON, || entry.exists());
    let text = std::fs::read_to_string(&entry).unwrap();
    let (profile, program) = (desk.profile().display().to_string(), env!("CARGO_BIN_EXE_tern-desktop"));
    let command = format!("\nExec=\"/usr/bin/env\" \"TERN_PROFILE={profile}\" \"{program}\" --hidden\n");
    assert!(text.contains(&command), "{text}");
    window.click("[data-test=settings-autostart]");
    wait_until("the entry is removed", SOON, || !entry.exists());
}
