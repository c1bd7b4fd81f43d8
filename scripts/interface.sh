#!/bin/sh
# Runs scripts of the window's interface (desktop-tauri/ui/package.json), after fetching what they need when that changed.
#   scripts/interface.sh build check test …
set -eu
cd "$(dirname "$0")/../desktop-tauri/ui"
if ! cmp -s package-lock.json node_modules/.installed; then
  npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed
fi
# Who reads the numbers of tests reads no colours.
[ -t 1 ] || export NO_COLOR=1 FORCE_COLOR=0
for script in "$@"; do
  npm run --silent "$script"
done
