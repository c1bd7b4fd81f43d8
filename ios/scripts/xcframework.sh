#!/bin/sh
# Builds the core for iPhones and for the simulator and makes ios/TernCore.xcframework of it; on a Mac with Xcode.
#   ios/scripts/xcframework.sh
set -eu
cd "$(dirname "$0")/../.."
[ "$(uname)" = Darwin ] || { echo "An xcframework is made on a Mac with Xcode." >&2; exit 1; }
command -v xcodebuild >/dev/null || { echo "Xcode is missing: install it from the App Store and open it once." >&2; exit 1; }
target=${CARGO_TARGET_DIR:-target}
export IPHONEOS_DEPLOYMENT_TARGET=17.0

scripts/bindings.sh
ios/scripts/binding.sh "$target"
rustup target add aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios
for triple in aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios; do
  cargo build --locked --release -p tern-bindings --target "$triple"
done

work=$target/xcframework
rm -rf "$work" ios/TernCore.xcframework
mkdir -p "$work/headers" "$work/simulator"
lipo -create -output "$work/simulator/libtern_bindings.a" \
  "$target/aarch64-apple-ios-sim/release/libtern_bindings.a" "$target/x86_64-apple-ios/release/libtern_bindings.a"
cp ios/Binding/ffi/*.h ios/Binding/logffi/*.h "$work/headers/"
cat ios/Binding/ffi/module.modulemap ios/Binding/logffi/module.modulemap >"$work/headers/module.modulemap"
xcodebuild -create-xcframework \
  -library "$target/aarch64-apple-ios/release/libtern_bindings.a" -headers "$work/headers" \
  -library "$work/simulator/libtern_bindings.a" -headers "$work/headers" \
  -output ios/TernCore.xcframework
# The store takes one picture of 1024 pixels and draws the others itself.
sips -z 1024 1024 desktop-tauri/icons/icon.png --out ios/App/Assets.xcassets/AppIcon.appiconset/icon.png >/dev/null
echo "Written: ios/TernCore.xcframework"
