# Die Wörter aller Oberflächen auf Deutsch. Kennungen und Variablen sind dieselben wie in `en.ftl`.
# Anrede: ohne „Sie“ und „du“, wo es geht. Knöpfe im Infinitiv, Sätze mit Punkt.

-app = Tern

## Shared by all screens

cancel = Abbrechen
close = Schließen
back = Zurück
save = Speichern
saved = Gespeichert
done = Fertig
remove = Entfernen
retry = Erneut versuchen
more = Mehr
less = Weniger
show-password = Passwort anzeigen
hide-password = Passwort verbergen
optional = freiwillig
working = Einen Moment …

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

## Errors: a title by kind; what happened comes from the core

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

## Errors: what to do, where the core's own sentence is in another language

error-offline-next = { -app } versucht es von selbst wieder. Bleibt es dabei: Server, Port und Netz prüfen.
error-insecure-next = Servernamen, Uhr dieses Geräts und Verschlüsselung prüfen; im Zweifel den Anbieter fragen.
error-sign-in-next = Benutzername und Passwort prüfen. Manche Anbieter verlangen ein App-Passwort.
error-refused-next = Ändern, was der Server nennt, und erneut versuchen.
error-quota-next = Nachrichten auf dem Server löschen oder beim Anbieter mehr Platz erbitten.
error-gone-next = Abgleichen, um zu sehen, was jetzt da ist.
error-input-next = Ändern und erneut versuchen.
error-busy-next = Das andere { -app } schließen oder warten, bis es fertig ist.
error-storage-next = Datenträger und freien Platz prüfen. Nachrichten auf dem Server sind nicht betroffen.
error-locked-next = Das Profil wie bisher entsperren oder das neueste { -app } installieren.
error-cancelled-next = Bei Bedarf erneut beginnen.
error-bug-next = Bitte melden. Es ging nichts verloren.

## Full-window panels: first paint, profile that cannot be opened

start-opening = Die Post wird geöffnet …
closed-title = Die Post lässt sich nicht öffnen
closed-kept = Nichts wurde gelöscht: Nachrichten auf dem Server sind nicht betroffen.

## Welcome: the first account

welcome-title = Willkommen bei { -app }
welcome-what = { -app } ist ein Mailprogramm: Die Post bleibt beim Anbieter, hier liegt eine Kopie des gewünschten Zeitraums.
welcome-add-title = Konto hinzufügen
welcome-name = Eigener Name
welcome-name-hint = Diesen Namen sehen die Empfänger.
welcome-address = Mailadresse
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
welcome-ca-choose = Datei wählen …
welcome-ca-chosen = { $file }
welcome-ca-remove = { $file } nicht verwenden
welcome-add = Anmelden
welcome-adding = Anmeldung läuft …
welcome-adding-hint = Beide Server werden gefragt, bevor etwas gespeichert wird.
welcome-missing-address = Mailadresse eingeben, etwa name@anbieter.example.
welcome-missing-password = Passwort eingeben.
welcome-missing-host = Namen des Servers eingeben.
welcome-bad-port = Ein Port ist eine Zahl von 1 bis 65535.
welcome-bad-ca = { $file } ist kein Zertifikat.
welcome-refused-password = { $host } hat das Passwort abgelehnt.
welcome-problem-server = { $host } lässt sich noch nicht verwenden.

## Sign-in needed

signin-banner = { $address }: Der Server hat das Passwort abgelehnt.
signin-open = Erneut anmelden
signin-title = Erneut anmelden
signin-what = { $host } hat das Passwort von { $address } abgelehnt. Vorhandene Nachrichten bleiben lesbar.
signin-password = Passwort
signin-check = Anmelden
signin-checking = Anmeldung läuft …
signin-done = { $address } ist wieder angemeldet.

## Settings

settings-title = Einstellungen
settings-sections = Bereiche der Einstellungen
settings-loading = Einstellungen werden geladen …
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
settings-account-folders = Ordner mit eigenem Zeitraum
settings-account-folder-window = { $folder }: auf diesem Gerät behalten
settings-account-kept = { $kept } hier, { $older } ältere auf dem Server
settings-account-servers = Server
settings-account-server = { $host }, Port { $port }, { $security }
settings-account-user = Benutzername
settings-account-password = Passwort ändern …
settings-account-remove = Konto entfernen …
settings-account-working = Der Server wird gefragt …
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
settings-language-en = English
settings-language-de = Deutsch

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
settings-keys-press = Neue Taste drücken …
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

## Befehle

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
cmd-go-junk = Zu Junk
cmd-go-outbox = Zum Postausgang
cmd-go-folder = Zu einem Ordner …
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
cmd-widen = Mehr Mails auf diesem Gerät behalten …
cmd-archive = Archivieren
cmd-delete = Löschen
cmd-junk = Als Junk markieren
cmd-not-junk = Kein Junk
cmd-flag = Markieren
cmd-read = Als gelesen markieren
cmd-unread = Als ungelesen markieren
cmd-move = Verschieben nach …
cmd-copy = Kopieren nach …
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

ok = OK
undo = Rückgängig
no-subject = (kein Betreff)
no-sender = (unbekannter Absender)

## Mitteilungen und Infobereich: vom Schreibtisch gesagt

tray-open = Tern öffnen
tray-compose = Neue Nachricht
tray-quit = Beenden
tray-unread = { $count ->
    [0] Tern
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
