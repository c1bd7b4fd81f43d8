#!/bin/sh
# Measures speed and memory and prints them beside the project's bars.
#   ROWS=sync,headers,size,large,screen,search,push,list,border   MAILS=10000   MANY=50000   RUNS=3
set -eu
cd "$(dirname "$0")/.."
cargo build --locked --release -p tern-cli -p tern-tests --bins
set --
status=0
target=${CARGO_TARGET_DIR:-target}
case ${ROWS:-border} in
  *border*)
    only=; [ "${ROWS:-}" != border ] || only=1
    scripts/bindings.sh --release
    TERN_TESTBED=$target/release/tern-testbed python3 bindings/python/costs.py || status=1
    ROWS=$(printf '%s' "${ROWS:-}" | sed 's/,*border//; s/^,//')
    [ -z "$only" ] || exit "$status" ;;
esac
[ -z "${ROWS:-}" ] || set -- "$@" --rows "$ROWS"
[ -z "${MAILS:-}" ] || set -- "$@" --mails "$MAILS"
[ -z "${MANY:-}" ] || set -- "$@" --many "$MANY"
[ -z "${RUNS:-}" ] || set -- "$@" --runs "$RUNS"
"$target/release/tern-bench" "$@" || status=1
exit "$status"
