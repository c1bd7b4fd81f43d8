#!/bin/sh
# Shows Tern at work on real servers of its own on this machine: Dovecot and Postfix with a generated mailbox.
# Where there is a display it ends with the window.
#   MAILS=3000   how many messages to generate
#   STAY=1       keep the servers until Enter is pressed, to try things oneself
# Everything it starts is stopped at the end. The synced profile stays in the user's cache until the next demo.
set -eu
cd "$(dirname "$0")/.."

mails=${MAILS:-3000}
cache=${XDG_CACHE_HOME:-$HOME/.cache}/tern
profile=$cache/demo
work=$(mktemp -d)
servers='' watch=''
# The key of a profile that goes away again has no business in a person's keyring.
export TERN_KEYRING=off
unset TERN_PASSPHRASE

finish() {
  status=$?
  trap - EXIT
  [ -z "$watch" ] || { kill -TERM "$watch" 2>/dev/null && wait "$watch" 2>/dev/null; } || true
  exec 9>&- || true
  [ -z "$servers" ] || wait "$servers" 2>/dev/null || true
  rm -rf "$work"
  exit $status
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
run() { printf '\033[36m$ tern %s\033[0m\n' "$*"; "$tern" --profile "$profile" "$@"; }
field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p" "$work/servers.json"; }
now_ms() { date +%s%3N; }

# wait_line FILE PATTERN SECONDS: prints the first line of a growing file that matches.
wait_line() {
  end=$(($(date +%s) + $3))
  while ! grep -m1 -e "$2" "$1" 2>/dev/null; do
    [ "$(date +%s)" -lt "$end" ] || { echo "waited $3 s in vain for $2" >&2; tail -n 5 "$1" >&2; return 1; }
    sleep 0.02
  done
}

say "Building Tern"
cargo build --locked --release -p tern-cli -p tern-tests --bins
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  scripts/interface.sh build
  cargo build --locked --release -p tern-desktop
fi
target=${CARGO_TARGET_DIR:-target}/release
tern=$target/tern

say "Starting Dovecot and Postfix on loopback, with $mails generated messages"
mkfifo "$work/servers.in"
"$target/tern-testbed" --mails "$mails" <"$work/servers.in" >"$work/servers.json" &
servers=$!
exec 9>"$work/servers.in"
wait_line "$work/servers.json" '"imaps"' 120 >/dev/null
echo "Dovecot: IMAP on $(field imap), with TLS on $(field imaps). Postfix: submission on $(field submission), with TLS on $(field submissions)."

say "Adding the account"
rm -rf "$profile"
mkdir -p "$cache"
field password | run account add "$(field address)" --name "Ann Tern" --user "$(field name)" --password-stdin --ca-file "$(field ca_file)" --window all \
  --imap "localhost:$(field imaps)" --imap-security tls --smtp "localhost:$(field submission)" --smtp-security starttls

say "Syncing it all"
started=$(now_ms)
run sync
echo "in $(($(now_ms) - started)) ms"

say "Folders, and the newest of the inbox"
run folders
run list inbox --limit 12

say "Watching, while a mail is delivered by LMTP"
printf '\033[36m$ tern --json watch &\033[0m\n'
"$tern" --profile "$profile" --json watch >"$work/watch.json" &
watch=$!
wait_line "$work/watch.json" '"mode":"push"' 30
delivered=$(now_ms)
"$target/tern-testbed" deliver "$(field lmtp)" "$(field address)" <<MAIL
From: Clara Whitby <clara@harbour.example>
To: $(field address)
Subject: The ferry is early today
Date: $(date -R)
Message-ID: <ferry.$delivered@harbour.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

It leaves at seven. Bring the long lens, the terns are nesting.
MAIL
wait_line "$work/watch.json" '"event":"new_message"' 30
echo "on this device $(($(now_ms) - delivered)) ms after the delivery began"

say "Searching"
run search '"long lens"'
run search 'from:jürgen straße' --limit 3
run search '渡り鳥' --limit 3

say "Sending to somebody who answers"
seen=$(grep -c '"event":"new_message"' "$work/watch.json")
printf 'Hello Robin,\n\nare they back already? 🐦\n\nAnn\n' |
  run send --from "$(field address)" --to robin@tern.test --subject 'The terns, wieder da?' --body-file - --now
wait_answer() { [ "$(grep -c '"event":"new_message"' "$work/watch.json")" -gt "$seen" ]; }
end=$(($(date +%s) + 30))
until wait_answer; do [ "$(date +%s)" -lt "$end" ] || { echo "no answer came" >&2; exit 1; }; sleep 0.02; done
answer=$(grep '"event":"new_message"' "$work/watch.json" | tail -n 1 | sed -n 's/.*"id":"\{0,1\}\([0-9]*\).*/\1/p')
run show "$answer"
kill -TERM "$watch"
wait "$watch" || true
watch=''

say "The copy in Sent"
run sync
run list sent --limit 1
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  say "The same mailbox in the window: close it to end the demo"
  TERN_PROFILE=$profile "$target/tern-desktop" || echo "The window did not open; the rest of the demo is complete." >&2
else
  say "There is no display here. In a desktop session \`make demo\` ends with the window; to see it afterwards:"
  printf '  TERN_PROFILE=%s make window\n' "$profile"
fi
if [ -n "${STAY:-}" ]; then
  say "The servers stay until you press Enter. In another terminal:"
  printf '  %s --profile %s watch\n' "$tern" "$profile"
  read -r _ || true
fi

say "That was it; everything started here is stopped now. The mail is still on this device, look around:"
printf '  %s --profile %s list inbox\n' "$tern" "$profile"
printf '  %s --profile %s search from:clara\n' "$tern" "$profile"
printf '  %s --help\n' "$tern"
echo "To try it with the servers running: make demo STAY=1. The profile is removed by the next demo, or by: rm -r $profile"
