#!/bin/sh
# Makes a Python environment with what bindings/python needs, unless it is there.
#   scripts/venv.sh FOLDER
set -eu
cd "$(dirname "$0")/.."
wanted=bindings/python/requirements.txt
cmp -s "$wanted" "$1/.installed" && exit 0
rm -rf "$1"
python3 -m venv "$1"
"$1/bin/pip" --quiet --disable-pip-version-check install -r "$wanted"
cp "$wanted" "$1/.installed"
