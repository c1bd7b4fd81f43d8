#!/bin/sh
# Runs everything that must pass, stage by stage, and says how long each took. A stage that ran no test fails.
#   scripts/test.sh         all stages
#   scripts/test.sh lint    only the lints
set -eu
cd "$(dirname "$0")/.."

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
trap 'exit 130' INT TERM
summary=
began=$(date +%s)

# stage NAME COMMAND...: runs it, shows what it prints, and ends everything when it fails.
stage() {
  name=$1; shift
  printf '\n== %s: %s\n' "$name" "$*"
  start=$(date +%s)
  status=0
  { "$@" 2>&1 || echo $? >"$logs/status"; } | tee "$logs/out"
  [ ! -e "$logs/status" ] || { status=$(cat "$logs/status"); rm "$logs/status"; }
  took=$(($(date +%s) - start))
  summary="$summary$(printf '\n%6s s  %s' "$took" "$name")"
  [ "$status" = 0 ] || { printf '\n%s failed after %s s\n' "$name" "$took"; exit 1; }
}

# tests NAME COMMAND...: a stage that must have run tests.
tests() {
  stage "$@"
  ran=$(sed -n 's/^test result: .* \([0-9][0-9]*\) passed.*/\1/p' "$logs/out" | awk '{ n += $1 } END { print n + 0 }')
  counted
}

# contract NAME COMMAND...: a stage of pytest (`N passed`), of Maven (`Tests run: N` of all classes together), of
# Swift (`Test run with N tests`) or of Vitest (`Tests  N passed (N)`).
contract() {
  stage "$@"
  ran=$(sed -n -e 's/.*Test run with \([0-9]*\) tests.* passed.*/\1/p' -e 's/^\([0-9][0-9]*\) passed.*/\1/p' -e 's/^ *Tests  *\([0-9][0-9]*\) passed.*/\1/p' -e 's/^\[[A-Z]*\] Tests run: \([0-9]*\), Failures: 0, Errors: 0, Skipped: \([0-9]*\)$/\1 \2/p' "$logs/out" | awk '{ n += $1 - $2 } END { print n + 0 }')
  counted
}

counted() {
  [ "$ran" -gt 0 ] || { printf '\n%s ran no test\n' "$name"; exit 1; }
  summary="$summary ($ran tests)"
}

# The window needs WebKitGTK and Node; everything else does without, and is tested without. Every stage names the same
# packages and features, so that the core is built once for all of them.
if pkg-config --exists webkit2gtk-4.1 && command -v npm >/dev/null; then
  window=1 all="--locked --workspace --features tern-desktop/window-tests"
else
  window='' all="--locked --workspace --exclude tern-desktop"
  echo "WebKitGTK or npm is not here (scripts/setup.sh desktop brings them): the window is left out."
fi

stage "format" cargo fmt --all --check
stage "licenses, sources, bans" scripts/deny.sh
# shellcheck disable=SC2086
stage "clippy" cargo clippy $all --all-targets -- -D warnings
[ -z "$window" ] || stage "lint of the interface" scripts/interface.sh lint check
stage "lint of the Android app" scripts/android.sh lint
if [ "${1:-all}" != lint ]; then
  [ -z "$window" ] || stage "the interface" scripts/interface.sh build size
  # Everything at once: with the tests' own dependencies, others have other features too, and would be built twice.
  # shellcheck disable=SC2086
  stage "build" cargo build $all --all-targets
  export TERN_BUILT=1
  # shellcheck disable=SC2086
  tests "unit and property tests" cargo test $all --lib --bins
  # They wait for servers more than they compute.
  # shellcheck disable=SC2086
  tests "tests on real servers" cargo test $all --test it -- --test-threads=6
  if [ -n "$window" ]; then
    contract "tests of the interface" scripts/interface.sh test
    contract "tests of the interface in a browser" scripts/interface.sh e2e
    tests "tests in the real window" scripts/window-tests.sh
  fi
  stage "types for Android and iOS" scripts/check-mobile.sh
  stage "bindings" scripts/bindings.sh
  contract "contract in Python" scripts/contract.sh python
  contract "contract in Kotlin" scripts/contract.sh kotlin
  contract "Android app" scripts/android.sh test
  if command -v swift >/dev/null; then
    contract "iOS package" ios/scripts/check.sh
  fi
fi
printf '\n== all passed%s\n%6s s  together\n' "$summary" "$(($(date +%s) - began))"
