#!/usr/bin/env bash
# Lets the program watch 60 clusters of 20 jobs that come and go and break in ten ways, with readers on report, metrics and pages, and says whether it held.
# Usage: bench/soak.sh [MINUTES, default 30] [MIB, default the chart's limit]     FLINKREADY_BINARY names the executable; without it one is published. Needs curl, jq and awk.
# Exit code: 0 where everything held, 1 where something did not.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
minutes=${1:-30} clusters=60 jobs=20
faults=(hang drip garbage reset drop truncate empty html status:503 flinkerror:500)

work=$(mktemp -d)
pids=() group=
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  rm -rf "$work"
  if [ -n "$group" ]; then wait "${watch:-}" 2>/dev/null || true; rmdir "$group" 2>/dev/null || true; fi
}
trap finish EXIT

monitor=${FLINKREADY_BINARY:-}
if [ -z "$monitor" ]; then
  echo "publishing"
  dotnet publish src/Monitor -r linux-x64 -o artifacts/publish/linux-x64 --nologo -v quiet
  monitor=$PWD/artifacts/publish/linux-x64/flinkready
fi
dotnet build bench/Fleet -c Release --nologo -v quiet

# What Kubernetes would kill it at.
limit=${2:-$(awk '/^  limits:/ { found = 1 } found && /memory:/ { sub(/Mi$/, "", $2); print $2; exit }' deploy/helm/flinkready-monitor/values.yaml)}
port=$((21000 + RANDOM % 2000))
fleet=http://127.0.0.1:$port page=http://127.0.0.1:$((port + 1))
artifacts/bin/Fleet/release/flink-fleet --port $port --clusters $clusters --jobs $jobs --churn >"$work/fleet.log" 2>&1 &
pids+=($!)
until curl -sf -o /dev/null "$fleet/_fleet/count"; do sleep 0.2; done

{
  printf '%s\n' "pollInterval: 10s" "requestTimeout: 5s" targets:
  for i in $(seq -f %03g 1 $clusters); do echo "  - { name: cluster-$i, url: $fleet/cluster-$i }"; done
} >"$work/watch.yaml"

# Within the limit as Kubernetes sets it, where this machine lets us; else the runtime is told of it as it would find it there: three fifths are for objects.
for parent in /sys/fs/cgroup/memory /sys/fs/cgroup; do
  made=$parent/flinkready-soak.$$
  [ -z "$group" ] && mkdir "$made" 2>/dev/null || continue
  for file in memory.limit_in_bytes memory.max; do
    if [ -e "$made/$file" ] && echo $((limit * 1024 * 1024)) 2>/dev/null >"$made/$file"; then group=$made; fi
  done
  [ -n "$group" ] || rmdir "$made"
done
if [ -n "$group" ]; then
  how="in a control group of $limit MiB"
  sh -c 'echo $$ >"$1/cgroup.procs" && shift && exec "$@"' - "$group" "$monitor" watch --config "$work/watch.yaml" --listen "127.0.0.1:$((port + 1))" >"$work/watch.log" 2>&1 &
else
  how="with a heap of at most $((limit * 3 / 5)) MiB"
  DOTNET_GCHeapHardLimit=$(printf %x $((limit * 3 / 5 * 1024 * 1024))) "$monitor" watch --config "$work/watch.yaml" --listen "127.0.0.1:$((port + 1))" >"$work/watch.log" 2>&1 &
fi
watch=$!
pids+=($watch)
until curl -sf -o /dev/null "$page/readyz"; do
  kill -0 $watch 2>/dev/null || { echo "the monitor ended:"; tail -5 "$work/watch.log"; exit 1; }
  sleep 0.5
done

failures=0
wrong() { failures=$((failures + 1)); echo "$(date -u +%T) $1"; }
get() { curl -s --max-time 20 "$@"; }
peak_mb() { awk '/^VmHWM/ { printf "%.0f", $2 / 1024 }' "/proc/$watch/status" 2>/dev/null || true; }
rss_mb() { awk '/^VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$watch/status" 2>/dev/null || true; }
descriptors() { { find "/proc/$watch/fd" -mindepth 1 2>/dev/null || true; } | wc -l; }

read_on() { # read_on PATH [CURL ARGUMENT…] : asks for a path once a second until the soak is over; counts answers that are none
  local path=$1 asked=0 bad=0 status
  shift
  while [ ! -e "$work/over" ]; do
    status=$(get "$@" -o /dev/null -w '%{http_code}' "$page$path" || true)
    asked=$((asked + 1))
    case $status in 200 | 503) ;; *) bad=$((bad + 1)) ;; esac
    sleep 1
  done
  echo "$asked $bad" >"$work/read.$BASHPID"
}
for path in /api/v1/report /api/v1/report /metrics / "/target?name=cluster-007" "/find?severity=critical"; do
  read_on "$path" &
done
read_on /metrics -H 'Accept-Encoding: gzip' &

# Within one page what is counted is the sum of what is listed, and every target has its lines.
consistent_metrics() {
  get "$page/metrics" | awk -v clusters=$clusters '
    function label(name) { return match($0, name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 2, RLENGTH - length(name) - 3) : "" }
    /^flinkready_violation\{/ && label("target") != "" { listed[label("target") "/" label("severity")] += $NF }
    /^flinkready_violations\{/ && label("target") != "" { counted[label("target") "/" label("severity")] = $NF }
    /^flinkready_target_up\{/ { targets++ }
    END {
      for (key in counted) if (counted[key] != listed[key] + 0) { print key ": " counted[key] " counted, " listed[key] + 0 " listed"; wrong = 1 }
      if (targets != clusters) { print targets + 0 " targets"; wrong = 1 }
      exit wrong
    }'
}
consistent_report() { # two reports at a time are given: whoever comes third is told to come again
  local try
  for try in $(seq 30); do
    [ "$(get -o "$work/report.json" -w '%{http_code}' "$page/api/v1/report" || true)" = 200 ] && break
    sleep 0.3
  done
  [ "$try" -lt 30 ] && jq -e --argjson clusters $clusters '
    ([.checks[], .targets[].checks[], .targets[].jobs[].checks[]] | map(select(.status == "fail")) | length) as $fails
    | .summary.fail == $fails and (.targets | length) == $clusters' "$work/report.json" >/dev/null
}
consistent_page() { get "$page/" | awk '/cluster-0/ { rows++ } { last = $0 } END { exit !(rows > 0 && last ~ /<\/html>/) }'; }

echo "soaking for $minutes minutes: $clusters clusters × $jobs jobs, $how, process $watch"
end=$(($(date +%s) + minutes * 60)) turn=0 pages=0 first_descriptors=0 last_descriptors=0 highest=0
half=$(($(date +%s) + minutes * 30))
while [ "$(date +%s)" -lt $end ]; do
  turn=$((turn + 1))
  # A fault of its own every five seconds, which goes on for a minute.
  cluster=$(printf %03d $((turn * 7 % clusters + 1)))
  get -o /dev/null "$fleet/_fleet/fault/cluster-$cluster/${faults[turn % ${#faults[@]}]}" || true
  if [ $turn -gt 12 ]; then get -o /dev/null "$fleet/_fleet/fault/cluster-$(printf %03d $(((turn - 12) * 7 % clusters + 1)))/none" || true; fi
  [ $((turn % 12)) -eq 0 ] && get -o /dev/null "$fleet/_fleet/clear"
  for _ in 1 2 3 4 5; do
    pages=$((pages + 1))
    get -o /dev/null "$page/job?target=cluster-$cluster&name=none" || true
    if [ $((pages % 10)) -eq 0 ]; then
      said=$(consistent_metrics) || wrong "/metrics is not consistent: $said"
      consistent_report || wrong "the report is not consistent"
      consistent_page || wrong "the status page is not whole"
    fi
    now=$(rss_mb) open=$(descriptors)
    [ "${now:-0}" -gt "$highest" ] && highest=$now
    if [ "$(date +%s)" -lt $half ]; then [ "$open" -gt $first_descriptors ] && first_descriptors=$open; else [ "$open" -gt $last_descriptors ] && last_descriptors=$open; fi
    kill -0 $watch 2>/dev/null || { wrong "the monitor ended"; tail -5 "$work/watch.log"; break 2; }
    sleep 1
  done
done

touch "$work/over"
for i in $(seq -f %03g 1 $clusters); do get -o /dev/null "$fleet/_fleet/fault/cluster-$i/none" || true; done
up=0
for _ in $(seq 90); do
  up=$(get "$page/metrics" | grep -c '^flinkready_target_up{.*} 1$' || true)
  [ "$up" -eq $clusters ] && break
  sleep 1
done
sleep 3
peak=$(peak_mb)
asked=$(cat "$work"/read.* 2>/dev/null | awk '{ asked += $1; bad += $2 } END { print asked + 0, bad + 0 }')
[ "$up" -eq $clusters ] || wrong "$((clusters - up)) targets did not come back"
[ "${peak:-0}" -le "$limit" ] || wrong "$peak MB at most, more than the chart allows"
[ $last_descriptors -le $((first_descriptors + 30)) ] || wrong "descriptors grew from $first_descriptors to $last_descriptors"
[ "${asked#* }" -eq 0 ] || wrong "${asked#* } answers were none"
kill -TERM $watch
code=0
wait $watch || code=$?
[ $code -eq 0 ] || wrong "the monitor ended with $code"

printf '%s\n' \
  "turns of faults        $turn" \
  "answers read           ${asked% *}" \
  "checks of consistency  $((pages / 10)) × 3" \
  "memory                 $peak MB at most since the start, $highest MB at most while soaking (limit $limit MiB)" \
  "descriptors            $first_descriptors at most in the first half, $last_descriptors in the second" \
  "targets up at the end  $up of $clusters" \
  "result                 $([ $failures -eq 0 ] && echo held || echo "$failures failures")"
[ $failures -eq 0 ]
