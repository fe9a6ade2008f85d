using FlinkReady.FlinkClient.Collections;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.Monitor.Configuration.Schema;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of <c>prometheus</c>.</summary>
internal static class PrometheusKeys
{
    // What the question itself sets.
    private static readonly string[] Taken = ["job_id", "operator_id", "__name__"];

    private static readonly Key<PrometheusSettings>[] Keys =
    [
        Connection("url", ConnectionKeys.ServerUrl, static (connection, value) => connection with { Urls = [value] }, null, "https://prometheus:9090/",
            "The address of Prometheus, or of what has its query API (Thanos, Mimir, VictoriaMetrics), up to `/api/v1`."),
        new Key<PrometheusSettings, EquatableDictionary>("matchers", Matchers, static (settings, value) => settings with { Matchers = value }, null, "{ namespace: flink }",
            "Labels and their values, added to the selector: they tell this cluster from others in the same Prometheus."),
        new Key<PrometheusSettings, TimeSpan>("minInterval", Values.Duration(Ranges.MinInterval.Minimum, Ranges.MinInterval.Maximum), static (settings, value) => settings with { MinInterval = value }, "10m", "1m",
            "How long a job is left alone after an answer that did not name all of its operators."),
        Connection("headers", ConnectionKeys.Headers, static (connection, value) => connection with { Headers = value }, null, "{ X-Scope-OrgID: flink }",
            "Headers sent with every request."),
        Connection("auth", ConnectionKeys.Auth, static (connection, value) => connection with { Auth = value }, null, "{ bearerTokenFile: /var/run/secrets/token }",
            "Credentials: one of bearerTokenFile and basic."),
        Connection("tls", ConnectionKeys.Tls, static (connection, value) => connection with { Tls = value }, null, "{ caFile: ca.pem }",
            "What https trusts and shows. Files are PEM."),
    ];

    /// <summary>The section at the top of the file.</summary>
    public static SectionShape<PrometheusSettings> OfFile { get; } = new("section", static _ => new PrometheusSettings(), Keys,
        static (settings, written, context) => context.Check(settings, written, !written.Has("url"), "prometheus needs url"));

    /// <summary>The section of a target, which may lean on the file's.</summary>
    public static SectionShape<PrometheusSettings> OfTarget { get; } = new("section", static _ => new PrometheusSettings(), Keys);

    private static FreeMapShape Matchers => new("map of labels", static name => WhyNot(name), Values.Text, static segment => segment.ToLowerInvariant(), StringComparer.Ordinal);

    private static string? WhyNot(string name) =>
        name.Length is 0 or > 128 || char.IsAsciiDigit(name[0]) || !name.All(static character => char.IsAsciiLetterOrDigit(character) || character == '_')
            ? "is not a label name: letters, digits and _ only, no digit first"
            : Taken.Contains(name) ? "is a label that the question sets itself" : null;

    private static Key<PrometheusSettings, T> Connection<T>(string name, Shape<T> shape, Func<TargetConnection, T, TargetConnection> put, string? @default, string example, string description) =>
        new(name, shape, (settings, value) => settings with { Connection = put(settings.Connection, value) }, @default, example, description);
}
