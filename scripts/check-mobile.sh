#!/bin/sh
# Type-checks the core and the bindings for Android and iOS on a computer without the NDK or Xcode.
#   scripts/check-mobile.sh [TARGET...]
# Where Rust has a target's standard library (`rustup target add`), that is used. Elsewhere the sources of the library
# are fetched once from Debian's backports and checked too. C is not compiled: a stub stands in for its compiler.
set -eu
cd "$(dirname "$0")/.."
here=$PWD
cache=${XDG_CACHE_HOME:-$HOME/.cache}/tern/mobile
targets=${*:-aarch64-linux-android aarch64-apple-ios}
sysroot=$(rustc --print sysroot)
version=$(rustc --version | cut -d' ' -f2)

die() { printf '%s\n' "$*" >&2; exit 1; }

# fetch FOLDER: the sources of the standard library of this very compiler, unpacked into FOLDER. Only this script's own
# lists are read, so the system's packages stay what they are.
fetch() {
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null ||
    die "The standard library for $targets is missing and there is no apt to fetch its sources with. Try: rustup target add $targets"
  mirror=${TERN_DEBIAN:-$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep -m1 '/debian/*$' || true)}
  [ -n "$mirror" ] || die "No mirror of Debian is configured: name one in TERN_DEBIAN, or try: rustup target add $targets"
  rm -rf "$1"
  mkdir -p "$1/apt/lists/partial" "$1/apt/cache/archives/partial"
  cat >"$1/apt/backports.sources" <<SOURCES
Types: deb
URIs: $mirror
Suites: trixie-backports
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCES
  cat >"$1/apt/conf" <<CONF
Dir::Etc::SourceList "$1/apt/backports.sources";
Dir::Etc::SourceParts "/dev/null";
Dir::State::Lists "$1/apt/lists";
Dir::State::status "/dev/null";
Dir::Cache "$1/apt/cache";
Acquire::Languages "none";
APT::Sandbox::User "";
CONF
  (cd "$1/apt" && export APT_CONFIG="$1/apt/conf" && apt-get -qq update &&
    found=$(apt-cache madison rust-src | cut -d'|' -f2 | tr -d ' ' | grep -m1 "^$version[+-]") &&
    apt-get -qq download "rust-src=$found") ||
    die "Debian's backports have no sources of Rust $version. Try: rustup target add $targets"
  dpkg-deb -x "$1"/apt/rust-src_*.deb "$1/deb"
}

# A copy of the toolchain, by hard links where it can be, with the sources where cargo looks for them.
toolchain() {
  place=$cache/rust-$version
  [ ! -e "$place/.complete" ] || return 0
  echo "Fetching the sources of Rust's standard library into $place (once)"
  fetch "$place"
  for part in bin lib; do
    cp -al "$sysroot/$part" "$place/$part" 2>/dev/null || { rm -rf "${place:?}/$part"; cp -a "$sysroot/$part" "$place/$part"; }
  done
  rm -rf "$place/lib/rustlib/src"
  mkdir -p "$place/lib/rustlib/src/rust"
  mv "$place"/deb/usr/src/rustc-*/library "$place/lib/rustlib/src/rust/"
  rm -rf "$place/apt" "$place/deb"
  touch "$place/.complete"
}

# stub FOLDER: a compiler and an archiver that answer the questions of build scripts and write empty files.
stub() {
  mkdir -p "$1/sdk" "$1/include/openssl" "$1/lib"
  cat >"$1/cc" <<'STUB'
#!/bin/sh
out=
for argument; do
  case $argument in -E) echo clang; exit 0 ;; esac
  [ "${before:-}" != -o ] || out=$argument
  before=$argument
done
[ -z "$out" ] || : >"$out"
STUB
  cat >"$1/ar" <<'STUB'
#!/bin/sh
for argument; do case $argument in *.a) : >"$argument" ;; esac; done
STUB
  chmod 755 "$1/cc" "$1/ar"
}

# check TARGET...: all of them in one run of cargo, which works on them side by side.
check() {
  set -- $(printf -- '--target %s ' "$@")
  CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$here/target}/mobile" \
    cargo check --quiet --locked -p tern-core -p tern-bindings --lib --features tern-core/uniffi $std "$@"
}

stub "$cache/stub"
export SDKROOT="$cache/stub/sdk" OPENSSL_DIR="$cache/stub"
std=
for target in $targets; do
  name=$(printf '%s' "$target" | tr - _)
  export "CC_$name=$cache/stub/cc" "AR_$name=$cache/stub/ar"
  [ -d "$sysroot/lib/rustlib/$target/lib" ] || std=-Zbuild-std=std,panic_abort
done
if [ -n "$std" ]; then
  toolchain
  PATH=$cache/rust-$version/bin:$PATH
  export RUSTC_BOOTSTRAP=1
fi
began=$(date +%s)
# shellcheck disable=SC2086
check $targets
echo "The core and the bindings check for $targets, in $(($(date +%s) - began)) s"
