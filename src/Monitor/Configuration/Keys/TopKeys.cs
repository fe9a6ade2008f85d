using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of the file itself: what the reader accepts and what the documentation shows.</summary>
internal static class TopKeys
{
    /// <summary>The whole file.</summary>
    public static SectionShape<ConfigurationDraft> Shape { get; } = new("section", static _ => new ConfigurationDraft(),
    [
        Program("listen", Values.Listen, static (configuration, value) => configuration with { Listen = value }, "0.0.0.0:9817", "127.0.0.1:9817",
            "What `watch` listens on. A change needs a restart."),
        Program("pollInterval", Values.Duration(Ranges.PollInterval.Minimum, Ranges.PollInterval.Maximum), static (configuration, value) => configuration with { PollInterval = value }, "30s", "15s",
            "How often `watch` looks at a target."),
        Program("checkpointInterval", Values.Duration(Ranges.PollInterval.Minimum, Ranges.PollInterval.Maximum), static (configuration, value) => configuration with { CheckpointInterval = value }, "60s", "2m",
            "Checkpoint statistics of a job are read no more often than this, nor than the job's own checkpoint interval."),
        Program("requestTimeout", Values.Duration(Ranges.RequestTimeout.Minimum, Ranges.RequestTimeout.Maximum), static (configuration, value) => configuration with { RequestTimeout = value }, "10s", "5s",
            "How long one attempt of a request may take, from connecting to the last byte."),
        Key("staleAfter", new MappedShape<TimeSpan, (TimeSpan, Place)>(Values.Duration(Ranges.StaleAfter.Minimum, Ranges.StaleAfter.Maximum), static (value, node, _) => (value, node.Place)),
            static (draft, value) => draft with { StaleAfter = value }, "10m, or 3 × the longest pollInterval where that is longer", "15m",
            "How long a verdict is kept whose evidence can no longer be read. At least 3 × the longest pollInterval."),
        Program("maxConcurrentTargets", Values.WholeNumber(1, 1000), static (configuration, value) => configuration with { MaxConcurrentTargets = (int)value }, "16", "32",
            "How many targets are looked at at once. Targets whose last look failed use a small pool of their own."),
        Program("maxConcurrentRequests", Values.WholeNumber(1, 2), static (configuration, value) => configuration with { MaxConcurrentRequests = (int)value }, "2", "1",
            "How many requests one target gets at once."),
        Program("maxSeriesPerTarget", Values.WholeNumber(1, 1_000_000), static (configuration, value) => configuration with { MaxSeriesPerTarget = (int)value }, "5000", "20000",
            "How many series of violation, waived_violation, not_assessed and job_operator_info together one target may export. They are kept by severity, then by name."),
        Program("maxJobs", Values.WholeNumber(1, 1_000_000), static (configuration, value) => configuration with { MaxJobs = (int)value }, "5000", "1000",
            "How many jobs of one target get job_* series."),
        Program("maxTargetMemory", Values.Bytes(1L << 20, 1L << 40), static (configuration, value) => configuration with { MaxTargetMemory = value }, "64MiB", "256MiB",
            "What the answers of one target may take of memory. What does not fit is left out: the target is assessed in part and says so (jobs-complete, and the verdicts of jobs whose answers are left out, are unknown)."),
        Program("exportOperators", Values.Flag, static (configuration, value) => configuration with { ExportOperators = value }, "false", "true",
            "Whether each operator that can have a uid and has none is exported by name, as job_operator_info. Within maxSeriesPerTarget, behind violations."),
        Program("exportLabels", new ListShape<string>(ExportedLabel, "list of label names"), static (configuration, value) => configuration with { ExportLabels = [.. value.Distinct()] }, "[]", "[team]",
            "Labels of targets that job_*, target_up and what alerts look at (violation, violations, waived_violation, not_assessed, series_dropped, …) carry too, so that alerts find their team. The others have them on target_info only."),
        Program("docsBaseUrl", Values.HttpUrl, static (configuration, value) => configuration with { DocsBaseUrl = value }, "the pages that `watch` serves under /rules/ID", "https://wiki.example.com/flinkready/rules/",
            "Where the pages of the rules are. The rule's id is appended."),
        Program("web", WebKeys.Shape, static (configuration, value) => configuration with { Web = value }, string.Empty, "{ publicUrl: \"https://flinkready.example.com\" }",
            "How people reach the pages of `watch`."),
        Program("history", HistoryKeys.Shape, static (configuration, value) => configuration with { History = value }, string.Empty, "{ folder: /var/lib/flinkready }",
            "What `watch` remembers over its own restarts."),
        Program("checkpointMetadata", MetadataKeys.Shape, static (configuration, value) => configuration with { CheckpointMetadata = value }, "off", "{ enabled: true, stores: [{ prefix: \"s3://flink-state/\" }] }",
            "A second witness of operators' ids: the `_metadata` of each job's latest checkpoint, read once a run. See [operator identity](operator-identity.md)."),
        Program("prometheus", PrometheusKeys.OfFile, static (configuration, value) => configuration with { Prometheus = value }, "off", "{ url: \"https://prometheus:9090/\" }",
            "A second witness of operators' ids: the Prometheus that scrapes Flink's reporter, asked once a run. See [operator identity](operator-identity.md)."),
        Key("kubernetes", KubernetesKeys.Shape, static (draft, value) => draft with { Configuration = draft.Configuration with { Kubernetes = value.Settings }, TemplateAt = value.TemplateAt }, "targets are not looked for", "{ namespaces: [flink] }",
            "Finds targets in Kubernetes. A file with it needs no `targets`; those it has go before discovered ones."),
        Program("replication", ReplicationKeys.Shape, static (configuration, value) => configuration with { Replication = value }, "each replica looks at all targets", "{ mode: shard }",
            "How several replicas of `watch` go together."),
        Key("targets", new ListShape<TargetDraft>(TargetKeys.Shape, "list of targets"), static (draft, value) => draft with { Targets = value }, null, "[{ name: orders, url: \"http://flink-orders-rest:8081\" }]",
            "The clusters to look at. URLs and recordings on the command line replace them."),
        Key("uids", new ListShape<UidsDraft>(UidsKeys.Shape, "list of uid lists"), static (draft, value) => draft with { Uids = value }, null, "[{ job: \"orders-*\", values: [orders-source, orders-sink] }]",
            "Declared uids: proof that an operator has one. A text counts only where its hash is the operator's id."),
        Key("rules", RuleKeys.Shape, static (draft, value) => draft with { Rules = value }, null, "{ ha-enabled: { enabled: false } }",
            "Settings of rules for every target and job. The settings of each rule are listed below."),
        Key("overrides", new ListShape<OverrideDraft>(OverrideKeys.Shape, "list of overrides"), static (draft, value) => draft with { Overrides = value }, null, "[{ job: \"adhoc-*\", rules: { operator-uid: { severity: info } } }]",
            "Settings of rules for some targets or jobs. They go before `rules`, and later ones before earlier ones."),
        Key("waivers", new ListShape<Waiver>(WaiverKeys.Shape, "list of waivers"), static (draft, value) => draft with { Waivers = value }, null,
            "[{ rule: operator-uid, job: \"legacy-*\", reason: migrated with the next savepoint, owner: team-orders, expires: 2027-03-31 }]",
            "Decisions to live with a violation for a while. Waived findings stay visible in every output."),
    ]);

    private static Shape<string> ExportedLabel => new ScalarShape<string>("label name", static text => (text, LabelNames.WhyNotExported(text)));

    // What goes into the configuration as it is.
    private static Key<ConfigurationDraft, T> Program<T>(
        string name, Shape<T> shape, Func<MonitorConfiguration, T, MonitorConfiguration> put, string @default, string example, string description) =>
        new(name, shape, (draft, value) => draft with { Configuration = put(draft.Configuration, value) }, @default, example, description);

    private static Key<ConfigurationDraft, T> Key<T>(string name, Shape<T> shape, Func<ConfigurationDraft, T, ConfigurationDraft> put, string? @default, string example, string description) =>
        new(name, shape, put, @default, example, description);
}
