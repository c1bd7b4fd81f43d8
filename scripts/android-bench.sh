#!/bin/sh
# Measures how long the tests of the Android app and of its binding take once everything is built.
set -eu
cd "$(dirname "$0")/.."
bar=240
if ! command -v mvn >/dev/null || ! command -v aapt2 >/dev/null; then
  echo "No Maven or aapt2 here, so the Android tests are not measured (scripts/setup.sh android brings them)"
  exit 0
fi
timed() { scripts/contract.sh kotlin -q && scripts/android.sh test -q; }
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Compiled and fetched before the clock runs.
scripts/contract.sh kotlin -q -DskipTests >"$log" 2>&1 && scripts/android.sh test -q -DskipTests >>"$log" 2>&1 || true
export TERN_BUILT=1
began=$(date +%s)
timed >"$log" 2>&1 || { cat "$log"; exit 1; }
took=$(($(date +%s) - began))
echo "Android app and binding, all tests, warm: $took s (bar $bar s)"
[ "$took" -le "$bar" ]
