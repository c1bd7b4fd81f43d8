#!/bin/sh
# Tests the iOS package and reads its screens on a Linux computer without Swift: fetches Debian's toolchain once (3.5 GB,
# into target/ios) and runs it there as root, with mounts of its own that end with it. With Swift: ios/scripts/check.sh.
set -eu
cd "$(dirname "$0")/.."
here=$PWD
target=${CARGO_TARGET_DIR:-$here/target}
root=$target/ios/root

[ "$(id -u)" = 0 ] || { echo "This changes its root directory: run it as root." >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "debootstrap is missing: apt-get install debootstrap" >&2; exit 1; }
if [ ! -e "$root/.complete" ]; then
  echo "Fetching Swift into $root (some minutes)"
  mkdir -p "$target/ios"
  mirror=${TERN_DEBIAN:-$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep -m1 '/debian/*$' || true)}
  # shellcheck disable=SC2086
  debootstrap --variant=minbase --include=swiftlang,libc6-dev,libstdc++-14-dev,binutils,git trixie "$root" $mirror >"$target/ios/log" ||
    { tail -n 5 "$target/ios/log" >&2; exit 1; }
  touch "$root/.complete"
fi
built=${TERN_BUILD:-debug}
release=; [ "$built" = debug ] || release=--release
if [ -z "${TERN_BUILT:-}" ]; then
  scripts/bindings.sh
  cargo build --locked -p tern-tests --bin tern-testbed $release
fi

# The servers live outside: the testbed is started there, in the root directory of this shell.
printf '#!/bin/sh\nexec /usr/sbin/chroot /proc/%s/root "%s/tern-testbed" "$@"\n' $$ "$target/$built" >"$root/usr/local/bin/tern-testbed"
chmod 755 "$root/usr/local/bin/tern-testbed"
export root here target built
# shellcheck disable=SC2016
unshare --mount sh -eu -c '
  mount --make-rprivate /
  mountpoint -q "$root/proc" || mount --rbind /proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mkdir -p "$root$here" "$root$target"
  mount --bind "$here" "$root$here"
  mount --bind "$target" "$root$target"
  mount --bind /tmp "$root/tmp"
  exec chroot "$root" env -i PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin HOME=/root LANG=C.UTF-8 CARGO_TARGET_DIR="$target" \
    TERN_BUILT=1 TERN_BUILD="$built" TERN_COSTS="${TERN_COSTS:-}" TERN_TESTBED=/usr/local/bin/tern-testbed "$here/ios/scripts/check.sh" "$@"
' ios-check "$@"
