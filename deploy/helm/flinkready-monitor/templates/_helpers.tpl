{{/*
Cuts a name: (dict "name" NAME "length" N). What is cut off is told apart by a hash, so that two long names don't become one.
*/}}
{{- define "flinkready-monitor.cut" -}}
{{- if gt (len .name) (int .length) -}}
{{- printf "%s-%s" (.name | trunc (int (sub .length 9)) | trimSuffix "-") (.name | sha256sum | trunc 8) -}}
{{- else -}}
{{- .name -}}
{{- end -}}
{{- end -}}

{{/*
At most 52 characters: a CronJob's name may be no longer, and suffixes such as "-dashboard" need their place. A Service's name has no dots
and begins with a letter, where a release may be called "1st" or "a.b".
*/}}
{{- define "flinkready-monitor.fullname" -}}
{{- $chart := default .Chart.Name .Values.nameOverride -}}
{{- $name := default (ternary .Release.Name (printf "%s-%s" .Release.Name $chart) (contains $chart .Release.Name)) .Values.fullnameOverride | replace "." "-" -}}
{{- if not (regexMatch "^[a-z]" $name) -}}
{{- $name = printf "flinkready-%s" $name -}}
{{- end -}}
{{- include "flinkready-monitor.cut" (dict "name" $name "length" 52) -}}
{{- end -}}

{{- define "flinkready-monitor.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "flinkready-monitor.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* No value of a user's reaches these: the selector of a Deployment can never change. */}}
{{- define "flinkready-monitor.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{- define "flinkready-monitor.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" | quote }}
{{ include "flinkready-monitor.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: flinkready
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "flinkready-monitor.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{/*
Defaults that a user replaces whole. They stand here rather than in values.yaml, because Helm merges maps: a probe would keep the other kind's
settings, and a selector would demand both labels. Null stands for the default, an empty map for itself.
*/}}
{{- define "flinkready-monitor.livenessProbe" -}}
{{- $default := dict "httpGet" (dict "path" "/livez" "port" "flinkready") "periodSeconds" 10 "timeoutSeconds" 3 "failureThreshold" 3 -}}
{{- toYaml (ternary $default .Values.deployment.livenessProbe (kindIs "invalid" .Values.deployment.livenessProbe)) -}}
{{- end -}}

{{- define "flinkready-monitor.readinessProbe" -}}
{{- $default := dict "httpGet" (dict "path" "/readyz" "port" "flinkready") "periodSeconds" 5 "timeoutSeconds" 3 "failureThreshold" 3 -}}
{{- toYaml (ternary $default .Values.deployment.readinessProbe (kindIs "invalid" .Values.deployment.readinessProbe)) -}}
{{- end -}}

{{- define "flinkready-monitor.jobManagerPodLabels" -}}
{{- toYaml (ternary (dict "component" "jobmanager") .Values.sidecar.podSelector (kindIs "invalid" .Values.sidecar.podSelector)) -}}
{{- end -}}

{{- define "flinkready-monitor.ingressNamespaceSelector" -}}
{{- $default := dict "matchLabels" (dict "kubernetes.io/metadata.name" "monitoring") -}}
{{- $selector := .Values.networkPolicy.ingressNamespaceSelector -}}
{{- toYaml (ternary $default $selector (kindIs "invalid" $selector)) -}}
{{- end -}}

{{/* "true" where targets are found in Kubernetes: only then has the monitor a token and rights. A sidecar watches its own JobManager. */}}
{{- define "flinkready-monitor.discovers" -}}
{{- if and (ne .Values.mode "sidecar") (not (kindIs "invalid" .Values.config.kubernetes)) }}true{{ end -}}
{{- end -}}

{{/* "true" where the pods share the targets. */}}
{{- define "flinkready-monitor.shards" -}}
{{- if eq (dig "mode" "none" (default dict .Values.config.replication)) "shard" }}true{{ end -}}
{{- end -}}

{{/* Where runs and changes are remembered; empty where they are not. */}}
{{- define "flinkready-monitor.historyFolder" -}}
{{- dig "folder" (ternary "/var/lib/flinkready" "" .Values.persistence.enabled) (default dict .Values.config.history) -}}
{{- end -}}

{{/* The volume claim of one pod, which is a manifest of its own, or a template of the StatefulSet's. */}}
{{- define "flinkready-monitor.claimSpec" -}}
accessModes:
  {{- toYaml .Values.persistence.accessModes | nindent 2 }}
{{- with .Values.persistence.storageClassName }}
storageClassName: {{ . | quote }}
{{- end }}
resources:
  requests:
    storage: {{ .Values.persistence.size | quote }}
{{- end -}}

{{/* What is looked at, in words. */}}
{{- define "flinkready-monitor.watched" -}}
{{- $named := printf "%d Flink cluster(s)" (len .Values.config.targets) -}}
{{- if not (include "flinkready-monitor.discovers" .) -}}{{ $named }}
{{- else -}}the clusters that it finds in Kubernetes{{ if .Values.config.targets }}, and {{ $named }} of the configuration{{ end }}
{{- end -}}
{{- end -}}
