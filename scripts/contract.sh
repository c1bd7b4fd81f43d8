#!/bin/sh
# Runs the contract test of one language through the built binding, against real servers.
#   scripts/contract.sh python [PYTEST ARGUMENTS]
#   scripts/contract.sh kotlin [MAVEN ARGUMENTS]
set -eu
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
language=$1; shift

scripts/bindings.sh
cargo build --locked -p tern-tests --bin tern-testbed

case $language in
  python)
    venv=$target/venv
    if ! cmp -s bindings/python/requirements.txt "$venv/.installed"; then
      rm -rf "$venv"
      python3 -m venv "$venv"
      "$venv/bin/pip" --quiet --disable-pip-version-check install -r bindings/python/requirements.txt
      cp bindings/python/requirements.txt "$venv/.installed"
    fi
    PYTHONDONTWRITEBYTECODE=1 exec "$venv/bin/pytest" -c bindings/python/pytest.ini bindings/python "$@"
    ;;
  kotlin)
    exec mvn -B -ntp -f android/host/pom.xml "-Dtern.target=$(cd "$target" && pwd)" test "$@"
    ;;
  *) echo "No contract test in $language." >&2; exit 2 ;;
esac
