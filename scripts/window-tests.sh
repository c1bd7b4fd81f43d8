#!/bin/sh
# Drives the real window under displays and session buses of its own, against real servers.
#   scripts/window-tests.sh                                           all tests, in two halves side by side: they mostly wait
#   scripts/window-tests.sh TEST NAME [ARGUMENTS OF THE TEST PROGRAM]  some tests
set -eu
cd "$(dirname "$0")/.."
[ -e desktop-tauri/ui/dist/assets ] || scripts/interface.sh build
# What is built is what scripts/test.sh has built.
build="--locked --workspace --features tern-desktop/window-tests"
# shellcheck disable=SC2086
cargo build $build --all-targets
# The program is started by WebKitWebDriver, so the window is there for it alone. Software drawing is the same everywhere.
export LIBGL_ALWAYS_SOFTWARE=1 GDK_BACKEND=x11 NO_AT_BRIDGE=1 TERN_KEYRING=off
unset TERN_PROFILE TERN_PASSPHRASE WAYLAND_DISPLAY

# on DISPLAY ARGUMENTS...: runs tests one after another on the first free display from this number on.
on() {
  display=$1; shift
  # shellcheck disable=SC2086
  xvfb-run -n "$display" -a -s "-screen 0 1400x900x24" dbus-run-session -- \
    cargo test $build --test window -- --test-threads=1 "$@"
}

if [ $# -gt 0 ]; then
  on 99 "$@"
  exit
fi
# Modules of one half; the other half is whatever is not named here.
half="accounts:: hostile:: writing::"
said=$(mktemp)
# shellcheck disable=SC2086
on 99 $half >"$said" 2>&1 &
other=$!
trap 'kill $other 2>/dev/null || true; rm -f "$said"' EXIT
trap 'exit 130' INT TERM
status=0
# shellcheck disable=SC2046,SC2086
on 299 $(printf -- '--skip %s ' $half) || status=$?
wait $other || status=$?
cat "$said"
exit $status
