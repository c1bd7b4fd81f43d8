#!/bin/sh
# Drives the real window under a display and a session bus of its own, against real servers.
#   scripts/window-tests.sh [TEST NAME] [ARGUMENTS OF THE TEST PROGRAM]
set -eu
cd "$(dirname "$0")/.."
[ -e desktop-tauri/ui/dist/assets ] || scripts/interface.sh build
# The same packages and features twice, so that the second run finds everything built.
set -- --locked -p tern-desktop -p tern-cli --features tern-desktop/window-tests --test window -- --test-threads=1 "$@"
cargo build --locked -p tern-desktop -p tern-cli --features tern-desktop/window-tests
# The program is started by WebKitWebDriver, so the window is there for it alone. Software drawing is the same everywhere.
export LIBGL_ALWAYS_SOFTWARE=1 GDK_BACKEND=x11 NO_AT_BRIDGE=1 TERN_KEYRING=off
unset TERN_PROFILE TERN_PASSPHRASE WAYLAND_DISPLAY
exec xvfb-run -a -s "-screen 0 1400x900x24" dbus-run-session -- cargo test "$@"
