#!/usr/bin/env bash
# Writes anew every file of deploy/ that is made from another one:
#   deploy/prometheus/flinkready.rules.yaml   from the chart's files/alerts.yaml and values.yaml
#   deploy/grafana/alerting.yaml              from the same
#   the chart's files/flinkready-dashboard.json  from deploy/grafana/flinkready-dashboard.json
#   the chart's README.md                     from the comments of its values.yaml
#   deploy/kubernetes/*.yaml                  from the chart
# The tests of tests/Deploy.Tests fail while one of them is out of date.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
"$root/deploy/tools/get-helm.sh" >/dev/null
FLINKREADY_UPDATE_GENERATED=1 dotnet test --project "$root/tests/Deploy.Tests" --filter-trait generated=true
git -C "$root" status --short -- deploy
