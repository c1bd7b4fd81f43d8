#!/bin/sh
# Unpacks the archives in TARGET/aar: each into TARGET/x, the classes of all into TARGET/classes.
#   unpack.sh TARGET
set -eu
cd "$1"
# Unpacked already, and nothing newer came.
[ ! -e x/.done ] || [ -n "$(find aar -newer x/.done -name '*.aar')" ] || exit 0
rm -rf x classes
mkdir -p x classes
for archive in aar/*.aar; do
  name=$(basename "$archive" .aar)
  unzip -qo "$archive" -d "x/$name"
  for jar in "x/$name/classes.jar" "x/$name"/libs/*.jar; do
    [ ! -f "$jar" ] || unzip -qo "$jar" -d classes -x META-INF/MANIFEST.MF || [ $? = 11 ]
  done
done
touch x/.done
