#!/usr/bin/env bash
# Builds the image of the Dockerfile with buildah, where no registry of images can be reached, and checks what came out.
#
# The two base images are made here: the one with the SDK from debootstrap and the machine's own .NET SDK, the runtime
# base from a few packages of the same tree, without a shell, as the chiseled image has none.
# Prints one line for each check. Exit code 0: all passed, or skipped with the reason; 1: a check failed.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=${FLINKREADY_IMAGE_WORK:-$root/artifacts/image}
mirror=${FLINKREADY_DEBIAN_MIRROR:-http://deb.debian.org/debian}
suite=bookworm
image=localhost/flinkready-monitor:verify

for command in buildah debootstrap dotnet jq; do
  if ! command -v "$command" >/dev/null; then
    echo "verify-image: skipped: $command is not installed"
    exit 0
  fi
done
if [[ $(id -u) != 0 ]]; then
  echo "verify-image: skipped: debootstrap and chroot need root"
  exit 0
fi

mkdir -p "$work"
export BUILDAH_ISOLATION=chroot
# vfs works wherever files do, overlay only where the kernel lets it.
buildah() { command buildah --storage-driver vfs --root "$work/storage" --runroot "$work/run" "$@"; }

sdk=$(dirname "$(readlink -f "$(command -v dotnet)")")
failed=0
check() { # check WHAT COMMAND…
  local what=$1
  shift
  if "$@" >"$work/check.log" 2>&1; then
    echo "verify-image: ok: $what"
  else
    echo "verify-image: FAILED: $what"
    sed 's/^/    /' "$work/check.log"
    failed=1
  fi
}

# --- bases -----------------------------------------------------------------------------------------------------------
if [[ ! -f $work/debian/.complete ]]; then
  echo "verify-image: debootstrap $suite"
  rm -rf "$work/debian"
  debootstrap --variant=minbase --include=ca-certificates,libssl3,tzdata "$suite" "$work/debian" "$mirror" >"$work/debootstrap.log"
  # The machine may trust more authorities than Debian does.
  cp /etc/ssl/certs/ca-certificates.crt "$work/debian/etc/ssl/certs/ca-certificates.crt"
  touch "$work/debian/.complete"
fi

image_of() { buildah images --quiet --no-trunc "$1" 2>/dev/null; }

if [[ -z $(image_of localhost/flinkready-sdk:verify) ]]; then
  echo "verify-image: base with the SDK"
  container=$(buildah from scratch)
  buildah add --quiet "$container" "$work/debian" / >/dev/null
  buildah add --quiet "$container" "$sdk" /usr/share/dotnet >/dev/null
  buildah config --env PATH=/usr/share/dotnet:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    --env DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 --env DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY=false \
    --env DOTNET_CLI_TELEMETRY_OPTOUT=1 --env DOTNET_NOLOGO=1 "$container"
  buildah commit --quiet --disable-compression "$container" localhost/flinkready-sdk:verify >/dev/null
  buildah rm "$container" >/dev/null
fi

if [[ -z $(image_of localhost/flinkready-runtime:verify) ]]; then
  echo "verify-image: base without a shell"
  rm -rf "$work/runtime"
  mkdir -p "$work/runtime"/{etc/ssl/certs,tmp,usr/share}
  chmod 1777 "$work/runtime/tmp"
  cp "$work/debian/etc/ssl/certs/ca-certificates.crt" "$work/runtime/etc/ssl/certs/"
  printf 'root:x:0:0:root:/root:/sbin/nologin\napp:x:1654:1654::/home/app:/sbin/nologin\n' >"$work/runtime/etc/passwd"
  printf 'root:x:0:\napp:x:1654:\n' >"$work/runtime/etc/group"
  (cd "$work/debian" && for package in libc6 libgcc-s1 libssl3; do
    cat var/lib/dpkg/info/"$package"*.list
  done | sed 's,^/,,' | grep -E '\.so(\.|$)' | while read -r file; do [[ -d $file ]] || echo "$file"; done |
    tar --create --no-recursion --files-from=- | tar --extract --directory "$work/runtime")
  container=$(buildah from scratch)
  buildah add --quiet "$container" "$work/runtime" / >/dev/null
  buildah commit --quiet --disable-compression "$container" localhost/flinkready-runtime:verify >/dev/null
  buildah rm "$container" >/dev/null
fi

# --- the Dockerfile's own steps --------------------------------------------------------------------------------------
revision=$(git -C "$root" rev-parse HEAD 2>/dev/null || echo unknown)
echo "verify-image: Dockerfile"
if ! buildah bud --network host --file "$root/Dockerfile" --tag "$image" \
  --build-arg SDK_IMAGE=localhost/flinkready-sdk:verify --build-arg RUNTIME_IMAGE=localhost/flinkready-runtime:verify \
  --build-arg VERSION=1.0.0 --build-arg REVISION="$revision" --build-arg CREATED="$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
  "$root" >"$work/build.log" 2>&1; then
  tail -n 40 "$work/build.log"
  echo "verify-image: FAILED: the Dockerfile does not build ($work/build.log)"
  exit 1
fi

# --- what came out ---------------------------------------------------------------------------------------------------
config=$(buildah inspect --type image "$image" | jq .OCIv1.config)
says() { [[ $(jq --compact-output "$1" <<<"$config") == "$2" ]] || { jq "$1" <<<"$config"; return 1; }; }
check "the entry point is flinkready" says .Entrypoint '["/usr/local/bin/flinkready"]'
check "the default command is watch" says .Cmd '["watch"]'
check "the user is a number and not root" says .User '"1654:1654"'
check "the port is declared" says '.ExposedPorts | keys' '["9817/tcp"]'
check "there is no health check of its own" says .Healthcheck null
for label in title description url source documentation vendor licenses version revision created; do
  check "label org.opencontainers.image.$label" says ".Labels[\"org.opencontainers.image.$label\"] | length > 0" true
done

container=$(buildah from "$image")
mount=$(buildah mount "$container")
trap 'buildah umount "$container" >/dev/null; buildah rm "$container" >/dev/null; buildah rmi "$image" >/dev/null' EXIT

check "no shell and no package manager" bash -c "! find '$mount' -type f \( -name sh -o -name bash -o -name dash -o -name busybox -o -name apt -o -name dpkg \) | grep ."
check "no file is set-user-id" bash -c "! find '$mount' -type f -perm /6000 | grep ."
check "the executable belongs to root and is not writable for others" bash -c "[[ \$(stat -c '%u %a' '$mount/usr/local/bin/flinkready') == '0 755' ]]"
check "no symbols, no sources" bash -c "! find '$mount' \( -name '*.dbg' -o -name '*.pdb' -o -name '*.cs' \) | grep ."

# As Kubernetes runs it: that user, without capabilities, on a read-only root.
readonly_run() {
  unshare --mount --fork bash -c '
    set -e
    mount --bind "$0" "$0"
    mount -o remount,bind,ro "$0"
    if touch "$0/written" 2>/dev/null; then echo "the root can be written" >&2; exit 1; fi
    exec chroot --userspec=1654:1654 "$0" /usr/local/bin/flinkready "$@"' "$mount" "$@"
}
check "it starts as that user on a read-only root" readonly_run --version

echo "verify-image: Dockerfile, target ci"
if buildah bud --network host --file "$root/Dockerfile" --target ci --tag "$image-ci" --layers \
  --build-arg SDK_IMAGE=localhost/flinkready-sdk:verify --build-arg CI_IMAGE=localhost/flinkready-sdk:verify \
  --build-arg VERSION=1.0.0 --build-arg REVISION="$revision" "$root" >"$work/build-ci.log" 2>&1; then
  pipeline=$(buildah from "$image-ci")
  check "the image for pipelines has a shell that finds flinkready" bash -c \
    "buildah --storage-driver vfs --root '$work/storage' --runroot '$work/run' run '$pipeline' -- sh -c 'flinkready --version && flinkready scan --recording demo --fail-on never'"
  buildah rm "$pipeline" >/dev/null
  buildah rmi "$image-ci" >/dev/null
else
  tail -n 40 "$work/build-ci.log"
  echo "verify-image: FAILED: the target ci does not build ($work/build-ci.log)"
  failed=1
fi

executable=$(stat -c %s "$mount/usr/local/bin/flinkready")
base=$(du --summarize --bytes "$work/runtime" | cut -f1)
check "the executable has at most 28 MB" test "$executable" -le 28000000
echo "verify-image: executable $((executable / 1000)) kB, on a base of $((base / 1000)) kB"
exit "$failed"
