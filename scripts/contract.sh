#!/bin/sh
# Runs the contract test of one language through the built binding, against real servers.
#   scripts/contract.sh python [PYTEST ARGUMENTS]
#   scripts/contract.sh kotlin [MAVEN ARGUMENTS]
#   scripts/contract.sh swift [SWIFT TEST ARGUMENTS]     where `swift` 6 is found
set -eu
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
language=$1; shift

# scripts/ios-check.sh has built already, where it has Rust.
if [ -z "${TERN_BUILT:-}" ]; then
  scripts/bindings.sh
  cargo build --locked -p tern-tests --bin tern-testbed
fi

case $language in
  python)
    scripts/venv.sh "$target/venv"
    PYTHONDONTWRITEBYTECODE=1 exec "$target/venv/bin/pytest" -c bindings/python/pytest.ini bindings/python "$@"
    ;;
  kotlin)
    exec mvn -B -ntp -f android/host/pom.xml "-Dtern.target=$(cd "$target" && pwd)" test "$@"
    ;;
  swift)
    # Swift wants a C module in a folder of its own, and knows Darwin's modules by name on a Mac only.
    target=$(cd "$target" && pwd)
    place=ios/Binding
    rm -rf "$place"
    mkdir -p "$place/ffi" "$place/swift"
    cp "$target/bindings/swift/TernCore.swift" "$place/swift/"
    cp "$target/bindings/swift/TernCoreFFI.h" "$place/ffi/"
    sed '/^ *use /d' "$target/bindings/swift/TernCoreFFI.modulemap" >"$place/ffi/module.modulemap"
    export TERN_LIBRARY="$target/debug" TERN_TESTBED="${TERN_TESTBED:-$target/debug/tern-testbed}"
    export TERN_BINDING="$target/bindings/swift/TernCore.swift"
    allow=; [ "$(uname)" = Darwin ] || allow="-Xlinker --allow-shlib-undefined"
    # shellcheck disable=SC2086
    exec swift test -j 2 --package-path ios --scratch-path "$target/swift" $allow "$@"
    ;;
  *) echo "No contract test in $language." >&2; exit 2 ;;
esac
