//! The configuration of Dovecot 2.4, which renamed most of what 2.3 had.

use super::DovecotOptions;
use super::config::{self, SPECIAL, Site};

/// Writes the configuration of Dovecot 2.4.
pub fn text(site: &Site<'_>, options: &DovecotOptions) -> String {
    [&general(site), &mail(site, options), &namespace(options), &config::services(site, true), &options.extra]
        .map(String::as_str)
        .join("\n")
}

/// The field of a user's line that limits the mailbox.
pub fn quota_field(bytes: u64) -> String {
    format!("userdb_quota_storage_size={bytes}B")
}

fn general(site: &Site<'_>) -> String {
    let (certificate, key) = (site.tls.certificate.display(), site.tls.key.display());
    let place = site.place.display();
    format!(
        "dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\n{common}\
         ssl_server_cert_file = {certificate}\nssl_server_key_file = {key}\nauth_allow_cleartext = no\n\
         auth_username_format = %{{user | username | lower}}\n\
         passdb passwd-file {{\n  passwd_file_path = {place}/users/%{{user | username}}\n}}\n\
         userdb passwd-file {{\n  passwd_file_path = {place}/users/%{{user | username}}\n}}\n",
        common = config::common(site),
    )
}

fn mail(site: &Site<'_>, options: &DovecotOptions) -> String {
    let hidden: String = options.hide.iter().map(|name| format!("  {name} = no\n")).collect();
    let capability = if hidden.is_empty() { hidden } else { format!("imap_capability {{\n{hidden}}}\n") };
    let plugin = |wanted: bool, lines: &'static str| if wanted { lines } else { "" };
    format!(
        "mail_uid = {uid}\nmail_gid = {gid}\nmail_driver = maildir\nmail_path = ~/Maildir\nmail_fsync = never\n\
         mailbox_list_index = yes\nmail_max_userip_connections = 200\n\
         mail_plugins {{\n  mail_compress = yes\n{quota}{acl}}}\n\
         protocol imap {{\n{imap_quota}{transcripts}}}\n{capability}{quota_root}{acl_driver}",
        uid = site.owner.uid,
        gid = site.owner.gid,
        quota = plugin(options.quota, "  quota = yes\n"),
        acl = plugin(options.acl, "  acl = yes\n"),
        imap_quota = plugin(options.quota, "  mail_plugins {\n    imap_quota = yes\n  }\n"),
        transcripts = plugin(options.transcripts, "  rawlog_dir = ~/rawlog\n"),
        quota_root = plugin(options.quota, "quota \"User quota\" {\n}\n"),
        acl_driver = plugin(options.acl, "acl_driver = vfile\n"),
    )
}

fn namespace(options: &DovecotOptions) -> String {
    let place = if options.prefix { "  prefix = INBOX.\n  separator = .\n" } else { "  separator = /\n" };
    let named = !options.hide.contains(&"SPECIAL-USE");
    let mailbox = |name: &&str| {
        let attribute = if named { format!("    special_use = \\{name}\n") } else { String::new() };
        format!("  mailbox {name} {{\n    auto = subscribe\n{attribute}  }}\n")
    };
    let special: String = SPECIAL.iter().filter(|_| !options.bare).map(mailbox).collect();
    format!("namespace inbox {{\n  inbox = yes\n{place}{special}}}\n")
}
