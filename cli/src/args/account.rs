use clap::{Args, Subcommand};
use std::path::PathBuf;
use tern_core::api::{Security, Server, Window};

pub const EXAMPLES: &str = "\
Examples:
  tern account add you@example.org --imap imap.example.org:993 --smtp smtp.example.org:465
  tern account add you@example.org --imap mail.example.org:143 --imap-security starttls \\
      --smtp mail.example.org:587 --smtp-security starttls --user you --window all --name \"Your Name\"
  pass mail/example | tern account add you@example.org --imap … --smtp … --password-stdin
  tern account list
  tern account password you@example.org
  tern account remove you@example.org";

#[derive(Debug, Subcommand)]
pub enum AccountVerb {
    /// Sign in to both servers and keep the account
    Add(AccountAdd),
    /// The accounts of this profile
    List,
    /// Replace the password after the server accepted the new one
    Password {
        /// The account's address
        account: String,
        /// Read the password from standard input instead of asking
        #[arg(long)]
        password_stdin: bool,
    },
    /// Forget an account and its mail on this computer; the server keeps everything
    Remove {
        /// The account's address
        account: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Debug, Args)]
pub struct AccountAdd {
    /// The address mail is sent from
    pub email: String,
    /// The server mail is read from
    #[arg(long, value_name = "HOST:PORT", value_parser = host_port)]
    pub imap: HostPort,
    /// How the connection to it is encrypted; known for the ports 993 and 143
    #[arg(long, value_name = "tls|starttls", value_parser = security)]
    pub imap_security: Option<Security>,
    /// The server mail is sent through
    #[arg(long, value_name = "HOST:PORT", value_parser = host_port)]
    pub smtp: HostPort,
    /// How the connection to it is encrypted; known for the ports 465 and 587
    #[arg(long, value_name = "tls|starttls", value_parser = security)]
    pub smtp_security: Option<Security>,
    /// The user name on both servers; the address when left out
    #[arg(long)]
    pub user: Option<String>,
    /// Read the password from standard input instead of asking
    #[arg(long)]
    pub password_stdin: bool,
    /// A certificate authority to trust for this account, besides the system's
    #[arg(long, value_name = "PEM")]
    pub ca_file: Option<PathBuf>,
    /// How far back mail is kept here: 1d, 3d, 7d, 14d, 30d, 90d, 365d or all
    #[arg(long, value_name = "30d|all", default_value = "30d")]
    pub window: Window,
    /// The name beside the address on mail you send
    #[arg(long)]
    pub name: Option<String>,
}

/// Where a server listens, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostPort {
    pub host: String,
    pub port: u16,
}

impl HostPort {
    /// The server, encrypted as asked for or as its port is known for.
    pub fn server(&self, asked: Option<Security>) -> Option<Server> {
        let known = match self.port {
            993 | 465 => Some(Security::Tls),
            143 | 587 | 25 | 2525 => Some(Security::Starttls),
            _ => None,
        };
        let security = asked.or(known)?;
        Some(Server { host: self.host.clone(), port: self.port, security })
    }
}

fn host_port(text: &str) -> Result<HostPort, String> {
    let (host, port) = text.rsplit_once(':').ok_or("write it as HOST:PORT, such as imap.example.org:993")?;
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    let port = port.parse().ok().filter(|port| *port != 0).ok_or("the port is a number from 1 to 65535")?;
    match host.is_empty() || host.contains(char::is_whitespace) {
        true => Err("the host is missing".to_owned()),
        false => Ok(HostPort { host: host.to_owned(), port }),
    }
}

fn security(word: &str) -> Result<Security, String> {
    match word.to_ascii_lowercase().as_str() {
        "tls" | "ssl" => Ok(Security::Tls),
        "starttls" => Ok(Security::Starttls),
        _ => Err("choose tls or starttls; Tern does not connect in clear text".to_owned()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_read_as_people_write_them() {
        let read = |text: &str| host_port(text).map(|at| (at.host, at.port));
        assert_eq!(read("imap.example.org:993"), Ok(("imap.example.org".into(), 993)));
        assert_eq!(read("[::1]:1143"), Ok(("::1".into(), 1143)));
        for wrong in ["imap.example.org", "imap:0", "imap:70000", ":993", "a b:1"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn known_ports_need_no_security() {
        let security = |text: &str, asked| host_port(text).unwrap().server(asked).map(|server| server.security);
        assert_eq!(security("h:993", None), Some(Security::Tls));
        assert_eq!(security("h:587", None), Some(Security::Starttls));
        assert_eq!(security("h:993", Some(Security::Starttls)), Some(Security::Starttls));
        assert_eq!(security("h:1993", None), None);
    }
}
