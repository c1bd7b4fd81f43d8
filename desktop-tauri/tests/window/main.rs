//! The real window, driven by WebDriver against real servers.
fn main() {}
