#!/bin/sh
# Puts the generated Swift binding where the package looks for it: ios/Binding, which is not committed.
#   ios/scripts/binding.sh TARGET      after scripts/bindings.sh wrote TARGET/bindings
set -eu
target=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."

# What is the same stays as it is, or Swift would compile ten thousand lines each time.
renew() { mkdir -p "${2%/*}"; cmp -s "$1" "$2" || cp "$1" "$2"; }
# Swift wants a C module in a folder of its own, and knows Darwin's modules by name on a Mac only.
module() {
  made=$target/bindings/swift/$1
  renew "$made.swift" "Binding/$2/$1.swift"
  renew "${made}FFI.h" "Binding/$3/$1FFI.h"
  sed '/^ *use /d' "${made}FFI.modulemap" >"$made.map"
  renew "$made.map" "Binding/$3/module.modulemap"
}
module TernCore swift ffi
module TernLog log logffi
