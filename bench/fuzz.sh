#!/usr/bin/env bash
# Fuzzes every reader of what others wrote. Usage: bench/fuzz.sh [MINUTES of the processor for each, default 1] [SEED] [SURFACE…]
# A finding is written to a file; once mended, it belongs into bench/Fuzz/Corpus.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench/Fuzz -c Release --nologo -v quiet
exec artifacts/bin/Fuzz/release/flinkready-fuzz "$@"
