#!/usr/bin/env bash
# Packs the .NET tool: pack-tool.sh FOLDER RID…
#   FOLDER/flinkready.VERSION.nupkg       what `dotnet tool install flinkready` finds: it points to the packages of the platforms
#   FOLDER/flinkready.RID.VERSION.nupkg   the native executable of one of them
# Symbols and documentation are nothing that a tool needs.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
if (($# < 2)); then
  echo "pack-tool: usage: pack-tool.sh FOLDER RID…" >&2
  exit 2
fi

folder=$1
shift
mkdir -p "$root/artifacts"
log=$root/artifacts/pack.log
pack() {
  if ! dotnet pack "$root/src/Monitor" --configuration Release --output "$folder" --nologo "$@" \
    -p:SourceRevisionId="$(git -C "$root" rev-parse HEAD)" -p:ContinuousIntegrationBuild=true -p:CopyOutputSymbolsToPublishDirectory=false \
    -p:DebugType=none -p:GenerateDocumentationFile=false -p:RunAnalyzers=false >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "pack-tool: the tool can't be packed ($log)" >&2
    exit 1
  fi
}

for rid in "$@"; do
  pack --runtime "$rid"
done
pack
