# What the core and the window's shell say in sentences, in German; see en.ftl.

-app = Tern

## What to do, said in several places

next-later = { -app } versucht es von selbst wieder.
next-report = Bitte melden; es ging nichts verloren.
next-sync-again = Erneut abgleichen; es ging nichts verloren.
next-sync-then-open = Abgleichen und dann erneut öffnen.
next-try-again = Erneut versuchen.
next-change-and-try = Ändern und erneut versuchen.
next-please-report = Bitte melden.

## Files of the person

file-missing = { $path } gibt es nicht.
file-missing-next = Den Pfad prüfen.
file-exists = { $path } gibt es schon.
file-exists-next = Einen anderen Namen wählen.
file-full = Der Datenträger ist voll.
file-full-next = Platz schaffen und erneut versuchen.
file-failed = { $path }: { $detail }.
file-failed-next = Den Ordner und seine Rechte prüfen.
file-no-file = { $path } ist keine Datei.
file-no-file-next = Eine Datei wählen; ein Ordner lässt sich vorher packen.

## The profile and its database

store-key = Der Schlüssel des Profils öffnet seine Datenbank nicht.
store-key-next = Mit der Passphrase oder dem Schlüsselbund entsperren, mit dem das Profil angelegt wurde.
store-newer = Ein neueres { -app } hat dieses Profil geschrieben.
store-newer-next = Die neueste Fassung von { -app } installieren.
store-full = Der Datenträger ist voll; nichts wurde halb geschrieben.
store-read-only = In das Profil kann nicht geschrieben werden.
store-read-only-next = Die Rechte seines Ordners prüfen, und ob der Datenträger schreibgeschützt ist.
store-busy = Ein anderer Prozess hält die Datenbank des Profils gesperrt.
store-busy-next = Warten, bis er fertig ist, und erneut versuchen.
store-corrupt = Die Datenbank des Profils ist beschädigt; die Datei wurde so gelassen, wie sie ist.
store-corrupt-next = Eine Sicherung einspielen oder ein neues Profil anlegen: Nachrichten auf dem Server sind nicht betroffen.
store-disk = Der Datenträger hat versagt: { $detail }.
store-disk-next = Den Datenträger prüfen; Nachrichten auf dem Server sind nicht betroffen.
store-exists = Dieses Konto gibt es schon.
store-exists-next = Es zuerst entfernen oder eine andere Adresse hinzufügen.
store-closed = Das Profil wurde geschlossen.
store-closed-next = Es wieder öffnen.
store-fault = Interner Fehler: { $detail }.
gone-account = Dieses Konto gibt es hier nicht (mehr).
gone-action = Diese Aktion gibt es hier nicht (mehr).
gone-download = Diesen Download gibt es hier nicht (mehr).
gone-draft = Diesen Entwurf gibt es hier nicht (mehr).
gone-draft-file = Diese Datei gibt es im Entwurf nicht (mehr).
gone-mailbox = Diesen Ordner gibt es hier nicht (mehr).
gone-message = Diese Nachricht gibt es hier nicht (mehr).
gone-outbox = Diese Nachricht gibt es im Postausgang nicht (mehr).
gone-row = Diese Zeile gibt es hier nicht (mehr).
gone-source = Diesen Quelltext gibt es hier nicht (mehr).
gone-next = Die Liste neu laden.
profile-no-home = Hier gibt es keinen persönlichen Ordner.
profile-no-home-next = Mit --profile oder TERN_PROFILE angeben, wo das Profil ist.
profile-no-folder = { $path } ist kein Ordner: { $detail }.
profile-no-folder-next = Einen anderen Profilordner wählen.
profile-not-utf8 = { $path } ist nicht in UTF-8.
profile-not-utf8-next = Einen Profilordner mit anderem Namen wählen.
profile-no-runtime = { -app } wurde ohne Laufzeitumgebung geöffnet.
profile-key-unread = Der Schlüssel wurde nicht gelesen.
profile-key-missing = Der Schlüssel dieses Profils fehlt.
profile-key-missing-next = Das Profil dort öffnen, wo es angelegt wurde, oder den Schlüssel aus einer Sicherung holen.
profile-key-damaged = Der Schlüssel dieses Profils ist beschädigt.
profile-key-damaged-next = Den Schlüssel aus einer Sicherung holen.
profile-no-random = Das System gibt keine Zufallszahlen.
profile-no-random-next = Das Gerät neu starten.
profile-no-threads = Das System gibt keine weiteren Threads: { $detail }.
profile-no-threads-next = Andere Programme schließen.

## Where the profile's key is kept

secret-platform = Der Geheimnisspeicher dieses Geräts hat versagt.
secret-platform-next = Das Gerät entsperren und erneut versuchen.
secret-passphrase-wrong = Die Passphrase öffnet dieses Profil nicht.
secret-passphrase-wrong-next = Mit der Passphrase versuchen, mit der das Profil angelegt wurde.
secret-passphrase-none = Dieses Profil ist mit einer Passphrase versiegelt, und es wurde keine angegeben.
secret-passphrase-none-next = Sie bei der Nachfrage oder in TERN_PASSPHRASE angeben.
secret-damaged = Der versiegelte Schlüssel dieses Profils ist beschädigt ({ $part }).
secret-damaged-next = Den Ordner des Profils aus einer Sicherung zurückholen.
secret-no-random = Dieses System gibt keine Zufallszahlen.
secret-no-random-next = Den Computer neu starten und erneut versuchen.
secret-no-memo = { $path } sagt nicht, wo der Schlüssel dieses Profils ist.
secret-no-memo-next = { -app } aktualisieren oder die Datei aus einer Sicherung zurückholen.
secret-no-keyring-build = Der Schlüssel dieses Profils ist im Schlüsselbund des Desktops, den diese Fassung von { -app } nicht lesen kann.
secret-no-keyring-build-next = Das Profil mit einer Fassung öffnen, die den Schlüsselbund kennt.
secret-no-keyring = Der Schlüssel dieses Profils ist im Schlüsselbund der Desktop-Sitzung, und hier gibt es keinen.
secret-no-keyring-next = { -app } aus der Desktop-Sitzung öffnen, in der das Profil angelegt wurde.
secret-keyring-refused = Der Schlüsselbund mit dem Schlüssel dieses Profils gab ihn nicht heraus: { $detail }.
secret-keyring-refused-next = Den Schlüsselbund der Desktop-Sitzung entsperren und erneut versuchen.
secret-keyring-silent = er antwortet nicht
secret-name = „{ $name }“ kann kein Geheimnis benennen.
secret-name-next = Dies als Fehler in { -app } melden.
secret-shared = Andere Benutzer dieses Computers dürfen die Schlüsseldatei { $path } lesen.
secret-shared-next = Falls es niemand getan hat, ausführen: chmod 600 { $path }
secret-file-read = { $path } kann nicht gelesen werden: { $detail }.
secret-file-checked = { $path } kann nicht geprüft werden: { $detail }.
secret-file-written = { $path } kann nicht geschrieben werden: { $detail }.
secret-file-removed = { $path } kann nicht entfernt werden: { $detail }.
secret-file-next = Den Ordner des Profils, seinen Besitzer und den freien Platz des Datenträgers prüfen.

## Servers and the way to them

net-dns = Der Name { $host } wurde nicht gefunden: { $detail }.
net-dns-next = Servernamen und Netz prüfen.
net-refused = { $host }:{ $port } ist nicht zu erreichen: { $detail }.
net-refused-next = Server, Port, Netz und Firewall prüfen.
net-timeout = Der Server hat innerhalb von { $seconds } s nicht geantwortet ({ $what }).
net-broken = Die Verbindung brach ab: { $detail }.
net-certificate = Dem Zertifikat von { $host } ist nicht zu trauen: { $problem }.
net-insecure = Keine sichere Verbindung zu { $host }: { $detail }.
net-insecure-any = Keine sichere Verbindung zu irgendeinem Server: { $detail }.
net-insecure-next = Port und Verschlüsselung prüfen (TLS oder STARTTLS); { -app } sendet Nachrichten und Passwörter nie unverschlüsselt.
net-sign-in = Der Server hat Benutzername oder Passwort abgelehnt: { $said }
net-sign-in-next = Benutzername und Passwort prüfen; manche Anbieter verlangen ein App-Passwort. { -app } versucht es nicht von selbst wieder.
net-unavailable = Der Server ist zurzeit nicht verfügbar: { $said }
net-no = Der Server hat abgelehnt: { $said }
net-no-next = Ändern, was der Server nennt, und erneut versuchen.
net-quota-next = Nachrichten auf dem Server löschen oder beim Anbieter mehr Platz erbitten.
net-nonexistent-next = Abgleichen, um zu sehen, welche Ordner es jetzt gibt.
net-no-permission-next = Der Ordner ist vielleicht schreibgeschützt oder gehört jemand anderem; dort nachfragen.
net-bad = Der Server hat nicht verstanden: { $said }
net-protocol = Der Server hat gegen das Protokoll verstoßen: { $detail }.
net-protocol-next = Prüfen, ob Server und Port zu einem Mailserver gehören; sonst versucht { -app } es von selbst wieder.
net-unreadable = Die Antwort des Servers ist nicht zu lesen ({ $detail }).
net-source = Was gesendet werden soll, konnte nicht gelesen werden: { $detail }.
net-source-next = Die Datei und den Datenträger prüfen.
certificate-wrong-name = es gilt für { $names }
certificate-no-name = es gilt für gar keinen Namen
certificate-expired = es ist abgelaufen
certificate-early = es gilt noch nicht
certificate-issuer = sein Aussteller ist hier unbekannt
certificate-revoked = es wurde widerrufen
certificate-wrong-name-next = { $name } als Servernamen verwenden, wenn der Anbieter ihn bestätigt.
certificate-no-name-next = Den Anbieter nach dem richtigen Servernamen fragen.
certificate-expired-next = Die Uhr dieses Geräts prüfen; geht sie richtig, muss der Anbieter das Zertifikat erneuern.
certificate-early-next = Die Uhr dieses Geräts prüfen.
certificate-issuer-next = Das CA-Zertifikat des Anbieters für dieses Konto angeben oder herausfinden, wer sich in die Verbindung einschaltet.
certificate-other-next = Den Anbieter fragen; vorher nicht weitermachen.

## Why a connection failed: inside the sentences above

why-closed = der Server hat sie geschlossen
why-reset = die Gegenseite hat sie zurückgesetzt
why-other-closed = die Gegenseite hat sie geschlossen
why-connection-refused = die Verbindung wurde abgewiesen
why-no-route = es führt kein Weg dorthin
why-no-network = das Netz ist nicht erreichbar
why-connection-late = die Verbindung kam nicht rechtzeitig zustande
why-no-address = er hat keine Adresse
why-name-unknown = einen solchen Namen gibt es nicht
why-name-unanswered = kein Nameserver hat geantwortet
why-name-late = der Nameserver hat nicht geantwortet
why-unsendable = der Befehl konnte nicht gesendet werden
why-unfinished = ein früherer Befehl wurde nicht beendet
why-no-connection = es gibt keine Verbindung
why-endless-reply = die Antwort endet nicht
why-idle-ended = IDLE endete von selbst: { $said }
why-no-imap = dies ist kein IMAP-Server
why-many-responses = viel zu viele Antworten auf einen Befehl
why-no-session = die Sitzung konnte nicht beginnen
why-no-reply = keine Antwort
why-data-answered = DATA wurde mit { $code } beantwortet
why-dot-answered = der abschließende Punkt wurde mit { $code } beantwortet
why-login-open = AUTH LOGIN kam zu keinem Ende
why-no-way = kein Weg, sich anzumelden
why-answer-to = eine Antwort auf { $command }
why-no-status = keine Antwort auf STATUS
why-preauth = der Server meldet vor TLS von selbst an
why-no-starttls = der Server bietet kein STARTTLS an
why-starttls-refused = der Server hat STARTTLS abgelehnt: { $said }
why-slipped-in = der Server hat zwischen STARTTLS und dem Verbindungsaufbau dazwischengeredet
why-said-between = zwischen STARTTLS und dem Verbindungsaufbau wurde etwas gesagt
why-no-smtp = der Server spricht auf diesem Port kein SMTP
why-no-tls = der Server spricht auf diesem Port kein TLS
why-no-authorities = dieses System hat keine Zertifizierungsstellen (ca-certificates installieren)
why-short-source = es ist kürzer als angekündigt
why-copy-hidden = der Server hat die Kopie genommen und zeigt sie nicht
why-copy-late = der Server hat sie noch nicht abgelegt.

## What an answer was waited for with: inside net-timeout

wait-answer = eine Antwort
wait-reply = eine Antwort
wait-greeting = die Begrüßung
wait-sending = Senden
wait-sign-in = Anmelden
wait-idle-end = Ende von IDLE
wait-picture = das Bild
wait-connection = Verbinden
wait-handshake = TLS-Verbindungsaufbau
wait-message = Annahme der Nachricht
wait-dot = der abschließende Punkt

## What cannot be sent in the protocol

input-command = Ein Befehl enthält ein Zeichen, das sich nicht senden lässt.
input-keyword = „{ $keyword }“ kann kein Schlüsselwort sein.
input-nul = Benutzername oder Passwort enthält ein NUL-Zeichen.
input-line-break = „{ $text }“ enthält einen Zeilenumbruch oder ein NUL-Zeichen.
input-host = „{ $host }“ ist kein Servername.
input-ca = Die CA-Datei enthält kein lesbares Zertifikat.
input-changed = Die Nachricht hat sich inzwischen geändert.

## Sending: answers given in the server's place or with its words

smtp-quota-next = Eine kleinere Nachricht senden oder beim Anbieter mehr Platz erbitten.
smtp-refused-next = Ändern, was der Server nennt.
smtp-no-utf8 = Der Server kann nur Adressen in ASCII befördern (er bietet kein SMTPUTF8 an).
smtp-too-large = Die Nachricht hat { $size } Bytes; der Server nimmt höchstens { $limit }.
imap-too-large = Der Server nimmt Nachrichten bis { $limit } Bytes.
smtp-no-way = Der Server bietet keine Anmeldung mit Passwort an.
reply-mailbox-full = Das Postfach des Empfängers ist voll oder nimmt nichts von dieser Größe: { $reply }
reply-too-large = Die Nachricht ist zu groß für den Server: { $reply }
reply-damaged = Die Nachricht ist auf diesem Gerät beschädigt und kann nicht gesendet werden: neu schreiben.

## Writing: what keeps a message from being queued

send-next = Die Nachricht ändern und erneut senden.
send-forbidden-next = In den Postausgang sehen.
send-nobody = Die Nachricht hat keine Empfänger.
send-no-random = Das System gibt keine Zufallszahlen.
send-not-built = Die Nachricht konnte nicht zusammengestellt werden.
send-attachment = Der Anhang „{ $name }“ kann nicht gelesen werden: { $detail }.
send-attachment-missing = es gibt ihn nicht
send-attachment-forbidden = die Rechte dazu fehlen
send-attachment-no-file = er ist keine Datei
send-attachment-no-name = er hat keinen Namen
send-address = „{ $address }“ ist keine Adresse: { $fault }
address-control = sie enthält ein Steuerzeichen.
address-no-at = ihr fehlt das „@“.
address-no-local = vor dem „@“ steht nichts.
address-local-long = der Teil vor dem „@“ ist länger als 64 Bytes.
address-local-special = der Teil vor dem „@“ enthält ein Leer- oder Sonderzeichen.
address-quoted-open = der Teil in Anführungszeichen endet nicht.
address-quoted-mark = der Teil in Anführungszeichen enthält ein Anführungszeichen.
address-brackets = die Adresse in Klammern ist keine IP-Adresse.
address-domain = die Domain ist ungültig.
address-typed = „{ $address }“ ist keine Mail-Adresse.
address-typed-next = Sie als name@domain oder Name <name@domain> schreiben.

## Drafts

draft-no-account = Es gibt kein Konto, von dem aus geschrieben werden kann.
draft-no-account-next = Ein Konto hinzufügen, dann schreiben.
draft-no-link = Dies ist kein Link, um eine Nachricht zu schreiben.
draft-no-link-next = Ein solcher Link beginnt mit mailto: und einer Adresse.
draft-no-draft = Diese Nachricht ist kein Entwurf.
draft-no-draft-next = Stattdessen antworten oder weiterleiten.
draft-pasted-large = Das Eingefügte hat mehr als 32 MB.
draft-pasted-large-next = Es speichern und die Datei anhängen.
draft-files-large = Die Dateien einer Nachricht dürfen zusammen 100 MB haben.
draft-files-large-next = Mehrere Nachrichten senden oder die Datei auf anderem Weg weitergeben.

## The ledger of the outbox

ledger-queued = Im Postausgang.
ledger-submitting = Wird gesendet.
ledger-interrupted-before = Vor dem abschließenden Punkt unterbrochen: Nichts wurde angenommen, neuer Versuch.
ledger-dot-next = Die Nachricht ist übertragen; als Nächstes kommt der abschließende Punkt.
ledger-interrupted-after = Nach dem abschließenden Punkt unterbrochen: Die Nachricht wird gesucht.
ledger-no-reply = Keine Antwort auf den abschließenden Punkt ({ $why }): Die Nachricht wird gesucht.
ledger-copying = Gesendet; die Kopie wird abgelegt.
ledger-copy-by-server = Die Kopie liegt in Gesendet (abgelegt vom Server).
ledger-copy-by-app = Die Kopie liegt in Gesendet (abgelegt von { -app }).
ledger-copy-by-both = Die Kopie liegt in Gesendet (abgelegt vom Server und von { -app }).
ledger-copy-missing = Gesendet, aber die Kopie fehlt: { $why }
ledger-retry = Ein neuer Versuch wurde gewünscht.
ledger-now = Das sofortige Senden wurde gewünscht.
ledger-copy-asked = Die Kopie in Gesendet wurde gewünscht.
ledger-taken-back = Von Hand zurückgeholt.
ledger-given-up = Nach fünf Tagen aufgegeben.
ledger-counts = { $accepted } angenommen, { $deferred } aufgeschoben, { $refused } abgelehnt.
ledger-recipient = { $address }: { $reply }
ledger-found = Der Server hatte sie angenommen: Sie liegt in { $mailbox }.
ledger-in-doubt = Die Verbindung endete, bevor der Server antwortete. { $why } Ob sie gesendet wurde, ist nicht zu erfahren: einen Empfänger fragen, dann erneut versuchen oder zurückholen.
ledger-doubt-others = Ein früherer Versuch hat andere erreicht, daher beweist die Kopie nichts.
ledger-doubt-absent = Sie liegt nicht in Gesendet.
ledger-doubt-unknown = Gesendet konnte noch nicht abgefragt werden ({ $why }).
outbox-submitting = Die Nachricht wird gerade gesendet.
outbox-sent = Die Nachricht wurde schon gesendet.
outbox-taken-back = Die Nachricht wurde schon zurückgeholt.
outbox-no-step = Dieser Schritt passt nicht zum Stand des Postausgangs.
outbox-changed = Die Nachricht hat sich gerade geändert; noch einmal ansehen.

## Changes to messages

edit-next = Einen anderen Ordner wählen oder den fehlenden auf dem Server anlegen.
edit-no-mailbox = Das Konto hat keinen Ordner { $name }.
edit-cannot-hold = Der Ordner { $name } kann keine Nachrichten aufnehmen.
edit-other-account = Der Zielordner gehört nicht zu diesem Konto.
edit-no-flag = Eine Änderung, die keine Markierung nennt, bewirkt nichts.
edit-bad-keyword = „{ $keyword }“ ist kein Schlüsselwort, das ein Server speichern kann.
edit-gone = Die Nachricht ist nicht mehr auf dem Server.
edit-no-folder = Der Ordner ist nicht mehr auf dem Server.
edit-refused = { $what }: { $why }.
edit-refused-whole = { $what }: { $why }
edit-said-read-only = der Server öffnet ihn nur zum Lesen
edit-said-gone = der Ordner ist weg
edit-said-not-kept = der Server behält { $flags } in diesem Ordner nicht
edit-flags = Die Markierungen konnten nicht geändert werden
edit-move = Die Nachricht konnte nicht nach { $folder } verschoben werden
edit-move-elsewhere = Die Nachricht konnte nicht in einen anderen Ordner verschoben werden
edit-copy = Die Nachricht konnte nicht nach { $folder } kopiert werden
edit-copy-elsewhere = Die Nachricht konnte nicht in einen anderen Ordner kopiert werden
edit-delete = Die Nachricht konnte nicht gelöscht werden
edit-why-said = { $why } ({ $said })
edit-why-full = das Postfach ist voll; auf dem Server Nachrichten löschen oder mehr Platz erbitten
edit-why-no-folder = den Ordner gibt es auf dem Server nicht; ihn anlegen oder einen anderen wählen
edit-why-read-only = der Ordner ist schreibgeschützt; seinen Besitzer fragen
edit-why-none = der Server nannte keinen Grund
undo-over = Dies wurde schon rückgängig gemacht oder ist zu lange her.
undo-over-next = Die Nachrichten von Hand verschieben oder ändern.
undo-lost = Die Nachrichten wurden auf dem Server endgültig gelöscht.
undo-lost-next = Den Anbieter nach einer Sicherung fragen; { -app } hat keine Kopie mehr.
undo-lost-some = { $lost } von { $all } Nachrichten wurden auf dem Server endgültig gelöscht.
undo-lost-some-next = Die anderen sind wieder da.

## Reading

read-gone = Die Nachricht ist nicht mehr hier.
read-fault = Die Nachricht konnte nicht gelesen werden.
read-fault-next = Ihren Quelltext speichern und melden.
read-no-image = Die Nachricht hat kein Bild { $number }.
read-no-image-next = Die Nachricht erneut öffnen.
read-no-picture = Was der Server geschickt hat, ist kein Bild.
read-without-next = Die Nachricht ohne das Bild lesen.
read-part-large = Dieser Teil ist zu groß für eine Vorschau.
read-part-large-next = Ihn als Datei speichern und diese öffnen.
read-no-part = Die Nachricht hat keinen Teil { $part }.
read-no-part-next = Die Nachricht öffnen, um die Nummern ihrer Teile zu sehen.
read-moving = Die Nachricht wird gerade auf dem Server verschoben.
read-off-server = Die Nachricht ist nicht mehr auf dem Server.
read-off-server-next = Abgleichen, um zu sehen, was jetzt da ist.
read-renumbered = Der Server hat diesen Ordner neu nummeriert.
read-renumbered-next = Abgleichen und die Nachricht dann erneut öffnen.
picture-no-address = Das Bild hat keine lesbare Adresse.
picture-nowhere = Der Server des Bildes hat ins Leere verwiesen.
picture-around = Der Server des Bildes hat von Ort zu Ort verwiesen.
picture-off-web = Das Bild ist nicht im Web.
picture-answered = Der Server des Bildes hat „{ $said }“ geantwortet.
picture-large = Das Bild hat mehr als 8 MB.

## Syncing

sync-headers-ended = Das Speichern von Kopfzeilen endete vorzeitig.
sync-bodies-ended = Das Speichern von Inhalten endete vorzeitig.
sync-large-ended = Das Speichern einer großen Nachricht endete vorzeitig.
sync-not-come = Nachricht { $id } kam nicht; der Server hat sie nicht mehr.
sync-no-structure = Nachricht { $id } ließ keinen Aufbau erkennen; sie bleibt auf dem Server.
sync-other = Ein anderes { -app } hält dieses Konto schon aktuell.
sync-other-next = Es übernimmt, was hier geändert wird; zum Abgleichen hier das andere beenden.
sync-stopped = Der Abgleich wurde beendet.
sync-stopped-next = Erneut abgleichen.
sync-cancelled = Der Abgleich wurde abgebrochen.
sync-cancelled-next = Was kam, bleibt hier; für den Rest erneut abgleichen.
sync-no-network = Das Netz ist weg.
sync-no-network-next = { -app } macht weiter, sobald es wieder da ist.
sync-no-inbox = Der Server nennt keinen Posteingang (INBOX).
sync-no-inbox-next = Den Anbieter fragen, ob IMAP eingeschaltet ist.
core-closing = { -app } wird beendet.
core-fault = In { -app } ist ein Fehler aufgetreten.
core-fault-next = Bitte melden, was davor geschah; die Nachrichten sind sicher.

## How new mail is noticed, and why

mode-no-idle = Der Server bietet kein IDLE an; nachgesehen wird { $minutes ->
    [one] jede Minute
   *[other] alle { $minutes } Minuten
  }.
mode-idle-refused = Der Server hat IDLE abgelehnt; nachgesehen wird { $minutes ->
    [one] jede Minute
   *[other] alle { $minutes } Minuten
  }.
mode-idle-refused-said = Der Server hat IDLE abgelehnt („{ $said }“); nachgesehen wird { $minutes ->
    [one] jede Minute
   *[other] alle { $minutes } Minuten
  }.
mode-drops = Die Verbindung brach beim Warten { $drops }-mal ab; nachgesehen wird { $minutes ->
    [one] jede Minute
   *[other] alle { $minutes } Minuten
  }, in { $again } min wird Push erneut versucht.
mode-push = Der Server meldet neue Post von selbst (IDLE).
mode-no-network = Es gibt kein Netz; { -app } macht weiter, sobald es wieder da ist.
mode-next-seconds = Nächster Versuch in { $seconds } s.
mode-next-minutes = Nächster Versuch in { $minutes } min.

## Accounts and preferences

setup-no-address = „{ $address }“ ist keine Mail-Adresse.
setup-no-address-next = Sie als name@anbieter.example schreiben.
account-undo-seconds = Eine gesendete Nachricht lässt sich höchstens { $most } Sekunden lang zurückholen.
account-undo-seconds-next = Weniger Sekunden wählen.
account-name = Ein angezeigter Name ist eine Zeile von höchstens { $most } Bytes.
account-name-next = Einen anderen Namen wählen.
account-no-folder = Das Konto hat keinen Ordner „{ $name }“.
account-no-role = Das Konto hat keinen Ordner { $role }.
account-no-folder-next = Es gibt: { $names }.
setting-name = Der Name einer Einstellung hat 1 bis { $most } Zeichen.
setting-name-next = Einen kürzeren Namen wählen.
setting-large = Eine Einstellung hat höchstens { $most } KiB.
setting-large-next = Weniger darin ablegen.

## The window's shell: what the desktop itself refuses

desktop-autostart = Der Desktop hat die Einstellung nicht übernommen: { $detail }.
desktop-autostart-next = { -app } in den Systemeinstellungen zu den Programmen hinzufügen, die beim Anmelden starten.
desktop-no-tray = Dieser Desktop hat keinen Infobereich, der das Symbol von { -app } zeigt.
desktop-no-tray-next = In den Einstellungen oder Erweiterungen des Desktops einen Infobereich einschalten und erneut versuchen.
desktop-printing = Das Drucken ist fehlgeschlagen: { $detail }.
desktop-printing-next = Nach dem Drucker sehen.
desktop-no-place = Für die Datei gibt es keinen Platz: { $detail }.
desktop-no-place-next = Platz auf dem Datenträger schaffen und erneut versuchen.
desktop-not-utf8 = { $path } ist nicht in UTF-8.
desktop-not-utf8-next = Eine Datei mit anderem Namen wählen.
desktop-source = Der Quelltext kann nicht gelesen werden: { $detail }.
desktop-not-written = { $path } kann nicht geschrieben werden: { $detail }.
desktop-not-written-next = Einen anderen Ordner wählen.
desktop-runs = Eine Datei mit der Endung .{ $ending } kann als Programm laufen, deshalb öffnet { -app } sie nicht.
desktop-scripts = Eine Datei mit der Endung .{ $ending } kann im Browser Skripte ausführen und ihren Absender erreichen, deshalb öffnet { -app } sie nicht.
desktop-active-next = Sie speichern und nur öffnen, wenn sie erwartet wurde.
desktop-dragging = Das Ziehen ist fehlgeschlagen: { $detail }.
desktop-dragging-next = Die Datei stattdessen speichern.
desktop-closing = { -app } wird beendet.
desktop-closing-next = Es neu starten.
desktop-start-next = { -app } neu starten.
desktop-no-entry = { -app } gehört nicht zu den Programmen dieses Desktops.
desktop-no-entry-next = Zuerst das Paket von { -app } installieren, dann hier erneut einstellen.
desktop-mailer = Der Desktop hat { -app } nicht als Mailprogramm übernommen: { $detail }.
desktop-mailer-next = { -app } in den Systemeinstellungen als Mailprogramm wählen.
desktop-bad-file = Das Fenster hat eine Datei geschickt, die nicht zu lesen ist.
desktop-no-program = Kein Programm hat { $name } geöffnet: { $detail }.
desktop-no-program-next = Die Datei speichern und selbst öffnen.
desktop-no-link = Dies ist kein Link zu einer Webseite.
desktop-no-link-next = Die Adresse kopieren, wenn sie vertrauenswürdig ist.
desktop-no-browser = Es hat sich kein Browser geöffnet: { $detail }.
desktop-no-browser-next = In den Systemeinstellungen einen Browser wählen.

## Was im Hintergrund geschieht, und warum

plan-foreground = Jemand schaut zu: Neue Post kommt sofort.
plan-push = Der Server meldet neue Post; die Verbindung wird alle { $minutes ->
    [one] Minute
   *[other] { $minutes } Minuten
  } wachgehalten.
plan-poll = Nachgesehen wird alle { $minutes ->
    [one] Minute
   *[other] { $minutes } Minuten
  }.
plan-fixed = Der Abstand ist in den Einstellungen festgelegt.
plan-manual = Abgerufen wird von Hand, wie eingestellt.
plan-quiet = Ruhezeit.
plan-night = Nachts ruht der Abruf, um Strom zu sparen.
plan-quiet-exceptions = Ruhezeit: Nur zugelassene Ordner werden abgerufen.
plan-captive = Das Netz verlangt zuerst eine Anmeldung im Browser.
plan-mobile-off = Über mobile Daten ist der Abruf im Hintergrund aus, wie eingestellt.
plan-mobile = Mobile Daten: Nachgesehen wird halb so oft.
plan-data-saver = Der Datensparmodus des Systems hält { -app } von Netzen fern, die Geld kosten.
plan-power-save = Der Energiesparmodus ist an: Nachgesehen wird halb so oft.
plan-power-save-stops = Der Energiesparmodus ist an: Das System lässt im Hintergrund nichts laufen.
plan-battery = Der Akku ist bei { $percent } %: Nachgesehen wird halb so oft.
plan-no-push = Der Server meldet neue Post nicht von selbst.
plan-no-socket = Das System lässt { -app } im Hintergrund keine Verbindung halten.
plan-doze = Das Gerät schläft: Der Abruf wartet auf die nächste Pause.
plan-standby = { -app } wird selten benutzt, deshalb weckt das System es selten.
plan-forbidden = Das System verbietet { -app } die Arbeit im Hintergrund.
plan-system = Allein das System entscheidet, wann { -app } nachsehen darf.
plan-wakes-spent = Das System gewährt vorerst kein weiteres Aufwachen.
plan-refused = Der Server hat das Passwort abgelehnt; bis es geändert ist, wird nichts versucht.
plan-retrying = { $failures ->
    [one] Der letzte Abruf ist gescheitert; er wird wiederholt.
   *[other] Die letzten { $failures } Abrufe sind gescheitert; sie werden wiederholt, jedes Mal seltener.
  }
plan-no-account = Dieses Konto gibt es nicht.
plan-no-account-next = Die Liste der Konten ansehen.
check-budget = Ein Abruf im Hintergrund dauert 1 bis { $most } Sekunden.
check-budget-next = Eine andere Dauer angeben.
check-interval = Ein fester Abstand ist 15, 30, 60, 120 oder 240 Minuten.
check-interval-next = Einen davon wählen.
check-quiet = Eine Ruhezeit beginnt und endet zu einer Minute eines Tages, an mindestens einem Tag.
check-quiet-next = Beginn, Ende und Tage neu festlegen.
check-two-rules = Ein Ordner hat zwei Regeln.
check-two-rules-next = Jedem Ordner eine geben.
check-ended = Ein Abruf endete vorzeitig.
check-no-sign = Die Verbindung gab kein Lebenszeichen.
check-no-sign-next = { -app } verbindet sich von selbst neu.
check-slow = Der Server war zu langsam für die Zeit, die da war.
