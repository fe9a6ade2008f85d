{{/* The groups of files/alerts.yaml with the values filled in, without the alerts that are switched off. */}}
{{- define "flinkready-monitor.alerts" -}}
{{- $settings := .Values.prometheusRule -}}
{{- $status := default (dig "web" "publicUrl" "" .Values.config) $settings.statusPage | trimSuffix "/" -}}
{{- $source := .Files.Get "files/alerts.yaml" | fromYaml -}}
{{- $groups := list -}}
{{- range $group := $source.groups -}}
{{- $rules := list -}}
{{- range $rule := $group.rules -}}
{{- $alert := index $settings.alerts $rule.alert -}}
{{- if $alert.enabled -}}
{{- $rulePage := $settings.rulePage | replace "RULE" "{{ $labels.rule }}" -}}
{{- $filled := toYaml $rule
      | replace "%fold%" (join ", " $settings.foldLabels)
      | replace "%bridge%" $settings.outageBridge
      | replace "%gap%" $settings.scrapeGap
      | replace "%threshold%" (toString $alert.threshold)
      | replace "%rulePage%" $rulePage
      | replace "%status%" $status
      | replace "%headroomPage%" ($settings.rulePage | replace "RULE" "max-parallelism-headroom")
      | replace "%alertPage%" ($settings.alertPage | replace "ALERT" (lower $rule.alert))
      | fromYaml -}}
{{- if not $status -}}
{{- $_ := unset $filled.annotations "page_url" -}}
{{- end -}}
{{- $_ := set $filled "for" $alert.for -}}
{{- $_ := set $filled "labels" (merge (dict "severity" $alert.severity) $settings.alertLabels) -}}
{{- $rules = append $rules $filled -}}
{{- end -}}
{{- end -}}
{{- if $rules -}}
{{- $groups = append $groups (dict "name" $group.name "rules" $rules) -}}
{{- end -}}
{{- end -}}
{{- toYaml $groups -}}
{{- end -}}
