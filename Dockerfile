# The image of flinkready: one native executable on a base without shell or package manager.
#
#   docker buildx build --platform linux/amd64,linux/arm64 --build-arg VERSION=1.0.0 --build-arg REVISION=$(git rev-parse HEAD) .
#
# With --target ci the same on a base with a shell, for pipelines whose steps are scripts (tag VERSION-ci).
#
# deploy/verify-image.sh runs these steps with buildah on local bases, where no registry can be reached.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0-noble
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
ARG CI_IMAGE=mcr.microsoft.com/dotnet/runtime-deps:10.0-noble

# Compiles on the machine's own architecture, for whichever is asked for: emulation would take many times longer.
FROM --platform=$BUILDPLATFORM ${SDK_IMAGE} AS build
ARG BUILDARCH
ARG TARGETARCH
RUN packages="clang libc6-dev zlib1g-dev"; \
    if [ "$TARGETARCH" != "$BUILDARCH" ]; then \
      case "$TARGETARCH" in \
        arm64) packages="$packages gcc-aarch64-linux-gnu libc6-dev-arm64-cross" ;; \
        amd64) packages="$packages gcc-x86-64-linux-gnu libc6-dev-amd64-cross" ;; \
        *) echo "no executable is made for $TARGETARCH: amd64 and arm64 are" >&2; exit 1 ;; \
      esac; \
    fi; \
    apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
ARG VERSION=1.0.0
ARG REVISION=
RUN case "$TARGETARCH" in amd64) rid=linux-x64 ;; *) rid=linux-$TARGETARCH ;; esac; \
    dotnet publish src/Monitor --configuration Release --runtime "$rid" --output /app \
      -p:Version="$VERSION" -p:SourceRevisionId="$REVISION" -p:ContinuousIntegrationBuild=true \
    && mkdir -p /image/usr/local/bin /image/licenses \
    && cp /app/flinkready /image/usr/local/bin/ \
    && cp LICENSE /image/licenses/

# Runners of pipelines start their own shell in it, as root: neither an entry point nor a user may be in the way.
FROM ${CI_IMAGE} AS ci
ARG VERSION=1.0.0
ARG REVISION=
LABEL org.opencontainers.image.title="FlinkReady.Monitor for pipelines" \
      org.opencontainers.image.source="https://github.com/flinkready/flinkready-monitor" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV DOTNET_EnableDiagnostics=0
COPY --from=build /image/ /
CMD ["flinkready", "help"]

FROM ${RUNTIME_IMAGE}
ARG VERSION=1.0.0
ARG REVISION=
ARG CREATED=
LABEL org.opencontainers.image.title="FlinkReady.Monitor" \
      org.opencontainers.image.description="Checks running Apache Flink clusters against Flink's production readiness checklist" \
      org.opencontainers.image.url="https://github.com/flinkready/flinkready-monitor" \
      org.opencontainers.image.source="https://github.com/flinkready/flinkready-monitor" \
      org.opencontainers.image.documentation="https://github.com/flinkready/flinkready-monitor/blob/main/docs/deploy.md" \
      org.opencontainers.image.vendor="The FlinkReady.Monitor authors" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"

# Nothing is written: the runtime would otherwise put a diagnostics socket into /tmp.
ENV DOTNET_EnableDiagnostics=0
COPY --from=build /image/ /

# A number, so that Kubernetes can see that it is not root. It is the user "app" of the .NET images.
USER 1654:1654
EXPOSE 9817
ENTRYPOINT ["/usr/local/bin/flinkready"]
CMD ["watch"]
