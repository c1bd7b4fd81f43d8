# The commands of this project; `make` alone lists them.

cache := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/tern
export PATH := $(cache)/tools/bin:$(HOME)/.cargo/bin:$(PATH)
# rustup must not fetch another toolchain than the one that is here.
export RUSTUP_AUTO_INSTALL := 0

.PHONY: help setup demo test lint bench fuzz bindings ios-check recording words screenshots

help:
	@echo "make setup   install what is missing (apt, after saying so)"
	@echo "make demo    see Tern work with real servers on this machine"
	@echo "make test    run everything: lints, unit and property tests, tests on real servers"
	@echo "make lint    run only the lints"
	@echo "make bench   measure speed and memory beside a raw client and mbsync (ROWS=…, MAILS=…)"
	@echo "make bindings  write the Python, Kotlin and Swift sides of the core into target/bindings"
	@echo "make ios-check run the Swift contract test where there is no Swift (fetches 3.5 GB once)"
	@echo "make words   check core/words and write what each face needs of it"
	@echo "make screenshots  take the pictures in docs/screens anew"
	@echo "make fuzz    run the property tests for long (CASES=…)"
	@echo "make recording  run the demo and draw docs/demo.svg from it"

setup:
	@scripts/setup.sh

demo:
	@scripts/setup.sh servers
	@scripts/demo.sh

test: setup
	@scripts/test.sh

lint: setup
	@scripts/test.sh lint

bench:
	@scripts/setup.sh servers
	@scripts/bench.sh

fuzz: setup
	PROPTEST_CASES=$(or $(CASES),200000) cargo test --release --lib

bindings:
	@scripts/setup.sh servers
	@scripts/bindings.sh

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
