use super::*;

fn both(sentence: &Sentence) -> [String; 2] {
    Language::ALL.map(|language| sentence.in_language(language))
}

#[test]
fn a_sentence_is_told_in_every_language_with_what_fills_it() {
    let sentence =
        crate::say!("net-refused", host = "mail.example", port = 993_u16, detail = crate::say!("why-no-route"));
    assert_eq!(
        both(&sentence),
        [
            "mail.example:993 cannot be reached: no route to host.",
            "mail.example:993 ist nicht zu erreichen: es führt kein Weg dorthin."
        ]
    );
}

#[test]
fn numbers_have_their_own_forms() {
    let every = |minutes: u32| both(&crate::say!("mode-no-idle", minutes));
    assert_eq!(every(1)[0], "The server does not offer IDLE; checking every minute.");
    assert_eq!(every(5)[0], "The server does not offer IDLE; checking every 5 minutes.");
    assert_eq!(every(1)[1], "Der Server bietet kein IDLE an; nachgesehen wird jede Minute.");
    assert_eq!(every(15)[1], "Der Server bietet kein IDLE an; nachgesehen wird alle 15 Minuten.");
}

#[test]
fn words_of_others_stay_as_they_came() {
    let said = Sentence::said("Kein Zutritt { $host }");
    assert_eq!(both(&said), ["Kein Zutritt { $host }", "Kein Zutritt { $host }"]);
    let quoted = crate::say!("net-sign-in", said);
    assert!(both(&quoted).iter().all(|told| told.ends_with(": Kein Zutritt { $host }")));
}

#[test]
fn plain_values_get_no_marks_and_others_cannot_turn_the_sentence() {
    let path = |path: &str| crate::say!("file-missing", path).in_language(Language::English);
    assert_eq!(path("/home/ä/x"), "/home/ä/x does not exist.");
    assert_eq!(path("\u{202e}exe.txt\u{2069}"), "exe.txt does not exist.");
    assert_eq!(path("דואר"), "\u{2068}דואר\u{2069} does not exist.");
}

#[test]
fn what_is_kept_is_told_in_the_language_of_the_day() {
    let inner = Sentence::joined([Sentence::said("550 no"), Sentence::default(), crate::say!("why-closed")], " ");
    let sentence = crate::say!("ledger-recipient", address = "a@b.example", reply = inner);
    let kept = Sentence::from_kept(&sentence.kept().unwrap());
    assert_eq!(kept, sentence);
    assert_eq!(kept.in_language(Language::German), "a@b.example: 550 no der Server hat sie geschlossen");
    let said = Sentence::said("{\"said\":\"x\"}");
    assert_eq!(Sentence::from_kept(&said.kept().unwrap()), said, "what a server says is never read as ours");
    assert_eq!(Sentence::from_kept("Queued."), Sentence::said("Queued."), "as an older Tern kept it");
}

#[test]
fn unknown_ids_and_missing_variables_are_found() {
    let (told, faults) = Sentence::written("no-such-id", Vec::new()).checked(Language::German);
    assert_eq!((told.as_str(), faults.len()), ("no-such-id", 1));
    assert_eq!(Sentence::written("file-missing", Vec::new()).checked(Language::English).1.len(), 1);
}
