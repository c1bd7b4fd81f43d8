#!/bin/sh
# Measures the real window on a profile of 200,000 messages that is made for it, under a display of its own.
set -eu
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
profile=$target/bench-profile

scripts/interface.sh build size
if [ ! -e "$profile/.complete" ]; then
  rm -rf "$profile"
  cargo run --locked --release -p tern-tests --example profile -- "$profile" 200000
  touch "$profile/.complete"
fi
# Measuring archives mail: each run has a profile of its own.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
trap 'exit 130' INT TERM
cp -a "$profile/." "$copy"
export LIBGL_ALWAYS_SOFTWARE=1 GDK_BACKEND=x11 NO_AT_BRIDGE=1
unset TERN_PROFILE TERN_PASSPHRASE WAYLAND_DISPLAY
xvfb-run -a -s "-screen 0 1400x900x24" dbus-run-session -- \
  cargo bench --locked -p tern-desktop --features window-tests --bench window -- "$copy"
