{{/* The monitor's configuration file. Empty parts are left out: a list that says nothing only asks to be read. */}}
{{- define "flinkready-monitor.config" -}}
{{- $config := dict -}}
{{- if ne .Values.mode "cronjob" -}}
{{- $_ := set $config "listen" (printf "0.0.0.0:%d" (int .Values.service.port)) -}}
{{- end -}}
{{- range $key, $value := .Values.config -}}
{{- if or (not (kindIs "slice" $value)) $value -}}
{{- if or (not (kindIs "map" $value)) $value -}}
{{- $_ := set $config $key $value -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if eq .Values.mode "sidecar" -}}
{{- $_ := set $config "targets" (list (dict "name" .Values.sidecar.targetName "url" .Values.sidecar.url)) -}}
{{- end -}}
{{- toYaml $config -}}
{{- end -}}

{{/* Mistakes that the values' schema can't see, each with what to do instead. */}}
{{- define "flinkready-monitor.validate" -}}
{{- if and (ne .Values.mode "sidecar") (not .Values.config.targets) -}}
{{- fail "config.targets is empty: name at least one JobManager, such as --set 'config.targets[0].url=http://orders-rest.flink:8081', or set mode=sidecar" -}}
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
{{- if not (has $name $.Values.secrets) -}}
{{- fail (printf "config names files of the Secret %q, which is not in secrets: add it there" $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
