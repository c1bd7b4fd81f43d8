#!/bin/sh
# Builds the library and writes its Python, Kotlin and Swift sides into target/bindings, which is not committed.
#   scripts/bindings.sh            the build is Cargo's debug, or what TERN_BUILD names: release; with TERN_BUILT it is there
set -eu
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
out=$target/bindings

built=${TERN_BUILD:-debug}
set --
[ "$built" = debug ] || set -- --release
[ -n "${TERN_BUILT:-}" ] || cargo build --locked -p tern-bindings "$@"
case $(uname) in
  Darwin) library=libtern_bindings.dylib ;;
  *) library=libtern_bindings.so ;;
esac
for language in python kotlin swift; do
  rm -rf "${out:?}/$language"
  "$target/$built/uniffi-bindgen" generate --no-format --config bindings/uniffi.toml --language $language \
    --out-dir "$out/$language" "$target/$built/$library"
done
# Python looks for the library beside the module.
ln -f "$target/$built/$library" "$out/python/$library" 2>/dev/null || cp "$target/$built/$library" "$out/python/$library"
echo "Written: $out/python $out/kotlin $out/swift"
