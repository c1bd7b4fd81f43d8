#!/bin/sh
# Builds the window and its Debian package, with the command line in it, and says where they are.
#   scripts/desktop.sh         the package
#   scripts/desktop.sh run     only the program, which is then started with the arguments that follow
set -eu
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
target=$(mkdir -p "$target" && cd "$target" && pwd)

scripts/interface.sh build
cargo build --locked --release -p tern-desktop
if [ "${1:-}" = run ]; then
  shift
  exec "$target/release/tern-desktop" "$@"
fi
cargo build --locked --release -p tern-cli
# Line tables are for measuring; they are nine tenths of the program.
strip --strip-debug "$target/release/tern-desktop" "$target/release/tern"
# Where the programs are is known here only.
files=$(printf '{"bundle":{"linux":{"deb":{"files":{"/usr/bin/tern":"%s/release/tern"}}}}}' "$target")
cd desktop-tauri
CARGO_TARGET_DIR=$target ui/node_modules/.bin/tauri bundle --bundles deb --ci --config "$files"
package=$(ls -t "$target"/release/bundle/deb/*.deb | head -n 1)
contents=$(dpkg-deb --contents "$package")
printf '%s\n' "$contents" | grep -Eq ' (\./)?usr/bin/tern$' || { echo "The package lacks the command line." >&2; exit 1; }
printf '\nThe program:  %s\nThe package:  %s\nInstall it:   apt-get install %s\n' "$target/release/tern-desktop" "$package" "$package"
