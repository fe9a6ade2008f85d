#!/usr/bin/env bash
# Puts Microsoft's SARIF Multitool into artifacts/tools/sarif-multitool, taken from its npm package.
# Prints the folder. Does nothing where it is there already.
set -euo pipefail

package='@microsoft/sarif-multitool-linux@5.7.0'
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
tools="$root/artifacts/tools"
folder="$tools/sarif-multitool"

if [[ -x $folder/Sarif.Multitool ]]; then
  echo "$folder"
  exit 0
fi

for command in npm tar; do
  if ! command -v "$command" >/dev/null; then
    echo "get-sarif-multitool: $command is not installed; install it, or put Sarif.Multitool into $folder" >&2
    exit 2
  fi
done

mkdir -p "$tools"
work=$(mktemp -d "$tools/get-sarif-multitool.XXXXXX")
trap 'rm -rf "$work"' EXIT

archive=$(cd "$work" && npm pack --silent "$package")
tar -xzf "$work/$archive" -C "$work"
chmod +x "$work/package/Sarif.Multitool"
rm -rf "$folder"
mv "$work/package" "$folder"

echo "$folder"
