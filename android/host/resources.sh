#!/bin/sh
# Merges the manifests and links the resources of the app and its libraries, once for tests and once for the package.
#   resources.sh MAVEN FRAMEWORK      MAVEN is the folder of Maven's results, FRAMEWORK Android as a jar
set -eu
out=$1 framework=$2
host=$(cd "$(dirname "$0")" && pwd)
app=$host/../app/src/main
words=$host/../../target/words/android
place=$out/app/resources

[ -d "$words" ] || { echo "The words are missing: run make words." >&2; exit 1; }
if [ -e "$place/.done" ] && [ -z "$(find "$app/res" "$app/AndroidManifest.xml" "$words" "$0" "$host/../gradle/libs.versions.toml" -newer "$place/.done" | head -n 1)" ]; then
  exit 0
fi
version() { sed -n "s/^$1 = \"\(.*\)\"/\1/p" "$host/../gradle/libs.versions.toml"; }
package=org.ternmail.app
mkdir -p "$place/flat"
rm -rf "$place/r-test" "$place/r" "$place/.done"

# What Gradle puts in: the package, the versions, the debug build's test activity.
merge() {
  main=$1 result=$2; shift 2
  libraries=$(printf '%s:' "$@")
  java -cp "$(cat "$out/tools/classpath")" com.android.manifmerger.Merger --main "$main" --libs "${libraries%:}" \
    --placeholder "applicationId=$id" --property "MIN_SDK_VERSION=$(version min-sdk)" --property "TARGET_SDK_VERSION=$(version target-sdk)" \
    --property "VERSION_CODE=$(version version-code)" --property "VERSION_NAME=$(version version-name)" --out "$result" --log ERROR
}
sed "s|<manifest |<manifest package=\"tern.app\" |" "$app/AndroidManifest.xml" >"$place/main.xml"
id=$package
merge "$place/main.xml" "$place/AndroidManifest.xml" "$out"/androidx/x/*/AndroidManifest.xml
# Robolectric takes the name of the code for that of the app.
id=tern.app
merge "$place/main.xml" "$place/AndroidManifest-test.xml" "$out"/androidx/x/*/AndroidManifest.xml "$out"/androidx-test/x/*/AndroidManifest.xml

compile() {
  [ -n "$(find "$1" -type f 2>/dev/null | head -n 1)" ] || return 0
  [ -e "$place/flat/$2" ] || aapt2 compile --dir "$1" -o "$place/flat/$2"
}
for archive in "$out"/androidx/x/*; do compile "$archive/res" "library-$(basename "$archive").zip"; done
for archive in "$out"/androidx-test/x/*; do compile "$archive/res" "test-$(basename "$archive").zip"; done
aapt2 compile --dir "$app/res" -o "$place/app.zip"
aapt2 compile --dir "$words" -o "$place/words.zip"

# Words of the libraries in languages that the app does not speak are three quarters of the table of resources.
languages=$(sed -n 's/.*<locale android:name="\([^"]*\)".*/\1/p' "$app/res/xml/locales.xml" | paste -sd, -)

packages() { cat "$@" | sed -n 's/.*package="\([^"]*\)".*/\1/p' | sort -u | paste -sd: -; }
link() {
  manifest=$1 result=$2; shift 2
  inputs=
  for each in "$@"; do inputs="$inputs -R $each"; done
  # shellcheck disable=SC2086
  aapt2 link -I "$framework" --manifest "$manifest" -o "$result" --auto-add-overlay --warn-manifest-validation --no-version-vectors \
    --rename-manifest-package "$package" --min-sdk-version "$(version min-sdk)" --target-sdk-version "$(version target-sdk)" \
    $inputs -R "$place/words.zip" -R "$place/app.zip" $options
}
options="--java $place/r-test --custom-package tern.app --non-final-ids --extra-packages $(packages "$out"/androidx/x/*/AndroidManifest.xml "$out"/androidx-test/x/*/AndroidManifest.xml)"
link "$place/AndroidManifest-test.xml" "$place/test.apk" "$place"/flat/*.zip
options="--java $place/r --custom-package tern.app --extra-packages $(packages "$out"/androidx/x/*/AndroidManifest.xml) --proguard $place/kept.pro -c $languages"
link "$place/AndroidManifest.xml" "$place/app.apk" "$place"/flat/library-*.zip
touch "$place/.done"
