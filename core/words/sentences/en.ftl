# What the core and the window's shell say in sentences, in English; `de.ftl` has the same ids with the same variables.
# `say!("id", variable)` in Rust makes one. Ids begin with the part of Tern that speaks; `-next` is what to do about it.
# A sentence ends with a full stop; what stands inside another one begins small and has none.
# A new sentence: add it here and in de.ftl, use it in Rust, then `make words`.

-app = Tern

## What to do, said in several places

next-later = { -app } tries again by itself.
next-report = Please report this; nothing was lost.
next-sync-again = Sync again; nothing was lost.
next-sync-then-open = Sync, then open it again.
next-try-again = Try again.
next-change-and-try = Change it and try again.
next-please-report = Please report this.

## Files of the person

file-missing = { $path } does not exist.
file-missing-next = Check the path.
file-exists = { $path } exists already.
file-exists-next = Choose another name.
file-full = The disk is full.
file-full-next = Free some space and try again.
file-failed = { $path }: { $detail }.
file-failed-next = Check the folder and its permissions.
file-no-file = { $path } is not a file.
file-no-file-next = Choose a file; a folder can be packed first.

## The profile and its database

store-key = The profile's key does not open its database.
store-key-next = Unlock with the passphrase or keyring the profile was made with.
store-newer = A newer { -app } wrote this profile.
store-newer-next = Install the newest version of { -app }.
store-full = The disk is full; nothing was half-written.
store-read-only = The profile cannot be written.
store-read-only-next = Check the permissions of its folder and whether the disk is read-only.
store-busy = Another process keeps the profile's database locked.
store-busy-next = Wait until it is done and try again.
store-corrupt = The profile's database is damaged; the file was left as it is.
store-corrupt-next = Restore a backup, or start a new profile: the mail on the server is not affected.
store-disk = The disk failed: { $detail }.
store-disk-next = Check the disk; the mail on the server is not affected.
store-exists = This account is there already.
store-exists-next = Remove it first, or add another address.
store-closed = The profile was closed.
store-closed-next = Open it again.
store-fault = Internal error: { $detail }.
gone-account = There is no such account here (any more).
gone-action = There is no such action here (any more).
gone-download = There is no such download here (any more).
gone-draft = There is no such draft here (any more).
gone-draft-file = There is no such file in the draft here (any more).
gone-mailbox = There is no such mailbox here (any more).
gone-message = There is no such message here (any more).
gone-outbox = There is no such message in the outbox here (any more).
gone-row = There is no such row here (any more).
gone-source = There is no such source here (any more).
gone-next = List again.
profile-no-home = There is no home folder here.
profile-no-home-next = Say where the profile is, with --profile or TERN_PROFILE.
profile-no-folder = { $path } is no folder: { $detail }.
profile-no-folder-next = Choose another profile folder.
profile-not-utf8 = { $path } is not UTF-8.
profile-not-utf8-next = Choose a profile folder with another name.
profile-no-runtime = { -app } was opened without a runtime.
profile-key-unread = The key was not read.
profile-key-missing = The key of this profile is missing.
profile-key-missing-next = Open it where it was made, or restore the key from a backup.
profile-key-damaged = The key of this profile is damaged.
profile-key-damaged-next = Restore the key from a backup.
profile-no-random = The system gives no random numbers.
profile-no-random-next = Restart the device.
profile-no-threads = The system gives no more threads: { $detail }.
profile-no-threads-next = Close other programs.

## Where the profile's key is kept

secret-platform = This device's store of secrets failed.
secret-platform-next = Unlock the device and try again.
secret-passphrase-wrong = The passphrase does not open this profile.
secret-passphrase-wrong-next = Try again with the passphrase the profile was made with.
secret-passphrase-none = This profile is sealed with a passphrase, and none was given.
secret-passphrase-none-next = Give it at the prompt or in TERN_PASSPHRASE.
secret-damaged = The sealed key of this profile is damaged ({ $part }).
secret-damaged-next = Put the profile's folder back from a backup.
secret-no-random = This system gives no random numbers.
secret-no-random-next = Restart the computer and try again.
secret-no-memo = { $path } does not say where the key of this profile is.
secret-no-memo-next = Update { -app }, or put the file back from a backup.
secret-no-keyring-build = The key of this profile is in the desktop's keyring, which this build of { -app } cannot read.
secret-no-keyring-build-next = Open the profile with a build that has the keyring.
secret-no-keyring = The key of this profile is in the keyring of the desktop session, and there is none here.
secret-no-keyring-next = Open { -app } from the desktop session the profile was made in.
secret-keyring-refused = The keyring that has the key of this profile did not give it out: { $detail }.
secret-keyring-refused-next = Unlock the keyring of the desktop session and try again.
secret-keyring-silent = it does not answer
secret-name = "{ $name }" cannot name a secret.
secret-name-next = Report this as a fault of { -app }.
secret-shared = Other users of this computer may read the key file { $path }.
secret-shared-next = If nobody did, run: chmod 600 { $path }
secret-file-read = { $path } cannot be read: { $detail }.
secret-file-checked = { $path } cannot be checked: { $detail }.
secret-file-written = { $path } cannot be written: { $detail }.
secret-file-removed = { $path } cannot be removed: { $detail }.
secret-file-next = Check the profile's folder, its owner and the free space of the disk.

## Servers and the way to them

net-dns = The name { $host } was not found: { $detail }.
net-dns-next = Check the host name and the network.
net-refused = { $host }:{ $port } cannot be reached: { $detail }.
net-refused-next = Check host, port, network and firewall.
net-timeout = The server gave no answer within { $seconds } s ({ $what }).
net-broken = The connection broke: { $detail }.
net-certificate = The certificate of { $host } is not to be trusted: { $problem }.
net-insecure = No secure connection to { $host }: { $detail }.
net-insecure-any = No secure connection to any server: { $detail }.
net-insecure-next = Check port and encryption (implicit TLS or STARTTLS); { -app } never sends mail or passwords in clear.
net-sign-in = The server refused the user name or password: { $said }
net-sign-in-next = Check user name and password; some providers want an app password. { -app } does not try again by itself.
net-unavailable = The server is not available now: { $said }
net-no = The server refused: { $said }
net-no-next = Change what the server names, then try again.
net-quota-next = Delete mail on the server or ask the provider for more space.
net-nonexistent-next = Sync to see the folders there are now.
net-no-permission-next = The folder may be read-only or belong to someone else; ask its owner.
net-bad = The server did not understand: { $said }
net-protocol = The server broke the protocol: { $detail }.
net-protocol-next = Check that host and port belong to a mail server; otherwise { -app } tries again by itself.
net-unreadable = The server's answer cannot be read ({ $detail }).
net-source = The data to send could not be read: { $detail }.
net-source-next = Check the file and the disk.
certificate-wrong-name = it is for { $names }
certificate-no-name = it is for no name at all
certificate-expired = it has expired
certificate-early = it is not valid yet
certificate-issuer = its issuer is unknown here
certificate-revoked = it was revoked
certificate-wrong-name-next = Use { $name } as the server's name if your provider confirms it.
certificate-no-name-next = Ask the provider for the right server name.
certificate-expired-next = Check this device's clock; if it is right the provider must renew the certificate.
certificate-early-next = Check this device's clock.
certificate-issuer-next = Give the provider's CA certificate for this account, or find out who intercepts the connection.
certificate-other-next = Ask the provider; do not go on without it.

## Why a connection failed: inside the sentences above

why-closed = the server closed it
why-reset = the other side reset it
why-other-closed = the other side closed it
why-connection-refused = connection refused
why-no-route = no route to host
why-no-network = network is unreachable
why-connection-late = connection timed out
why-no-address = it has no address
why-name-unknown = no such name is known
why-name-unanswered = no name server answered
why-name-late = the name server gave no answer
why-unsendable = the command could not be sent
why-unfinished = an earlier command was not finished
why-no-connection = there is no connection
why-endless-reply = the reply does not end
why-idle-ended = IDLE ended by itself: { $said }
why-no-imap = this is no IMAP server
why-many-responses = far too many responses to one command
why-no-session = the session could not begin
why-no-reply = no reply
why-data-answered = DATA was answered by { $code }
why-dot-answered = the final dot was answered by { $code }
why-login-open = AUTH LOGIN did not end
why-no-way = no way to sign in
why-answer-to = an answer to { $command }
why-no-status = no answer to STATUS
why-preauth = the server signs in by itself before TLS
why-no-starttls = the server does not offer STARTTLS
why-starttls-refused = the server refused STARTTLS: { $said }
why-slipped-in = the server spoke between STARTTLS and the handshake
why-said-between = something was said between STARTTLS and the handshake
why-no-smtp = the server does not speak SMTP on this port
why-no-tls = the server does not speak TLS on this port
why-no-authorities = this system has no certificate authorities (install ca-certificates)
why-short-source = it is shorter than it was said to be
why-copy-hidden = the server took the copy and does not show it
why-copy-late = the server has not stored it yet.

## What an answer was waited for with: inside net-timeout

wait-answer = an answer
wait-reply = a reply
wait-greeting = the greeting
wait-sending = sending
wait-sign-in = signing in
wait-idle-end = the end of IDLE
wait-picture = the picture
wait-connection = connecting
wait-handshake = the TLS handshake
wait-message = taking the message
wait-dot = the final dot

## What cannot be sent in the protocol

input-command = A command has a character that cannot be sent.
input-keyword = "{ $keyword }" cannot be a keyword.
input-nul = The user name or password has a NUL in it.
input-line-break = "{ $text }" has a line break or NUL in it.
input-host = "{ $host }" is not a host name.
input-ca = The CA file holds no readable certificate.
input-changed = The message changed meanwhile.

## Sending: answers given in the server's place or with its words

smtp-quota-next = Send a smaller message, or ask the provider for more space.
smtp-refused-next = Change what the server names.
smtp-no-utf8 = The server cannot carry addresses beyond ASCII (it does not offer SMTPUTF8).
smtp-too-large = The message has { $size } bytes; the server takes at most { $limit }.
imap-too-large = The server takes messages up to { $limit } bytes.
smtp-no-way = The server offers no way to sign in with a password.
reply-mailbox-full = The recipient's mailbox is full or takes no such size: { $reply }
reply-too-large = The message is too large for the server: { $reply }
reply-damaged = The message is damaged on this device and cannot be sent: write it anew.

## Writing: what keeps a message from being queued

send-next = Change the message and send it again.
send-forbidden-next = Look at the outbox.
send-nobody = The message has no recipients.
send-no-random = The system gives no random numbers.
send-not-built = The message could not be built.
send-attachment = The attachment “{ $name }” cannot be read: { $detail }.
send-attachment-missing = it does not exist
send-attachment-forbidden = you may not read it
send-attachment-no-file = it is not a file
send-attachment-no-name = it has no name
send-address = “{ $address }” is not an address: { $fault }
address-control = it contains a control character.
address-no-at = it has no “@”.
address-no-local = nothing stands before the “@”.
address-local-long = the part before the “@” is longer than 64 bytes.
address-local-special = the part before the “@” has a space or a special character.
address-quoted-open = the quoted part does not end.
address-quoted-mark = the quoted part contains a quotation mark.
address-brackets = the address in brackets is not an IP address.
address-domain = the domain is not valid.
address-typed = "{ $address }" is not a mail address.
address-typed-next = Write it as name@domain or Name <name@domain>.

## Drafts

draft-no-account = There is no account to write from.
draft-no-account-next = Add an account, then write.
draft-no-link = This is not a link to write mail.
draft-no-link-next = Such a link begins with mailto: and an address.
draft-no-draft = This message is not a draft.
draft-no-draft-next = Answer it or forward it instead.
draft-pasted-large = What was pasted has more than 32 MB.
draft-pasted-large-next = Save it and attach the file.
draft-files-large = The files of a message may have 100 MB together.
draft-files-large-next = Send several messages, or share the file in another way.

## The ledger of the outbox

ledger-queued = Queued.
ledger-submitting = Submitting.
ledger-interrupted-before = Interrupted before the final dot: nothing was accepted, trying again.
ledger-dot-next = The message is written; the final dot is next.
ledger-interrupted-after = Interrupted after the final dot: looking for the message.
ledger-no-reply = No reply to the final dot ({ $why }): looking for the message.
ledger-copying = Sent; storing the copy.
ledger-copy-by-server = The copy is in Sent (stored by the server).
ledger-copy-by-app = The copy is in Sent (stored by { -app }).
ledger-copy-by-both = The copy is in Sent (stored by the server and { -app }).
ledger-copy-missing = Sent, but the copy is missing: { $why }
ledger-retry = A person asked for another try.
ledger-now = A person asked to send it now.
ledger-copy-asked = A person asked for the copy in Sent.
ledger-taken-back = Taken back by a person.
ledger-given-up = Given up after five days.
ledger-counts = { $accepted } accepted, { $deferred } deferred, { $refused } refused.
ledger-recipient = { $address }: { $reply }
ledger-found = The server had accepted it: it is in { $mailbox }.
ledger-in-doubt = The connection ended before the server answered. { $why } Whether it was sent cannot be known: ask a recipient, then retry or cancel.
ledger-doubt-others = An earlier try reached others, so the copy proves nothing.
ledger-doubt-absent = It is not in Sent.
ledger-doubt-unknown = Sent could not be asked yet ({ $why }).
outbox-submitting = The message is being submitted just now.
outbox-sent = The message was sent already.
outbox-taken-back = The message was taken back already.
outbox-no-step = The outbox is not where this step belongs.
outbox-changed = The message has just changed; look at it again.

## Changes to messages

edit-next = Choose another folder, or make the missing one on the server.
edit-no-mailbox = The account has no { $name } mailbox.
edit-cannot-hold = The mailbox { $name } cannot hold messages.
edit-other-account = The target mailbox is not one of this account.
edit-no-flag = A flag change that names no flag does nothing.
edit-bad-keyword = "{ $keyword }" is not a keyword a server can store.
edit-gone = The message is no longer on the server.
edit-no-folder = The folder is no longer on the server.
edit-refused = { $what }: { $why }.
edit-refused-whole = { $what }: { $why }
edit-said-read-only = the server opens it for reading only
edit-said-gone = the folder is gone
edit-said-not-kept = the server does not keep { $flags } in this folder
edit-flags = The flags could not be changed
edit-move = The message could not be moved to { $folder }
edit-move-elsewhere = The message could not be moved to another folder
edit-copy = The message could not be copied to { $folder }
edit-copy-elsewhere = The message could not be copied to another folder
edit-delete = The message could not be deleted
edit-why-said = { $why } ({ $said })
edit-why-full = the mailbox is full; delete mail on the server or ask for more space
edit-why-no-folder = the folder is not on the server; make it or choose another
edit-why-read-only = the folder is read-only; ask its owner
edit-why-none = the server gave no reason
undo-over = This was undone already, or is too old.
undo-over-next = Move or change the messages by hand.
undo-lost = The messages were removed for good on the server.
undo-lost-next = Ask the provider for a backup; { -app } has no copy any more.
undo-lost-some = { $lost } of { $all } messages were removed for good on the server.
undo-lost-some-next = The others are back.

## Reading

read-gone = The message is no longer here.
read-fault = The message could not be read.
read-fault-next = Save its source and report it.
read-no-image = The message has no image { $number }.
read-no-image-next = Open the message again.
read-no-picture = What the server sent is no picture.
read-without-next = Read the message without it.
read-part-large = This part is too large for a preview.
read-part-large-next = Save it to a file and open that.
read-no-part = The message has no part { $part }.
read-no-part-next = Open the message to see the numbers of its parts.
read-moving = The message is being moved on the server.
read-off-server = The message is no longer on the server.
read-off-server-next = Sync to see what is there now.
read-renumbered = The server renumbered this folder.
read-renumbered-next = Sync, then open the message again.
picture-no-address = The picture has no address that can be read.
picture-nowhere = The picture's server sent it nowhere.
picture-around = The picture's server sent it from place to place.
picture-off-web = The picture is not on the web.
picture-answered = The picture's server answered "{ $said }".
picture-large = The picture has more than 8 MB.

## Syncing

sync-headers-ended = Storing headers ended early.
sync-bodies-ended = Storing bodies ended early.
sync-large-ended = Storing a large message ended early.
sync-not-come = Message { $id } did not come; the server has it no longer.
sync-no-structure = Message { $id } gave no structure; it stays on the server.
sync-other = Another { -app } keeps this account up to date already.
sync-other-next = What you change here is picked up by it; stop it to sync here.
sync-stopped = The engine was stopped.
sync-stopped-next = Sync again.
sync-cancelled = The sync was cancelled.
sync-cancelled-next = What came is kept; sync again for the rest.
sync-no-network = The network is gone.
sync-no-network-next = { -app } goes on when it is back.
sync-no-inbox = The server lists no INBOX.
sync-no-inbox-next = Ask the provider whether IMAP is switched on.
core-closing = { -app } is shutting down.
core-fault = { -app } met a fault of its own.
core-fault-next = Please report what you did; your mail is safe.

## How new mail is noticed, and why

mode-no-idle = The server does not offer IDLE; checking every { $minutes ->
    [one] minute
   *[other] { $minutes } minutes
  }.
mode-idle-refused = The server refused IDLE; checking every { $minutes ->
    [one] minute
   *[other] { $minutes } minutes
  }.
mode-idle-refused-said = The server refused IDLE ("{ $said }"); checking every { $minutes ->
    [one] minute
   *[other] { $minutes } minutes
  }.
mode-drops = The connection broke { $drops } times while waiting; checking every { $minutes ->
    [one] minute
   *[other] { $minutes } minutes
  } and trying push again in { $again } min.
mode-push = The server announces new mail by itself (IDLE).
mode-no-network = There is no network; { -app } goes on when it is back.
mode-next-seconds = Next try in { $seconds } s.
mode-next-minutes = Next try in { $minutes } min.

## Accounts and preferences

setup-no-address = "{ $address }" is not a mail address.
setup-no-address-next = Write it as name@provider.example.
account-undo-seconds = A sent message can be taken back for { $most } seconds at most.
account-undo-seconds-next = Choose fewer seconds.
account-name = A display name is one line of { $most } bytes at most.
account-name-next = Choose another name.
account-no-folder = The account has no folder "{ $name }".
account-no-role = The account has no { $role } folder.
account-no-folder-next = There are: { $names }.
setting-name = The name of a preference has 1 to { $most } characters.
setting-name-next = Choose a shorter name.
setting-large = A preference has { $most } KiB at most.
setting-large-next = Keep less in it.

## The window's shell: what the desktop itself refuses

desktop-autostart = The desktop did not take the setting: { $detail }.
desktop-autostart-next = Add { -app } to the programs that start at login in the system's settings.
desktop-no-tray = This desktop has no tray that shows { -app }'s icon.
desktop-no-tray-next = Switch on a tray in the desktop's settings or its extensions, then try again.
desktop-printing = Printing failed: { $detail }.
desktop-printing-next = Look at the printer.
desktop-no-place = There is no place for the file: { $detail }.
desktop-no-place-next = Make room on the disk and try again.
desktop-not-utf8 = { $path } is not UTF-8.
desktop-not-utf8-next = Choose a file with another name.
desktop-source = The source cannot be read: { $detail }.
desktop-not-written = { $path } cannot be written: { $detail }.
desktop-not-written-next = Choose another folder.
desktop-runs = A file that ends in .{ $ending } can run as a program, so { -app } does not open it.
desktop-scripts = A file that ends in .{ $ending } can run scripts in a browser and reach its sender, so { -app } does not open it.
desktop-active-next = Save it, and open it only if you expected it.
desktop-dragging = Dragging failed: { $detail }.
desktop-dragging-next = Save the file instead.
desktop-closing = { -app } is closing.
desktop-closing-next = Start it again.
desktop-start-next = Start { -app } again.
desktop-no-entry = { -app } is not among the programs of this desktop.
desktop-no-entry-next = Install { -app }'s package first, then set it here again.
desktop-mailer = The desktop did not take { -app } as its mail program: { $detail }.
desktop-mailer-next = Choose { -app } for mail in the system's settings.
desktop-bad-file = The window sent a file that cannot be read.
desktop-no-program = No program opened { $name }: { $detail }.
desktop-no-program-next = Save the file and open it yourself.
desktop-no-link = This is no link to a web page.
desktop-no-link-next = Copy its address if you trust it.
desktop-no-browser = No browser opened: { $detail }.
desktop-no-browser-next = Choose a browser in the system's settings.

## What happens in the background, and why

plan-foreground = Someone looks: new mail comes at once.
plan-push = The server announces new mail; the line is kept alive every { $minutes ->
    [one] minute
   *[other] { $minutes } minutes
  }.
plan-poll = Checked every { $minutes ->
    [one] minute
   *[other] { $minutes } minutes
  }.
plan-fixed = The interval is fixed in the settings.
plan-manual = Checked by hand, as the settings say.
plan-quiet = Quiet hours.
plan-night = Nights are left out to save power.
plan-quiet-exceptions = Quiet hours: only folders that are let in are checked.
plan-captive = The network wants a sign-in in a browser first.
plan-mobile-off = Background mail is off on mobile data, as the settings say.
plan-mobile = Mobile data: checked half as often.
plan-data-saver = The system's data saver keeps { -app } from a metered network.
plan-power-save = Power saving is on: checked half as often.
plan-power-save-stops = Power saving is on: the system lets nothing run in the background.
plan-battery = The battery is at { $percent } %: checked half as often.
plan-no-push = The server does not announce new mail.
plan-no-socket = The system lets { -app } hold no connection in the background.
plan-doze = The device dozes: checks wait for its next pause.
plan-standby = { -app } is rarely used, so the system wakes it rarely.
plan-forbidden = The system forbids { -app } to work in the background.
plan-system = The system alone chooses when { -app } may check.
plan-wakes-spent = The system grants no more wakes for now.
plan-refused = The server refused the password; nothing is tried before it is changed.
plan-retrying = { $failures ->
    [one] The last check failed; it is tried again.
   *[other] The last { $failures } checks failed; tried again, less often each time.
  }
plan-no-account = There is no such account.
plan-no-account-next = Look at the list of accounts.
check-budget = A check in the background takes 1 to { $most } seconds.
check-budget-next = Give it another time.
check-interval = A fixed interval is 15, 30, 60, 120 or 240 minutes.
check-interval-next = Choose one of these.
check-quiet = Quiet hours begin and end at a minute of a day, on one day at least.
check-quiet-next = Set begin, end and days again.
check-two-rules = A folder has two rules.
check-two-rules-next = Give each folder one.
check-ended = A check ended early.
check-no-sign = The connection gave no sign of life.
check-no-sign-next = { -app } connects again by itself.
check-slow = The server was too slow for the time there was.
