{{/* What every container of the monitor has in common, whatever starts it. */}}
{{- define "flinkready-monitor.containerBase" -}}
image: {{ include "flinkready-monitor.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- with .Values.extraEnv }}
env:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.resources }}
resources:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.securityContext }}
securityContext:
  {{- toYaml . | nindent 2 }}
{{- end }}
volumeMounts:
  - name: flinkready-config
    mountPath: /etc/flinkready
    readOnly: true
  {{- range $index, $secret := .Values.secrets }}
  - name: flinkready-secret-{{ $index }}
    mountPath: {{ printf "/var/run/secrets/flinkready/%v" $secret | quote }}
    readOnly: true
  {{- end }}
  {{- if .Values.persistence.enabled }}
  - name: flinkready-history
    mountPath: {{ include "flinkready-monitor.historyFolder" . | quote }}
  {{- end }}
  {{- with .Values.extraVolumeMounts }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "flinkready-monitor.logArgs" -}}
- --log-format
- {{ .Values.log.format | quote }}
{{- with .Values.log.level }}
- --log-level
- {{ . | quote }}
{{- end }}
{{- with .Values.extraArgs }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The container that watches. */}}
{{- define "flinkready-monitor.watchContainer" -}}
name: flinkready
args:
  - watch
  - --config
  - /etc/flinkready/flinkready.yaml
  {{- if include "flinkready-monitor.shards" . }}
  - --total-shards
  - {{ .Values.deployment.replicas | quote }}
  {{- end }}
  {{- include "flinkready-monitor.logArgs" . | nindent 2 }}
ports:
  - name: flinkready
    containerPort: {{ .Values.service.port }}
    protocol: TCP
{{ include "flinkready-monitor.containerBase" . }}
{{- end -}}

{{/*
The ConfigMap is mounted as a folder: files mounted by subPath would never change. Secrets are for the group that the
pod's fsGroup gives; a sidecar lives in somebody else's pod, whose group it can't know.
*/}}
{{- define "flinkready-monitor.volumes" -}}
- name: flinkready-config
  configMap:
    name: {{ include "flinkready-monitor.fullname" . | quote }}
{{- range $index, $secret := .Values.secrets }}
- name: flinkready-secret-{{ $index }}
  secret:
    secretName: {{ $secret | quote }}
    {{- if ne $.Values.mode "sidecar" }}
    defaultMode: 0440
    {{- end }}
{{- end }}
{{- if and .Values.persistence.enabled (not (include "flinkready-monitor.shards" .)) }}
- name: flinkready-history
  persistentVolumeClaim:
    claimName: {{ default (printf "%s-history" (include "flinkready-monitor.fullname" .)) .Values.persistence.existingClaim | quote }}
{{- end }}
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/*
A sidecar for JobManager pods, for charts that have this one as a dependency. Expects this chart's context:
  containers:
    {{- include "flinkready-monitor.sidecar.containers" (index .Subcharts "flinkready-monitor") | nindent 4 }}
  volumes:
    {{- include "flinkready-monitor.sidecar.volumes" (index .Subcharts "flinkready-monitor") | nindent 4 }}
It has no readiness probe: a monitor that is not ready would take the JobManager out of its Service.
*/}}
{{- define "flinkready-monitor.sidecar.containers" -}}
- {{ include "flinkready-monitor.watchContainer" . | nindent 2 | trim }}
  {{- with include "flinkready-monitor.livenessProbe" . | fromYaml }}
  livenessProbe:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{- define "flinkready-monitor.sidecar.volumes" -}}
{{ include "flinkready-monitor.volumes" . }}
{{- end -}}

{{/* The same as a whole pod template, for the Flink Kubernetes Operator and for native Kubernetes. */}}
{{- define "flinkready-monitor.sidecar.podTemplate" -}}
apiVersion: v1
kind: Pod
metadata:
  name: jobmanager-pod-template
spec:
  containers:
    - name: flink-main-container
    {{- include "flinkready-monitor.sidecar.containers" . | nindent 4 }}
  volumes:
    {{- include "flinkready-monitor.sidecar.volumes" . | nindent 4 }}
{{- end -}}

{{- define "flinkready-monitor.podMetadata" -}}
labels:
  {{- include "flinkready-monitor.labels" . | nindent 2 }}
  {{- with .Values.podLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- $annotations := deepCopy .Values.podAnnotations -}}
{{- if .Values.restartOnConfigChange -}}
{{- $files := printf "%s\n%s" (include "flinkready-monitor.config" .) (toJson .Values.configFiles) -}}
{{- $_ := set $annotations "checksum/config" (sha256sum $files) -}}
{{- end -}}
{{- with $annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* What the pods of the Deployment and of the CronJob have in common, but for their container. */}}
{{- define "flinkready-monitor.podSpecBase" -}}
serviceAccountName: {{ include "flinkready-monitor.serviceAccountName" . | quote }}
{{- /* The token is for the API server, which is asked for nothing else than what discovery needs. */}}
automountServiceAccountToken: {{ ternary "true" "false" (eq (include "flinkready-monitor.discovers" .) "true") }}
enableServiceLinks: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.podSecurityContext }}
securityContext:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . | quote }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.topologySpreadConstraints }}
topologySpreadConstraints:
  {{- toYaml . | nindent 2 }}
{{- end }}
volumes:
  {{- include "flinkready-monitor.volumes" . | nindent 2 }}
{{- end -}}

{{/* The pod template of what watches: one Deployment, or a StatefulSet whose pods share the targets. */}}
{{- define "flinkready-monitor.watchPod" -}}
metadata:
  {{- include "flinkready-monitor.podMetadata" . | nindent 2 }}
spec:
  {{- include "flinkready-monitor.podSpecBase" . | nindent 2 }}
  terminationGracePeriodSeconds: {{ .Values.deployment.terminationGracePeriodSeconds }}
  containers:
    - {{ include "flinkready-monitor.watchContainer" . | nindent 6 | trim }}
      {{- with include "flinkready-monitor.livenessProbe" . | fromYaml }}
      livenessProbe:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with include "flinkready-monitor.readinessProbe" . | fromYaml }}
      readinessProbe:
        {{- toYaml . | nindent 8 }}
      {{- end }}
{{- end -}}
