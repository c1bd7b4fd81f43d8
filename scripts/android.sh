#!/bin/sh
# Builds and tests the Android app on a computer without Android's SDK.
#   scripts/android.sh test [MAVEN ARGUMENTS]   models, screens, the real activity over the real core
#   scripts/android.sh pictures                 takes anew the pictures that screens are compared with, and the sheets of docs/screens/android
#   scripts/android.sh lint [-F]                ktlint and detekt; -F lays out anew
#   scripts/android.sh apk                      assembles, shrinks, signs and verifies target/android/tern.apk;
#                                            with the core in it where ANDROID_NDK_HOME names the NDK and cargo-ndk is here
set -eu
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
what=$1; shift

maven() { mvn -B -ntp -f android/host/pom.xml "-Dtern.target=$(cd "$target" && pwd)" "$@"; }

[ "$what" != lint ] || exec android/host/lint.sh "$@"
[ -d desktop-tauri/ui/node_modules ] || (cd desktop-tauri/ui && npm ci --silent)
node scripts/words.mjs phones
if [ -z "${TERN_BUILT:-}" ]; then
  scripts/bindings.sh
  cargo build --locked -p tern-tests --bin tern-testbed
fi

case $what in
  test)
    rm -rf "$target/maven/app/surefire-reports"
    maven -pl tools,../app -am -Dtest='tern.app.**' -Dsurefire.failIfNoSpecifiedTests=false test "$@"
    # A number of Android that Robolectric is not told of would run nothing, and call that a success.
    grep -q 'tests="[1-9]' "$target"/maven/app/surefire-reports/TEST-*.xml || { echo "No test ran." >&2; exit 1; }
    ;;
  pictures)
    maven -pl tools,../app -am -Dtest='PicturesTest,SheetsTest' -Dsurefire.runOrder=alphabetical -Dsurefire.failIfNoSpecifiedTests=false \
      -Dtern.record=yes test
    ;;
  apk)
    maven -pl tools,../app -am -DskipTests package
    if [ -z "${TERN_LIBRARIES:-}" ] && [ -n "${ANDROID_NDK_HOME:-}" ]; then
      command -v cargo-ndk >/dev/null || { echo "The NDK is here, cargo-ndk is not: cargo install cargo-ndk" >&2; exit 1; }
      TERN_LIBRARIES=$(cd "$target" && pwd)/natives
      export TERN_LIBRARIES
      cargo ndk --platform "$(sed -n 's/^min-sdk = "\(.*\)"/\1/p' android/gradle/libs.versions.toml)" -t arm64-v8a -t x86_64 \
        -o "$TERN_LIBRARIES" build --locked --release -p tern-bindings
    fi
    exec android/host/pack.sh "$target"
    ;;
  *) echo "android.sh does not know $what." >&2; exit 2 ;;
esac
