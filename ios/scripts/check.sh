#!/bin/sh
# Tests the package, then parses and lints every Swift file; a stage that ran no test or saw no file fails.
#   ios/scripts/check.sh [SWIFT TEST ARGUMENTS]     where `swift` 6 is found
set -eu
cd "$(dirname "$0")/../.."
log=$(mktemp)
trap 'rm -f "$log"' EXIT

{ scripts/contract.sh swift "$@" 2>&1 || echo "failed: $?"; } | tee "$log"
! grep -q '^failed: ' "$log" || exit 1
grep -q 'Test run with [1-9][0-9]* tests* .*passed' "$log" || { echo "No test of the package ran." >&2; exit 1; }

# The types of SwiftUI are on a Mac only; here its files are read and laid out.
screens=$(find ios/App -name '*.swift')
count=$(printf '%s\n' "$screens" | grep -c . || true)
[ "$count" -gt 0 ] || { echo "There is no file of a screen." >&2; exit 1; }
# shellcheck disable=SC2086
swiftc -parse $screens
all=$(find ios/App ios/Sources ios/Tests -name '*.swift')
# shellcheck disable=SC2086
swift format lint --strict --configuration ios/.swift-format ios/Package.swift $all
echo "Parsed: $count files of screens; laid out: $(printf '%s\n' "$all" | grep -c .) files"
