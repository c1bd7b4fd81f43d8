use std::path::Path;
use tern_core::MailError;

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
    "svgz",
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

/// A file name without a path, control characters or a leading dot, of at most 150 characters.
pub fn harmless(name: &str) -> String {
    let kept: String =
        name.chars().map(|c| if c.is_control() || matches!(c, '/' | '\\' | ':') { '_' } else { c }).collect();
    let kept: String = kept.trim().trim_start_matches('.').chars().collect();
    let length = kept.chars().count();
    // The end says what it is.
    let kept: String = kept.chars().skip(length.saturating_sub(150)).collect();
    if kept.is_empty() { "attachment".to_owned() } else { kept }
}

/// Refuses to open what would run.
pub fn refuse_programs(name: &str) -> Result<(), MailError> {
    let name = name.trim_end_matches([' ', '.']).to_lowercase();
    let ending = Path::new(&name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match PROGRAMS.contains(&ending) {
        true => Err(MailError::input(
            format!("A file that ends in .{ending} can run as a program, so Tern does not open it."),
            "Save it, and open it only if you expected it.",
        )),
        false => Ok(()),
    }
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
        assert_eq!(harmless(&long).chars().count(), 150);
        assert!(harmless(&long).ends_with(".pdf"));
    }

    #[test]
    fn programs_are_not_opened() {
        for name in ["run.desktop", "Invoice.PDF.EXE", "a.sh", "b.jar. ", "c.lnk..."] {
            assert_eq!(refuse_programs(name).unwrap_err().kind(), "input", "{name}");
        }
        for name in ["report.pdf", "photo.jpeg", "exe", "notes.txt", "sheet.ods"] {
            refuse_programs(name).unwrap();
        }
    }
}
