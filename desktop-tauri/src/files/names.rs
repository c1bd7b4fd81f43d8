use std::path::Path;
use tern_core::MailError;
use tern_core::say;

/// Endings of files that do something when they are opened.
const PROGRAMS: &[&str] = &[
    "action",
    "app",
    "appimage",
    "apk",
    "application",
    "bash",
    "bat",
    "bin",
    "cmd",
    "com",
    "command",
    "cpl",
    "csh",
    "deb",
    "desktop",
    "dll",
    "dmg",
    "exe",
    "flatpak",
    "flatpakref",
    "gadget",
    "hta",
    "inf",
    "iso",
    "jar",
    "jnlp",
    "js",
    "jse",
    "ksh",
    "lnk",
    "mjs",
    "msc",
    "msi",
    "msp",
    "mst",
    "pif",
    "pkg",
    "pl",
    "ps1",
    "psm1",
    "py",
    "pyc",
    "pyw",
    "rb",
    "reg",
    "rpm",
    "run",
    "scf",
    "scpt",
    "scr",
    "sh",
    "snap",
    "tcl",
    "url",
    "vb",
    "vbe",
    "vbs",
    "webloc",
    "workflow",
    "ws",
    "wsf",
    "wsh",
    "xbap",
    "zsh",
];

/// Endings of pages: a browser runs what their sender wrote into them, and tells the sender that they were opened.
const PAGES: &[&str] = &[
    "atom", "htm", "html", "mht", "mhtml", "rdf", "rss", "shtml", "svg", "svgz", "xht", "xhtml", "xml", "xsl", "xslt",
];

/// Bytes of a file name: file systems take 255, and the name of a file under way is longer.
const MAX_NAME: usize = 200;

/// A file name without a path, control characters or a leading dot, of at most 200 bytes.
pub fn harmless(name: &str) -> String {
    let kept: String =
        name.chars().map(|c| if c.is_control() || matches!(c, '/' | '\\' | ':') { '_' } else { c }).collect();
    let kept: String = kept.trim().trim_start_matches('.').chars().collect();
    // The end says what it is.
    let kept = kept.get(kept.ceil_char_boundary(kept.len().saturating_sub(MAX_NAME))..).unwrap_or_default().to_owned();
    if kept.is_empty() { "attachment".to_owned() } else { kept }
}

/// Refuses to open what would run, here or in a browser.
pub fn refuse_active(name: &str) -> Result<(), MailError> {
    let name = name.trim_end_matches([' ', '.']).to_lowercase();
    let ending = Path::new(&name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let reason = if PROGRAMS.contains(&ending) {
        say!("desktop-runs", ending)
    } else if PAGES.contains(&ending) {
        say!("desktop-scripts", ending)
    } else {
        return Ok(());
    };
    Err(MailError::input(reason, say!("desktop-active-next")))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_folder() {
        for (name, expected) in [
            ("../../.bashrc", "_.._.bashrc"),
            (".hidden", "hidden"),
            ("a\0b\n.pdf", "a_b_.pdf"),
            (" ", "attachment"),
            ("Bücher.pdf", "Bücher.pdf"),
        ] {
            assert_eq!(harmless(name), expected);
        }
        let long = format!("{}.pdf", "x".repeat(400));
        assert_eq!(harmless(&long).len(), 200);
        assert!(harmless(&long).ends_with(".pdf"));
        let wide = harmless(&format!("{}.eml", "件".repeat(160)));
        assert!(wide.len() <= 200 && wide.ends_with("件.eml"), "{wide}");
    }

    #[test]
    fn programs_and_pages_are_not_opened() {
        for name in
            ["run.desktop", "Invoice.PDF.EXE", "a.sh", "b.jar. ", "c.lnk...", "Login.HTML", "logo.svg", "feed.xml"]
        {
            assert_eq!(refuse_active(name).unwrap_err().kind(), "input", "{name}");
        }
        for name in ["report.pdf", "photo.jpeg", "exe", "notes.txt", "sheet.ods"] {
            refuse_active(name).unwrap();
        }
    }
}
