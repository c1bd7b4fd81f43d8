#!/bin/sh
# Measures speed and memory and prints them beside the project's bars.
#   ROWS=sync,headers,size,large,screen,search,push,list,start,background,border,android,window   MAILS=10000   MANY=50000   RUNS=3
set -eu
cd "$(dirname "$0")/.."
cargo build --locked --release -p tern-cli -p tern-tests --bins
set --
status=0
target=${CARGO_TARGET_DIR:-target}
case ${ROWS:-border} in
  *border*)
    only=; [ "${ROWS:-}" != border ] || only=1
    export TERN_BUILD=release TERN_COSTS=1
    scripts/bindings.sh
    TERN_TESTBED=$target/release/tern-testbed python3 bindings/python/costs.py || status=1
    scripts/contract.sh kotlin -q -Dtest=Costs "-DargLine=-Xms256m -Xmx256m -XX:+AlwaysPreTouch" || status=1
    if command -v swift >/dev/null; then
      scripts/contract.sh swift -c release --filter CostTests || status=1
    elif [ -e "$target/ios/root/.complete" ] && [ "$(id -u)" = 0 ]; then
      scripts/ios-check.sh -c release --filter CostTests || status=1
    else
      echo "No Swift here, so its costs are not measured (make ios-check fetches it)"
    fi
    ROWS=$(printf '%s' "${ROWS:-}" | sed 's/,*border//; s/^,//')
    [ -z "$only" ] || exit "$status" ;;
esac
case ${ROWS:-android} in
  *android*)
    only=; [ "${ROWS:-}" != android ] || only=1
    scripts/android-bench.sh || status=1
    ROWS=$(printf '%s' "${ROWS:-}" | sed 's/,*android//; s/^,//')
    [ -z "$only" ] || exit "$status" ;;
esac
case ${ROWS:-window} in
  *window*)
    only=; [ "${ROWS:-}" != window ] || only=1
    scripts/window-bench.sh || status=1
    ROWS=$(printf '%s' "${ROWS:-}" | sed 's/,*window//; s/^,//')
    [ -z "$only" ] || exit "$status" ;;
esac
[ -z "${ROWS:-}" ] || set -- "$@" --rows "$ROWS"
[ -z "${MAILS:-}" ] || set -- "$@" --mails "$MAILS"
[ -z "${MANY:-}" ] || set -- "$@" --many "$MANY"
[ -z "${RUNS:-}" ] || set -- "$@" --runs "$RUNS"
"$target/release/tern-bench" "$@" || status=1
exit "$status"
