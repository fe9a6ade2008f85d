{{/* The monitor's configuration file. Empty parts are left out: a list that says nothing only asks to be read. */}}
{{- define "flinkready-monitor.config" -}}
{{- $config := dict -}}
{{- if ne .Values.mode "cronjob" -}}
{{- $_ := set $config "listen" (printf "0.0.0.0:%d" (int .Values.service.port)) -}}
{{- end -}}
{{- range $key, $value := .Values.config -}}
{{- if or (not (kindIs "slice" $value)) $value -}}
{{- if or (not (kindIs "map" $value)) $value -}}
{{- if not (kindIs "invalid" $value) -}}
{{- $_ := set $config $key $value -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if include "flinkready-monitor.discovers" . -}}
{{- $_ := set $config "kubernetes" .Values.config.kubernetes -}}
{{- end -}}
{{- with include "flinkready-monitor.historyFolder" . -}}
{{- $_ := set $config "history" (dict "folder" .) -}}
{{- end -}}
{{- if eq .Values.mode "sidecar" -}}
{{- $_ := set $config "targets" (list (dict "name" .Values.sidecar.targetName "url" .Values.sidecar.url)) -}}
{{- end -}}
{{- toYaml $config -}}
{{- end -}}

{{/* Mistakes that the values' schema can't see, each with what to do instead. */}}
{{- define "flinkready-monitor.validate" -}}
{{- if and (ne .Values.mode "sidecar") (not .Values.config.targets) (not (include "flinkready-monitor.discovers" .)) -}}
{{- fail "config.targets is empty: name at least one JobManager, such as --set 'config.targets[0].url=http://orders-rest.flink:8081', let them be found with --set-json 'config.kubernetes={}', or set mode=sidecar" -}}
{{- end -}}
{{- if and (eq .Values.mode "sidecar") (not (kindIs "invalid" .Values.config.kubernetes)) -}}
{{- fail "config.kubernetes has no effect with mode=sidecar: a sidecar watches its own JobManager; set mode=deployment" -}}
{{- end -}}
{{- if and (ne .Values.mode "deployment") (include "flinkready-monitor.shards" .) -}}
{{- fail "config.replication.mode=shard needs mode=deployment: only pods that keep running share targets" -}}
{{- end -}}
{{- if and (eq .Values.mode "sidecar") .Values.config.targets -}}
{{- fail "config.targets has no effect with mode=sidecar: set sidecar.targetName and sidecar.url, or mode=deployment" -}}
{{- end -}}
{{- if and (eq .Values.mode "deployment") .Values.serviceMonitor.enabled .Values.podMonitor.enabled -}}
{{- fail "serviceMonitor and podMonitor are both enabled: every series would be there twice; enable one" -}}
{{- end -}}
{{- if and (eq .Values.mode "deployment") .Values.serviceMonitor.enabled (not .Values.service.enabled) -}}
{{- fail "serviceMonitor needs the Service: set service.enabled=true, or use podMonitor" -}}
{{- end -}}
{{- if hasKey .Values.configFiles "flinkready.yaml" -}}
{{- fail "configFiles must not hold flinkready.yaml: the chart writes it from config" -}}
{{- end -}}
{{- range $file := regexFindAll "/var/run/secrets/flinkready/[^/\"\\s]+" (toJson .Values.config) -1 -}}
{{- $name := base $file -}}
{{- if not (or (contains "{" $name) (has $name $.Values.secrets)) -}}
{{- fail (printf "config names files of the Secret %q, which is not in secrets: add it there" $name) -}}
{{- end -}}
{{- end -}}
{{- $names := dict -}}
{{- range $target := .Values.config.targets -}}
{{- with $target.name -}}
{{- if hasKey $names . -}}
{{- fail (printf "config.targets has two targets called %q: give each its own name" .) -}}
{{- end -}}
{{- $_ := set $names . true -}}
{{- end -}}
{{- end -}}
{{- range $labels := list "commonLabels" "podLabels" -}}
{{- range $label := list "app.kubernetes.io/name" "app.kubernetes.io/instance" -}}
{{- if hasKey (index $.Values $labels) $label -}}
{{- fail (printf "%s must not set %s: the chart finds its own pods by it" $labels $label) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- include "flinkready-monitor.validateFiles" . -}}
{{- include "flinkready-monitor.validateHistory" . -}}
{{- end -}}

{{/* A folder that can't be written to remembers nothing, and one that two pods write to is broken by both. */}}
{{- define "flinkready-monitor.validateHistory" -}}
{{- $folder := include "flinkready-monitor.historyFolder" . -}}
{{- if .Values.persistence.enabled -}}
{{- if ne .Values.mode "deployment" -}}
{{- fail (printf "persistence has no effect with mode=%s: only a Deployment of the chart's own has the volume; set persistence.enabled=false" .Values.mode) -}}
{{- end -}}
{{- if and (gt (int .Values.deployment.replicas) 1) (not (include "flinkready-monitor.shards" .)) -}}
{{- fail "persistence needs deployment.replicas=1, or config.replication.mode=shard: several pods would write to one volume" -}}
{{- end -}}
{{- if and .Values.persistence.existingClaim (include "flinkready-monitor.shards" .) -}}
{{- fail "persistence.existingClaim is one volume, and config.replication.mode=shard needs one for each pod: leave it empty" -}}
{{- end -}}
{{- if not (hasPrefix "/" $folder) -}}
{{- fail (printf "config.history.folder is %q: the volume of persistence needs an absolute path, such as /var/lib/flinkready" $folder) -}}
{{- end -}}
{{- else if and $folder (dig "readOnlyRootFilesystem" false (default dict .Values.securityContext)) -}}
{{- $isMounted := false -}}
{{- range $mount := .Values.extraVolumeMounts -}}
{{- if hasPrefix (printf "%s/" (trimSuffix "/" $mount.mountPath)) (printf "%s/" (trimSuffix "/" $folder)) -}}
{{- $isMounted = true -}}
{{- end -}}
{{- end -}}
{{- if not $isMounted -}}
{{- fail (printf "config.history.folder is %q, where the container can't write: set persistence.enabled=true, or mount a volume there with extraVolumes and extraVolumeMounts" $folder) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Every address that the monitor asks: JobManagers, proxies, and what the witnesses are read from, as a JSON array. */}}
{{- define "flinkready-monitor.urls" -}}
{{- $urls := list -}}
{{- range $part := prepend .Values.config.targets .Values.config -}}
{{- $urls = concat $urls (list $part.url $part.proxy (dig "prometheus" "url" "" $part)) (default list $part.urls) -}}
{{- range $store := dig "checkpointMetadata" "stores" list $part -}}
{{- $urls = append $urls $store.url -}}
{{- if hasPrefix "s3" $store.prefix -}}
{{- $urls = append $urls (default "https://s3.amazonaws.com" (dig "s3" "endpoint" "" $store)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson (compact $urls) -}}
{{- end -}}

{{/* A file that is named from the configuration's folder and that nothing puts there would keep the monitor from starting. */}}
{{- define "flinkready-monitor.validateFiles" -}}
{{- $named := list -}}
{{- range $uids := .Values.config.uids -}}
{{- with $uids.file }}{{ $named = append $named . }}{{ end -}}
{{- end -}}
{{- $askers := prepend .Values.config.targets .Values.config -}}
{{- range $part := $askers -}}
{{- $askers = append $askers (default dict $part.prometheus) -}}
{{- range $store := dig "checkpointMetadata" "stores" list $part -}}
{{- $askers = append $askers (merge (dict "tls" (merge (dict) (default dict $store.s3) (default dict $store.tls))) $store) -}}
{{- end -}}
{{- end -}}
{{- range $asker := $askers -}}
{{- range $part := list $asker.tls $asker.auth (dig "auth" "basic" (dict) $asker) -}}
{{- range $key, $value := $part -}}
{{- if and (hasSuffix "File" $key) (kindIs "string" $value) }}{{ $named = append $named $value }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $file := $named -}}
{{- $name := trimPrefix "/etc/flinkready/" $file -}}
{{- if not (or (hasPrefix "/" $name) (hasKey $.Values.configFiles $name)) -}}
{{- fail (printf "config names the file %q, which is not in configFiles: add it there, or name a file of a Secret (/var/run/secrets/flinkready/NAME/…)" $file) -}}
{{- end -}}
{{- end -}}
{{- end -}}
