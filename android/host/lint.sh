#!/bin/sh
# Looks over the Kotlin of the Android app: ktlint for the layout, detekt for faults.
#   lint.sh [-F]        -F lays out anew what can be
set -eu
cd "$(dirname "$0")/.."
mvn -q -B -ntp -f host/pom.xml -pl lint generate-sources
repository=$(mvn -q -f host/pom.xml -N help:evaluate -Dexpression=settings.localRepository -DforceStdout 2>/dev/null || true)
[ -d "$repository" ] || repository=$HOME/.m2/repository
version() { sed -n "s/.*<$1>\(.*\)<\/$1>.*/\1/p" host/pom.xml; }
ktlint=$(version ktlint.version) detekt=$(version detekt.version)
java -jar "$repository/com/pinterest/ktlint/ktlint-cli/$ktlint/ktlint-cli-$ktlint-all.jar" --relative --log-level=error "$@" \
  'app/src/**/*.kt' 'mail/src/**/*.kt' '*.kts' '*/*.kts'
java -jar "$repository/io/gitlab/arturbosch/detekt/detekt-cli/$detekt/detekt-cli-$detekt-all.jar" \
  --build-upon-default-config --config host/detekt.yml --input app/src/main/kotlin,mail/src/main/kotlin
echo "ktlint and detekt found nothing."
