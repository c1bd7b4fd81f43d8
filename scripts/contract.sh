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
    exec mvn -B -ntp -f android/host/pom.xml -pl ../mail "-Dtern.target=$(cd "$target" && pwd)" "-Dtern.built=$built" test "$@"
    ;;
  swift)
    target=$(cd "$target" && pwd)
    ios/scripts/binding.sh "$target"
    export TERN_LIBRARY="$target/$built" TERN_TESTBED="${TERN_TESTBED:-$target/$built/tern-testbed}"
    allow=; [ "$(uname)" = Darwin ] || allow="-Xlinker --allow-shlib-undefined"
    # shellcheck disable=SC2086
    exec swift test -j 2 --package-path ios --scratch-path "$target/swift" $allow "$@"
    ;;
  *) echo "No contract test in $language." >&2; exit 2 ;;
esac
