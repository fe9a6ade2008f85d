#!/usr/bin/env bash
# Writes anew the tables of Flink's options from ../shared/flink-options:
#   src/FlinkModel/Options/OptionTable.g.cs   the options that rules look at: spellings by version, who reads them, defaults
#   src/FlinkModel/Options/KnownKeys.g.cs     every key with the versions that read it
# Tests of tests/Readiness.Tests fail while one of them is out of date.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
FLINKREADY_UPDATE_GENERATED=1 dotnet test --project "$root/tests/Readiness.Tests" --filter-trait generated=true
git -C "$root" status --short -- src/FlinkModel/Options
