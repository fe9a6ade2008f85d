#!/usr/bin/env bash
# Measures what docs/performance.md promises, with a simulated fleet on this machine, and writes that page.
# Usage: bench/run.sh [quick]     Both sides of every ratio are measured in the same run, in turns. Needs curl, jq, nginx and GNU time.
# Takes about 35 minutes on two quiet cores, quick about 20: most of it is waiting for polls. FLINKREADY_BINARY names an executable to measure instead of a new one.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
rounds=7 polls=20 settle=600 idle=600
[ "${1:-}" = quick ] && rounds=3 polls=20 settle=70 idle=35
for tool in curl jq nginx /usr/bin/time; do command -v $tool >/dev/null || { echo "bench/run.sh needs $tool" >&2; exit 2; }; done

load=$(cut -d" " -f1 /proc/loadavg)
work=$(mktemp -d)
pids=()
finish() { for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; rm -rf "$work"; }
trap finish EXIT

echo "building"
monitor=${FLINKREADY_BINARY:-$PWD/artifacts/publish/linux-x64/flinkready}
[ -n "${FLINKREADY_BINARY:-}" ] || dotnet publish src/Monitor -r linux-x64 -o artifacts/publish/linux-x64 --nologo -v quiet
dotnet publish bench/BareClient -r linux-x64 -o artifacts/publish/bare-client --nologo -v quiet
dotnet build bench/Fleet -c Release --nologo -v quiet
dotnet build bench/Benchmarks -c Release --nologo -v quiet
bare=$PWD/artifacts/publish/bare-client/bare-client
fleet=$PWD/artifacts/bin/Fleet/release/flink-fleet
benchmarks=$PWD/artifacts/bin/Benchmarks/release/Benchmarks

port=19300
now_ns() { date +%s%N; }
median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
calc() { awk "BEGIN { printf \"%.${2:-2}f\", $1 }"; }
cpu_ms() { awk -v hz="$(getconf CLK_TCK)" '{ print ($14 + $15) * 1000 / hz }' "/proc/$1/stat"; }
rss_mb() { awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$1/status"; }
peak_mb() { awk '/^VmHWM/ { printf "%.1f", $2 / 1024 }' "/proc/$1/status"; }
timed() { # timed COMMAND… : wall time in µs, CPU in ms, peak memory in MB
  local from
  from=$(now_ns)
  /usr/bin/time -f '%U %S %M' -o "$work/usage" "$@" >/dev/null
  echo "$((($(now_ns) - from) / 1000)) $(awk 'END { printf "%.0f %.1f", ($1 + $2) * 1000, $3 / 1024 }' "$work/usage")"
}
column() { awk -v n="$1" '{ print $n }' "$2"; }

start_fleet() { # start_fleet ARGUMENT… : on a port of its own, in $at
  port=$((port + 1))
  "$fleet" --port $port "$@" >"$work/fleet.log" 2>&1 &
  fleet_pid=$!
  pids+=("$fleet_pid")
  at=http://127.0.0.1:$port
  until curl -sf -o /dev/null "$at/_fleet/count"; do sleep 0.1; done
}
start_watch() { # start_watch CONFIGURATION : process in $watch, address in $page
  port=$((port + 1))
  "$monitor" watch --config "$1" --listen 127.0.0.1:$port >"$work/watch.log" 2>&1 &
  watch=$!
  pids+=("$watch")
  page=http://127.0.0.1:$port
  until curl -sf -o /dev/null "$page/livez"; do sleep 0.05; done
}
stop() { kill "$1"; wait "$1" 2>/dev/null || true; }
configure() { # configure CLUSTERS LINE… : a configuration with a target for each cluster
  local clusters=$1 i
  shift
  printf '%s\n' "$@" targets: >"$work/watch.yaml"
  for i in $(seq -f %03g 1 "$clusters"); do echo "  - { name: cluster-$i, url: $at/cluster-$i }" >>"$work/watch.yaml"; done
}
ready() { until curl -sf -o /dev/null "$page/readyz"; do sleep 0.2; done; }

rows=()
row() { # row WHAT GOAL MEASURED CONDITION
  local verdict=missed
  awk "BEGIN { exit !($4) }" && verdict=met
  rows+=("| $1 | $2 | $3 | $verdict |")
  printf '%-60s %-28s %-46s %s\n' "$1" "$2" "$3" "$verdict"
}

bytes=$(stat -c %s "$monitor")
row "executable" "≤ 28 MB" "$(calc "$bytes / 1000000" 1) MB" "$bytes <= 28000000"

for _ in $(seq $rounds); do
  port=$((port + 1))
  from=$(now_ns)
  "$monitor" watch http://127.0.0.1:1 --listen 127.0.0.1:$port >/dev/null 2>&1 &
  started=$!
  until curl -s -o /dev/null --connect-timeout 0.1 "http://127.0.0.1:$port/livez"; do :; done
  echo $((($(now_ns) - from) / 1000000)) >>"$work/start"
  stop $started
done
start=$(median <"$work/start")
row "start to first /livez, the asking curl included" "≤ 150 ms" "$start ms" "$start <= 150"

serve_static() { # serve_static : what the fleet was asked for, from nginx, in $at; what it had no answer to stays without one
  local path
  curl -s "$at/_fleet/paths/cluster-001" | sed '/^$/d' >"$work/paths"
  rm -rf "$work/static"
  while read -r path; do
    printf 'url = "%s/cluster-001%s"\noutput = "%s/static%s.json"\n' "$at" "$path" "$work" "${path%%\?*}"
  done <"$work/paths" >"$work/dump.conf"
  curl -s -f --no-progress-meter --create-dirs --parallel --parallel-max 4 -K "$work/dump.conf" || true
  port=$((port + 1))
  mkdir -p "$work/nginx"
  echo '{"errors":["There is nothing here."]}' >"$work/static/none.json"
  cat >"$work/nginx.conf" <<NGINX
daemon off; worker_processes 1; pid $work/nginx/pid; error_log $work/nginx/error.log;
$([ "$(id -u)" -eq 0 ] && echo "user root;")
events { worker_connections 256; }
http {
  access_log off; default_type application/json; keepalive_requests 1000000; sendfile on; tcp_nopush on;
  client_body_temp_path $work/nginx/body; proxy_temp_path $work/nginx/proxy; fastcgi_temp_path $work/nginx/fastcgi; uwsgi_temp_path $work/nginx/uwsgi; scgi_temp_path $work/nginx/scgi;
  server { listen 127.0.0.1:$port; root $work/static; error_page 404 /none.json; location / { try_files \$uri.json =404; } }
}
NGINX
  nginx -c "$work/nginx.conf" -p "$work/nginx" -e "$work/nginx/error.log" &
  nginx_pid=$!
  pids+=("$nginx_pid")
  at=http://127.0.0.1:$port
  until curl -sf -o /dev/null "$at/jobs/overview"; do sleep 0.1; done
  sed "s|^|$at|" "$work/paths" >"$work/urls"
}
cold() { # cold LATENCY GOAL : scan against curl against the bare client, in turns; without latency nginx serves
  start_fleet --jobs 1000 --frozen --latency "$1"
  local base=$at/cluster-001
  "$monitor" scan "$base" --format json --fail-on never >"$work/report.json"
  curl -s "$at/_fleet/paths/cluster-001" | sed "/^$/d; s|^|$base|" >"$work/urls"
  nginx_pid=
  if [ "$1" = 0 ]; then
    serve_static
    base=$at
    stop $fleet_pid
  fi
  sed 's|.*|url = "&"\noutput = "/dev/null"|' "$work/urls" >"$work/curl.conf"
  size=$("$bare" "$work/urls")
  rm -f "$work"/{ours,curl,bare}
  local _
  for _ in $(seq $rounds); do
    timed "$monitor" scan "$base" --format json --fail-on never >>"$work/ours"
    timed curl -s --no-progress-meter --parallel --parallel-max 2 -K "$work/curl.conf" >>"$work/curl"
    timed "$bare" "$work/urls" >>"$work/bare"
  done
  local ours theirs plain cpu rss
  ours=$(column 1 "$work/ours" | median) theirs=$(column 1 "$work/curl" | median) plain=$(column 1 "$work/bare" | median)
  cpu=$(column 2 "$work/ours" | median) rss=$(column 3 "$work/ours" | median)
  row "cold scan, 1,000 jobs, $(wc -l <"$work/urls") requests, $(calc "$size / 1000000" 1) MB, answers after $1 ms" "≤ $2 × curl" \
    "$(calc "$ours / $theirs") × ($(calc "$ours / 1000000") s; curl $(calc "$theirs / 1000000") s; bare HttpClient $(calc "$plain / 1000000") s)" "$ours <= $2 * $theirs"
  row "the same: CPU" "≤ 0.7 ms a job" "$(calc "$cpu / 1000") ms (curl $(calc "$(column 2 "$work/curl" | median) / 1000") ms)" "$cpu <= 700"
  row "the same: peak RSS" "≤ 90 MB" "$rss MB" "$rss <= 90"
  stop "${nginx_pid:-$fleet_pid}"
}
cold 0 1.5
cold 1.2 1.05

steady() { # steady CHECKPOINT_INTERVAL SECONDS JOBS : CPU in ms, requests and polls of that time, in $cpu $requests $polled
  start_fleet --jobs "$3"
  configure 1 "pollInterval: 5s" "checkpointInterval: $1"
  start_watch "$work/watch.yaml"
  ready
  # The program gives memory back for the last time 15 s after its start.
  sleep 20
  curl -s -o /dev/null "$at/_fleet/clear"
  local before
  before=$(cpu_ms $watch)
  sleep "$2"
  cpu=$(calc "$(cpu_ms $watch) - $before" 0)
  requests=$(curl -s "$at/_fleet/count")
  polled=$(curl -s "$at/_fleet/polls" | awk 'NR == 2 { print $3 }')
  stop $watch
  stop $fleet_pid
}
steady 1h $((polls * 5)) 1000
quiet=$(calc "$cpu / $polled" 1)
row "steady poll, 1,000 unchanged jobs: requests" "≤ 3 (and what is due each tenth)" "$(calc "$requests / $polled" 1) a poll" "$requests <= 3.5 * $polled"
row "steady poll, 1,000 unchanged jobs: CPU" "≤ 15 ms" "$quiet ms a poll" "$quiet <= 15"
steady 1h $((polls * 5)) 10000
many=$(calc "$cpu / $polled" 1)
row "steady poll, 10,000 unchanged jobs: CPU" "≤ 11 × that of 1,000" "$(calc "$many / $quiet" 1) × ($many ms)" "$many <= 11 * $quiet"
steady 10s $((polls * 5)) 1000
each=$(calc "($cpu - $polled * $quiet) / ($requests - 3 * $polled)" 2)
row "each request for checkpoint statistics: CPU" "≤ 0.3 ms" "$each ms ($((requests - 3 * polled)) requests)" "$each <= 0.3"

start_fleet --clusters 100 --jobs 20
configure 100 "pollInterval: 30s"
start_watch "$work/watch.yaml"
ready
sleep 30
curl -s -o /dev/null "$at/_fleet/clear"
before=$(cpu_ms $watch)
sleep $settle
share=$(calc "($(cpu_ms $watch) - $before) / ($settle * 10)" 1)
gap=$(curl -s "$at/_fleet/polls" | awk 'NR > 1 && $4 > most { most = $4 } END { print most }')
seen=$(curl -s "$at/_fleet/polls" | awk 'NR > 1 && $3 > 1' | wc -l)
memory=$(rss_mb $watch)
row "100 clusters × 20 jobs at 30 s: CPU" "< 5 % of a core" "$share %" "$share < 5"
row "100 clusters × 20 jobs at 30 s: every target polled in time" "100, gap ≤ 33 s with jitter" "$seen, longest gap $(calc "$gap / 1000" 1) s" "$seen == 100 && $gap <= 33000"
peak=$(peak_mb $watch)
row "100 clusters × 20 jobs at 30 s: RSS after $((settle + 30)) s" "≤ 100 MB" "$memory MB" "$memory <= 100"
row "100 clusters × 20 jobs at 30 s: peak RSS from the start" "≤ 120 MB" "$peak MB" "$peak <= 120"
stop $watch
stop $fleet_pid

start_fleet --clusters 300 --jobs 20
configure 300 "pollInterval: 30s"
start_watch "$work/watch.yaml"
ready
sleep $((settle / 4 + 30))
memory=$(rss_mb $watch)
row "300 clusters × 20 jobs: RSS" "≤ 40 MB + 30 KB a job (220 MB)" "$memory MB, peak $(peak_mb $watch) MB" "$memory <= 220"
stop $watch
stop $fleet_pid

start_fleet --jobs 5
configure 1
start_watch "$work/watch.yaml"
ready
sleep $idle
memory=$(rss_mb $watch)
row "idle, 1 target with 5 jobs: RSS" "≤ 40 MB" "$memory MB" "$memory <= 40"
stop $watch
stop $fleet_pid

start_fleet --clusters 13 --jobs 250
configure 13 "pollInterval: 5m" "maxSeriesPerTarget: 100000"
start_watch "$work/watch.yaml"
ready
sleep 3
series=$(curl -s "$page/metrics" | grep -vc '^#')
scrape() { # scrape NAME GOAL HEADER…
  local name=$1 goal=$2 p99 i
  shift 2
  for i in $(seq 400); do printf 'url = "%s/metrics"\noutput = "/dev/null"\n' "$page"; done >"$work/scrapes"
  curl -s --no-progress-meter --parallel --parallel-max 20 "$@" -K "$work/scrapes" -w '%{time_total}\n' | sort -n >"$work/times"
  p99=$(awk '{ v[NR] = $1 } END { i = int(NR * 0.99); printf "%.1f", v[i] * 1000 }' "$work/times")
  row "/metrics, $series series, 20 scrapes at once, $name: p99" "≤ $goal ms" "$p99 ms" "$p99 <= $goal"
}
scrape gzip 50 -H 'Accept-Encoding: gzip'
scrape plain 250
stop $watch
stop $fleet_pid

"$benchmarks" waivers >"$work/waivers"
IFS='|' read -r more name without with < <(awk -F ' *[|] *' -v OFS='|' '$7 ~ /^(met|missed)$/ { print $5 + 0, $2, $3, $4 }' "$work/waivers" | sort -t '|' -k 1,1nr | head -1)
row "300 waivers, 500 jobs: what they add, in the worst of four shapes" "< 10 % of the assessment" "$more % ($name: $without without, $with with)" "$more < 10"

{
  echo "# Performance"
  echo
  echo "Written by \`bench/run.sh\`, which measures all of it again: goal, what this machine made of it, and whether the goal is met."
  echo "The clusters are simulated (\`bench/Fleet\`): real job graphs, recorded bodies, served on the same machine, so the server takes its share of the cores."
  echo "Ratios are medians of $rounds runs, each side in turn with the other. CPU is user and system time of the process."
  echo "What waivers add is measured by \`bench/Benchmarks -- waivers\`, compiled just in time: the best of 40 assessments, each side in turn with the other."
  echo
  echo "| what | goal | measured | verdict |"
  echo "| --- | --- | --- | --- |"
  printf '%s\n' "${rows[@]}"
  echo
  echo "Measured on $(date -u +%Y-%m-%d): $(nproc) cores of $(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo), $(awk '/MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo) GiB, Linux $(uname -r | cut -d- -f1), .NET $(dotnet --version) ahead of time, $(curl --version | head -1 | cut -d' ' -f1,2); load average $load before the run."
  echo
  cat bench/pages.md
  echo
  cat bench/notes.md
} >docs/performance.md
echo "written: docs/performance.md"
