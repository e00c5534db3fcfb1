#!/usr/bin/env bash
# Runs the whole set of programs as plain processes: broker, stream, two instances, Prometheus with the rules, Alertmanager,
# a webhook receiver. Plants a drift, kills an instance, and prints what was seen when. Needs a JDK, Maven, prometheus and
# prometheus-alertmanager.
set -euo pipefail
cd "$(dirname "$0")/../.."
for program in prometheus prometheus-alertmanager; do
    command -v "$program" >/dev/null || { echo "needs $program: apt-get install $program" >&2; exit 1; }
done
status=0
mvn -B -q test-compile failsafe:integration-test failsafe:verify -Dit.test=EndToEndIT -Dgates.skip=true -Djacoco.skip=true \
    -Dgates.failOnWarning=false || status=$?
cat target/endtoend/story.txt
exit "$status"
