using FlinkReady.FlinkClient.Transport;
using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Monitor.Configuration.Yaml;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Policies;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of a target.</summary>
internal static class TargetKeys
{
    /// <summary>One of <c>targets</c>.</summary>
    public static SectionShape<TargetDraft> Shape { get; } = new("target", static map => new TargetDraft(map),
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
        Target("publicUrl", Values.HttpUrl, static (target, value) => target with { PublicUrl = value.AbsoluteUri }, null, "https://flink.example.com/orders",
            "Where people reach Flink's own pages, for links: the address that is polled seldom works in a browser."),
        Target("labels", Labels, static (target, value) => target with { Labels = value }, null, "{ team: orders }",
            "Labels of your own. They are exported on `flinkready_target_info`; those that `exportLabels` names on more."),
        Connection("headers", Headers, static (connection, value) => connection with { Headers = value }, null, "{ X-Forwarded-User: flinkready }",
            "Headers sent with every request."),
        Connection("proxy", Values.HttpUrl, static (connection, value) => connection with { Proxy = value }, null, "http://proxy:3128",
            "The proxy to go through. HTTP_PROXY and the like are not obeyed."),
        Connection("auth", Auth, static (connection, value) => connection with { Auth = value }, null, "{ bearerTokenFile: /var/run/secrets/token }",
            "Credentials: one of bearerTokenFile and basic."),
        Connection("tls", Tls, static (connection, value) => connection with { Tls = value }, null, "{ caFile: ca.pem }",
            "What https trusts and shows. Files are PEM and read again when they change."),
        Target("jobs", Jobs, static (target, value) => target with { Jobs = value }, "every job", "{ include: [\"*\"], exclude: [\"adhoc-*\"] }",
            "Which jobs to look at, by name."),
        new Key<TargetDraft, Dictionary<string, RuleSettings>>("rules", RuleKeys.Shape, static (draft, value) => draft with { Rules = value }, null, "{ ha-enabled: { severity: warning } }",
            "Settings of rules for this target. They go before the file's `rules`."),
    ]);

    private static Shape<string> TargetName => new ScalarShape<string>("name", static text => TargetUrls.IsName(text)
        ? (text, null)
        : (text, "must be 1 to 63 letters, digits, _, . or -"));

    private static FreeMapShape Labels => new("map of labels", static name => LabelNames.WhyNot(name), Values.Text, static segment => segment.ToLowerInvariant(), StringComparer.Ordinal);

    private static FreeMapShape Headers => new("map of headers", static name => HeaderNames.WhyNot(name), Values.Text, static segment => segment.Replace('_', '-'), StringComparer.OrdinalIgnoreCase);

    private static SectionShape<TargetCredentials> Auth => new("section", static _ => new TargetCredentials(),
    [
        new Key<TargetCredentials, string>("bearerTokenFile", Values.File, static (auth, value) => auth with { BearerTokenFile = value }, null, "/var/run/secrets/token",
            "A file with a bearer token. Read again when it changes."),
        new Key<TargetCredentials, BasicCredentials>("basic", Basic, static (auth, value) => auth with { Basic = value }, null, "{ username: flinkready, passwordFile: /var/run/secrets/password }",
            "Basic authentication."),
    ],
    static (auth, written, context) => Check(auth, written, context, written.Has("bearerTokenFile") && written.Has("basic"), "auth has one of bearerTokenFile and basic, not both"));

    private static SectionShape<BasicCredentials> Basic => new("section", static _ => new BasicCredentials(null, string.Empty),
    [
        new Key<BasicCredentials, string>("username", UserName, static (basic, value) => basic with { UserName = value }, null, "flinkready", "The user."),
        new Key<BasicCredentials, string>("passwordFile", Values.File, static (basic, value) => basic with { PasswordFile = value }, null, "/var/run/secrets/password",
            "A file with the password. Read again when it changes."),
    ],
    static (basic, written, context) => Check(basic, written, context, !(written.Has("username") && written.Has("passwordFile")), "auth.basic needs username and passwordFile"));

    private static Shape<string> UserName => new ScalarShape<string>("text", static text =>
        text.Length == 0 || text.Contains(':', StringComparison.Ordinal) || text.Any(char.IsControl) ? (text, "must be a user name without a colon") : (text, null));

    private static SectionShape<TlsSettings> Tls => new("section", static _ => new TlsSettings(),
    [
        new Key<TlsSettings, string>("caFile", Values.File, static (tls, value) => tls with { CaFile = value }, "the system's", "ca.pem", "Certificate authorities to trust instead of the system's."),
        new Key<TlsSettings, string>("certificateFile", Values.File, static (tls, value) => tls with { CertificateFile = value }, null, "client.pem", "The client certificate for mutual TLS."),
        new Key<TlsSettings, string>("keyFile", Values.File, static (tls, value) => tls with { KeyFile = value }, "certificateFile holds the key too", "client.key", "The key of the client certificate."),
        new Key<TlsSettings, string>("serverName", Values.Text, static (tls, value) => tls with { ServerName = value }, "the URL's host", "flink", "The name that the server's certificate must carry."),
        new Key<TlsSettings, bool>("insecureSkipVerify", Values.Flag, static (tls, value) => tls with { InsecureSkipVerify = value }, "false", "false", "Accepts any certificate. For trying things out only."),
    ],
    static (tls, written, context) => Check(tls, written, context, written.Has("keyFile") && !written.Has("certificateFile"), "tls.keyFile needs tls.certificateFile"));

    private static SectionShape<JobGlobs> Jobs => new("section", static _ => new JobGlobs(),
    [
        new Key<JobGlobs, IReadOnlyList<Glob>>("include", new ListShape<Glob>(Values.Glob, "list of globs"), static (jobs, value) => jobs with { Include = [.. value] }, "[\"*\"]", "[\"orders-*\"]", "Jobs to look at."),
        new Key<JobGlobs, IReadOnlyList<Glob>>("exclude", new ListShape<Glob>(Values.Glob, "list of globs"), static (jobs, value) => jobs with { Exclude = [.. value] }, "[]", "[\"adhoc-*\"]", "Jobs to leave out. Goes before include."),
    ]);

    private static Key<TargetDraft, T> Target<T>(string name, Shape<T> shape, Func<TargetDefinition, T, TargetDefinition> put, string? @default, string example, string description) =>
        new(name, shape, (draft, value) => draft with { Definition = put(draft.Definition, value) }, @default, example, description);

    private static Key<TargetDraft, T> Connection<T>(string name, Shape<T> shape, Func<TargetConnection, T, TargetConnection> put, string? @default, string example, string description) =>
        Target(name, shape, (target, value) => target with { Connection = put(target.Connection, value) }, @default, example, description);

    private static T Check<T>(T section, MapNode written, ReadContext context, bool isWrong, string message)
    {
        if (isWrong)
        {
            context.Add(written, message);
        }

        return section;
    }
}
