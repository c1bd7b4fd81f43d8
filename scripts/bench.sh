#!/bin/sh
# Measures speed and memory and prints them beside the project's bars.
#   ROWS=sync,headers,size,large,screen,search,push   MAILS=10000   MANY=50000   RUNS=3
set -eu
cd "$(dirname "$0")/.."
cargo build --locked --release -p tern-cli -p tern-tests --bins
set --
[ -z "${ROWS:-}" ] || set -- "$@" --rows "$ROWS"
[ -z "${MAILS:-}" ] || set -- "$@" --mails "$MAILS"
[ -z "${MANY:-}" ] || set -- "$@" --many "$MANY"
[ -z "${RUNS:-}" ] || set -- "$@" --runs "$RUNS"
exec "${CARGO_TARGET_DIR:-target}/release/tern-bench" "$@"
