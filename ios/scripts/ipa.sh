#!/bin/sh
# Builds the app unsigned and packs target/ios/Tern.ipa; on a Mac with Xcode, XcodeGen and Node. To run on a phone it has
# to be signed: docs/ios.md says how.
#   ios/scripts/ipa.sh
set -eu
cd "$(dirname "$0")/../.."
command -v xcodegen >/dev/null || { echo "XcodeGen is missing: brew install xcodegen" >&2; exit 1; }
[ -d desktop-tauri/ui/node_modules ] || (cd desktop-tauri/ui && npm ci --silent)
node scripts/words.mjs
[ -d ios/TernCore.xcframework ] || ios/scripts/xcframework.sh
(cd ios && TERN_TEAM=${TERN_TEAM:-} xcodegen --quiet)
out=target/ios
rm -rf "$out/Payload" "$out/Tern.ipa"
xcodebuild -project ios/Tern.xcodeproj -scheme Tern -configuration Release -sdk iphoneos -derivedDataPath "$out/derived" \
  CODE_SIGNING_ALLOWED=NO build
mkdir -p "$out/Payload"
cp -R "$out/derived/Build/Products/Release-iphoneos/Tern.app" "$out/Payload/"
(cd "$out" && zip -qry Tern.ipa Payload)
echo "Written: $out/Tern.ipa (unsigned)"
