//! The display, as a window manager and a person's hands see it: other windows of the program, closing one, typing into it.

use crate::window::SOON;
use std::path::Path;
use std::time::{Duration, Instant};
use tern_tests::{wait_for, wait_until};
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, InputFocus, KEY_PRESS_EVENT,
    KEY_RELEASE_EVENT, MapState, SelectionNotifyEvent, Window, WindowClass,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// Keys without a letter, as the X protocol numbers them.
pub mod keysym {
    pub const RETURN: u32 = 0xff0d;
    pub const ESCAPE: u32 = 0xff1b;
    pub const SHIFT: u32 = 0xffe1;
    pub const CONTROL: u32 = 0xffe3;
}

/// For a dialog to take what was typed into it, before it is typed again.
const LOOKS: Duration = Duration::from_secs(4);

pub struct Display {
    server: RustConnection,
    root: Window,
    /// A window of the test's own, never shown, to which other programs give their selection.
    hands: Window,
}

impl Display {
    pub fn open() -> Self {
        let (server, screen) = RustConnection::connect(None).expect("a display");
        let root = server.setup().roots[screen].root;
        let hands = server.generate_id().unwrap();
        let kind = WindowClass::INPUT_ONLY;
        server.create_window(0, hands, root, 0, 0, 1, 1, 0, kind, 0, &CreateWindowAux::new()).unwrap();
        Self { server, root, hands }
    }

    /// Waits until a window with this title is shown.
    #[track_caller]
    pub fn see(&self, title: &str) {
        wait_until(&format!("a window {title}"), SOON, || self.find(title).is_some());
    }

    /// Waits until no window with this title is shown.
    #[track_caller]
    pub fn see_gone(&self, title: &str) {
        wait_until(&format!("no window {title}"), SOON, || self.find(title).is_none());
    }

    pub fn shows(&self, title: &str) -> bool {
        self.find(title).is_some()
    }

    /// Asks a window to close, as its frame's button does.
    #[track_caller]
    pub fn close(&self, title: &str) {
        let window = wait_for(title, SOON, || self.find(title));
        let [protocols, delete] = ["WM_PROTOCOLS", "WM_DELETE_WINDOW"].map(|name| self.atom(name));
        let event = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
        self.server.send_event(false, window, EventMask::NO_EVENT, event).unwrap().check().unwrap();
    }

    /// Types a path into a dialog, and presses Enter once the dialog has all of it: a field that only appears for the
    /// first letter misses those after it.
    #[track_caller]
    pub fn answer(&self, title: &str, path: &Path) {
        self.see(title);
        let path = path.to_str().unwrap();
        wait_until(&format!("{title} has the path"), SOON, || {
            self.find(title).is_some_and(|window| self.focus(window)) && {
                self.chord(keysym::CONTROL, u32::from('a'));
                path.chars().for_each(|c| self.stroke(u32::from(c)));
                self.chord(keysym::CONTROL, u32::from('a'));
                wait_for_a_while(|| self.selected().as_deref() == Some(path))
            }
        });
        // It looks at the disk before it closes.
        wait_until(&format!("{title} takes the path"), SOON, || {
            self.press(title, keysym::RETURN);
            wait_for_a_while(|| self.find(title).is_none())
        });
    }

    /// Presses a key in a window; in none when that is gone.
    pub fn press(&self, title: &str, keysym: u32) {
        if self.find(title).is_some_and(|window| self.focus(window)) {
            self.stroke(keysym);
        }
    }

    /// What is selected on this display, in whatever field: the selection `PRIMARY` (ICCCM 2.6).
    fn selected(&self) -> Option<String> {
        let [text, here] = ["UTF8_STRING", "TERN_SELECTED"].map(|name| self.atom(name));
        self.server.delete_property(self.hands, here).unwrap();
        self.server.convert_selection(self.hands, AtomEnum::PRIMARY.into(), text, here, x11rb::CURRENT_TIME).unwrap();
        self.server.flush().unwrap();
        let told =
            wait_for("the owner of the selection", SOON, || self.server.poll_for_event().unwrap().filter(is_told));
        let Event::SelectionNotify(SelectionNotifyEvent { property, .. }) = told else { return None };
        (property != x11rb::NONE).then(|| {
            let value = self.server.get_property(true, self.hands, property, AtomEnum::ANY, 0, 10_000).unwrap();
            String::from_utf8_lossy(&value.reply().unwrap().value).into_owned()
        })
    }

    /// Whether the window took the keyboard; it may be gone by now.
    fn focus(&self, window: Window) -> bool {
        let asked = self.server.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME);
        asked.unwrap().check().is_ok()
    }

    fn chord(&self, held: u32, keysym: u32) {
        let (held, _) = self.key(held).unwrap();
        self.fake(KEY_PRESS_EVENT, held);
        self.stroke(keysym);
        self.fake(KEY_RELEASE_EVENT, held);
    }

    fn stroke(&self, keysym: u32) {
        let (key, shifted) = self.key(keysym).unwrap_or_else(|| panic!("no key for {keysym:x}"));
        let shift = self.key(keysym::SHIFT).filter(|_| shifted).map(|(key, _)| key);
        shift.into_iter().chain([key]).for_each(|key| self.fake(KEY_PRESS_EVENT, key));
        [key].into_iter().chain(shift).for_each(|key| self.fake(KEY_RELEASE_EVENT, key));
    }

    fn fake(&self, kind: u8, key: u8) {
        self.server.xtest_fake_input(kind, key, 0, self.root, 0, 0, 0).unwrap().check().unwrap();
    }

    /// The key that types it, and whether with Shift.
    fn key(&self, keysym: u32) -> Option<(u8, bool)> {
        let (first, last) = (self.server.setup().min_keycode, self.server.setup().max_keycode);
        let mapping = self.server.get_keyboard_mapping(first, last - first + 1).unwrap().reply().unwrap();
        let keys = mapping.keysyms.chunks(usize::from(mapping.keysyms_per_keycode));
        (first..=last).zip(keys).find_map(|(key, typed)| {
            let level = typed.iter().take(2).position(|each| *each == keysym)?;
            Some((key, level == 1))
        })
    }

    fn find(&self, title: &str) -> Option<Window> {
        let tree = self.server.query_tree(self.root).ok()?.reply().ok()?;
        tree.children.into_iter().find(|window| self.is_shown(*window) == Some(true) && self.title(*window) == title)
    }

    fn is_shown(&self, window: Window) -> Option<bool> {
        let attributes = self.server.get_window_attributes(window).ok()?.reply().ok()?;
        Some(attributes.map_state == MapState::VIEWABLE)
    }

    fn title(&self, window: Window) -> String {
        let asked = self.server.get_property(false, window, self.atom("_NET_WM_NAME"), AtomEnum::ANY, 0, 1000);
        let value = asked.ok().and_then(|asked| asked.reply().ok()).map(|reply| reply.value);
        String::from_utf8_lossy(&value.unwrap_or_default()).into_owned()
    }

    fn atom(&self, name: &str) -> u32 {
        self.server.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
    }
}

fn is_told(event: &Event) -> bool {
    matches!(event, Event::SelectionNotify(_))
}

fn wait_for_a_while(mut ready: impl FnMut() -> bool) -> bool {
    let began = Instant::now();
    while began.elapsed() < LOOKS {
        if ready() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}
