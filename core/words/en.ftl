# The words of every face, in English. One message an id; `de.ftl` has the same ids with the same variables.
# Ids begin with the screen they belong to. Sentences end with a full stop, labels and buttons do not.
# A new word: add it here and in de.ftl, then `make words`.

-app = Tern

## Shared by all screens

cancel = Cancel
close = Close
back = Back
saved = Saved
done = Done
remove = Remove
retry = Try again
more = More
optional = optional
working = One moment…

## Notifications and the tray: said by the desktop

tray-open = Open Tern
tray-compose = New message
tray-quit = Quit
tray-unread = { $count ->
    [one] Tern, 1 unread message
   *[other] Tern, { $count } unread messages
  }
notification-open = Open
notification-archive = Archive
notification-read = Mark as read
notification-more = { $count ->
    [one] 1 more message
   *[other] { $count } more messages
  }

## Folders with a role

role-inbox = Inbox
role-sent = Sent
role-drafts = Drafts
role-trash = Trash
role-junk = Junk
role-archive = Archive
role-all = All mail
role-flagged = Flagged

## How far back mail is kept on this device

window-days = { $days ->
    [one] Last day
   *[other] Last { $days } days
  }
window-year = Last year
window-all = Everything
window-account = As the account: { $window }

## Errors: a title by kind; what happened and what to do comes from the core

error-offline = Not connected
error-insecure = No secure connection
error-sign-in = Sign-in refused
error-refused = The server said no
error-quota = No space left
error-gone = No longer there
error-input = That does not work
error-busy = In use elsewhere
error-storage = Storage problem
error-locked = Profile locked
error-cancelled = Stopped
error-bug = A fault of { -app }

## Errors: what to do about a fault of the window itself

error-bug-next = Please report this. Nothing was lost.

## The profile cannot be opened: the whole window says so

closed-title = Your mail cannot be opened
sealed-title = Your mail is sealed
sealed-what = It is on this device and opens with the passphrase it was sealed with.
sealed-passphrase = Passphrase
sealed-open = Open
sealed-refused = This passphrase does not open it. Try it again.
closed-kept = Nothing was deleted: mail on the server is not affected.

## Welcome: the first account

welcome-title = Welcome to { -app }
welcome-what = { -app } is a mail client: your mail stays with your provider, and a copy of what you choose is kept here.
welcome-add-title = Add an account
welcome-name = Your name
welcome-name-hint = Shown to the people you write to.
welcome-address = Mail address
welcome-address-example = name@provider.example
welcome-password = Password
welcome-password-hint = Kept encrypted on this device. Some providers want an app password.
welcome-window = Keep on this device
welcome-window-hint = Older mail stays on the server. This can be changed later, per folder too.
welcome-servers = Servers and options
welcome-servers-guess = Guessed: { $imap } and { $smtp }
welcome-imap = Incoming mail (IMAP)
welcome-smtp = Outgoing mail (SMTP)
welcome-host = Server
welcome-port = Port
welcome-security = Encryption
welcome-security-tls = TLS
welcome-security-starttls = STARTTLS
welcome-security-hint = { -app } never sends passwords or mail unencrypted.
welcome-user = User name
welcome-user-hint = Most providers use the whole address.
welcome-ca = Certificate authority
welcome-ca-hint = A PEM or DER file, only for servers with a certificate of their own.
welcome-ca-choose = Choose file…
welcome-ca-chosen = { $file }
welcome-ca-remove = Do not use { $file }
welcome-add = Sign in
welcome-adding = Signing in…
welcome-adding-hint = Both servers are asked before anything is kept.
welcome-missing-address = Enter a mail address, such as name@provider.example.
welcome-missing-password = Enter the password.
welcome-missing-host = Enter the server's name.
welcome-bad-port = A port is a number from 1 to 65535.
welcome-bad-ca = { $file } is not a certificate.
welcome-refused-password = { $host } refused the password.
welcome-problem-server = { $host } cannot be used yet.

## Sign-in needed

signin-open = Sign in again
signin-title = Sign in again
signin-what = { $host } refused the password of { $address }. Mail already here can still be read.
signin-password = Password
signin-check = Sign in
signin-checking = Signing in…
signin-done = { $address } is signed in again.

## Settings

settings-title = Settings
settings-sections = Sections of the settings
settings-loading = Loading settings…
settings-not-saved = The change was not saved

settings-accounts = Accounts
settings-accounts-none = No account yet.
settings-accounts-add = Add account
settings-account-name = Your name
settings-account-name-hint = Shown to the people you write to.
settings-account-undo = Undo sending
settings-account-undo-hint = How long a sent message waits, so that it can be taken back.
settings-account-undo-off = Off
settings-account-undo-seconds = { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
  }
settings-account-window = Keep on this device
settings-account-window-hint = Older mail stays on the server.
settings-account-check = New mail
settings-account-check-always = Comes by itself
settings-account-check-asked = When I ask
settings-account-check-hint = When you ask, { -app } connects only for “Get mail”. What you change or send still goes out.
settings-account-folders = Folders with a window of their own
settings-account-folder-window = { $folder }: keep on this device
settings-account-kept = { $kept } kept here, { $older } older on the server
settings-account-servers = Servers
settings-account-server = { $host }, port { $port }, { $security }
settings-account-user = User name
settings-account-password = Change password…
settings-account-remove = Remove account…
settings-account-working = Checking with the server…
settings-remove-title = Remove { $address }?
settings-remove-what = Its mail, drafts and outbox are removed from this device. The server keeps the mail.
settings-remove-waiting = { $count ->
    [one] One message still waits in the outbox and would not be sent.
   *[other] { $count } messages still wait in the outbox and would not be sent.
  }
settings-remove-confirm = Remove account
settings-removed = { $address } was removed from this device.

settings-appearance = Appearance
settings-theme = Colours
settings-theme-system = As the system
settings-theme-light = Light
settings-theme-dark = Dark
settings-density = List
settings-density-compact = Compact
settings-density-normal = Normal
settings-density-relaxed = Relaxed
settings-layout = Reading pane
settings-layout-right = On the right
settings-layout-bottom = Below
settings-layout-off = Off
settings-text-size = Text size
settings-text-size-value = { $percent } %
settings-language = Language
settings-language-system = As the system

settings-reading = Reading
settings-mark-read = Mark as read
settings-mark-read-at-once = At once
settings-mark-read-delay = { $seconds ->
    [one] After { $seconds } second
   *[other] After { $seconds } seconds
  }
settings-mark-read-never = Only by hand
settings-plain = Plain text
settings-plain-hint = Shows the text version of messages that have one.
settings-remote = Remote images
settings-remote-hint = Images from the network tell the sender that you read the message. They are hidden, except for these senders:
settings-remote-none = No sender is allowed yet. A message with hidden images offers “Always from this sender”.
settings-remote-remove = Hide images from { $sender } again

settings-keys = Keys
settings-keys-single = Single-letter keys
settings-keys-single-hint = Such as e for archive. Never while you type.
settings-keys-what = Action
settings-keys-key = Key
settings-keys-change = Change the key of “{ $command }”
settings-keys-press = Press the new key…
settings-keys-press-hint = Escape keeps the old one.
settings-keys-none = none
settings-keys-clear = Remove the key of “{ $command }”
settings-keys-reset = Reset “{ $command }” to { $keys }
settings-keys-reset-all = Reset all keys
settings-keys-conflict = { $keys } also means “{ $command }”.
settings-keys-find = Find an action

settings-system = System
settings-notifications = Notifications
settings-notifications-hint = Of new mail in inboxes, while the window is not in front.
settings-tray = Keep in the tray
settings-tray-hint = Closing the window leaves { -app } running, so that mail still arrives.
settings-autostart = Start at login
settings-autostart-hint = { -app } starts when you sign in to this computer.
settings-mailto = Open mail links with { -app }
settings-mailto-set = Use { -app } for mail links
settings-mailto-done = Mail links now open in { -app }.

settings-about = About
settings-about-version = { -app } { $version }
settings-about-licence = Free software under the Mozilla Public License 2.0.
settings-about-parts = Built on free software: Rust, SQLite, rustls, ring, Tauri, Svelte, Fluent and PDF.js, under their own licences.
settings-about-privacy = { -app } talks to your mail servers and to nobody else. Images of the network are loaded when you say so.

## Reader: one conversation

reader-tools = For the conversation
reader-conversation-count = { $count ->
    [one] { $count } message in this conversation
   *[other] { $count } messages in this conversation
  }
reader-empty = No message selected
reader-hint-next = next conversation
reader-hint-open = open
reader-hint-compose = new message
reader-loading = The message is loading
reader-gone = This message is no longer here. It was moved or deleted elsewhere.
reader-unread = Unread
reader-flagged = Flagged
reader-answered = Answered
reader-expand-all = Expand all
reader-to = To { $people }
reader-to-nobody = No recipients named
reader-others = { $count ->
    [one] and one more
   *[other] and { $count } more
  }
reader-details-show = Show all recipients
reader-details-hide = Hide the recipients
reader-label-from = From
reader-label-to = To
reader-label-cc = Cc
reader-label-bcc = Bcc
reader-label-reply-to = Reply to
reader-label-date = Date
reader-write-to = Write to { $name }
reader-body = Message of { $name }
reader-actions = More for this message
reader-attachments = { $count ->
    [one] { $count } attachment
   *[other] { $count } attachments
  }
reader-attachment = { $name }, { $size }
reader-attachment-open = Open
reader-attachment-save = Save as…
reader-attachment-preview = Preview
reader-attachment-more = More for { $name }
reader-attachment-drag = Drag it out of the window to copy it
reader-saved = Saved as { $path }
reader-remote-hidden = Remote images are hidden.
reader-remote-once = Load once
reader-remote-always = Always from this sender
reader-show-original = Original colours
reader-show-dark = Dark colours
reader-show-plain = Show plain text
reader-show-html = Show formatted text
reader-source-title = Source of the message
reader-source-copy = Copy
reader-source-copied = Copied
reader-source-save = Save as…
reader-preview-failed = This file cannot be shown here.
reader-preview-page = Page { $page } of { $pages }
reader-preview-pages = { $shown } of { $pages } pages are shown. Open the file to see all.
reader-link-title = This link leads elsewhere
reader-link-shown = The text says
reader-link-host = The link leads to
reader-link-explain = Such links are often used to steal passwords. Open it only when you know both places.
reader-link-open = Open { $host }
reader-link-refused-title = This link cannot be opened
reader-link-refused = { -app } opens web and mail addresses only. The link would have led to:
reader-reply-hint = Write a reply…

## Composer

compose-name = New message
compose-from = From
compose-to = To
compose-cc = Cc
compose-bcc = Bcc
compose-show-cc = Show Cc
compose-show-bcc = Show Bcc
compose-subject = Subject
compose-text = Text of the message
compose-placeholder = Write here…
compose-recipients = Recipients in { $field }
compose-recipient = { $name }. Delete removes, Enter changes, Alt with arrow up or down moves it to another field.
compose-recipient-invalid = { $name } is no address: { $reason }
compose-recipient-remove = Remove { $name }
compose-people = People
compose-people-found = { $count ->
    [one] { $count } match
   *[other] { $count } matches
  }
compose-toolbar = Formats
compose-bold = Bold
compose-italic = Italic
compose-underline = Underline
compose-bullets = List
compose-numbers = Numbered list
compose-quote = Quote
compose-link = Link…
compose-clear = Clear the formats
compose-link-title = Link
compose-link-address = Address
compose-link-set = Set the link
compose-link-invalid = A link begins with https://, http:// or mailto:.
compose-to-plain = Plain text
compose-to-rich = Formatted text
compose-unfold = Show the quoted text
compose-drop-quote = Remove the quoted text
compose-attaching = { $count ->
    [one] Attaching a file…
   *[other] Attaching { $count } files…
  }
compose-files = { $count ->
    [one] { $count } file, { $size }
   *[other] { $count } files, { $size }
  }
compose-large = Many servers refuse messages above 10 to 20 MB.
compose-detach = Remove { $name }
compose-paste-too-large = { $name } is too large to be pasted.
compose-paste-attach = Attach it as a file.
compose-saved = Saved { $time }
compose-saving = Saving…
compose-not-saved = Not saved: { $reason }
compose-close = Close and keep the draft
compose-minimise = Make small
compose-restore = Open
compose-enlarge = Make large
compose-shrink = Make smaller
compose-send-now-waiting = Sending…
compose-discarded = Draft discarded
compose-undo-discard = Undo
compose-sending-in = { $seconds ->
    [one] Sending in { $seconds } second
   *[other] Sending in { $seconds } seconds
  }
compose-sent-now = Message is on its way
compose-undo-send = Undo
compose-attribution = On { $date }, { $name } wrote:
compose-forward-attribution =
    ---------- Forwarded message ----------
    From: { $from }
    Date: { $date }
    Subject: { $subject }
    To: { $to }
compose-warn-title = Send it like this?
compose-warn-stop-title = It cannot be sent yet
compose-warn-nobody = There are no recipients.
compose-warn-invalid = No mail can be sent to { $addresses }.
compose-warn-subject = There is no subject.
compose-warn-attachment = The text speaks of an attachment, but none is attached.
compose-warn-account = The message was sent to { $expected }, but this reply leaves from { $chosen }.
compose-warn-send = Send anyway
compose-warn-back = Back to the message

## Outbox

outbox-title = Outbox
outbox-empty = Nothing waits to be sent
outbox-loading = The outbox is loading
outbox-needs-you = Needs you
outbox-under-way = On the way
outbox-left = Sent
outbox-state-written = In the outbox
outbox-state-queued = Waiting for a connection
outbox-state-countdown = { $seconds ->
    [one] Leaves in { $seconds } second
   *[other] Leaves in { $seconds } seconds
  }
outbox-state-retry = Next try at { $time }
outbox-state-submitting = Sending
outbox-state-committing = Waiting for the server’s answer
outbox-state-uncertain = Perhaps sent
outbox-state-accepted = Sent; looking for the copy in Sent
outbox-state-done = Sent, and the copy is in Sent
outbox-state-failed = Not sent
outbox-state-cancelled = Taken back
outbox-uncertain-explain = The connection broke before the server answered, so { -app } cannot know whether the message arrived. Ask a recipient, or send it again: it may then arrive twice.
outbox-undo-send = Undo send
outbox-edit = Edit again
outbox-retry = Try again
outbox-retry-uncertain = Send again
outbox-give-up = Do not send
outbox-give-up-uncertain = Leave it as it is
outbox-recipients = { $count ->
    [one] { $count } recipient
   *[other] { $count } recipients
  }
outbox-recipient-waiting = waiting
outbox-recipient-accepted = taken by the server
outbox-recipient-deferred = put off; tried again
outbox-recipient-refused = refused
outbox-ledger-show = Show what happened
outbox-ledger-hide = Hide what happened
outbox-ledger = What happened to { $subject }

## On the iPhone

compose-attach-photo = Choose photos
compose-picture = Picture
settings-about-parts-ios = Built on free software: Rust, SQLite, rustls and ring, under their own licences.
share-continue = Touch to go on writing
why-promise = iOS chooses when { -app } may look: mostly every 20 to 60 minutes while you use { -app }, and never after you swiped it away. While it is open, new mail comes at once.

## Drafts

drafts-title = Drafts
drafts-empty = No drafts
drafts-loading = The drafts are loading
drafts-local = On this device
drafts-server = In the mailboxes
drafts-nobody = No recipients yet
drafts-discard = Discard the draft
drafts-more = Show more
drafts-attachments = { $count ->
    [one] { $count } file
   *[other] { $count } files
  }

## Commands, as the palette, menus, tooltips and the list of keys show them

cmd-group-go = Go to
cmd-group-list = List
cmd-group-message = Message
cmd-group-write = Write
cmd-group-window = Window
cmd-go-inbox = Go to the inbox
cmd-go-flagged = Go to flagged
cmd-go-sent = Go to sent
cmd-go-drafts = Go to drafts
cmd-go-archive = Go to the archive
cmd-go-trash = Go to the trash
cmd-go-junk = Go to junk
cmd-go-outbox = Go to the outbox
cmd-go-folder = Go to a folder…
cmd-search = Search
cmd-next = Next conversation
cmd-previous = Previous conversation
cmd-open = Open
cmd-close = Back to the list
cmd-select = Select
cmd-select-all = Select all
cmd-select-none = Select none
cmd-toggle-unread = Show unread only
cmd-toggle-threads = Group by conversation
cmd-widen = Keep more mail on this device…
cmd-archive = Archive
cmd-delete = Delete
cmd-junk = Mark as junk
cmd-not-junk = Not junk
cmd-flag = Flag
cmd-read = Mark as read
cmd-unread = Mark as unread
cmd-move = Move to…
cmd-copy = Copy to…
cmd-undo = Undo
cmd-next-message = Next message of the conversation
cmd-previous-message = Previous message of the conversation
cmd-scroll = Scroll on
cmd-scroll-back = Scroll back
cmd-print = Print
cmd-source = Show the source
cmd-compose = New message
cmd-reply = Reply
cmd-reply-all = Reply to all
cmd-forward = Forward
cmd-send = Send
cmd-discard = Discard the draft
cmd-attach = Attach a file
cmd-palette = Find a command
cmd-help = Keys
cmd-settings = Settings
cmd-add-account = Add an account
cmd-sync = Get mail
cmd-next-pane = Next pane
cmd-previous-pane = Previous pane
cmd-theme = Switch light and dark
cmd-density = Switch the density of the list
cmd-layout = Switch the place of the reader
cmd-sidebar = Show or hide the folders
cmd-escape = Close the innermost thing

undo = Undo
no-subject = (no subject)
no-sender = (unknown sender)

notice = Notice

## The window: folders, sync strip, list, search, palette

me = me
folders = Folders
folders-all-inboxes = All inboxes
folder-mark-read = Mark all as read
folder-empty-trash = Empty Trash…
folder-empty-junk = Move everything to Trash
folder-window = Keep on this device: { $window }
empty-title = Empty { $folder }?
empty-what = { $count ->
    [one] One message is deleted here and on the server, for good.
   *[other] { $count } messages are deleted here and on the server, for good.
}
empty-older = Older messages of this folder are on the server only, and stay there.
delete-title = Delete for good?
empty-confirm = Delete for good
folders-outbox = Outbox
folders-unread = { $count } unread
pane-reader = Conversation
split-folders = Width of the folders
split-list = Size of the list
sync-never = Not synced yet
sync-up-to-date = Up to date, { $time }
sync-progress = Syncing { $folder } { $done } of { $total }
sync-working = Syncing { $address }
sync-offline = Offline – showing saved mail
sync-sign-in = Sign-in needed: { $address }
sync-cancel = Stop syncing
count-messages = { $count ->
    [one] { $count } message
   *[other] { $count } messages
  }
count-conversations = { $count ->
    [one] { $count } conversation
   *[other] { $count } conversations
  }
list-selected = { $count } selected
list-more = More about this list
list-snippets = Show the beginning of the text
list-unflag = Remove the flag
list-above = { $count ->
    [one] { $count } new above
   *[other] { $count } new above
  }
list-kept = { $kept } kept here; { $older } older on the server
list-older = { $older } older on the server
list-widen = Keep more: { $wider }
list-widened = Keeping more: { $window }. Older mail is on its way.
list-synced = Last synced { $time }
list-empty = No messages
list-empty-unread = Nothing unread
list-show-all = Show all
list-empty-search = No matches
list-empty-search-text = The mail on this device was searched, in all folders of all accounts.
list-found = { $count ->
    [one] { $shown } match
   *[other] { $shown } matches
  }
day-today = Today
day-yesterday = Yesterday
row-unread = Unread
row-flagged = flagged
row-answered = answered
row-pending = waits for the server
row-no-text = { $size } still on the server
row-attachments = { $count ->
    [one] { $count } attachment
   *[other] { $count } attachments
  }
search-placeholder = Search mail
search-clear = Clear the search
search-results = Search results
search-suggestions = Suggestions
search-from = from a person
search-to = to a person
search-subject = words of the subject
search-in = in a folder
search-attachment = with attachments
search-unread = not read yet
search-flagged = flagged
search-after = since a day, such as 2026-04-01
search-before = before a day
search-unfinished = { $operator } waits for what follows it. These are the results so far.
search-unfinished-day = { $operator } waits for a whole day, such as 2026-04-01. These are the results so far.
did-flag = Changed { $what }
did-move = Moved { $what } to { $folder }
did-copy = Copied { $what } to { $folder }
did-archive = Archived { $what }
did-junk = Marked { $what } as junk
did-not-junk = Moved { $what } back to the inbox
did-delete = Moved { $what } to the trash
did-expunge = Deleted { $what } for good
undo-done = Undone
undo-nothing = Nothing to undo
drag-move = Move { $what }
drag-copy = Copy { $what }
folder-placeholder = Type the name of a folder
folder-go = Go to a folder
folder-move = Move to a folder
folder-copy = Copy to a folder
palette-title = Commands, folders and people
palette-placeholder = Type a command, a folder or a person
palette-write = write a message
picker-none = Nothing found
keys-title = Keys
keys-or = or
keys-change = Change keys…
keys-letters-off = Single-letter keys are switched off in the settings.

## On the phone

compose-attach-camera = Take a picture
compose-attach-file = Choose files
compose-recipient-edit = { $name }, change
compose-show-fields = Show Cc and Bcc
folders-fold = Fold { $folder }
folders-unfold = Unfold { $folder }
notification-unread = { $count ->
    [one] 1 unread message
   *[other] { $count } unread messages
  }
notification-new = New message
outside-nobody = There is no app here that opens this.
outside-not-saved = The file could not be saved.
push-channel = Connection
push-title = Waiting for mail
push-text = Connected, so that mail arrives at once
reader-attachment-save-named = Save { $name }
reader-attachment-share = Share { $name }
search-what = In all folders of all accounts, on this device.
share-unreadable = A shared file could not be read.
widget-unread = Unread messages
settings-about-parts-android = Built on free software: Rust, SQLite, rustls, ring, Kotlin, Jetpack Compose and JNA, under their own licences.
settings-battery = Battery
settings-battery-free = { -app } may work in the background without limits.
settings-battery-hint = The system may delay mail to save battery. Touch to see, and to exempt { -app } if mail must arrive at once.
settings-lock = On the lock screen
settings-lock-all = Sender and subject
settings-lock-sender = Only the sender
settings-lock-nothing = Only that there is mail
settings-notifications-phone = Of new mail in inboxes, while { -app } is not in front.
settings-notifications-off = Notifications are switched off
settings-notifications-off-hint = Touch to allow them in the system's settings.
settings-swipes = Swipes
settings-swipe-start = Swipe right
settings-swipe-end = Swipe left
settings-swipe-none = Nothing
settings-swipe-read = Read or unread
settings-sync = Getting mail
settings-sync-mode = While { -app } is in the background
settings-sync-instant = At once
settings-sync-instant-hint = One connection is held open, and the server tells of new mail.
settings-sync-balanced = Balanced
settings-sync-balanced-hint = At once over Wi-Fi, cable or while charging; every 30 minutes over mobile data.
settings-sync-saver = Save battery
settings-sync-saver-hint = Every hour or two, not at night; mail may be hours late.
settings-sync-manual = Only when asked
settings-sync-manual-hint = Pull the list down to get mail.
settings-sync-last = Last synced
lock-title = { -app } is locked
lock-text = Your mail is shown when this device knows that it is you.
lock-unlock = Unlock
closed-anew = Begin anew…
closed-anew-title = Delete what is on this device?
closed-anew-what = Accounts, drafts and messages that are not sent yet are deleted here. Mail on the servers stays, and comes again when you add your accounts.
closed-anew-confirm = Delete and begin anew
settings-privacy = Privacy
settings-app-lock = Lock { -app }
settings-app-lock-hint = Asks for your finger, face or screen lock after a minute in other apps.
settings-app-lock-none = Set a screen lock in the system’s settings first; then { -app } can ask for it.
settings-screenshots = No screenshots
settings-screenshots-hint = Also keeps mail out of the list of recent apps.
settings-log = Share the log
settings-log-hint = What { -app } did since it started, without addresses, names or contents.
settings-sync-every = How often
settings-sync-every-mode = As chosen above
settings-sync-every-minutes = { $minutes ->
    [one] Every minute
   *[other] Every { $minutes } minutes
  }
settings-sync-mobile = Over mobile data
settings-sync-mobile-same = As chosen above
settings-sync-mobile-slower = Half as often
settings-sync-mobile-off = Nothing in the background
settings-sync-battery = Less often on a low battery
settings-sync-battery-hint = Below 20 %, while not charging.
settings-sync-folders = Folders in the background
settings-sync-folders-hint = Each can go with the account, be looked at daily, or never.
settings-sync-rule-usual = As usual
settings-sync-rule-instant = Always, in quiet hours too
settings-sync-rule-account = With the account
settings-sync-rule-daily = Once a day
settings-sync-rule-never = Only when opened
settings-quiet = Quiet hours
settings-quiet-none = None
settings-quiet-from = { $days }, { $from } to { $to }
settings-quiet-hint = No mail comes in the background in these hours. Days are those they begin on.
settings-quiet-begin = From
settings-quiet-end = To
settings-quiet-remove = No quiet hours
why-title = Why mail comes as it does
why-hint = What runs for each account, what the system forbids, and the last wakes.
why-away = While Tern is open, mail comes at once. Once you put it away:
why-mode-push = Held open
why-mode-poll = Looked at from time to time
why-mode-nothing = Nothing runs
why-checked = Last looked at { $when }
why-foreground = You are looking: new mail comes at once.
why-push = { $minutes ->
    [one] The server tells of new mail; the line is kept alive every minute.
   *[other] The server tells of new mail; the line is kept alive every { $minutes } minutes.
  }
why-poll = { $minutes ->
    [one] Looked at every minute.
   *[other] Looked at every { $minutes } minutes.
  }
why-fixed = You fixed how often.
why-manual = You chose to get mail only when asked.
why-quiet = Quiet hours until { $until }.
why-night = Nights are left out to save power, until { $until }.
why-exceptions = Quiet hours: only folders that you let in are looked at.
why-network = There is no network. It goes on when there is one.
why-captive = The network wants a sign-in in a browser first.
why-mobile-off = You switched background mail off over mobile data.
why-mobile = Mobile data: less often.
why-data-saver = The system’s data saver keeps { -app } from networks that cost.
why-power-save = Power saving is on: less often.
why-power-stops = Power saving is on: nothing runs in the background.
why-battery = The battery is at { $percent } %: less often.
why-no-push = The server does not tell of new mail.
why-no-socket = The system lets { -app } hold no connection in the background.
why-doze = The device sleeps deeply: looks wait for its next pause.
why-standby = You seldom open { -app }, so the system wakes it seldom.
why-forbidden = The system forbids { -app } to work in the background.
why-system = The system alone chooses when { -app } may look.
why-spent = The system grants no more wakes until { $until }.
why-refused = The server refused the password. Nothing is tried before it is changed.
why-retrying = { $count ->
    [one] The last look failed; it is tried again.
   *[other] The last { $count } looks failed; they are tried again, less often each time.
  }
why-mend-sign-in = Sign in again
why-mend-account = Settings of the account
why-mend-battery = Exempt from battery saving
why-mend-app = Allow it
why-mend-data = Exempt from the data saver
why-mend-saver = Power saving settings
why-mend-wifi = Open the network settings
why-system-title = What the system allows
why-system-free = Nothing is held back now.
why-wakes = Wakes
why-next = Next: { $cause }, { $when }
why-next-none = No wake is planned.
why-cause-poll = a look
why-cause-keep-alive = a sign of life
why-cause-retry = another try
why-cause-quiet = the end of quiet hours
why-cause-send = sending
why-cause-push = new mail
why-cause-free = time that the system gave
why-wake = { $count ->
    [one] 1 new message, { $size }
   *[other] { $count } new messages, { $size }
  }
reader-attachment-active = This file can run as a program or in a browser, so { -app } does not open it. Save it, and open it only if you expected it.
