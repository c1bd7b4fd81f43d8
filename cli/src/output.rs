use crate::{failure::Failure, json, text};
use serde::Serialize;
use std::io::{self, BufWriter, IsTerminal, Write};

/// Where a verb writes: answers to standard output, remarks to standard error.
pub struct Output {
    answers: Box<dyn Write + Send>,
    remarks: Box<dyn Write + Send>,
    /// One JSON object a line instead of words.
    pub json: bool,
    /// Whether a person looks at the answers as they come.
    pub terminal: bool,
    /// Whether a person looks at the remarks.
    pub remarks_terminal: bool,
    /// Whether answers may be bold or dim.
    styled: bool,
}

/// How a word stands out on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Bold,
    Dim,
}

impl Output {
    /// Writes to this process's standard output and error.
    pub fn for_terminal(json: bool) -> Self {
        let terminal = io::stdout().is_terminal();
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let dumb = set("TERM").is_none_or(|term| term == "dumb");
        Self {
            answers: Box::new(BufWriter::with_capacity(32 * 1024, io::stdout())),
            remarks: Box::new(io::stderr()),
            json,
            terminal,
            remarks_terminal: io::stderr().is_terminal() && !dumb,
            styled: terminal && !json && set("NO_COLOR").is_none() && !dumb,
        }
    }

    /// Columns of the terminal; `None` where lines may be of any length.
    pub fn width(&self) -> Option<usize> {
        let size = terminal_size::terminal_size().filter(|_| self.terminal);
        size.map(|(width, _)| usize::from(width.0).max(40))
    }

    /// One line of an answer for a person.
    pub fn line(&mut self, line: &str) -> Result<(), Failure> {
        self.answers.write_all(line.as_bytes())?;
        Ok(self.answers.write_all(b"\n")?)
    }

    /// One object of an answer for a script.
    pub fn object(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let encoded = json::encode(value)?;
        self.line(&encoded)
    }

    /// Bytes of an answer as they are.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        Ok(self.answers.write_all(bytes)?)
    }

    /// Hands on what was written so far.
    pub fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.answers.flush()?)
    }

    /// A remark beside the answer; a closed standard error loses it.
    pub fn remark(&mut self, line: &str) {
        self.remark_raw(&format!("{line}\n"));
    }

    /// Part of a remark, such as a bar that draws over itself.
    pub fn remark_raw(&mut self, part: &str) {
        let written = self.remarks.write_all(part.as_bytes()).and_then(|()| self.remarks.flush());
        drop(written);
    }

    /// Tells why a verb failed.
    pub fn report(&mut self, failure: &Failure) {
        let (kind, reason, next) = failure.parts();
        self.remark(&format!("tern: {}", text::line(&reason)));
        if !next.is_empty() {
            self.remark(&format!("      {}", text::line(&next)));
        }
        if self.json {
            let told = self
                .object(&json::FailureLine { error: kind, reason: &reason, next: &next })
                .and_then(|()| self.flush());
            drop(told);
        }
    }

    /// The words in a style, where there are styles.
    pub fn styled(&self, style: Style, words: &str) -> String {
        match (self.styled, style) {
            (false, _) => words.to_owned(),
            (true, Style::Bold) => format!("\x1b[1m{words}\x1b[0m"),
            (true, Style::Dim) => format!("\x1b[2m{words}\x1b[0m"),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Kept {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn output(json: bool) -> (Output, Kept, Kept) {
        let (answers, remarks) = (Kept::default(), Kept::default());
        let out = Output {
            answers: Box::new(answers.clone()),
            remarks: Box::new(remarks.clone()),
            json,
            terminal: false,
            remarks_terminal: false,
            styled: false,
        };
        (out, answers, remarks)
    }

    fn refused() -> Failure {
        Failure::Mail(tern_core::MailError::SignIn {
            reason: "The server said \x1b[31mno.".into(),
            next: "Try again.".into(),
        })
    }

    #[test]
    fn a_failure_is_told_to_people_without_escapes() {
        let (mut out, answers, remarks) = output(false);
        out.report(&refused());
        assert_eq!(remarks.text(), "tern: The server said ␛[31mno.\n      Try again.\n");
        assert_eq!(answers.text(), "");
    }

    #[test]
    fn a_failure_is_the_last_object_of_a_script() {
        let (mut out, answers, _) = output(true);
        out.report(&refused());
        let told: serde_json::Value = serde_json::from_str(&answers.text()).unwrap();
        assert_eq!(
            told,
            serde_json::json!({"error": "sign_in", "reason": "The server said \u{1b}[31mno.", "next": "Try again."})
        );
    }
}
