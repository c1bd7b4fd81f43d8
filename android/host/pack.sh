#!/bin/sh
# Shrinks, packs, signs and verifies the app: target/android/tern.apk. What Gradle does where Android's SDK is.
#   pack.sh TARGET
# TERN_LIBRARIES is a folder with ABI/libtern_bindings.so of each device ABI, from cargo-ndk; without it the package
# holds no core and is good for its size and its checks only. Signed with TERN_KEYSTORE, TERN_KEYSTORE_PASSWORD and
# TERN_KEY_ALIAS, or with a key made for tests.
set -eu
host=$(cd "$(dirname "$0")" && pwd)
target=$(cd "$1" && pwd)
maven=$target/maven
# Bytes that the package may have, the libraries of the core aside.
bar=3000000
resources=$maven/app/resources
out=$target/android
repository=$(mvn -q -f "$host/pom.xml" -N help:evaluate -Dexpression=settings.localRepository -DforceStdout 2>/dev/null || true)
[ -d "$repository" ] || repository=$HOME/.m2/repository
version() { sed -n "s/.*<$1>\(.*\)<\/$1>.*/\1/p" "$host/pom.xml"; }
catalogue() { sed -n "s/^$1 = \"\(.*\)\"/\1/p" "$host/../gradle/libs.versions.toml"; }
java_home=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
android=$repository/org/robolectric/android-all/$(version android.version)/android-all-$(version android.version).jar

rm -rf "$out"
mkdir -p "$out/r" "$out/classes" "$out/dex" "$out/root"

# R of the package has other numbers than R of the tests.
find "$resources/r" -name '*.java' >"$out/r.files"
javac -nowarn --release 17 -d "$out/r" "@$out/r.files"
(cd "$out/r" && jar cf ../r.jar .)
cp -r "$maven/app/classes/." "$out/classes"
find "$out/classes" \( -name 'R.class' -o -name 'R$*.class' -o -name 'Manifest.class' -o -name 'Manifest$*.class' \) -delete
(cd "$out/classes" && jar cf ../app.jar .)

for rules in "$maven"/androidx/x/*/proguard.txt; do cat "$rules"; echo; done >"$out/libraries.pro"
libraries=$(sed 's/:/\n/g' "$maven/app/classpath" | grep '\.jar$' | grep -v -e android-all -e "^$maven" || true)
# shellcheck disable=SC2086
java -Xmx2500m -cp "$repository/com/android/tools/r8/$(version r8.version)/r8-$(version r8.version).jar" com.android.tools.r8.R8 \
  --release --min-api "$(catalogue min-sdk)" --lib "$java_home" --lib "$android" --output "$out/dex" \
  --pg-conf "$out/libraries.pro" --pg-conf "$resources/kept.pro" --pg-conf "$host/../app/rules.pro" \
  "$out/app.jar" "$out/r.jar" "$maven"/mail/mail-*.jar "$maven"/androidx/androidx-*.jar $libraries

cp "$resources/app.apk" "$out/unaligned.apk"
cp "$out"/dex/*.dex "$out/root/"
# JNA's own libraries for the devices' processors, and the core's.
jna=$(printf '%s\n' $libraries | grep '/jna-' | sed 's/\.jar$/.aar/')
for abi in arm64-v8a x86_64; do
  mkdir -p "$out/root/lib/$abi"
  [ ! -e "$jna" ] || unzip -qoj "$jna" "jni/$abi/*" -d "$out/root/lib/$abi"
  if [ -n "${TERN_LIBRARIES:-}" ]; then cp "$TERN_LIBRARIES/$abi/libtern_bindings.so" "$out/root/lib/$abi/"; fi
  for graphics in "$maven"/androidx/x/*/jni/"$abi"/*.so; do [ ! -e "$graphics" ] || cp "$graphics" "$out/root/lib/$abi/"; done
done
find "$out/root/lib" -type d -empty -delete
(cd "$out/root" && find . -name '*.so' | sed 's|^\./||' | zip -q -0 -@ ../unaligned.apk || [ $? = 12 ])
(cd "$out/root" && zip -q ../unaligned.apk ./*.dex)
zipalign -f -p 4 "$out/unaligned.apk" "$out/unsigned.apk"

keystore=${TERN_KEYSTORE:-} password=${TERN_KEYSTORE_PASSWORD:-} alias=${TERN_KEY_ALIAS:-tern}
if [ -z "$keystore" ]; then
  keystore=$target/android-test.jks password=for-tests
  [ -e "$keystore" ] || keytool -genkeypair -keystore "$keystore" -storepass "$password" -alias "$alias" -keyalg RSA -keysize 3072 \
    -validity 10000 -dname "CN=Tern test key" 2>/dev/null
  echo "Signed with a key made for tests; TERN_KEYSTORE names another."
fi
export password
apksigner sign --ks "$keystore" --ks-pass env:password --ks-key-alias "$alias" --min-sdk-version "$(catalogue min-sdk)" --out "$out/tern.apk" "$out/unsigned.apk"

apksigner verify --min-sdk-version "$(catalogue min-sdk)" "$out/tern.apk"
zipalign -c -p 4 "$out/tern.apk"
badging=$(aapt2 dump badging "$out/tern.apk" 2>/dev/null)
for wanted in "name='org.ternmail.app'" "versionName='$(catalogue version-name)'" "sdkVersion:'$(catalogue min-sdk)'" "targetSdkVersion:'$(catalogue target-sdk)'" "tern.app.MainActivity"; do
  case $badging in *"$wanted"*) ;; *) echo "The package does not say $wanted." >&2; exit 1 ;; esac
done
rm -rf "$out/r" "$out/classes" "$out/root" "$out"/*.jar "$out"/un*.apk "$out/r.files"
all=$(wc -c <"$out/tern.apk")
core=$(unzip -v "$out/tern.apk" | awk '$NF ~ /libtern_bindings\.so$/ { n += $3 } END { print n + 0 }')
echo "Written: $out/tern.apk, $all bytes, $((all - core)) of them without the core"
[ "$core" -gt 0 ] || echo "The core is not in it: that takes the NDK (ANDROID_NDK_HOME) and cargo-ndk, or TERN_LIBRARIES. It does not run on a phone."
[ $((all - core)) -le $bar ] || { echo "That is more than the $bar bytes that the package may have without the core." >&2; exit 1; }
