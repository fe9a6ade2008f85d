using FlinkReady.FlinkClient.Transport;
using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Policies;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of a target.</summary>
internal static class TargetKeys
{
    // What makes a target this one and no other.
    private static readonly string[] OfOneTarget = ["name", "url", "urls", "recording", "rules"];

    private static readonly IReadOnlyList<Key<TargetDraft>> All =
    [
        Target("name", TargetName, static (target, value) => target with { Name = value }, "host-port(-path) of the URL, made unique by -2, -3, …", "orders",
            "The label `target`: letters, digits, `_`, `.` and `-`, at most 63, unique."),
        Connection("url", Values.JobManagerUrl, static (connection, value) => connection with { Urls = [value] }, null, "https://flink-orders-rest:8081/some/prefix",
            "The JobManager's REST address. A target has one of url, urls and recording."),
        Connection("urls", new ListShape<Uri>(Values.JobManagerUrl, "list of URLs", allowsNone: false), static (connection, value) => connection with { Urls = [.. value] }, null, "[http://jm-0:8081, http://jm-1:8081]",
            "The JobManagers of one cluster with high availability. The one that answered last is asked first."),
        Target("recording", Values.FileName, static (target, value) => target with { Recording = value }, null, "support/orders.zip",
            "A recording (folder or zip) instead of a live cluster."),
        Target("pollInterval", Values.Duration(Ranges.PollInterval.Minimum, Ranges.PollInterval.Maximum), static (target, value) => target with { PollInterval = value }, "pollInterval of the file", "15s",
            "How often `watch` looks at this target."),
        Target("upgradeMode", UpgradeMode, static (target, value) => target with { UpgradeMode = value }, null, "last-state",
            "How the target's jobs are upgraded: stateless, savepoint or last-state. Decides which rules on upgrades apply. A FlinkDeployment that is known says it itself."),
        Target("publicUrl", Values.HttpUrl, static (target, value) => target with { PublicUrl = value.AbsoluteUri }, null, "https://flink.example.com/orders",
            "Where people reach Flink's own pages, for links: the address that is polled seldom works in a browser."),
        Target("labels", Labels, static (target, value) => target with { Labels = value }, null, "{ team: orders }",
            "Labels of your own. They are exported on `flinkready_target_info`; those that `exportLabels` names on more."),
        Connection("headers", ConnectionKeys.Headers, static (connection, value) => connection with { Headers = value }, null, "{ X-Forwarded-User: flinkready }",
            "Headers sent with every request."),
        Connection("proxy", Values.HttpUrl, static (connection, value) => connection with { Proxy = value }, null, "http://proxy:3128",
            "The proxy to go through. HTTP_PROXY and the like are not obeyed."),
        Connection("auth", ConnectionKeys.Auth, static (connection, value) => connection with { Auth = value }, null, "{ bearerTokenFile: /var/run/secrets/token }",
            "Credentials: one of bearerTokenFile and basic."),
        Connection("tls", ConnectionKeys.Tls, static (connection, value) => connection with { Tls = value }, null, "{ caFile: ca.pem }",
            "What https trusts and shows. Files are PEM and read again when they change."),
        Target("jobs", Jobs, static (target, value) => target with { Jobs = value }, "every job", "{ include: [\"*\"], exclude: [\"adhoc-*\"] }",
            "Which jobs to look at, by name."),
        Target("checkpointMetadata", MetadataKeys.Shape, static (target, value) => target with { CheckpointMetadata = value }, "checkpointMetadata of the file", "{ enabled: true }",
            "As at the top of the file. What stands here goes before what stands there, key by key."),
        Target("prometheus", PrometheusKeys.OfTarget, static (target, value) => target with { Prometheus = value }, "prometheus of the file", "{ url: \"http://prometheus-orders:9090/\" }",
            "As at the top of the file. Matchers stand here beside those there; with a `url` of its own nothing but minInterval is taken from there."),
        new Key<TargetDraft, Dictionary<string, RuleSettings>>("rules", RuleKeys.Shape, static (draft, value) => draft with { Rules = value }, null, "{ ha-enabled: { severity: warning } }",
            "Settings of rules for this target. They go before the file's `rules`."),
    ];

    /// <summary>One of <c>targets</c>.</summary>
    public static SectionShape<TargetDraft> Shape { get; } = new("target", static map => new TargetDraft(map), All);

    /// <summary>A target without name and address: what discovered ones have in common.</summary>
    public static SectionShape<TargetDraft> Template { get; } =
        new("target without an address", static map => new TargetDraft(map), [.. All.Where(static key => !OfOneTarget.Contains(key.Name))]) { Prepare = Placeholders.Mark };

    private static Shape<string> TargetName => new ScalarShape<string>("name", static text => TargetUrls.IsName(text)
        ? (text, null)
        : (text, "must be 1 to 63 letters, digits, _, . or -"));

    private static Shape<string> UpgradeMode => new ScalarShape<string>("upgrade mode", static text => UpgradeModes.All.Contains(text)
        ? (text, null)
        : (text, $"must be one of {string.Join(", ", UpgradeModes.All)}{NearestName.Hint(text, UpgradeModes.All)}"));

    private static FreeMapShape Labels => new("map of labels", static name => LabelNames.WhyNot(name), Values.Text, static segment => segment.ToLowerInvariant(), StringComparer.Ordinal);

    private static SectionShape<JobGlobs> Jobs => new("section", static _ => new JobGlobs(),
    [
        new Key<JobGlobs, IReadOnlyList<Glob>>("include", new ListShape<Glob>(Values.Glob, "list of globs"), static (jobs, value) => jobs with { Include = [.. value] }, "[\"*\"]", "[\"orders-*\"]", "Jobs to look at."),
        new Key<JobGlobs, IReadOnlyList<Glob>>("exclude", new ListShape<Glob>(Values.Glob, "list of globs"), static (jobs, value) => jobs with { Exclude = [.. value] }, "[]", "[\"adhoc-*\"]", "Jobs to leave out. Goes before include."),
    ]);

    private static Key<TargetDraft, T> Target<T>(string name, Shape<T> shape, Func<TargetDefinition, T, TargetDefinition> put, string? @default, string example, string description) =>
        new(name, shape, (draft, value) => draft with { Definition = put(draft.Definition, value) }, @default, example, description);

    private static Key<TargetDraft, T> Connection<T>(string name, Shape<T> shape, Func<TargetConnection, T, TargetConnection> put, string? @default, string example, string description) =>
        Target(name, shape, (target, value) => target with { Connection = put(target.Connection, value) }, @default, example, description);
}
