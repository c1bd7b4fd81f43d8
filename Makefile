# The commands of this project; `make` alone lists them.

cache := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/tern
export PATH := $(cache)/tools/node/bin:$(cache)/tools/bin:$(HOME)/.cargo/bin:$(PATH)
# rustup must not fetch another toolchain than the one that is here.
export RUSTUP_AUTO_INSTALL := 0

.PHONY: help setup demo window desktop types test lint bench fuzz bindings ios-check check-mobile android recording words screenshots

help:
	@echo "make setup   install what is missing (apt, after saying so)"
	@echo "make demo    see Tern work with real servers on this machine"
	@echo "make window  build the window and open it on your own profile"
	@echo "make desktop build the window's Debian package"
	@echo "make test    run everything: lints, unit and property tests, tests on real servers"
	@echo "make lint    run only the lints"
	@echo "make bench   measure speed and memory beside a raw client and mbsync (ROWS=…, MAILS=…)"
	@echo "make bindings  write the Python, Kotlin and Swift sides of the core into target/bindings"
	@echo "make check-mobile  type-check the core and the bindings for Android and iOS"
	@echo "make ios-check  test the iOS package and read its screens where there is no Swift (fetches 3.5 GB once)"
	@echo "make android  assemble, shrink, sign and verify the Android app (target/android/tern.apk)"
	@echo "make types   write the interface's types from the core's"
	@echo "make words   check core/words and write what each face needs of it"
	@echo "make screenshots  take the pictures in docs/screens anew"
	@echo "make fuzz    run the property tests for long (CASES=…)"
	@echo "make recording  run the demo and draw docs/demo.svg from it"

setup:
	@scripts/setup.sh

demo:
	@scripts/setup.sh servers
	@[ -z "$(DISPLAY)$(WAYLAND_DISPLAY)" ] || scripts/setup.sh desktop
	@scripts/demo.sh

window:
	@scripts/setup.sh desktop
	@scripts/desktop.sh run

desktop:
	@scripts/setup.sh desktop
	@scripts/desktop.sh

types:
	@scripts/setup.sh desktop
	TERN_WRITE_TYPES=1 cargo test -p tern-desktop types

test: setup
	@scripts/test.sh

lint: setup
	@scripts/test.sh lint

bench: setup
	@scripts/bench.sh

fuzz: setup
	PROPTEST_CASES=$(or $(CASES),200000) cargo test --release --lib

bindings:
	@scripts/setup.sh servers
	@scripts/bindings.sh

android:
	@scripts/setup.sh android
	@scripts/android.sh apk

check-mobile:
	@scripts/setup.sh build
	@scripts/check-mobile.sh

ios-check:
	@scripts/setup.sh servers
	@scripts/ios-check.sh

recording:
	@scripts/setup.sh servers
	@scripts/recording.py

words: desktop-tauri/ui/node_modules
	@node scripts/words.mjs
	@node --test scripts/words/*.test.mjs

screenshots: desktop-tauri/ui/node_modules
	@node scripts/screenshots.mjs

desktop-tauri/ui/node_modules:
	cd desktop-tauri/ui && npm ci
