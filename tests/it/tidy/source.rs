use std::path::{Path, PathBuf};

/// A source file with comments, strings and test modules blanked out, line by line.
pub struct Source {
    /// The path from the workspace's root.
    pub path: String,
    /// Lines as written, tests included.
    pub length: usize,
    /// Lines as written.
    written: Vec<String>,
    /// The same lines with nothing but code outside tests.
    code: Vec<String>,
}

/// Reads every Rust file below `dir`, a folder of the workspace; files that hold only tests are empty of code.
pub fn sources(dir: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = Vec::new();
    walk(&root.join(dir), &mut files);
    files.sort();
    let only_tests: Vec<PathBuf> = files.iter().flat_map(|file| test_modules(file)).collect();
    let is_test = |file: &Path| only_tests.iter().any(|module| file.with_extension("").starts_with(module));
    files.iter().map(|file| Source::read(file, root, is_test(file))).collect()
}

/// The modules that `file` declares for tests alone, as paths without extension.
fn test_modules(file: &Path) -> Vec<PathBuf> {
    let text = std::fs::read_to_string(file).unwrap();
    let is_root = file.file_stem().is_some_and(|stem| ["mod", "lib", "main"].iter().any(|name| stem == *name));
    let dir = if is_root { file.parent().unwrap().to_owned() } else { file.with_extension("") };
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let declared = lines.iter().enumerate().filter(|(_, line)| **line == "#[cfg(test)]").filter_map(|(i, _)| {
        let item = lines[i + 1..].iter().find(|line| !line.starts_with("#["))?;
        let (_, rest) = item.split_once("mod ")?;
        rest.strip_suffix(';')
    });
    declared.map(|name| dir.join(name)).collect()
}

fn walk(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("target") {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

impl Source {
    fn read(file: &Path, root: &Path, only_tests: bool) -> Self {
        let text = std::fs::read_to_string(file).unwrap();
        let written: Vec<String> = text.lines().map(str::to_owned).collect();
        let code = if only_tests { vec![String::new(); written.len()] } else { without_tests(&blanked(&text)) };
        Self {
            path: file.strip_prefix(root).unwrap().to_string_lossy().into_owned(),
            length: written.len(),
            written,
            code,
        }
    }

    /// The layer of the core this file belongs to: `net` for `core/src/net/…` and `core/src/net.rs`.
    pub fn layer(&self) -> Option<&str> {
        let rest = self.path.strip_prefix("core/src/")?;
        let first = rest.split('/').next()?;
        Some(first.strip_suffix(".rs").unwrap_or(first)).filter(|layer| !["lib", "error"].contains(layer))
    }

    /// The numbers of the lines whose code contains `text`, as a whole word where it starts with a letter.
    pub fn lines_with(&self, text: &str) -> impl Iterator<Item = usize> {
        let is_word = text.starts_with(char::is_alphabetic);
        self.code.iter().enumerate().filter_map(move |(i, line)| {
            let hit = line.match_indices(text).any(|(at, _)| {
                let before = line[..at].chars().next_back();
                let after = line[at + text.len()..].chars().next();
                let ends =
                    !text.ends_with(char::is_alphanumeric) || !after.is_some_and(|c| c.is_alphanumeric() || c == '_');
                !is_word || (ends && !before.is_some_and(|c| c.is_alphanumeric() || c == '_'))
            });
            hit.then_some(i + 1)
        })
    }

    /// The numbers of the lines that call `Option::expect` or `Result::expect`, told from a parser's own `expect` by the message.
    pub fn lines_with_expect(&self) -> impl Iterator<Item = usize> {
        self.lines_with(".expect(")
            .filter(|line| [".expect(\"", ".expect(&"].iter().any(|call| self.written[line - 1].contains(call)))
    }

    /// Texts of several words in statements of at most four lines that name one of `names`; lines of the log excepted.
    pub fn sentences_near(&self, names: &[&str]) -> Vec<(usize, String)> {
        let named = |line: &String| names.iter().any(|name| line.contains(name));
        let mut found = Vec::new();
        for (begin, _) in self.code.iter().enumerate().filter(|(_, line)| named(line)) {
            let ends = |line: &String| line.trim_end().ends_with([';', '}']);
            let length = self.code[begin..].iter().take(4).position(ends).map_or(1, |end| end + 1);
            for line in (begin..begin + length).filter(|line| !self.code[*line].contains("log::")) {
                let texts = self.written[line].split('"').skip(1).step_by(2);
                let sentences = texts.filter(|text| text.split_whitespace().count() > 2);
                found.extend(sentences.map(|text| (line + 1, format!("\"{text}\""))));
            }
        }
        found
    }

    /// What this file imports or names of the crate's own modules.
    pub fn crate_imports(&self) -> Vec<(usize, String)> {
        self.imports_after("crate::")
    }

    /// The first names after `prefix`, with their lines: one for `prefix::a::b`, several for `prefix::{a::b, c}`.
    pub fn imports_after(&self, prefix: &str) -> Vec<(usize, String)> {
        let text = self.code.join("\n");
        let mut found = Vec::new();
        for (at, _) in text.match_indices(prefix) {
            if text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let line = text[..at].matches('\n').count() + 1;
            let rest = &text[at + prefix.len()..];
            found.extend(first_names(rest).into_iter().map(|name| (line, name)));
        }
        found
    }

    /// Public items and fields of exported types that have no doc comment above them.
    pub fn undocumented(&self) -> impl Iterator<Item = (usize, String)> {
        self.code.iter().enumerate().filter_map(|(i, line)| {
            let item = line.trim_start().strip_prefix("pub ")?;
            let kinds = ["fn ", "async fn ", "struct ", "enum ", "trait ", "const ", "type "];
            let is_item = kinds.iter().any(|kind| item.starts_with(kind));
            (is_item && !item.contains('$') && !self.documented(i)).then(|| (i + 1, item.trim_end().to_owned()))
        })
    }

    /// Whether a line stands behind a feature of the crate: by an attribute of its own, or above it or what encloses it.
    pub fn behind_feature(&self, line: usize, feature: &str) -> bool {
        let gate = |at: usize| {
            let text = self.written[at].trim_start();
            text.starts_with("#[cfg") && text.contains(&format!("feature = \"{feature}\""))
        };
        let depth = |at: usize| self.written[at].chars().take_while(|c| c.is_whitespace()).count();
        let mut at = line - 1;
        loop {
            if gate(at) || at.checked_sub(1).is_some_and(gate) {
                return true;
            }
            let outer =
                (0..at).rev().find(|above| !self.written[*above].trim().is_empty() && depth(*above) < depth(at));
            let Some(outer) = outer else { return false };
            at = outer;
        }
    }

    /// The public functions in blocks `impl NAME`, each with its line and whether its block is exported.
    pub fn verbs_of(&self, name: &str) -> Vec<(usize, bool, String)> {
        let (mut found, mut block) = (Vec::new(), None);
        for (i, line) in self.code.iter().enumerate() {
            if *line == format!("impl {name} {{") {
                block = Some(i > 0 && self.code[i - 1].contains("uniffi::export"));
            } else if line.starts_with('}') {
                block = None;
            }
            let verb = line.strip_prefix("    pub ").map(|item| item.trim_start_matches("async "));
            if let (Some(exported), Some(verb)) = (block, verb.and_then(|verb| verb.strip_prefix("fn "))) {
                found.push((i + 1, exported, verb.split('(').next().unwrap_or(verb).to_owned()));
            }
        }
        found
    }

    /// The functions outside `impl` blocks that cross the border.
    pub fn exported_functions(&self) -> impl Iterator<Item = String> {
        self.code.windows(2).filter(|lines| lines[0].contains("uniffi::export")).filter_map(|lines| {
            let name = lines[1].strip_prefix("pub fn ")?.split('(').next()?;
            Some(name.to_owned())
        })
    }

    /// The statements outside tests that write to the log, each with its line.
    pub fn logged(&self) -> Vec<(usize, String)> {
        let macros = ["log::error!", "log::warn!", "log::info!", "log::debug!", "log::trace!"];
        let begins = macros.iter().flat_map(|name| self.lines_with(name));
        let whole = |line: usize| {
            let rest = &self.written[line - 1..];
            let length = rest.iter().position(|text| text.ends_with(");")).map_or(rest.len(), |at| at + 1);
            (line, rest[..length].join(" "))
        };
        begins.map(whole).collect()
    }

    fn documented(&self, mut line: usize) -> bool {
        while line > 0 {
            line -= 1;
            let above = self.written[line].trim_start();
            if above.starts_with("///") {
                return true;
            }
            if !(above.starts_with("#[") || above.starts_with(')') || above.ends_with(")]")) {
                return false;
            }
        }
        false
    }
}

fn first_names(rest: &str) -> Vec<String> {
    let word =
        |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = rest.strip_prefix('{') else { return vec![word(rest)] };
    let (mut names, mut depth, mut at_start) = (Vec::new(), 0, true);
    for (i, c) in group.char_indices() {
        if at_start && depth == 0 && c.is_alphabetic() {
            names.push(word(&group[i..]));
            at_start = false;
        }
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_start = true,
            _ => {}
        }
    }
    names
}

/// Replaces comments and the insides of strings by blanks; line ends stay.
fn blanked(text: &str) -> String {
    let bytes: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while i < bytes.len() {
        let rest = &bytes[i..];
        let length = match rest {
            ['/', '/', ..] => rest.iter().position(|&c| c == '\n').unwrap_or(rest.len()),
            ['/', '*', ..] => rest.windows(2).position(|pair| pair == ['*', '/']).map_or(rest.len(), |at| at + 2),
            ['r', '#', '"', ..] => {
                rest.windows(2).skip(3).position(|pair| pair == ['"', '#']).map_or(rest.len(), |at| at + 5)
            }
            ['r', '"', ..] if !out.ends_with(char::is_alphanumeric) => {
                rest[2..].iter().position(|&c| c == '"').map_or(rest.len(), |at| at + 3)
            }
            ['"', ..] => string_length(rest),
            ['\'', '\\', ..] => rest[2..].iter().skip(1).position(|&c| c == '\'').map_or(1, |at| at + 4),
            ['\'', _, '\'', ..] => 3,
            _ => 0,
        };
        if length == 0 {
            out.push(bytes[i]);
            i += 1;
        } else {
            out.extend(rest[..length].iter().map(|&c| if c == '\n' { '\n' } else { ' ' }));
            i += length;
        }
    }
    out
}

fn string_length(rest: &[char]) -> usize {
    let mut i = 1;
    while i < rest.len() {
        match rest[i] {
            '\\' => i += 2,
            '"' => return i + 1,
            _ => i += 1,
        }
    }
    rest.len()
}

/// Blanks the items marked `#[cfg(test)]`.
fn without_tests(code: &str) -> Vec<String> {
    let (mut lines, mut depth, mut in_test) = (Vec::new(), 0i32, None::<i32>);
    for line in code.lines() {
        if in_test.is_none() && line.trim_start().starts_with("#[cfg(test)]") {
            in_test = Some(depth);
        }
        let opens = line.matches('{').count() as i32 - line.matches('}').count() as i32;
        depth += opens;
        lines.push(if in_test.is_some() { String::new() } else { line.to_owned() });
        let ends = line.trim_end().ends_with('}') || line.trim_end().ends_with(';');
        if in_test.is_some_and(|start| depth <= start && ends) {
            in_test = None;
        }
    }
    lines
}

#[test]
fn what_stands_behind_a_feature_is_told_from_what_does_not() {
    let text = "#[cfg_attr(feature = \"x\", x::y)]\nfn a() {\n    x::z();\n}\n#[cfg(feature = \"x\")]\nimpl X {\n    fn b() {\n        x::z();\n    }\n}";
    let written: Vec<String> = text.lines().map(str::to_owned).collect();
    let source = Source { path: "a.rs".into(), length: 10, code: written.clone(), written };
    let behind: Vec<bool> = [1, 3, 8].iter().map(|line| source.behind_feature(*line, "x")).collect();
    assert_eq!(behind, [true, true, true]);
    assert!(!source.behind_feature(8, "y"));
}

#[test]
fn code_is_told_from_comments_strings_and_tests() {
    let text = "use crate::{store::Store, model::{A, B}};\n// crate::net\nlet s = \"crate::net\"; // x\n#[cfg(test)]\nmod tests {\n    use crate::engine;\n}\nlet c = '\"'; crate::sync::x();";
    let code = without_tests(&blanked(text));
    let source = Source { path: "core/src/net/a.rs".into(), length: 8, written: Vec::new(), code };
    let names: Vec<String> = source.crate_imports().into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["store", "model", "sync"]);
    assert_eq!(source.layer(), Some("net"));
    assert_eq!(source.lines_with("crate::sync").collect::<Vec<_>>(), [8]);
}
