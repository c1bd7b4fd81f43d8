use super::DovecotOptions;
use crate::place::{self, Owner};
use crate::tls::TlsFiles;
use std::path::Path;

/// Where a Dovecot lives.
pub struct Site<'a> {
    pub place: &'a Path,
    pub tls: &'a TlsFiles,
    pub imap: u16,
    pub imaps: u16,
    pub owner: Owner,
}

const CAPABILITIES: &str = "IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE SORT SORT=DISPLAY THREAD=REFERENCES THREAD=REFS \
    THREAD=ORDEREDSUBJECT MULTIAPPEND URL-PARTIAL CATENATE UNSELECT CHILDREN NAMESPACE UIDPLUS LIST-EXTENDED I18NLEVEL=1 \
    CONDSTORE QRESYNC ESEARCH ESORT SEARCHRES WITHIN CONTEXT=SEARCH LIST-STATUS BINARY MOVE SNIPPET=FUZZY PREVIEW=FUZZY PREVIEW \
    STATUS=SIZE SAVEDATE LITERAL+ NOTIFY SPECIAL-USE COMPRESS=DEFLATE";

/// Folders that are there from the beginning.
pub const SPECIAL: [&str; 5] = ["Drafts", "Sent", "Trash", "Junk", "Archive"];

/// Writes the configuration of Dovecot 2.3.
pub fn text(site: &Site<'_>, options: &DovecotOptions) -> String {
    let parts = [
        &general(site),
        &mail(site, options),
        &namespace(options),
        &plugins(options),
        &services(site, false),
        &options.extra,
    ];
    parts.map(String::as_str).join("\n")
}

/// The field of a user's line that limits the mailbox.
pub fn quota_field(bytes: u64) -> String {
    format!("userdb_quota_rule=*:storage={bytes}B")
}

/// What Dovecot 2.3 and 2.4 call the same.
pub fn common(site: &Site<'_>) -> String {
    let (login, internal, group) = if place::is_root() {
        ("dovenull".to_owned(), "dovecot".to_owned(), "dovecot".to_owned())
    } else {
        let me = place::name(&["-un"]);
        (me.clone(), me, place::name(&["-gn"]))
    };
    let place = site.place.display();
    format!(
        "base_dir = {place}/run\nstate_dir = {place}/state\nlog_path = {place}/log/dovecot.log\n\
         listen = 127.0.0.1\nprotocols = imap lmtp\n\
         default_login_user = {login}\ndefault_internal_user = {internal}\ndefault_internal_group = {group}\n\
         default_process_limit = 1000\ndefault_client_limit = 4000\n\
         first_valid_uid = 1\nssl = yes\nssl_min_protocol = TLSv1.2\nauth_mechanisms = plain login\n\
         auth_failure_delay = 0\n"
    )
}

fn general(site: &Site<'_>) -> String {
    let place = site.place.display();
    let (certificate, key) = (site.tls.certificate.display(), site.tls.key.display());
    let common = common(site);
    format!(
        "{common}ssl_cert = <{certificate}\nssl_key = <{key}\ndisable_plaintext_auth = yes\nauth_username_format = %Ln\n\
         passdb {{\n  driver = passwd-file\n  args = {place}/users/%n\n}}\n\
         userdb {{\n  driver = passwd-file\n  args = {place}/users/%n\n}}\n"
    )
}

fn mail(site: &Site<'_>, options: &DovecotOptions) -> String {
    let shown: Vec<&str> = CAPABILITIES.split_whitespace().filter(|name| !options.hide.contains(name)).collect();
    let capability =
        if options.hide.is_empty() { String::new() } else { format!("imap_capability = {}\n", shown.join(" ")) };
    let transcripts = if options.transcripts { "  rawlog_dir = %h/rawlog\n" } else { "" };
    format!(
        "mail_uid = {uid}\nmail_gid = {gid}\nmail_location = maildir:~/Maildir\nmail_fsync = never\nmailbox_list_index = yes\n\
         mail_max_userip_connections = 200\nmail_plugins = $mail_plugins zlib\n\
         protocol imap {{\n  mail_plugins = $mail_plugins imap_zlib{quota}{acl}\n{transcripts}}}\n{capability}",
        uid = site.owner.uid,
        gid = site.owner.gid,
        quota = if options.quota { " quota imap_quota" } else { "" },
        acl = if options.acl { " acl" } else { "" },
    )
}

fn namespace(options: &DovecotOptions) -> String {
    let place = if options.prefix { "  prefix = INBOX.\n  separator = .\n" } else { "  separator = /\n" };
    let special: String = SPECIAL
        .iter()
        .filter(|_| !options.bare)
        .map(|name| {
            let attribute = if options.hide.contains(&"SPECIAL-USE") {
                String::new()
            } else {
                format!("    special_use = \\{name}\n")
            };
            format!("  mailbox {name} {{\n    auto = subscribe\n{attribute}  }}\n")
        })
        .collect();
    format!("namespace inbox {{\n  inbox = yes\n{place}{special}}}\n")
}

fn plugins(options: &DovecotOptions) -> String {
    let mut text = String::new();
    if options.quota {
        text.push_str("protocol lmtp {\n  mail_plugins = $mail_plugins quota\n}\nplugin {\n  quota = maildir:User quota\n  quota_rule = *:storage=0\n}\n");
    }
    if options.acl {
        text.push_str("plugin {\n  acl = vfile\n}\n");
    }
    text
}

/// The services, whose lifetime has another name since 2.4.
pub fn services(site: &Site<'_>, modern: bool) -> String {
    let chroot = if place::is_root() { "" } else { "  chroot =\n" };
    let lasting = if modern { "restart_request_count = unlimited" } else { "service_count = 0" };
    format!(
        "service imap-login {{\n{chroot}  {lasting}\n  process_min_avail = 1\n\
         \x20 inet_listener imap {{\n    port = {imap}\n  }}\n  inet_listener imaps {{\n    port = {imaps}\n    ssl = yes\n  }}\n}}\n\
         service anvil {{\n{chroot}  unix_listener anvil-auth-penalty {{\n    mode = 0\n  }}\n}}\n\
         service auth {{\n  unix_listener auth-sasl {{\n    mode = 0666\n  }}\n}}\n\
         service stats {{\n  unix_listener stats-writer {{\n    mode = 0666\n  }}\n}}\n\
         service lmtp {{\n  unix_listener lmtp {{\n    mode = 0666\n  }}\n}}\n",
        imap = site.imap,
        imaps = site.imaps,
    )
}
