use super::{Conn, Encryption, ScriptedServer};
use std::io;
use std::sync::Arc;

/// What a rule answers: the text to send, where `{tag}` stands for the command's tag.
type Answer = Arc<dyn Fn(&str) -> Vec<u8> + Send + Sync>;

/// An IMAP server that behaves, but for what a test changes about it.
///
/// It has one empty INBOX and answers every usual command. [`ScriptedImap::on`] replaces the answer to commands that start with a prefix.
#[derive(Clone)]
pub struct ScriptedImap {
    greeting: String,
    capabilities: String,
    rules: Vec<(String, Answer)>,
}

impl Default for ScriptedImap {
    fn default() -> Self {
        Self::new()
    }
}

impl ScriptedImap {
    /// Makes a server with the capabilities `IMAP4rev1 SASL-IR ID UIDPLUS MOVE`.
    pub fn new() -> Self {
        Self {
            greeting: "* OK [CAPABILITY {capabilities}] ready\r\n".into(),
            capabilities: "IMAP4rev1 SASL-IR AUTH=PLAIN ID UIDPLUS MOVE".into(),
            rules: Vec::new(),
        }
    }

    /// Replaces the capabilities.
    pub fn capabilities(mut self, capabilities: &str) -> Self {
        self.capabilities = capabilities.into();
        self
    }

    /// Replaces the greeting, line end included.
    pub fn greeting(mut self, greeting: &str) -> Self {
        self.greeting = greeting.into();
        self
    }

    /// Answers commands that start with `prefix` (without the tag, any case) by `answer`, where `{tag}` stands for the tag.
    /// The latest rule that fits wins.
    pub fn on(self, prefix: &str, answer: &str) -> Self {
        let answer = answer.as_bytes().to_vec();
        self.on_with(prefix, move |_| answer.clone())
    }

    /// The same with an answer made from the command.
    pub fn on_with(mut self, prefix: &str, answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Self {
        self.rules.push((prefix.to_ascii_uppercase(), Arc::new(answer)));
        self
    }

    /// Starts it with TLS from the first byte.
    pub fn start(self) -> ScriptedServer {
        ScriptedServer::start(Encryption::Tls, move |conn| self.serve(conn))
    }

    /// Talks to one client until it leaves; for scripts that begin or end in their own way.
    pub fn serve(&self, conn: &mut Conn) -> io::Result<()> {
        conn.send(&self.greeting.replace("{capabilities}", &self.capabilities))?;
        loop {
            let (tag, command) = conn.command()?;
            let command = with_literals(conn, command)?;
            let answer = self.answer(&command);
            let answer = replace(&answer, b"{tag}", tag.as_bytes());
            conn.send_bytes(&answer)?;
            if starts(&command, "IDLE") {
                while !conn.line()?.eq_ignore_ascii_case("DONE") {}
                conn.send(&format!("{tag} OK done\r\n"))?;
            }
            if starts(&command, "LOGOUT") {
                return Ok(());
            }
        }
    }

    fn answer(&self, command: &str) -> Vec<u8> {
        if let Some((_, answer)) = self.rules.iter().rev().find(|(prefix, _)| starts(command, prefix)) {
            return answer(command);
        }
        self.usual(command).into_bytes()
    }

    fn usual(&self, command: &str) -> String {
        let untagged = match command.split_whitespace().next().unwrap_or("").to_ascii_uppercase().as_str() {
            "CAPABILITY" => format!("* CAPABILITY {}\r\n", self.capabilities),
            "NAMESPACE" => "* NAMESPACE ((\"\" \"/\")) NIL NIL\r\n".into(),
            "LIST" | "LSUB" => "* LIST () \"/\" INBOX\r\n".into(),
            "STATUS" => "* STATUS INBOX (MESSAGES 0 UIDNEXT 1 UIDVALIDITY 7 UNSEEN 0)\r\n".into(),
            "SELECT" | "EXAMINE" => "* 0 EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen \\Deleted)\r\n\
                * OK [PERMANENTFLAGS (\\Seen \\Deleted \\*)] kept\r\n* OK [UIDVALIDITY 7] fixed\r\n* OK [UIDNEXT 1] next\r\n"
                .into(),
            "LOGOUT" => "* BYE bye\r\n".into(),
            "IDLE" => return "+ idling\r\n".into(),
            _ => String::new(),
        };
        untagged + "{tag} OK done\r\n"
    }
}

fn starts(command: &str, prefix: &str) -> bool {
    command.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// Takes the literals a client sends with a command; their bytes become part of its text.
fn with_literals(conn: &mut Conn, mut command: String) -> io::Result<String> {
    while let Some(length) = crate::raw::literal_length(&command) {
        if !command.ends_with("+}") {
            conn.send("+ go on\r\n")?;
        }
        let bytes = conn.bytes(length)?;
        command.push_str(&String::from_utf8_lossy(&bytes));
        command.push_str(&conn.line()?);
    }
    Ok(command)
}

fn replace(text: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.windows(from.len()).position(|window| window == from) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(to);
        rest = &rest[at + from.len()..];
    }
    out.extend_from_slice(rest);
    out
}
