# Die Wörter aller Oberflächen auf Deutsch. Kennungen und Variablen sind dieselben wie in `en.ftl`.
# Anrede: ohne „Sie“ und „du“, wo es geht. Knöpfe im Infinitiv, Sätze mit Punkt.

-app = Tern

## Shared by all screens

cancel = Abbrechen
close = Schließen
back = Zurück
saved = Gespeichert
done = Fertig
remove = Entfernen
retry = Erneut versuchen
more = Mehr
optional = optional
working = Einen Moment…

## Mitteilungen und Infobereich: vom Schreibtisch gesagt

tray-open = Tern öffnen
tray-compose = Neue Nachricht
tray-quit = Beenden
tray-unread = { $count ->
    [one] Tern, 1 ungelesene Nachricht
   *[other] Tern, { $count } ungelesene Nachrichten
  }
notification-open = Öffnen
notification-archive = Archivieren
notification-read = Als gelesen markieren
notification-more = { $count ->
    [one] 1 weitere Nachricht
   *[other] { $count } weitere Nachrichten
  }

## Folders with a role

role-inbox = Posteingang
role-sent = Gesendet
role-drafts = Entwürfe
role-trash = Papierkorb
role-junk = Spam
role-archive = Archiv
role-all = Alle Nachrichten
role-flagged = Markiert

## How far back mail is kept on this device

window-days = { $days ->
    [one] Letzter Tag
   *[other] Letzte { $days } Tage
  }
window-year = Letztes Jahr
window-all = Alles
window-account = Wie das Konto: { $window }

## Errors: a title by kind; what happened and what to do comes from the core

error-offline = Keine Verbindung
error-insecure = Keine sichere Verbindung
error-sign-in = Anmeldung abgelehnt
error-refused = Der Server hat abgelehnt
error-quota = Kein Platz mehr
error-gone = Nicht mehr vorhanden
error-input = So geht es nicht
error-busy = Anderswo in Gebrauch
error-storage = Fehler beim Speichern
error-locked = Profil gesperrt
error-cancelled = Angehalten
error-bug = Ein Fehler in { -app }

## Errors: what to do about a fault of the window itself

error-bug-next = Bitte melden. Es ging nichts verloren.

## The profile cannot be opened: the whole window says so

closed-title = Die Post lässt sich nicht öffnen
sealed-title = Die Post ist versiegelt
sealed-what = Sie liegt auf diesem Gerät und öffnet sich mit der Passphrase, mit der sie versiegelt wurde.
sealed-passphrase = Passphrase
sealed-open = Öffnen
sealed-refused = Diese Passphrase öffnet sie nicht. Versuchen Sie es noch einmal.
closed-kept = Nichts wurde gelöscht: Nachrichten auf dem Server sind nicht betroffen.

## Welcome: the first account

welcome-title = Willkommen bei { -app }
welcome-what = { -app } ist ein Mailprogramm: Die Post bleibt beim Anbieter, hier liegt eine Kopie des gewünschten Zeitraums.
welcome-add-title = Konto hinzufügen
welcome-name = Eigener Name
welcome-name-hint = Diesen Namen sehen die Empfänger.
welcome-address = E-Mail-Adresse
welcome-address-example = name@anbieter.example
welcome-password = Passwort
welcome-password-hint = Wird auf diesem Gerät verschlüsselt aufbewahrt. Manche Anbieter verlangen ein App-Passwort.
welcome-window = Auf diesem Gerät behalten
welcome-window-hint = Ältere Nachrichten bleiben auf dem Server. Später änderbar, auch je Ordner.
welcome-servers = Server und Optionen
welcome-servers-guess = Vermutet: { $imap } und { $smtp }
welcome-imap = Eingehende Post (IMAP)
welcome-smtp = Ausgehende Post (SMTP)
welcome-host = Server
welcome-port = Port
welcome-security = Verschlüsselung
welcome-security-tls = TLS
welcome-security-starttls = STARTTLS
welcome-security-hint = { -app } überträgt Passwörter und Nachrichten nie unverschlüsselt.
welcome-user = Benutzername
welcome-user-hint = Bei den meisten Anbietern die ganze Adresse.
welcome-ca = Zertifizierungsstelle
welcome-ca-hint = Eine PEM- oder DER-Datei, nur für Server mit eigenem Zertifikat.
welcome-ca-choose = Datei wählen…
welcome-ca-chosen = { $file }
welcome-ca-remove = { $file } nicht verwenden
welcome-add = Anmelden
welcome-adding = Anmeldung läuft…
welcome-adding-hint = Beide Server werden gefragt, bevor etwas gespeichert wird.
welcome-missing-address = E-Mail-Adresse eingeben, etwa name@anbieter.example.
welcome-missing-password = Passwort eingeben.
welcome-missing-host = Namen des Servers eingeben.
welcome-bad-port = Ein Port ist eine Zahl von 1 bis 65535.
welcome-bad-ca = { $file } ist kein Zertifikat.
welcome-refused-password = { $host } hat das Passwort abgelehnt.
welcome-problem-server = { $host } lässt sich noch nicht verwenden.

## Sign-in needed

signin-open = Erneut anmelden
signin-title = Erneut anmelden
signin-what = { $host } hat das Passwort von { $address } abgelehnt. Vorhandene Nachrichten bleiben lesbar.
signin-password = Passwort
signin-check = Anmelden
signin-checking = Anmeldung läuft…
signin-done = { $address } ist wieder angemeldet.

## Settings

settings-title = Einstellungen
settings-sections = Bereiche der Einstellungen
settings-loading = Einstellungen werden geladen…
settings-not-saved = Die Änderung wurde nicht gespeichert

settings-accounts = Konten
settings-accounts-none = Noch kein Konto.
settings-accounts-add = Konto hinzufügen
settings-account-name = Eigener Name
settings-account-name-hint = Diesen Namen sehen die Empfänger.
settings-account-undo = Senden rückgängig machen
settings-account-undo-hint = So lange wartet eine gesendete Nachricht und lässt sich zurückholen.
settings-account-undo-off = Aus
settings-account-undo-seconds = { $seconds ->
    [one] { $seconds } Sekunde
   *[other] { $seconds } Sekunden
  }
settings-account-window = Auf diesem Gerät behalten
settings-account-window-hint = Ältere Nachrichten bleiben auf dem Server.
settings-account-check = Neue Nachrichten
settings-account-check-always = Kommen von selbst
settings-account-check-asked = Auf Wunsch
settings-account-check-hint = Auf Wunsch heißt: { -app } verbindet sich nur für „Mails abrufen“. Was Sie ändern oder senden, geht trotzdem hinaus.
settings-account-folders = Ordner mit eigenem Zeitraum
settings-account-folder-window = { $folder }: auf diesem Gerät behalten
settings-account-kept = { $kept } hier, { $older } ältere auf dem Server
settings-account-servers = Server
settings-account-server = { $host }, Port { $port }, { $security }
settings-account-user = Benutzername
settings-account-password = Passwort ändern…
settings-account-remove = Konto entfernen…
settings-account-working = Der Server wird gefragt…
settings-remove-title = { $address } entfernen?
settings-remove-what = Nachrichten, Entwürfe und Postausgang dieses Kontos werden von diesem Gerät entfernt. Der Server behält die Nachrichten.
settings-remove-waiting = { $count ->
    [one] Eine Nachricht wartet noch im Postausgang und würde nicht gesendet.
   *[other] { $count } Nachrichten warten noch im Postausgang und würden nicht gesendet.
  }
settings-remove-confirm = Konto entfernen
settings-removed = { $address } wurde von diesem Gerät entfernt.

settings-appearance = Darstellung
settings-theme = Farben
settings-theme-system = Wie das System
settings-theme-light = Hell
settings-theme-dark = Dunkel
settings-density = Liste
settings-density-compact = Kompakt
settings-density-normal = Normal
settings-density-relaxed = Luftig
settings-layout = Lesebereich
settings-layout-right = Rechts
settings-layout-bottom = Unten
settings-layout-off = Aus
settings-text-size = Schriftgröße
settings-text-size-value = { $percent } %
settings-language = Sprache
settings-language-system = Wie das System

settings-reading = Lesen
settings-mark-read = Als gelesen markieren
settings-mark-read-at-once = Sofort
settings-mark-read-delay = { $seconds ->
    [one] Nach { $seconds } Sekunde
   *[other] Nach { $seconds } Sekunden
  }
settings-mark-read-never = Nur von Hand
settings-plain = Nur Text
settings-plain-hint = Zeigt die Textfassung, wo eine Nachricht eine hat.
settings-remote = Bilder aus dem Netz
settings-remote-hint = Bilder aus dem Netz verraten dem Absender, dass die Nachricht gelesen wurde. Sie sind verborgen, außer bei diesen Absendern:
settings-remote-none = Noch kein Absender ist erlaubt. Nachrichten mit verborgenen Bildern bieten „Immer von diesem Absender“ an.
settings-remote-remove = Bilder von { $sender } wieder verbergen

settings-keys = Tasten
settings-keys-single = Tasten aus einem Buchstaben
settings-keys-single-hint = Zum Beispiel e für Archivieren. Nie während der Texteingabe.
settings-keys-what = Aktion
settings-keys-key = Taste
settings-keys-change = Taste für „{ $command }“ ändern
settings-keys-press = Neue Taste drücken…
settings-keys-press-hint = Escape behält die alte.
settings-keys-none = keine
settings-keys-clear = Taste für „{ $command }“ entfernen
settings-keys-reset = „{ $command }“ auf { $keys } zurücksetzen
settings-keys-reset-all = Alle Tasten zurücksetzen
settings-keys-conflict = { $keys } bedeutet auch „{ $command }“.
settings-keys-find = Aktion suchen

settings-system = System
settings-notifications = Benachrichtigungen
settings-notifications-hint = Bei neuer Post in Posteingängen, solange das Fenster nicht vorn ist.
settings-tray = Im Infobereich behalten
settings-tray-hint = { -app } läuft nach dem Schließen des Fensters weiter, sodass Post weiter ankommt.
settings-autostart = Beim Anmelden starten
settings-autostart-hint = { -app } startet mit der Anmeldung an diesem Computer.
settings-mailto = Mail-Links mit { -app } öffnen
settings-mailto-set = { -app } für Mail-Links verwenden
settings-mailto-done = Mail-Links öffnen sich jetzt in { -app }.

settings-about = Über
settings-about-version = { -app } { $version }
settings-about-licence = Freie Software unter der Mozilla Public License 2.0.
settings-about-parts = Gebaut auf freier Software: Rust, SQLite, rustls, ring, Tauri, Svelte, Fluent und PDF.js, jeweils unter eigener Lizenz.
settings-about-privacy = { -app } spricht mit den eigenen Mailservern und sonst mit niemandem. Bilder aus dem Netz werden nur auf Wunsch geladen.

## Reader: one conversation

reader-tools = Für die Unterhaltung
reader-conversation-count = { $count ->
    [one] { $count } Nachricht in dieser Unterhaltung
   *[other] { $count } Nachrichten in dieser Unterhaltung
  }
reader-empty = Keine Nachricht ausgewählt
reader-hint-next = nächste Unterhaltung
reader-hint-open = öffnen
reader-hint-compose = neue Nachricht
reader-loading = Die Nachricht wird geladen
reader-gone = Diese Nachricht ist nicht mehr hier. Sie wurde anderswo verschoben oder gelöscht.
reader-unread = Ungelesen
reader-flagged = Markiert
reader-answered = Beantwortet
reader-expand-all = Alle aufklappen
reader-to = An { $people }
reader-to-nobody = Keine Empfänger genannt
reader-others = { $count ->
    [one] und eine weitere Person
   *[other] und { $count } weitere
  }
reader-details-show = Alle Empfänger anzeigen
reader-details-hide = Empfänger verbergen
reader-label-from = Von
reader-label-to = An
reader-label-cc = Cc
reader-label-bcc = Bcc
reader-label-reply-to = Antwort an
reader-label-date = Datum
reader-write-to = An { $name } schreiben
reader-body = Nachricht von { $name }
reader-actions = Mehr zu dieser Nachricht
reader-attachments = { $count ->
    [one] { $count } Anhang
   *[other] { $count } Anhänge
  }
reader-attachment = { $name }, { $size }
reader-attachment-open = Öffnen
reader-attachment-save = Speichern unter…
reader-attachment-preview = Vorschau
reader-attachment-more = Mehr zu { $name }
reader-attachment-drag = Zum Kopieren aus dem Fenster ziehen
reader-saved = Gespeichert als { $path }
reader-remote-hidden = Bilder aus dem Netz sind verborgen.
reader-remote-once = Einmal laden
reader-remote-always = Immer von diesem Absender
reader-show-original = Originalfarben
reader-show-dark = Dunkle Farben
reader-show-plain = Als reinen Text anzeigen
reader-show-html = Formatiert anzeigen
reader-source-title = Quelltext der Nachricht
reader-source-copy = Kopieren
reader-source-copied = Kopiert
reader-source-save = Speichern unter…
reader-preview-failed = Diese Datei kann hier nicht angezeigt werden.
reader-preview-page = Seite { $page } von { $pages }
reader-preview-pages = { $shown } von { $pages } Seiten werden angezeigt. In der geöffneten Datei sind alle zu sehen.
reader-link-title = Dieser Link führt woandershin
reader-link-shown = Der Text nennt
reader-link-host = Der Link führt zu
reader-link-explain = Mit solchen Links werden oft Passwörter gestohlen. Nur öffnen, wenn beide Adressen bekannt sind.
reader-link-open = { $host } öffnen
reader-link-refused-title = Dieser Link lässt sich nicht öffnen
reader-link-refused = { -app } öffnet nur Web- und E-Mail-Adressen. Der Link hätte hierhin geführt:
reader-reply-hint = Antwort schreiben…

## Composer

compose-name = Neue Nachricht
compose-from = Von
compose-to = An
compose-cc = Cc
compose-bcc = Bcc
compose-show-cc = Cc anzeigen
compose-show-bcc = Bcc anzeigen
compose-subject = Betreff
compose-text = Text der Nachricht
compose-placeholder = Hier schreiben…
compose-recipients = Empfänger in { $field }
compose-recipient = { $name }. Entf entfernt, Eingabe ändert, Alt mit Pfeil auf oder ab verschiebt in ein anderes Feld.
compose-recipient-invalid = { $name } ist keine Adresse: { $reason }
compose-recipient-remove = { $name } entfernen
compose-people = Personen
compose-people-found = { $count ->
    [one] { $count } Treffer
   *[other] { $count } Treffer
  }
compose-toolbar = Formate
compose-bold = Fett
compose-italic = Kursiv
compose-underline = Unterstrichen
compose-bullets = Liste
compose-numbers = Nummerierte Liste
compose-quote = Zitat
compose-link = Link…
compose-clear = Formate entfernen
compose-link-title = Link
compose-link-address = Adresse
compose-link-set = Link setzen
compose-link-invalid = Ein Link beginnt mit https://, http:// oder mailto:.
compose-to-plain = Reiner Text
compose-to-rich = Formatierter Text
compose-unfold = Zitierten Text anzeigen
compose-drop-quote = Zitierten Text entfernen
compose-attaching = { $count ->
    [one] Eine Datei wird angehängt…
   *[other] { $count } Dateien werden angehängt…
  }
compose-files = { $count ->
    [one] { $count } Datei, { $size }
   *[other] { $count } Dateien, { $size }
  }
compose-large = Viele Server lehnen Nachrichten über 10 bis 20 MB ab.
compose-detach = { $name } entfernen
compose-paste-too-large = { $name } ist zu groß zum Einfügen.
compose-paste-attach = Als Datei anhängen.
compose-saved = Gespeichert { $time }
compose-saving = Wird gespeichert…
compose-not-saved = Nicht gespeichert: { $reason }
compose-close = Schließen und Entwurf behalten
compose-minimise = Verkleinern
compose-restore = Öffnen
compose-enlarge = Vergrößern
compose-shrink = Kleiner anzeigen
compose-send-now-waiting = Wird gesendet…
compose-discarded = Entwurf verworfen
compose-undo-discard = Rückgängig
compose-sending-in = { $seconds ->
    [one] Wird in { $seconds } Sekunde gesendet
   *[other] Wird in { $seconds } Sekunden gesendet
  }
compose-sent-now = Nachricht ist unterwegs
compose-undo-send = Rückgängig
compose-attribution = Am { $date } schrieb { $name }:
compose-forward-attribution =
    ---------- Weitergeleitete Nachricht ----------
    Von: { $from }
    Datum: { $date }
    Betreff: { $subject }
    An: { $to }
compose-warn-title = So senden?
compose-warn-stop-title = Noch nicht sendbar
compose-warn-nobody = Es gibt keine Empfänger.
compose-warn-invalid = An { $addresses } kann keine Mail gesendet werden.
compose-warn-subject = Der Betreff fehlt.
compose-warn-attachment = Der Text nennt einen Anhang, aber es ist keiner dabei.
compose-warn-account = Die Nachricht ging an { $expected }, diese Antwort kommt aber von { $chosen }.
compose-warn-send = Trotzdem senden
compose-warn-back = Zurück zur Nachricht

## Outbox

outbox-title = Postausgang
outbox-empty = Nichts wartet auf das Senden
outbox-loading = Der Postausgang wird geladen
outbox-needs-you = Braucht eine Entscheidung
outbox-under-way = Unterwegs
outbox-left = Gesendet
outbox-state-written = Im Postausgang
outbox-state-queued = Wartet auf eine Verbindung
outbox-state-countdown = { $seconds ->
    [one] Geht in { $seconds } Sekunde ab
   *[other] Geht in { $seconds } Sekunden ab
  }
outbox-state-retry = Nächster Versuch um { $time }
outbox-state-submitting = Wird gesendet
outbox-state-committing = Wartet auf die Antwort des Servers
outbox-state-uncertain = Vielleicht gesendet
outbox-state-accepted = Gesendet; die Kopie in Gesendet wird gesucht
outbox-state-done = Gesendet, die Kopie liegt in Gesendet
outbox-state-failed = Nicht gesendet
outbox-state-cancelled = Zurückgeholt
outbox-uncertain-explain = Die Verbindung brach ab, bevor der Server antwortete. { -app } kann deshalb nicht wissen, ob die Nachricht ankam. Einen Empfänger fragen oder erneut senden: Dann kommt sie vielleicht zweimal an.
outbox-undo-send = Senden rückgängig machen
outbox-edit = Erneut bearbeiten
outbox-retry = Erneut versuchen
outbox-retry-uncertain = Erneut senden
outbox-give-up = Nicht senden
outbox-give-up-uncertain = So lassen
outbox-recipients = { $count ->
    [one] { $count } Empfänger
   *[other] { $count } Empfänger
  }
outbox-recipient-waiting = wartet
outbox-recipient-accepted = vom Server angenommen
outbox-recipient-deferred = aufgeschoben; wird erneut versucht
outbox-recipient-refused = abgelehnt
outbox-ledger-show = Verlauf anzeigen
outbox-ledger-hide = Verlauf verbergen
outbox-ledger = Verlauf von { $subject }

## Auf dem iPhone

compose-attach-photo = Fotos auswählen
compose-picture = Bild
settings-about-parts-ios = Gebaut aus freier Software: Rust, SQLite, rustls und ring, unter deren eigenen Lizenzen.
share-continue = Tippen, um weiterzuschreiben
why-promise = iOS wählt, wann { -app } nachsehen darf: meist alle 20 bis 60 Minuten, solange Sie { -app } benutzen, und nie, nachdem Sie es weggewischt haben. Ist es offen, kommt neue Mail sofort.

## Drafts

drafts-title = Entwürfe
drafts-empty = Keine Entwürfe
drafts-loading = Die Entwürfe werden geladen
drafts-local = Auf diesem Gerät
drafts-server = In den Postfächern
drafts-nobody = Noch keine Empfänger
drafts-discard = Entwurf verwerfen
drafts-more = Mehr anzeigen
drafts-attachments = { $count ->
    [one] { $count } Datei
   *[other] { $count } Dateien
  }

## Commands, as the palette, menus, tooltips and the list of keys show them

cmd-group-go = Gehe zu
cmd-group-list = Liste
cmd-group-message = Nachricht
cmd-group-write = Schreiben
cmd-group-window = Fenster
cmd-go-inbox = Zum Posteingang
cmd-go-flagged = Zu den Markierten
cmd-go-sent = Zu den Gesendeten
cmd-go-drafts = Zu den Entwürfen
cmd-go-archive = Zum Archiv
cmd-go-trash = Zum Papierkorb
cmd-go-junk = Zum Spam
cmd-go-outbox = Zum Postausgang
cmd-go-folder = Zu einem Ordner…
cmd-search = Suchen
cmd-next = Nächste Unterhaltung
cmd-previous = Vorherige Unterhaltung
cmd-open = Öffnen
cmd-close = Zurück zur Liste
cmd-select = Auswählen
cmd-select-all = Alle auswählen
cmd-select-none = Auswahl aufheben
cmd-toggle-unread = Nur ungelesene zeigen
cmd-toggle-threads = Nach Unterhaltung gruppieren
cmd-widen = Mehr Mails auf diesem Gerät behalten…
cmd-archive = Archivieren
cmd-delete = Löschen
cmd-junk = Als Spam markieren
cmd-not-junk = Kein Spam
cmd-flag = Markieren
cmd-read = Als gelesen markieren
cmd-unread = Als ungelesen markieren
cmd-move = Verschieben nach…
cmd-copy = Kopieren nach…
cmd-undo = Rückgängig
cmd-next-message = Nächste Nachricht der Unterhaltung
cmd-previous-message = Vorherige Nachricht der Unterhaltung
cmd-scroll = Weiterblättern
cmd-scroll-back = Zurückblättern
cmd-print = Drucken
cmd-source = Quelltext zeigen
cmd-compose = Neue Nachricht
cmd-reply = Antworten
cmd-reply-all = Allen antworten
cmd-forward = Weiterleiten
cmd-send = Senden
cmd-discard = Entwurf verwerfen
cmd-attach = Datei anhängen
cmd-palette = Befehl suchen
cmd-help = Tasten
cmd-settings = Einstellungen
cmd-add-account = Konto hinzufügen
cmd-sync = Mails abrufen
cmd-next-pane = Nächster Bereich
cmd-previous-pane = Vorheriger Bereich
cmd-theme = Hell und dunkel wechseln
cmd-density = Dichte der Liste wechseln
cmd-layout = Platz des Lesebereichs wechseln
cmd-sidebar = Ordner zeigen oder verbergen
cmd-escape = Das Innerste schließen

undo = Rückgängig
no-subject = (kein Betreff)
no-sender = (unbekannter Absender)

notice = Hinweis

## The window: folders, sync strip, list, search, palette

me = ich
folders = Ordner
folders-all-inboxes = Alle Posteingänge
folder-mark-read = Alle als gelesen markieren
folder-empty-trash = Papierkorb leeren …
folder-empty-junk = Alles in den Papierkorb
folder-window = Auf diesem Gerät behalten: { $window }
empty-title = { $folder } leeren?
empty-what = { $count ->
    [one] Eine Nachricht wird hier und auf dem Server endgültig gelöscht.
   *[other] { $count } Nachrichten werden hier und auf dem Server endgültig gelöscht.
}
empty-older = Ältere Nachrichten dieses Ordners liegen nur auf dem Server und bleiben dort.
delete-title = Endgültig löschen?
empty-confirm = Endgültig löschen
folders-outbox = Postausgang
folders-unread = { $count } ungelesen
pane-reader = Unterhaltung
split-folders = Breite der Ordner
split-list = Größe der Liste
sync-never = Noch nicht abgeglichen
sync-up-to-date = Aktuell, { $time }
sync-progress = { $folder } wird abgeglichen: { $done } von { $total }
sync-working = { $address } wird abgeglichen
sync-offline = Offline – gespeicherte Mails
sync-sign-in = Anmeldung nötig: { $address }
sync-cancel = Abgleich anhalten
count-messages = { $count ->
    [one] { $count } Nachricht
   *[other] { $count } Nachrichten
  }
count-conversations = { $count ->
    [one] { $count } Unterhaltung
   *[other] { $count } Unterhaltungen
  }
list-selected = { $count } ausgewählt
list-more = Mehr zu dieser Liste
list-snippets = Textanfang anzeigen
list-unflag = Markierung entfernen
list-above = { $count ->
    [one] { $count } neue weiter oben
   *[other] { $count } neue weiter oben
  }
list-kept = { $kept } hier; { $older } ältere auf dem Server
list-older = { $older } ältere auf dem Server
list-widen = Mehr behalten: { $wider }
list-widened = Mehr wird behalten: { $window }. Ältere Mails sind unterwegs.
list-synced = Zuletzt abgeglichen { $time }
list-empty = Keine Nachrichten
list-empty-unread = Nichts Ungelesenes
list-show-all = Alle anzeigen
list-empty-search = Keine Treffer
list-empty-search-text = Durchsucht wurden die Mails auf diesem Gerät, in allen Ordnern aller Konten.
list-found = { $count ->
    [one] { $shown } Treffer
   *[other] { $shown } Treffer
  }
day-today = Heute
day-yesterday = Gestern
row-unread = Ungelesen
row-flagged = markiert
row-answered = beantwortet
row-pending = wartet auf den Server
row-no-text = { $size } noch auf dem Server
row-attachments = { $count ->
    [one] { $count } Anhang
   *[other] { $count } Anhänge
  }
search-placeholder = Mails durchsuchen
search-clear = Suche leeren
search-results = Suchergebnisse
search-suggestions = Vorschläge
search-from = von einer Person
search-to = an eine Person
search-subject = Wörter aus dem Betreff
search-in = in einem Ordner
search-attachment = mit Anhängen
search-unread = noch ungelesen
search-flagged = markiert
search-after = seit einem Tag, etwa 2026-04-01
search-before = vor einem Tag
search-unfinished = { $operator } wartet auf das, was folgt. Das sind die Treffer bis hierher.
search-unfinished-day = { $operator } wartet auf einen ganzen Tag, etwa 2026-04-01. Das sind die Treffer bis hierher.
did-flag = { $what } geändert
did-move = { $what } nach { $folder } verschoben
did-copy = { $what } nach { $folder } kopiert
did-archive = { $what } archiviert
did-junk = { $what } als Spam markiert
did-not-junk = { $what } zurück im Posteingang
did-delete = { $what } in den Papierkorb verschoben
did-expunge = { $what } endgültig gelöscht
undo-done = Rückgängig gemacht
undo-nothing = Nichts rückgängig zu machen
drag-move = { $what } verschieben
drag-copy = { $what } kopieren
folder-placeholder = Name eines Ordners
folder-go = Zu einem Ordner gehen
folder-move = In einen Ordner verschieben
folder-copy = In einen Ordner kopieren
palette-title = Befehle, Ordner und Personen
palette-placeholder = Befehl, Ordner oder Person
palette-write = Nachricht schreiben
picker-none = Nichts gefunden
keys-title = Tasten
keys-or = oder
keys-change = Tasten ändern…
keys-letters-off = Tasten aus einem Buchstaben sind in den Einstellungen ausgeschaltet.

## Auf dem Telefon

compose-attach-camera = Bild aufnehmen
compose-attach-file = Dateien auswählen
compose-recipient-edit = { $name }, ändern
compose-show-fields = Cc und Bcc zeigen
folders-fold = { $folder } zuklappen
folders-unfold = { $folder } aufklappen
notification-unread = { $count ->
    [one] 1 ungelesene Nachricht
   *[other] { $count } ungelesene Nachrichten
  }
notification-new = Neue Nachricht
outside-nobody = Hier ist keine App, die das öffnet.
outside-not-saved = Die Datei konnte nicht gespeichert werden.
push-channel = Verbindung
push-title = Wartet auf Post
push-text = Verbunden, damit Post sofort ankommt
reader-attachment-save-named = { $name } speichern
reader-attachment-share = { $name } teilen
search-what = In allen Ordnern aller Konten auf diesem Gerät.
share-unreadable = Eine geteilte Datei konnte nicht gelesen werden.
widget-unread = Ungelesene Nachrichten
settings-about-parts-android = Gebaut auf freier Software: Rust, SQLite, rustls, ring, Kotlin, Jetpack Compose und JNA, unter ihren eigenen Lizenzen.
settings-battery = Akku
settings-battery-free = { -app } darf ohne Grenzen im Hintergrund arbeiten.
settings-battery-hint = Das System kann Post verzögern, um Akku zu sparen. Tippen, um es zu sehen und { -app } auszunehmen, wenn Post sofort ankommen muss.
settings-lock = Auf dem Sperrbildschirm
settings-lock-all = Absender und Betreff
settings-lock-sender = Nur der Absender
settings-lock-nothing = Nur, dass Post da ist
settings-notifications-phone = Bei neuer Post in Posteingängen, während { -app } nicht vorn ist.
settings-notifications-off = Benachrichtigungen sind ausgeschaltet
settings-notifications-off-hint = Tippen, um sie in den Einstellungen des Systems zu erlauben.
settings-swipes = Wischen
settings-swipe-start = Nach rechts wischen
settings-swipe-end = Nach links wischen
settings-swipe-none = Nichts
settings-swipe-read = Gelesen oder ungelesen
settings-sync = Post holen
settings-sync-mode = Während { -app } im Hintergrund ist
settings-sync-instant = Sofort
settings-sync-instant-hint = Eine Verbindung bleibt offen, und der Server meldet neue Post.
settings-sync-balanced = Ausgewogen
settings-sync-balanced-hint = Sofort über WLAN, Kabel oder beim Laden; alle 30 Minuten über Mobilfunk.
settings-sync-saver = Akku sparen
settings-sync-saver-hint = Alle ein bis zwei Stunden, nachts nicht; Post kann Stunden später kommen.
settings-sync-manual = Nur auf Wunsch
settings-sync-manual-hint = Die Liste nach unten ziehen, um Post zu holen.
settings-sync-last = Zuletzt geholt
lock-title = { -app } ist gesperrt
lock-text = Ihre Post erscheint, sobald dieses Gerät weiß, dass Sie es sind.
lock-unlock = Entsperren
closed-anew = Neu beginnen…
closed-anew-title = Löschen, was auf diesem Gerät ist?
closed-anew-what = Konten, Entwürfe und noch nicht gesendete Nachrichten werden hier gelöscht. Die Post auf den Servern bleibt und kommt wieder, wenn Sie Ihre Konten hinzufügen.
closed-anew-confirm = Löschen und neu beginnen
settings-privacy = Privatsphäre
settings-app-lock = { -app } sperren
settings-app-lock-hint = Fragt nach einer Minute in anderen Apps nach Finger, Gesicht oder Bildschirmsperre.
settings-app-lock-none = Richten Sie zuerst in den Einstellungen des Systems eine Bildschirmsperre ein; dann kann { -app } danach fragen.
settings-screenshots = Keine Bildschirmfotos
settings-screenshots-hint = Hält Post auch aus der Liste der zuletzt benutzten Apps heraus.
settings-log = Protokoll teilen
settings-log-hint = Was { -app } seit dem Start getan hat, ohne Adressen, Namen oder Inhalte.
settings-sync-every = Wie oft
settings-sync-every-mode = Wie oben gewählt
settings-sync-every-minutes = { $minutes ->
    [one] Jede Minute
   *[other] Alle { $minutes } Minuten
  }
settings-sync-mobile = Über Mobilfunk
settings-sync-mobile-same = Wie oben gewählt
settings-sync-mobile-slower = Halb so oft
settings-sync-mobile-off = Nichts im Hintergrund
settings-sync-battery = Seltener bei schwachem Akku
settings-sync-battery-hint = Unter 20 %, solange nicht geladen wird.
settings-sync-folders = Ordner im Hintergrund
settings-sync-folders-hint = Jeder kann mit dem Konto gehen, täglich oder nie angesehen werden.
settings-sync-rule-usual = Wie üblich
settings-sync-rule-instant = Immer, auch in den Ruhezeiten
settings-sync-rule-account = Mit dem Konto
settings-sync-rule-daily = Einmal am Tag
settings-sync-rule-never = Nur beim Öffnen
settings-quiet = Ruhezeiten
settings-quiet-none = Keine
settings-quiet-from = { $days }, { $from } bis { $to }
settings-quiet-hint = In diesen Stunden kommt im Hintergrund keine Post. Gewählt sind die Tage, an denen sie beginnen.
settings-quiet-begin = Von
settings-quiet-end = Bis
settings-quiet-remove = Keine Ruhezeiten
why-title = Warum Post so kommt, wie sie kommt
why-hint = Was für jedes Konto läuft, was das System verbietet, und wann { -app } zuletzt geweckt wurde.
why-away = Solange { -app } offen ist, kommt Post sofort. Wenn Sie { -app } weglegen:
why-mode-push = Verbindung offen
why-mode-poll = Von Zeit zu Zeit angesehen
why-mode-nothing = Es läuft nichts
why-checked = Zuletzt angesehen { $when }
why-foreground = Sie sehen gerade hin: Neue Post kommt sofort.
why-push = { $minutes ->
    [one] Der Server meldet neue Post; die Leitung wird jede Minute wach gehalten.
   *[other] Der Server meldet neue Post; die Leitung wird alle { $minutes } Minuten wach gehalten.
  }
why-poll = { $minutes ->
    [one] Jede Minute angesehen.
   *[other] Alle { $minutes } Minuten angesehen.
  }
why-fixed = Sie haben festgelegt, wie oft.
why-manual = Sie haben gewählt, Post nur auf Wunsch zu holen.
why-quiet = Ruhezeit bis { $until }.
why-night = Nachts ruht es, um Strom zu sparen, bis { $until }.
why-exceptions = Ruhezeit: Nur Ordner, die Sie zulassen, werden angesehen.
why-network = Es gibt kein Netz. Es geht weiter, sobald eines da ist.
why-captive = Das Netz verlangt zuerst eine Anmeldung im Browser.
why-mobile-off = Sie haben Post im Hintergrund über Mobilfunk ausgeschaltet.
why-mobile = Mobilfunk: seltener.
why-data-saver = Der Datensparmodus des Systems hält { -app } von Netzen fern, die Geld kosten.
why-power-save = Energiesparen ist an: seltener.
why-power-stops = Energiesparen ist an: Im Hintergrund läuft nichts.
why-battery = Der Akku ist bei { $percent } %: seltener.
why-no-push = Der Server meldet neue Post nicht.
why-no-socket = Das System lässt { -app } im Hintergrund keine Verbindung halten.
why-doze = Das Gerät schläft tief: Es wird bei der nächsten Pause nachgesehen.
why-standby = Sie öffnen { -app } selten, darum weckt das System es selten.
why-forbidden = Das System verbietet { -app }, im Hintergrund zu arbeiten.
why-system = Das System allein wählt, wann { -app } nachsehen darf.
why-spent = Das System weckt { -app } bis { $until } nicht mehr.
why-refused = Der Server hat das Passwort abgelehnt. Bevor es geändert ist, wird nichts versucht.
why-retrying = { $count ->
    [one] Das letzte Nachsehen schlug fehl; es wird wieder versucht.
   *[other] Die letzten { $count } Male schlugen fehl; es wird wieder versucht, jedes Mal seltener.
  }
why-mend-sign-in = Neu anmelden
why-mend-account = Einstellungen des Kontos
why-mend-battery = Vom Akkusparen ausnehmen
why-mend-app = Erlauben
why-mend-data = Vom Datensparen ausnehmen
why-mend-saver = Einstellungen zum Energiesparen
why-mend-wifi = Netzeinstellungen öffnen
why-system-title = Was das System erlaubt
why-system-free = Zurzeit wird nichts zurückgehalten.
why-wakes = Wecken
why-next = Als Nächstes: { $cause }, { $when }
why-next-none = Kein Wecken ist geplant.
why-cause-poll = nachsehen
why-cause-keep-alive = Lebenszeichen
why-cause-retry = neuer Versuch
why-cause-quiet = Ende der Ruhezeit
why-cause-send = Senden
why-cause-push = neue Post
why-cause-free = Zeit, die das System gab
why-wake = { $count ->
    [one] 1 neue Nachricht, { $size }
   *[other] { $count } neue Nachrichten, { $size }
  }
reader-attachment-active = Diese Datei kann als Programm oder in einem Browser laufen, darum öffnet { -app } sie nicht. Speichern Sie sie, und öffnen Sie sie nur, wenn Sie sie erwartet haben.
