#!/usr/bin/env bash
# Makes docs/images/job.png, the picture that README.md opens with: the page of a job of the demo, with its first finding and its graph; what the page
# shows besides is left out of the picture. Needs curl, Chromium, and the program (FLINKREADY_BINARY, else the one that `dotnet build` made).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

program=${FLINKREADY_BINARY:-artifacts/bin/Monitor/debug/flinkready}
address=127.0.0.1:19890
picture=docs/images/job.png
most=150000
work=$(mktemp -d)
"$program" demo --listen "$address" 2>"$work/log" &
demo=$!
trap 'kill "$demo"; rm -rf "$work"' EXIT

# Until the recording has told everything about the job.
for _ in $(seq 100); do
  curl -sf "http://$address/job?target=demo&name=nouid" -o "$work/page.html" && grep -q 'class="box critical"' "$work/page.html" && break
  sleep 0.2
done
sed -i 's|</style>|article~article,article li:nth-child(n+3),details,.choice,article>pre~pre,section.graph~section,footer,nav{display:none}body{padding:0 1rem;font-size:14px}section{margin-top:.5rem}</style>|' "$work/page.html"
mkdir -p "$(dirname "$picture")"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1000,770 --screenshot="$PWD/$picture" "file://$work/page.html" 2>>"$work/log"
size=$(stat -c %s "$picture")
[ "$size" -le $most ] || { echo "$picture has $size bytes, more than $most" >&2; exit 1; }
echo "$picture: $size bytes"
