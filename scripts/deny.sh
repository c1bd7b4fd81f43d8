#!/bin/sh
# Checks what Tern depends on: licenses, where the sources come from, and crates it must not have (deny.toml).
# Builds cargo-deny into the user's cache the first time, which takes some minutes; TERN_DENY=skip leaves it out where it is not built.
set -eu
cd "$(dirname "$0")/.."
version=0.20
tools=${XDG_CACHE_HOME:-$HOME/.cache}/tern/tools

if ! command -v cargo-deny >/dev/null && [ ! -x "$tools/bin/cargo-deny" ]; then
  [ "${TERN_DENY:-}" != skip ] || { echo "cargo-deny is not built; left out"; exit 0; }
  echo "Building cargo-deny into $tools (once; some minutes)"
  CARGO_TARGET_DIR=$(mktemp -d)
  export CARGO_TARGET_DIR
  trap 'rm -rf "$CARGO_TARGET_DIR"' EXIT
  cargo install --quiet --locked --root "$tools" --version "^$version" cargo-deny
fi
PATH=$tools/bin:$PATH
exec cargo-deny --log-level warn check --hide-inclusion-graph bans licenses sources
