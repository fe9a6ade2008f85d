#!/usr/bin/env bash
# Makes what a release consists of, under artifacts/release:
#   flinkready-VERSION-linux-x64.tar.gz, …-linux-arm64.tar.gz   the executable with licence, dashboard, rules, completions
#   flinkready-monitor-VERSION.tgz                              the Helm chart
#   flinkready.VERSION.nupkg, flinkready.linux-x64.VERSION.nupkg, …   the .NET tool: what points to the platforms, and the executable of each
#   flinkready-VERSION.cdx.json                                 the SBOM (CycloneDX)
#   SHA256SUMS
# Each architecture is compiled here, the other one with a cross toolchain: on Debian and Ubuntu the packages
# gcc-aarch64-linux-gnu and libc6-dev-arm64-cross (or gcc-x86-64-linux-gnu and libc6-dev-amd64-cross on arm64).
# What can't be made is skipped and said at the end; with --strict that is exit code 1.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cyclonedx=6.3.1
strict=false
[[ ${1:-} == --strict ]] && strict=true

version=$(sed -n 's:.*<VersionPrefix>\(.*\)</VersionPrefix>.*:\1:p' "$root/Directory.Build.props")
revision=$(git -C "$root" rev-parse HEAD)
for command in dotnet git jq tar sha256sum; do
  if ! command -v "$command" >/dev/null; then
    echo "release: $command is not installed" >&2
    exit 2
  fi
done
export SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH=$(git -C "$root" log -1 --format=%ct)
tools=$root/artifacts/tools
release=$root/artifacts/release
rm -rf "$release"
mkdir -p "$release" "$tools"
skipped=()

case "$(uname -m)" in
  x86_64) host=x64 ;;
  aarch64) host=arm64 ;;
  *) echo "release: $(uname -m) is no machine to release on: x86_64 and aarch64 are" >&2; exit 2 ;;
esac

archive() { # archive FILE FOLDER: the same bytes for the same content
  tar --create --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --directory "$(dirname "$2")" "$(basename "$2")" |
    gzip --no-name --best >"$1"
}

packed=()
for architecture in x64 arm64; do
  triple=x86_64-linux-gnu
  [[ $architecture == arm64 ]] && triple=aarch64-linux-gnu
  if [[ $architecture != "$host" ]] && ! { command -v "$triple-objcopy" && [[ -e /usr/$triple/lib/libc.so ]]; } >/dev/null; then
    skipped+=("linux-$architecture: no cross toolchain for $triple on this machine (see the head of release.sh)")
    continue
  fi

  echo "release: linux-$architecture"
  name=flinkready-$version-linux-$architecture
  folder=$release/stage/$name
  log=$root/artifacts/publish-$architecture.log
  mkdir -p "$folder"
  if ! dotnet publish "$root/src/Monitor" --configuration Release --runtime "linux-$architecture" \
    --output "$root/artifacts/publish/linux-$architecture" -p:SourceRevisionId="$revision" -p:ContinuousIntegrationBuild=true --nologo >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "release: linux-$architecture does not compile ($log)" >&2
    exit 1
  fi

  executable=$root/artifacts/publish/linux-$architecture/flinkready
  [[ $architecture == "$host" ]] && "$executable" --version
  cp "$executable" "$root/LICENSE" "$folder/"
  cp -r "$root/deploy/completions" "$folder/"
  mkdir "$folder/grafana" "$folder/prometheus"
  cp "$root"/deploy/grafana/{flinkready-dashboard.json,alerting.yaml} "$folder/grafana/"
  cp "$root/deploy/prometheus/flinkready.rules.yaml" "$folder/prometheus/"
  find "$folder" -type d -exec chmod 755 {} + -o -type f -exec chmod 644 {} +
  chmod 755 "$folder/flinkready"
  archive "$release/$name.tar.gz" "$folder"
  glibc=$("$( [[ $architecture == "$host" ]] && echo objdump || echo "$triple-objdump" )" -T "$executable" 2>/dev/null |
    grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1 || true)
  echo "release: linux-$architecture: $(stat -c %s "$executable") bytes, needs ${glibc:-a glibc} or newer"
  packed+=("linux-$architecture")
done
rm -rf "$release/stage"

echo "release: the .NET tool for ${packed[*]}"
"$root/deploy/tools/pack-tool.sh" "$release" "${packed[@]}"

echo "release: chart"
if "$root/deploy/tools/get-helm.sh" >/dev/null; then
  "$tools/helm" package "$root/deploy/helm/flinkready-monitor" --destination "$release" >/dev/null
else
  skipped+=("the chart: no helm")
fi

echo "release: SBOM"
if [[ -x $tools/dotnet-CycloneDX ]] || dotnet tool install CycloneDX --version "$cyclonedx" --tool-path "$tools" >/dev/null; then
  "$tools/dotnet-CycloneDX" "$root/src/Monitor/Monitor.csproj" --include-project-references --exclude-dev --output "$release" \
    --filename "flinkready-$version.cdx.json" --output-format Json --set-name flinkready --set-version "$version" --set-type Application \
    >"$root/artifacts/sbom.log"
  # The executable carries the runtime in itself; the tool sees only what the project names.
  runtime=$(jq --raw-output '[.. | objects | .["Microsoft.DotNet.ILCompiler"]? | objects | .resolved] | first' "$root/src/Monitor/packages.lock.json")
  sbom=$release/flinkready-$version.cdx.json
  jq --arg version "$runtime" '.components += [{type: "framework", name: "Microsoft.NETCore.App", version: $version,
    "bom-ref": "Microsoft.NETCore.App@\($version)", licenses: [{license: {id: "MIT"}}],
    description: "The .NET runtime and class library, linked into the executable"}]' "$sbom" >"$sbom.new"
  mv "$sbom.new" "$sbom"
else
  skipped+=("the SBOM: the tool CycloneDX can't be installed")
fi

(cd "$release" && sha256sum -- * >SHA256SUMS && sha256sum --check --quiet SHA256SUMS)
echo "release: $release"
ls -l "$release"
echo "release: not made here: other systems that .NET runs on (macOS, Windows, musl): build there with 'dotnet publish src/Monitor -c Release -r RID'"
for what in "${skipped[@]}"; do
  echo "release: SKIPPED $what"
done
if $strict && ((${#skipped[@]} > 0)); then
  exit 1
fi
