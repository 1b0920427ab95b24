{{- define "wireroom.fullname" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "wireroom.image" -}}
{{ .root.Values.image.repository }}/{{ .name }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end }}

{{- define "wireroom.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{- define "wireroom.labels" -}}
{{ include "wireroom.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | quote }}
{{- end }}

{{/* What all pods have in common. The user is the one of the images. */}}
{{- define "wireroom.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{- define "wireroom.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Settings by name. */}}
{{- define "wireroom.env" -}}
{{- range $name, $value := . }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{- define "wireroom.kafkaEnv" -}}
- name: KAFKA_BOOTSTRAP_SERVERS
  value: {{ required "kafka.bootstrapServers is required: host:port of your Kafka" .Values.kafka.bootstrapServers | quote }}
- name: KAFKA_TIMEOUTS
  value: {{ .Values.kafka.timeouts | quote }}
- name: TOPIC_PREFIX
  value: {{ .Values.kafka.topicPrefix | quote }}
- name: TOPIC_PARTITIONS
  value: {{ .Values.kafka.partitions | quote }}
- name: TOPIC_REPLICATION
  value: {{ .Values.kafka.replication | quote }}
{{- range $name, $value := .Values.kafka.properties }}
- name: KAFKA_PROP_{{ $name | upper | replace "." "_" }}
  value: {{ $value | quote }}
{{- end }}
{{- range $name, $secret := .Values.kafka.secretProperties }}
- name: KAFKA_PROP_{{ $name | upper | replace "." "_" }}
  valueFrom:
    secretKeyRef:
      name: {{ $secret.name }}
      key: {{ $secret.key }}
{{- end }}
{{- end }}

{{- define "wireroom.kafkaMounts" -}}
{{- range .Values.kafka.secretFiles }}
- name: kafka-{{ .name }}
  mountPath: /etc/wireroom/kafka/{{ .name }}
  readOnly: true
{{- end }}
{{- end }}

{{- define "wireroom.kafkaVolumes" -}}
{{- range .Values.kafka.secretFiles }}
- name: kafka-{{ .name }}
  secret:
    secretName: {{ .secret }}
    defaultMode: 0440
{{- end }}
{{- end }}

{{- define "wireroom.databaseEnv" -}}
- name: SINK_JDBC_URL
  value: {{ required "database.url is required: jdbc:postgresql://HOST:5432/DATABASE" .Values.database.url | quote }}
- name: SINK_JDBC_USER
  value: {{ .Values.database.user | quote }}
- name: SINK_JDBC_PASSWORD_FILE
  value: /etc/wireroom/database/password
{{- end }}

{{- define "wireroom.databaseMounts" -}}
- name: database
  mountPath: /etc/wireroom/database
  readOnly: true
{{- end }}

{{- define "wireroom.databaseVolumes" -}}
- name: database
  secret:
    secretName: {{ required "database.passwordSecret.name is required: a secret with the password of database.user" .Values.database.passwordSecret.name }}
    defaultMode: 0440
    items:
      - key: {{ .Values.database.passwordSecret.key }}
        path: password
{{- end }}

{{/* Libraries of RocksDB and zstd are unpacked there. */}}
{{- define "wireroom.tmpVolume" -}}
- name: tmp
  emptyDir:
    sizeLimit: 256Mi
{{- end }}
