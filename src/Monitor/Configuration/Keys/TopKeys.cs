using FlinkReady.Monitor.Configuration.Schema;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of the file itself: what the reader accepts and what the documentation shows.</summary>
internal static class TopKeys
{
    /// <summary>The whole file.</summary>
    public static SectionShape<ConfigurationDraft> Shape { get; } = new("section", static map => new ConfigurationDraft(map),
    [
        Key("listen", Values.Listen, static (draft, value) => draft.Listen = value, "0.0.0.0:9817", "127.0.0.1:9817",
            "What `watch` listens on. A change needs a restart."),
        Key("pollInterval", Values.Duration(Ranges.PollInterval.Minimum, Ranges.PollInterval.Maximum), static (draft, value) => draft.PollInterval = value, "30s", "15s",
            "How often `watch` looks at a target."),
        Key("checkpointInterval", Values.Duration(Ranges.PollInterval.Minimum, Ranges.PollInterval.Maximum), static (draft, value) => draft.CheckpointInterval = value, "60s", "2m",
            "Checkpoint statistics of a job are read no more often than this, nor than the job's own checkpoint interval."),
        Key("requestTimeout", Values.Duration(Ranges.RequestTimeout.Minimum, Ranges.RequestTimeout.Maximum), static (draft, value) => draft.RequestTimeout = value, "10s", "5s",
            "How long one attempt of a request may take, from connecting to the last byte."),
        new Key<ConfigurationDraft, Placed<TimeSpan>>("staleAfter", new PlacedShape<TimeSpan>(Values.Duration(Ranges.StaleAfter.Minimum, Ranges.StaleAfter.Maximum)),
            static (draft, value) => (draft.StaleAfter, draft.StaleAfterPlace) = (value.Value, value.Place), "10m, or 3 × the longest pollInterval where that is longer", "15m",
            "How long a verdict is kept whose evidence can no longer be read. At least 3 × the longest pollInterval."),
        Key("maxConcurrentTargets", Values.WholeNumber(1, 1000), static (draft, value) => draft.MaxConcurrentTargets = (int)value, "16", "32",
            "How many targets are looked at at once. Targets whose last look failed use a small pool of their own."),
        Key("maxConcurrentRequests", Values.WholeNumber(1, 2), static (draft, value) => draft.MaxConcurrentRequests = (int)value, "2", "1",
            "How many requests one target gets at once."),
        Key("maxSeriesPerTarget", Values.WholeNumber(1, 1_000_000), static (draft, value) => draft.MaxSeriesPerTarget = (int)value, "5000", "20000",
            "How many series of violation, waived_violation and not_assessed together one target may export. They are kept by severity, then by name."),
        Key("maxJobs", Values.WholeNumber(1, 1_000_000), static (draft, value) => draft.MaxJobs = (int)value, "5000", "1000",
            "How many jobs of one target get job_* series."),
        Key("docsBaseUrl", Values.HttpUrl, static (draft, value) => draft.DocsBaseUrl = value, "the pages that `watch` serves under /rules/ID", "https://wiki.example.com/flinkready/rules/",
            "Where the pages of the rules are. The rule's id is appended."),
        Key("targets", new ListShape<TargetDraft>(TargetKeys.Shape, "list of targets"), static (draft, value) => draft.Targets = value, null, "[{ name: orders, url: \"http://flink-orders-rest:8081\" }]",
            "The clusters to look at. URLs and recordings on the command line replace them."),
        Key("uids", new ListShape<UidsDraft>(UidsKeys.Shape, "list of uid lists"), static (draft, value) => draft.Uids = value, null, "[{ job: \"orders-*\", values: [orders-source, orders-sink] }]",
            "Declared uids: proof that an operator has one. A text counts only where its hash is the operator's id."),
        Key("rules", RuleKeys.Shape, static (draft, value) => draft.Rules = value, null, "{ ha-enabled: { enabled: false } }",
            "Settings of rules for every target and job. The settings of each rule are listed below."),
        Key("overrides", new ListShape<OverrideDraft>(OverrideKeys.Shape, "list of overrides"), static (draft, value) => draft.Overrides = value, null, "[{ job: \"adhoc-*\", rules: { operator-uid: { severity: info } } }]",
            "Settings of rules for some targets or jobs. They go before `rules`, and later ones before earlier ones."),
        Key("waivers", new ListShape<WaiverDraft>(WaiverKeys.Shape, "list of waivers"), static (draft, value) => draft.Waivers = value, null,
            "[{ rule: operator-uid, job: \"legacy-*\", reason: migrated with the next savepoint, owner: team-orders, expires: 2027-03-31 }]",
            "Decisions to live with a violation for a while. Waived findings stay visible in every output."),
    ]);

    private static Key<ConfigurationDraft, T> Key<T>(string name, Shape<T> shape, Action<ConfigurationDraft, T> put, string? @default, string example, string description) =>
        new(name, shape, put, @default, example, description);
}
