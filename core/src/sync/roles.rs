//! What mailboxes are for, where the server does not say: their names, in many languages.

use crate::model::Role;

/// A mailbox as the server lists it.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// Decoded to UTF-8.
    pub name: &'a str,
    pub separator: Option<char>,
    /// What the server says it is for (RFC 6154).
    pub special_use: Option<Role>,
    pub selectable: bool,
}

/// Names in lower case, best first.
const NAMES: [(Role, &[&str]); 5] = [
    (
        Role::Sent,
        &[
            "sent",
            "sent items",
            "sent messages",
            "sent mail",
            "sent-mail",
            "gesendet",
            "gesendete objekte",
            "gesendete elemente",
            "gesendete nachrichten",
            "gesendete",
            "envoyés",
            "messages envoyés",
            "éléments envoyés",
            "courrier envoyé",
            "objets envoyés",
            "enviados",
            "elementos enviados",
            "correo enviado",
            "mensajes enviados",
            "itens enviados",
            "mensagens enviadas",
            "e-mails enviados",
            "posta inviata",
            "inviata",
            "inviati",
            "elementi inviati",
            "messaggi inviati",
            "verzonden",
            "verzonden items",
            "verzonden berichten",
            "skickat",
            "skickade",
            "skickade objekt",
            "sendt",
            "sendte elementer",
            "sendt post",
            "lähetetyt",
            "lähetetyt viestit",
            "wysłane",
            "elementy wysłane",
            "odeslané",
            "odeslaná pošta",
            "odoslané",
            "elküldött",
            "elküldött elemek",
            "trimise",
            "elemente trimise",
            "отправленные",
            "надіслані",
            "отправлено",
            "изпратени",
            "απεσταλμένα",
            "gönderilmiş öğeler",
            "gönderilenler",
            "gönderilmiş",
            "נשלח",
            "פריטים שנשלחו",
            "البريد المرسل",
            "المرسلة",
            "العناصر المرسلة",
            "已发送",
            "已发送邮件",
            "已发邮件",
            "寄件備份",
            "已傳送的郵件",
            "已寄出",
            "送信済み",
            "送信済みメール",
            "送信済みアイテム",
            "送信控え",
            "보낸편지함",
            "보낸 편지함",
            "đã gửi",
            "thư đã gửi",
            "terkirim",
            "surat terkirim",
        ],
    ),
    (
        Role::Drafts,
        &[
            "drafts",
            "draft",
            "entwürfe",
            "entwurf",
            "brouillons",
            "brouillon",
            "borradores",
            "borrador",
            "rascunhos",
            "bozze",
            "concepten",
            "utkast",
            "kladder",
            "kladde",
            "luonnokset",
            "wersje robocze",
            "szkice",
            "kopie robocze",
            "koncepty",
            "rozepsané",
            "rozpracované",
            "piszkozatok",
            "ciorne",
            "schițe",
            "черновики",
            "чернетки",
            "чернови",
            "πρόχειρα",
            "taslaklar",
            "טיוטות",
            "مسودات",
            "المسودات",
            "草稿",
            "草稿箱",
            "草稿匣",
            "下書き",
            "임시보관함",
            "임시 보관함",
            "thư nháp",
            "bản nháp",
            "draf",
            "konsep",
        ],
    ),
    (
        Role::Trash,
        &[
            "trash",
            "deleted items",
            "deleted messages",
            "deleted",
            "bin",
            "papierkorb",
            "gelöscht",
            "gelöschte objekte",
            "gelöschte elemente",
            "corbeille",
            "éléments supprimés",
            "messages supprimés",
            "papelera",
            "elementos eliminados",
            "eliminados",
            "lixeira",
            "lixo",
            "itens excluídos",
            "itens eliminados",
            "cestino",
            "posta eliminata",
            "elementi eliminati",
            "prullenbak",
            "prullenmand",
            "verwijderde items",
            "papperskorgen",
            "papperskorg",
            "borttagna objekt",
            "papirkurv",
            "slettede elementer",
            "slettet post",
            "roskakori",
            "poistetut",
            "kosz",
            "elementy usunięte",
            "koš",
            "odstraněná pošta",
            "kôš",
            "kuka",
            "törölt elemek",
            "lomtár",
            "coș de gunoi",
            "elemente șterse",
            "корзина",
            "удаленные",
            "удалённые",
            "кошик",
            "видалені",
            "кошче",
            "κάδος απορριμμάτων",
            "κάδος",
            "διαγραμμένα",
            "çöp",
            "çöp kutusu",
            "silinmiş öğeler",
            "אשפה",
            "פריטים שנמחקו",
            "سلة المهملات",
            "المهملات",
            "العناصر المحذوفة",
            "已删除",
            "已删除邮件",
            "垃圾桶",
            "垃圾箱",
            "刪除的郵件",
            "已刪除的郵件",
            "ゴミ箱",
            "ごみ箱",
            "削除済みアイテム",
            "휴지통",
            "지운편지함",
            "지운 편지함",
            "thùng rác",
            "sampah",
            "tong sampah",
        ],
    ),
    (
        Role::Junk,
        &[
            "junk",
            "spam",
            "junk e-mail",
            "junk email",
            "junk mail",
            "bulk mail",
            "bulk",
            "spamverdacht",
            "werbung",
            "junk-e-mail",
            "unerwünscht",
            "unerwünschte werbung",
            "indésirables",
            "courrier indésirable",
            "pourriel",
            "correo no deseado",
            "correo basura",
            "no deseado",
            "lixo eletrônico",
            "lixo eletrónico",
            "correio eletrónico não solicitado",
            "posta indesiderata",
            "indesiderata",
            "ongewenste e-mail",
            "ongewenst",
            "skräppost",
            "søppelpost",
            "uønsket post",
            "uønsket e-post",
            "roskaposti",
            "niechciane",
            "wiadomości-śmieci",
            "nevyžádaná pošta",
            "nevyžiadaná pošta",
            "levélszemét",
            "spam-uri",
            "mesaje nedorite",
            "спам",
            "нежелательная почта",
            "небажана пошта",
            "нежелана поща",
            "ανεπιθύμητα",
            "ανεπιθύμητη αλληλογραφία",
            "istenmeyen",
            "önemsiz e-posta",
            "gereksiz",
            "דואר זבל",
            "ספאם",
            "بريد عشوائي",
            "البريد العشوائي",
            "البريد غير الهام",
            "垃圾邮件",
            "垃圾郵件",
            "迷惑メール",
            "스팸편지함",
            "스팸 편지함",
            "스팸메일함",
            "정크 메일",
            "thư rác",
        ],
    ),
    (
        Role::Archive,
        &[
            "archive",
            "archives",
            "archiv",
            "archiviert",
            "archivo",
            "archivar",
            "archivados",
            "arquivo",
            "arquivo morto",
            "arquivados",
            "archivio",
            "archief",
            "arkiv",
            "arkisto",
            "archiwum",
            "archív",
            "archívum",
            "arhivă",
            "arhiva",
            "архив",
            "архів",
            "αρχείο",
            "arşiv",
            "ארכיון",
            "أرشيف",
            "الأرشيف",
            "归档",
            "存档",
            "封存",
            "典藏",
            "アーカイブ",
            "보관함",
            "보관",
            "lưu trữ",
            "arsip",
        ],
    ),
];

/// The role of each mailbox, no role twice: what the server says comes first, then names.
pub fn roles(mailboxes: &[Named]) -> Vec<Option<Role>> {
    let mut roles: Vec<Option<Role>> = vec![None; mailboxes.len()];
    for (at, mailbox) in mailboxes.iter().enumerate() {
        let role = match mailbox.name.eq_ignore_ascii_case("INBOX") {
            true => Some(Role::Inbox),
            false => mailbox.special_use.filter(|role| *role != Role::Inbox && mailbox.selectable),
        };
        if role.is_some() && !roles.contains(&role) {
            roles[at] = role;
        }
    }
    for (role, names) in NAMES {
        if roles.contains(&Some(role)) {
            continue;
        }
        let free = (0..mailboxes.len()).filter(|at| roles[*at].is_none() && mailboxes[*at].selectable);
        let ranked = free.filter_map(|at| {
            let name = bare(&mailboxes[at])?;
            names.iter().position(|known| *known == name).map(|rank| (rank, at))
        });
        if let Some((_, at)) = ranked.min() {
            roles[at] = Some(role);
        }
    }
    roles
}

/// The name in lower case, without the prefix of a personal namespace below INBOX or of Gmail;
/// `None` for a mailbox inside another one.
fn bare(mailbox: &Named) -> Option<String> {
    let mut name = mailbox.name;
    if let Some((parent, child)) = mailbox.separator.and_then(|separator| name.split_once(separator)) {
        let prefix = ["INBOX", "[Gmail]", "[Google Mail]"].iter().any(|p| parent.eq_ignore_ascii_case(p));
        name = prefix.then_some(child)?;
    }
    if mailbox.separator.is_some_and(|separator| name.contains(separator)) {
        return None;
    }
    Some(name.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named<'a>(name: &'a str, special_use: Option<Role>) -> Named<'a> {
        Named { name, separator: Some('.'), special_use, selectable: true }
    }

    fn by_name(names: &[&str]) -> Vec<Option<Role>> {
        roles(&names.iter().map(|name| named(name, None)).collect::<Vec<_>>())
    }

    #[test]
    fn names_tell_the_role_in_many_languages() {
        use Role::{Archive, Drafts, Inbox, Junk, Sent, Trash};
        let table: [(&[&str], &[Role]); 7] = [
            (&["inbox", "Sent", "Drafts", "Trash", "Spam", "Archive"], &[Inbox, Sent, Drafts, Trash, Junk, Archive]),
            (&["Gesendete Objekte", "Entwürfe", "Papierkorb"], &[Sent, Drafts, Trash]),
            (&["Envoyés", "Brouillons", "Corbeille"], &[Sent, Drafts, Trash]),
            (&["Отправленные", "Черновики", "Корзина"], &[Sent, Drafts, Trash]),
            (&["已发送", "草稿箱", "已删除"], &[Sent, Drafts, Trash]),
            (&["INBOX.Posta inviata", "INBOX.Bozze"], &[Sent, Drafts]),
            (&["送信済み", "下書き", "ゴミ箱", "迷惑メール"], &[Sent, Drafts, Trash, Junk]),
        ];
        for (names, expected) in table {
            assert_eq!(by_name(names), expected.iter().map(|role| Some(*role)).collect::<Vec<_>>(), "{names:?}");
        }
    }

    #[test]
    fn a_role_is_given_once_and_the_server_decides_first() {
        let all = [named("Sent", None), named("Gesendet", Some(Role::Sent)), named("Sent Items", None)];
        assert_eq!(roles(&all), [None, Some(Role::Sent), None]);
        assert_eq!(by_name(&["Sent Messages", "Sent"]), [None, Some(Role::Sent)]);
        assert_eq!(by_name(&["Projects.Sent", "Notes"]), [None, None]);
    }

    #[test]
    fn names_are_in_lower_case_and_listed_once() {
        let all: Vec<&str> = NAMES.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        let distinct: std::collections::BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(distinct.len(), all.len());
        assert!(all.iter().all(|name| name.to_lowercase() == *name));
    }
}
