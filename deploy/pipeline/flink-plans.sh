#!/bin/sh
# Asks a JobManager how it would run a program, for "flinkready compare" (docs/compare.md).
#
#   flink-plans.sh plans JOBMANAGER JAR PREFIX   writes PREFIX.chained.json and PREFIX.unchained.json
#   flink-plans.sh gate  JOBMANAGER JAR          fails where an operator has neither uid nor uidHash, and names the first one
#
# A plan call runs the program's main method: give it a JobManager of its own, that nothing else runs on, and no credentials of production.
# From the environment, members of JSON objects without their braces:
#   PLAN_REQUEST        of the request:       "entryClass":"com.example.Main","programArgsList":["--env","prod"],"parallelism":4
#   PLAN_CONFIGURATION  of its configuration: "pipeline.max-parallelism":"720"
set -eu

usage() {
  sed -n '2,11s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

[ $# -ge 3 ] || usage
command=$1
jobmanager=${2%/}
jar=$3

# The JobManager may have been started a moment ago.
curl --fail --silent --show-error --retry 60 --retry-delay 1 --retry-connrefused --output /dev/null "$jobmanager/overview"

uploaded=$(curl --fail --silent --show-error --form "jarfile=@$jar;type=application/java-archive" "$jobmanager/jars/upload")
id=$(printf '%s' "$uploaded" | sed -n 's/.*"filename" *: *"\([^"]*\)".*/\1/p')
id=${id##*/}
[ -n "$id" ] || { echo "flink-plans: the JobManager did not take $jar: $uploaded" >&2; exit 1; }
trap 'curl --silent --output /dev/null --request DELETE "$jobmanager/jars/$id" || true' EXIT

# plan FILE CONFIGURATION: writes the answer, also that of a call that failed.
plan() {
  configuration=${PLAN_CONFIGURATION:+$PLAN_CONFIGURATION,}$2
  configuration=${configuration%,}
  status=$(curl --silent --show-error --output "$1" --write-out '%{http_code}' --header 'Content-Type: application/json' \
    --data "{${PLAN_REQUEST:+$PLAN_REQUEST,}\"flinkConfiguration\":{$configuration}}" "$jobmanager/jars/$id/plan")
  [ "$status" = 200 ] && return
  echo "flink-plans: the JobManager answered $status: $(sed 's/\\n/\
/g' "$1" | sed -n 's/^Caused by: //p' | tail -n 1)" >&2
  return 1
}

case $command in
  plans)
    [ $# -eq 4 ] || usage
    plan "$4.chained.json" ''
    plan "$4.unchained.json" '"pipeline.operator-chaining":"false"'
    ;;
  gate)
    [ $# -eq 3 ] || usage
    answer=$(mktemp)
    plan "$answer" '"pipeline.auto-generate-uids":"false"' || { rm -f "$answer"; exit 1; }
    rm -f "$answer"
    ;;
  *) usage ;;
esac
