use crate::wire::{Driver, environment};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use tern_tests::{wait_for, wait_until};

/// For what a person would call at once, on a machine that builds at the same time.
pub const SOON: Duration = Duration::from_secs(30);
/// The key of an element in WebDriver's answers.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Keys without a letter, as WebDriver names them.
pub mod key {
    pub const ENTER: &str = "\u{e007}";
    pub const ESCAPE: &str = "\u{e00c}";
}

/// The window of a profile, as a person uses it: by what it shows, clicks and keys.
pub struct Window {
    driver: Driver,
}

impl Window {
    /// Opens the window of a profile and waits until something is painted.
    pub fn open(profile: &Path, args: &[&str]) -> Self {
        let window = Self::start(profile, args, &[]);
        window.see("[data-test]");
        window
    }

    /// The same with more in its environment, and without waiting: it may stay hidden.
    pub fn start(profile: &Path, args: &[&str], more: &[(&str, String)]) -> Self {
        let home = profile.with_extension("home");
        std::fs::create_dir_all(&home).unwrap();
        let mut environment = environment(profile, &home);
        environment.push(("TERN_LOG", "info".to_owned()));
        environment.extend(more.iter().cloned());
        let window = Self { driver: Driver::start(env!("CARGO_BIN_EXE_tern-desktop"), args, &environment) };
        window.see("[data-test]");
        window
    }

    /// The process, while it is there.
    pub fn pid(&self) -> Option<u32> {
        self.driver.window_pid()
    }

    /// Waits until an element is there and has a size.
    #[track_caller]
    pub fn see(&self, css: &str) {
        let script = "const e = document.querySelector(arguments[0]); return !!e && e.getClientRects().length > 0";
        self.until(&format!("{css} is shown"), || self.run(script, &[json!(css)]) == json!(true));
    }

    /// Waits until no such element is there.
    #[track_caller]
    pub fn see_gone(&self, css: &str) {
        self.until(&format!("{css} is gone"), || self.count(css) == 0);
    }

    /// Waits until an element's text contains `part`.
    #[track_caller]
    pub fn read(&self, css: &str, part: &str) {
        self.until(&format!("{css} says {part}"), || self.texts(css).iter().any(|text| text.contains(part)));
    }

    /// Waits until no such element's text contains `part`.
    #[track_caller]
    pub fn read_gone(&self, css: &str, part: &str) {
        self.until(&format!("{css} says {part} no more"), || !self.texts(css).iter().any(|text| text.contains(part)));
    }

    /// The text of every such element, or what a field holds; rows that are placed absolutely have none for WebDriver itself.
    pub fn texts(&self, css: &str) -> Vec<String> {
        let script = "const text = (e) => (/^(TEXTAREA|INPUT)$/.test(e.tagName) ? e.value : e.textContent);
            return [...document.querySelectorAll(arguments[0])].map(text)";
        serde_json::from_value(self.run(script, &[json!(css)])).unwrap_or_default()
    }

    pub fn count(&self, css: &str) -> usize {
        self.texts(css).len()
    }

    /// Clicks the first such element whose text contains `part`.
    #[track_caller]
    pub fn click_on(&self, css: &str, part: &str) {
        let script =
            "return [...document.querySelectorAll(arguments[0])].find((e) => e.textContent.includes(arguments[1]))";
        self.until(&format!("a click on {css} {part}"), || {
            let element = self.run(script, &[json!(css), json!(part)])[ELEMENT].as_str().map(str::to_owned);
            element.is_some_and(|element| self.driver.post(&format!("/element/{element}/click"), &json!({})).is_ok())
        });
    }

    #[track_caller]
    pub fn click(&self, css: &str) {
        self.click_on(css, "");
    }

    /// Replaces what a field holds.
    #[track_caller]
    pub fn fill(&self, css: &str, text: &str) {
        self.see(css);
        let element = wait_for(css, SOON, || self.element(css));
        drop(self.driver.post(&format!("/element/{element}/clear"), &json!({})));
        let typed = self.driver.post(&format!("/element/{element}/value"), &json!({ "text": text }));
        typed.unwrap_or_else(|error| panic!("typing into {css}: {}", error.0));
    }

    /// Chooses an option of a `<select>` by its value.
    #[track_caller]
    pub fn choose(&self, css: &str, value: &str) {
        self.see(css);
        let script = "const e = document.querySelector(arguments[0]); e.value = arguments[1];
            e.dispatchEvent(new Event('input', { bubbles: true })); e.dispatchEvent(new Event('change', { bubbles: true }))";
        self.run(script, &[json!(css), json!(value)]);
    }

    /// Types keys at whatever has the focus; see [`key`] for those without a letter.
    #[track_caller]
    pub fn press(&self, keys: &str) {
        let strokes = keys
            .chars()
            .flat_map(|key| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key.to_string() })));
        let actions =
            json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes.collect::<Vec<_>>() }] });
        self.driver.post("/actions", &actions).unwrap_or_else(|error| panic!("pressing {keys}: {}", error.0));
    }

    /// Runs a script in the page and gives what it returns; nothing while the page cannot.
    pub fn run(&self, script: &str, args: &[Value]) -> Value {
        self.driver.post("/execute/sync", &json!({ "script": script, "args": args })).unwrap_or(Value::Null)
    }

    /// Runs a script inside the frame of the first message that has one.
    pub fn in_frame(&self, script: &str) -> Value {
        let Some(frame) = self.element("iframe[data-test=frame]") else { return Value::Null };
        if self.driver.post("/frame", &json!({ "id": { ELEMENT: frame } })).is_err() {
            return Value::Null;
        }
        let said = self.run(script, &[]);
        drop(self.driver.post("/frame", &json!({ "id": null })));
        said
    }

    /// Gives the focus to nothing, as another program in front does.
    pub fn lose_focus(&self) {
        self.driver.post("/window/minimize", &json!({})).map(drop).unwrap_or_else(|error| panic!("{}", error.0));
    }

    /// Kills the program as a power cut would.
    pub fn kill(self) {
        let pid = self.driver.window_pid().expect("the window's process");
        tern_tests::signal(pid, "-KILL");
        wait_until("the program is gone", SOON, || self.driver.window_pid().is_none());
    }

    /// A picture of the window, for a person who looks for a fault.
    pub fn picture(&self) -> Option<String> {
        self.driver.get("/screenshot").ok()?.as_str().map(str::to_owned)
    }

    fn element(&self, css: &str) -> Option<String> {
        let found = self.driver.post("/element", &json!({ "using": "css selector", "value": css })).ok()?;
        found[ELEMENT].as_str().map(str::to_owned)
    }

    #[track_caller]
    fn until(&self, what: &str, ready: impl FnMut() -> bool) {
        let waited = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| wait_until(what, SOON, ready)));
        if let Err(failure) = waited {
            let page = self.run("return document.body.innerText", &[]);
            eprintln!("the window says: {}", page.as_str().unwrap_or("nothing"));
            self.keep_picture();
            std::panic::resume_unwind(failure);
        }
    }

    /// `TERN_PICTURES=DIR` keeps what the window showed when a test failed.
    fn keep_picture(&self) {
        if let (Some(dir), Some(picture)) = (std::env::var_os("TERN_PICTURES"), self.picture()) {
            let name = std::thread::current().name().unwrap_or("test").replace("::", "-");
            drop(std::fs::write(Path::new(&dir).join(format!("{name}.png.base64")), picture));
        }
    }
}
