#!/bin/sh
# Installs what Tern's build and tests need on Debian or Ubuntu, after saying so; does nothing when all is there.
# Installed servers are not started, and ones that run already are left alone.
#   scripts/setup.sh          everything
#   scripts/setup.sh servers  without the languages of the contract tests and the window
#   scripts/setup.sh desktop  only what building the window needs
#   scripts/setup.sh android  only what the Android app needs
#   scripts/setup.sh build    only what the build needs
set -eu

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

build="gcc libc6-dev:stdio.h make pkg-config libssl-dev:openssl/ssl.h"
servers="dovecot-imapd:/usr/lib/dovecot/imap dovecot-lmtpd:/usr/lib/dovecot/lmtp postfix:/usr/sbin/postfix isync:/usr/bin/mbsync"
# What the window is built with, and what its tests run on.
window="libwebkit2gtk-4.1-dev:webkitgtk-4.1/webkit2/webkit2.h libayatana-appindicator3-dev:libayatana-appindicator3-0.1/libayatana-appindicator/app-indicator.h file dpkg-dev:/usr/bin/dpkg-shlibdeps xdg-utils:/usr/bin/xdg-open"
window_tests="webkit2gtk-driver:/usr/bin/WebKitWebDriver xvfb:/usr/bin/Xvfb xauth dbus:/usr/bin/dbus-run-session fonts-dejavu-core:/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
# What packs the Android app; all else comes with Maven.
android="aapt:/usr/bin/aapt2 zipalign apksigner unzip zip"
# The Node that is taken when the one here is too old (new_node).
node_release=24.21.0 npm_release=11.21.2
cyrus_libraries="libsqlite3-0 libical3 libpcre3 libxapian30 libwrap0 libpq5 libjansson4 libxml2 libsasl2-modules libsasl2-modules-db"

# What the contract tests run on, as packages; each is asked for only when its program is missing.
languages() {
  python3 -c 'import ensurepip, venv' 2>/dev/null || printf 'python3 python3-venv '
  command -v javac >/dev/null 2>&1 || printf 'default-jdk-headless '
  command -v mvn >/dev/null 2>&1 || printf 'maven '
}

# A Node that did not come with apt is as good.
window_packages() { printf '%s ' "$window"; node_packages; }
node_packages() {
  command -v node >/dev/null 2>&1 || printf 'nodejs:/usr/bin/node '
  command -v npm >/dev/null 2>&1 || printf 'npm:/usr/bin/npm '
}

# Any Chromium that the tests find is as good (ui/e2e/browser.ts); Ubuntu's package of that name is a snap, which a runner cannot start.
browser() {
  [ -z "${CHROMIUM:-}" ] || return 0
  for program in chromium chromium-browser google-chrome; do [ ! -x "/usr/bin/$program" ] || return 0; done
  printf 'chromium '
}

# name:path means the package is there when the path is (below /usr/include for headers); a bare name is a program.
missing() {
  for entry in "$@"; do
    name=${entry%%:*} path=${entry#*:}
    case $path in
      "$name") command -v "$name" >/dev/null 2>&1 || printf '%s ' "$name" ;;
      /*) [ -e "$path" ] || printf '%s ' "$name" ;;
      *) found=; for dir in /usr/include /usr/include/*-linux-gnu; do [ ! -e "$dir/$path" ] || found=1; done
         [ -n "$found" ] || printf '%s ' "$name" ;;
    esac
  done
}

# apt-get install, without prompts and without starting the daemons it installs.
install() {
  command -v apt-get >/dev/null || die "This installs with apt. Install by hand: $*"
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || die "Not root, and there is no sudo. As root: apt-get install $*"
  say "Installing with apt: $*"
  guard=
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    guard=1
    printf '#!/bin/sh\nexit 101\n' | as_root tee /usr/sbin/policy-rc.d >/dev/null
    as_root chmod 755 /usr/sbin/policy-rc.d
  fi
  printf 'postfix postfix/main_mailer_type select No configuration\n' | as_root debconf-set-selections || true
  status=0
  { as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends --no-remove "$@" >/dev/null; } || status=$?
  [ -z "$guard" ] || as_root rm -f /usr/sbin/policy-rc.d
  [ $status = 0 ] || die "apt could not install: $*"
}

rust() {
  command -v cargo >/dev/null || { [ ! -x "$HOME/.cargo/bin/cargo" ] || PATH=$HOME/.cargo/bin:$PATH; }
  command -v cargo >/dev/null || die "Rust is missing. Install it from https://rustup.rs (or your system's rustup package), then run this again."
  wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  have=$(rustc --version | cut -d' ' -f2)
  [ "$(printf '%s\n%s\n' "$wanted" "$have" | sort -V | head -n 1)" = "$wanted" ] || die "Rust $have is too old: Tern needs $wanted. Try: rustup update stable"
  cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 || die "rustfmt or clippy is missing. Try: rustup component add rustfmt clippy"
}

# Node builds the interface. Debian 12 and Ubuntu 24.04 have one that is too old: a newer one comes by their npm, for
# this project alone (the Makefile looks there first).
new_node() {
  have=$(command node --version 2>/dev/null | sed 's/^v//')
  [ "$(printf '20.19\n%s\n' "$have" | sort -V | head -n 1)" != 20.19 ] || return 0
  case $(uname -m) in
    x86_64) machine=x64 ;;
    aarch64) machine=arm64 ;;
    *) die "The window's interface needs Node 20.19 or newer; here is ${have:-none}. Install it from https://nodejs.org, then run this again." ;;
  esac
  place=${XDG_CACHE_HOME:-$HOME/.cache}/tern/tools/node
  say "Node ${have:-} is too old for the window's interface (20.19): taking Node $node_release into $place"
  rm -rf "$place.new"
  mkdir -p "$place.new/bin" "$place.new/npm"
  (cd "$place.new" && npm pack --silent "node-linux-$machine@$node_release" "npm@$npm_release" >/dev/null) ||
    die "npm could not fetch Node $node_release. Install Node 20.19 or newer from https://nodejs.org, then run this again."
  tar -xzf "$place.new/node-linux-$machine-$node_release.tgz" -C "$place.new/bin" --strip-components=2 package/bin/node
  tar -xzf "$place.new/npm-$npm_release.tgz" -C "$place.new/npm" --strip-components=1
  rm "$place.new"/*.tgz
  for program in npm npx; do ln -s "../npm/bin/$program-cli.js" "$place.new/bin/$program"; done
  rm -rf "$place"
  mv "$place.new" "$place"
}

# Cyrus conflicts with Dovecot, so its packages are only unpacked, into a folder of their own; none of them is installed.
cyrus() {
  if [ "$(id -u)" = 0 ]; then place=/var/cache/tern/cyrus; else place=${XDG_CACHE_HOME:-$HOME/.cache}/tern/cyrus; fi
  [ ! -e "$place/.complete" ] || return 0
  say "Unpacking Cyrus IMAP into $place (not installed: its package conflicts with Dovecot's)"
  rm -rf "$place"
  mkdir -p "$place/deb"
  chmod 755 "$place" "$place/deb"
  (cd "$place/deb" && apt-get -qq download cyrus-imapd cyrus-common sasl2-bin 2>/dev/null) ||
    { as_root apt-get -qq update; (cd "$place/deb" && apt-get -qq download cyrus-imapd cyrus-common sasl2-bin); }
  for deb in "$place"/deb/*.deb; do dpkg-deb -x "$deb" "$place"; done
  rm -rf "$place/deb"
  lacking() { LD_LIBRARY_PATH=$(echo "$place"/usr/lib/*-linux-gnu) ldd "$place"/usr/lib/cyrus/bin/master "$place"/usr/lib/cyrus/bin/imapd \
    "$place"/usr/lib/cyrus/bin/lmtpd "$place"/usr/lib/cyrus/bin/idled "$place"/usr/sbin/saslpasswd2 | grep 'not found' || true; }
  ls /usr/lib/*-linux-gnu/sasl2/libsasldb.so >/dev/null 2>&1 && [ -z "$(lacking)" ] || install_cyrus_libraries
  [ -z "$(lacking)" ] || die "Cyrus lacks libraries: $(lacking)"
  touch "$place/.complete"
}

# Names differ between releases (libldap-2.5-0, libldap2): take what this one has.
install_cyrus_libraries() {
  names=
  for name in $cyrus_libraries libldap-2.5-0 libldap2 libicu72; do
    case $(apt-cache policy "$name" | sed -n 's/ *Candidate: //p') in
      ""|"(none)") ;;
      *) names="$names $name" ;;
    esac
  done
  # shellcheck disable=SC2086
  install $names
}

cd "$(dirname "$0")/.."
what=${1:-all}
wanted=$build
case $what in servers|all) wanted="$wanted $servers" ;; esac
case $what in desktop|all) wanted="$wanted $(window_packages)" ;; esac
case $what in all) wanted="$wanted $window_tests $(browser)" ;; esac
case $what in android|all) wanted="$wanted $android $(node_packages)" ;; esac
# shellcheck disable=SC2086
need=$(missing $wanted)
case $what in android|all) need="$need$(languages)" ;; esac
# shellcheck disable=SC2086
[ -z "$need" ] || install $need
rust
case $what in desktop|android|all) new_node ;; esac
case $what in servers|all) cyrus ;; esac
