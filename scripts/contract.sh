#!/bin/sh
# Runs the contract test of one language through the built binding, against real servers.
#   scripts/contract.sh python [PYTEST ARGUMENTS]
#   scripts/contract.sh kotlin [MAVEN ARGUMENTS]
#   scripts/contract.sh swift [SWIFT TEST ARGUMENTS]     where `swift` 6 is found
# TERN_BUILD=release takes the optimised library, which scripts/bench.sh measures.
set -eu
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
built=${TERN_BUILD:-debug}
language=$1; shift

# scripts/ios-check.sh has built already, where it has Rust.
if [ -z "${TERN_BUILT:-}" ]; then
  scripts/bindings.sh
  release=; [ "$built" = debug ] || release=--release
  cargo build --locked -p tern-tests --bin tern-testbed $release
fi

case $language in
  python)
    scripts/venv.sh "$target/venv"
    PYTHONDONTWRITEBYTECODE=1 exec "$target/venv/bin/pytest" -c bindings/python/pytest.ini bindings/python "$@"
    ;;
  kotlin)
    exec mvn -B -ntp -f android/host/pom.xml "-Dtern.target=$(cd "$target" && pwd)" "-Dtern.built=$built" test "$@"
    ;;
  swift)
    # Swift wants a C module in a folder of its own, and knows Darwin's modules by name on a Mac only.
    target=$(cd "$target" && pwd)
    place=ios/Binding
    # What is the same stays as it is, or Swift would compile ten thousand lines each time.
    renew() { mkdir -p "${2%/*}"; cmp -s "$1" "$2" || cp "$1" "$2"; }
    module() {
      made=$target/bindings/swift/$1
      renew "$made.swift" "$place/$2/$1.swift"
      renew "${made}FFI.h" "$place/$3/$1FFI.h"
      sed '/^ *use /d' "${made}FFI.modulemap" >"$target/bindings/swift/$1.map"
      renew "$target/bindings/swift/$1.map" "$place/$3/module.modulemap"
    }
    module TernCore swift ffi
    module TernLog log logffi
    export TERN_LIBRARY="$target/$built" TERN_TESTBED="${TERN_TESTBED:-$target/$built/tern-testbed}"
    allow=; [ "$(uname)" = Darwin ] || allow="-Xlinker --allow-shlib-undefined"
    # shellcheck disable=SC2086
    exec swift test -j 2 --package-path ios --scratch-path "$target/swift" $allow "$@"
    ;;
  *) echo "No contract test in $language." >&2; exit 2 ;;
esac
