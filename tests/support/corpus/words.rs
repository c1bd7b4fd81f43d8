use super::chance::Chance;

/// What people write in one language.
pub struct Language {
    pub answer: &'static str,
    names: &'static [&'static str],
    subjects: &'static [&'static str],
    sentences: &'static [&'static str],
    /// The charset its mail may come in besides UTF-8, where these sentences fit into it.
    pub legacy: Option<&'static str>,
}

static ENGLISH: Language = Language {
    answer: "Re:",
    names: &[
        "Ann Hollis",
        "Ben Okafor",
        "Clara Whitby",
        "Dev Patel",
        "Ellen Moss",
        "Finn O'Dowd",
        "Grace Lindqvist",
        "Harvey Stone",
        "Iris Novak",
        "Jon Abel",
    ],
    subjects: &[
        "Minutes of Tuesday's meeting",
        "Invoice for the harbour survey",
        "Can you look at the draft?",
        "Lunch on Friday",
        "Your parcel is on its way",
        "Keys for the boathouse",
        "Budget for the next quarter",
        "Photos from the trip",
        "The printer again",
        "Change of address",
        "Test results are in",
        "Reading list for autumn",
    ],
    sentences: &[
        "The ferry leaves at half past seven, so we should meet at the quay by seven.",
        "I have put the figures into the shared table and marked the ones that look odd.",
        "Could you send me the signed copy before the end of the week?",
        "The survey found two more nests on the northern cliff.",
        "Nobody answered at the office, so I left a message.",
        "Please find the report attached; the summary is on the second page.",
        "We agreed to move the review to Thursday at ten.",
        "The old boiler will have to go before winter.",
        "Let me know whether the new times suit you.",
        "I tried the recipe and it needs twice the salt.",
        "The bank asks for the original, a scan is not enough.",
        "See you there!",
    ],
    legacy: None,
};

static GERMAN: Language = Language {
    answer: "AW:",
    names: &[
        "Jürgen Weiß",
        "Käthe Schröder",
        "Sören Müller",
        "Anneliese Böhm",
        "Günther Groß",
        "Zoë Krämer",
        "Bärbel Jäger",
    ],
    subjects: &[
        "Rückfrage zum Angebot",
        "Überweisung für März",
        "Grüße aus Köln",
        "Änderung der Öffnungszeiten",
        "Einladung zur Jahreshauptversammlung",
        "Schlüsselübergabe am Montag",
        "Mängelliste Wohnung 3",
    ],
    sentences: &[
        "Die Straße ist wegen Bauarbeiten bis Ende März gesperrt.",
        "Könnten Sie mir bitte die Prüfergebnisse für die Überarbeitung schicken?",
        "Wir müssen den Zähler noch ablesen, bevor der Mieter auszieht.",
        "Für die Brötchen sorgt diesmal die Geschäftsführung.",
        "Der Schlüssel liegt wie üblich unter dem großen Blumentopf.",
        "Mit freundlichen Grüßen aus dem schönen Lübeck.",
        "Das Gerät läuft, aber es quietscht fürchterlich.",
    ],
    legacy: Some("iso-8859-1"),
};

static RUSSIAN: Language = Language {
    answer: "Re:",
    names: &["Анна Соколова", "Иван Петров", "Мария Кузнецова", "Сергей Чайкин", "Ольга Волкова"],
    subjects: &[
        "Отчёт за октябрь",
        "Встреча в понедельник",
        "Счёт на оплату",
        "Фотографии с дачи",
        "Вопрос по договору",
    ],
    sentences: &[
        "Прошу прислать подписанный договор до пятницы.",
        "Поезд прибывает в семь утра, встречать не нужно.",
        "Крачки вернулись на остров раньше обычного.",
        "Таблица лежит в общей папке, проверьте, пожалуйста, итог.",
        "Спасибо, всё получил.",
    ],
    legacy: Some("koi8-r"),
};

static JAPANESE: Language = Language {
    answer: "Re:",
    names: &["佐藤 花子", "鈴木 一郎", "高橋 美咲", "田中 健"],
    subjects: &["会議の議事録", "見積書の送付", "来週の予定について", "写真を送ります"],
    sentences: &[
        "添付の資料をご確認ください。",
        "来週の火曜日は十時から会議があります。",
        "港の近くで渡り鳥を見ました。",
        "ご返信をお待ちしております。",
        "駅前の店で昼食をとりましょう。",
    ],
    legacy: None,
};

static CHINESE: Language = Language {
    answer: "回复:",
    names: &["王小明", "李娜", "张伟", "陈静"],
    subjects: &["会议纪要", "发票已开具", "关于下周的安排", "照片分享"],
    sentences: &[
        "请查收附件中的报告。",
        "候鸟今年来得比往年早。",
        "我们把评审改到星期四上午。",
        "合同原件请寄到上海办公室。",
        "谢谢你的帮助。",
    ],
    legacy: None,
};

static ARABIC: Language = Language {
    answer: "رد:",
    names: &["ليلى حداد", "عمر الفاسي", "نور الدين"],
    subjects: &["محضر الاجتماع", "فاتورة الشهر", "صور الرحلة"],
    sentences: &[
        "يرجى إرسال النسخة الموقعة قبل نهاية الأسبوع.",
        "تغادر العبارة في السابعة والنصف.",
        "عادت الطيور إلى الجزيرة.",
        "شكرا جزيلا على المساعدة.",
    ],
    legacy: None,
};

/// Picks a language: mostly English and German.
pub fn language(chance: &mut Chance) -> &'static Language {
    match chance.below(20) {
        0..=9 => &ENGLISH,
        10..=14 => &GERMAN,
        15..=16 => &RUSSIAN,
        17 => &JAPANESE,
        18 => &CHINESE,
        _ => &ARABIC,
    }
}

impl Language {
    /// A name and an address.
    pub fn person(&self, chance: &mut Chance) -> (String, String) {
        let which = chance.below(self.names.len() as u64) as usize;
        let host = chance.pick(&["example.org", "kranich.example", "harbour.example", "post.example.net"]);
        let name = self.names[which];
        let ascii: String = name.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
        let local = if ascii.len() > 3 { ascii } else { format!("person{which}") };
        (name.to_owned(), format!("{local}@{host}"))
    }

    pub fn subject(&self, chance: &mut Chance) -> String {
        let topic = chance.pick(self.subjects);
        if chance.one_in(3) { format!("{topic} ({})", chance.below(900) + 100) } else { topic.to_owned() }
    }

    /// A paragraph without line ends.
    pub fn paragraph(&self, chance: &mut Chance) -> String {
        let sentences: Vec<&str> = (0..chance.below(5) + 2).map(|_| chance.pick(self.sentences)).collect();
        let mut text = sentences.join(" ");
        if chance.one_in(2) {
            text.push_str(&format!(" {}-{:04}", chance.pick(&["Ref", "No", "ID", "Az"]), chance.below(10_000)));
        }
        text
    }
}

/// An encoded word (RFC 2047) where the text needs one, in B or Q.
pub fn encoded(text: &str, chance: &mut Chance) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let by_letters = chance.one_in(2);
    let characters: Vec<char> = text.chars().collect();
    let words = characters.chunks(10).map(|chunk| {
        let part: String = chunk.iter().collect();
        if by_letters {
            format!("=?UTF-8?Q?{}?=", q_encoded(&part))
        } else {
            format!("=?utf-8?B?{}?=", base64(part.as_bytes()))
        }
    });
    words.collect::<Vec<_>>().join("\r\n ")
}

fn q_encoded(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("={b:02X}") })
        .collect()
}

/// Base64 without line ends.
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let n = u32::from(chunk[0]) << 16
            | u32::from(*chunk.get(1).unwrap_or(&0)) << 8
            | u32::from(*chunk.get(2).unwrap_or(&0));
        for i in 0..4 {
            let letter = LETTERS[(n >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

/// A Date header's value in one of several zones.
pub fn date(seconds: i64, chance: &mut Chance) -> String {
    let zone = chance.pick(&["+0000", "+0100", "+0200", "-0500", "+0900"]);
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let hours: i64 = zone[1..3].parse().unwrap_or(0);
    let local = seconds + sign * hours * 3600;
    let (year, month, day) = civil(local.div_euclid(86_400));
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][local.div_euclid(86_400).rem_euclid(7) as usize];
    let name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month as usize - 1];
    let second = local.rem_euclid(86_400);
    format!("{weekday}, {day:02} {name} {year} {:02}:{:02}:{:02} {zone}", second / 3600, second / 60 % 60, second % 60)
}

/// Year, month and day of a day since 1970 (Hinnant's algorithm).
fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + i64::from(month <= 2), month, doy - (153 * mp + 2) / 5 + 1)
}
