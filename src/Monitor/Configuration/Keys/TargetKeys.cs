using FlinkReady.Monitor.Configuration.Schema;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of a target.</summary>
internal static class TargetKeys
{
    /// <summary>One of <c>targets</c>.</summary>
    public static SectionShape<TargetDraft> Shape { get; } = new("target", static map => new TargetDraft(map),
    [
        Key("name", TargetName, static (draft, value) => draft.Name = value, "host-port(-path) of the URL, made unique by -2, -3, …", "orders",
            "The label `target`: letters, digits, `_`, `.` and `-`, at most 63, unique."),
        Key("url", Values.JobManagerUrl, static (draft, value) => draft.Url = value, null, "https://flink-orders-rest:8081/some/prefix",
            "The JobManager's REST address. A target has one of url, urls and recording."),
        Key("urls", new ListShape<Uri>(Values.JobManagerUrl, "list of URLs", allowsNone: false), static (draft, value) => draft.Urls = value, null, "[http://jm-0:8081, http://jm-1:8081]",
            "The JobManagers of one cluster with high availability. The one that answered last is asked first."),
        Key("recording", Values.FileName, static (draft, value) => draft.Recording = value, null, "support/orders.zip",
            "A recording (folder or zip) instead of a live cluster."),
        Key("pollInterval", Values.Duration(Ranges.PollInterval.Minimum, Ranges.PollInterval.Maximum), static (draft, value) => draft.PollInterval = value, "pollInterval of the file", "15s",
            "How often `watch` looks at this target."),
        Key("labels", Labels, static (draft, value) => draft.Labels = value, null, "{ team: orders }",
            "Labels of your own. They are exported on `flinkready_target_info` only."),
        Key("headers", Headers, static (draft, value) => draft.Headers = value, null, "{ X-Forwarded-User: flinkready }",
            "Headers sent with every request."),
        Key("proxy", Values.HttpUrl, static (draft, value) => draft.Proxy = value, null, "http://proxy:3128",
            "The proxy to go through. HTTP_PROXY and the like are not obeyed."),
        Key("auth", Auth, static (draft, value) => draft.Auth = value, null, "{ bearerTokenFile: /var/run/secrets/token }",
            "Credentials: one of bearerTokenFile and basic."),
        Key("tls", Tls, static (draft, value) => draft.Tls = value, null, "{ caFile: ca.pem }",
            "What https trusts and shows. Files are PEM and read again when they change."),
        Key("jobs", Jobs, static (draft, value) => draft.Jobs = value, "every job", "{ include: [\"*\"], exclude: [\"adhoc-*\"] }",
            "Which jobs to look at, by name."),
        Key("rules", RuleKeys.Shape, static (draft, value) => draft.Rules = value, null, "{ ha-enabled: { severity: warning } }",
            "Settings of rules for this target. They go before the file's `rules`."),
    ]);

    private static Shape<string> TargetName => new ScalarShape<string>("name", static text => TargetUrls.IsName(text)
        ? (text, null)
        : (text, "must be 1 to 63 letters, digits, _, . or -"));

    private static FreeMapShape Labels => new("map of labels", static name => LabelNames.WhyNot(name), Values.Text, static segment => segment.ToLowerInvariant(), StringComparer.Ordinal);

    private static FreeMapShape Headers => new("map of headers", static name => HeaderNames.WhyNot(name), Values.Text, static segment => segment.Replace('_', '-'), StringComparer.OrdinalIgnoreCase);

    private static SectionShape<AuthDraft> Auth => new("section", static map => new AuthDraft(map),
    [
        new Key<AuthDraft, string>("bearerTokenFile", Values.FileName, static (draft, value) => draft.BearerTokenFile = value, null, "/var/run/secrets/token",
            "A file with a bearer token. Read again when it changes."),
        new Key<AuthDraft, BasicDraft>("basic", Basic, static (draft, value) => draft.Basic = value, null, "{ username: flinkready, passwordFile: /var/run/secrets/password }",
            "Basic authentication."),
    ]);

    private static SectionShape<BasicDraft> Basic => new("section", static map => new BasicDraft(map),
    [
        new Key<BasicDraft, string>("username", UserName, static (draft, value) => draft.Username = value, null, "flinkready", "The user."),
        new Key<BasicDraft, string>("passwordFile", Values.FileName, static (draft, value) => draft.PasswordFile = value, null, "/var/run/secrets/password",
            "A file with the password. Read again when it changes."),
    ]);

    private static Shape<string> UserName => new ScalarShape<string>("text", static text =>
        text.Length == 0 || text.Contains(':', StringComparison.Ordinal) || text.Any(char.IsControl) ? (text, "must be a user name without a colon") : (text, null));

    private static SectionShape<TlsDraft> Tls => new("section", static map => new TlsDraft(map),
    [
        new Key<TlsDraft, string>("caFile", Values.FileName, static (draft, value) => draft.CaFile = value, "the system's", "ca.pem", "Certificate authorities to trust instead of the system's."),
        new Key<TlsDraft, string>("certificateFile", Values.FileName, static (draft, value) => draft.CertificateFile = value, null, "client.pem", "The client certificate for mutual TLS."),
        new Key<TlsDraft, string>("keyFile", Values.FileName, static (draft, value) => draft.KeyFile = value, "certificateFile holds the key too", "client.key", "The key of the client certificate."),
        new Key<TlsDraft, string>("serverName", Values.Text, static (draft, value) => draft.ServerName = value, "the URL's host", "flink", "The name that the server's certificate must carry."),
        new Key<TlsDraft, bool>("insecureSkipVerify", Values.Flag, static (draft, value) => draft.InsecureSkipVerify = value, "false", "false", "Accepts any certificate. For trying things out only."),
    ]);

    private static SectionShape<JobsDraft> Jobs => new("section", static _ => new JobsDraft(),
    [
        new Key<JobsDraft, IReadOnlyList<Glob>>("include", new ListShape<Glob>(Values.Glob, "list of globs"), static (draft, value) => draft.Include = value, "[\"*\"]", "[\"orders-*\"]", "Jobs to look at."),
        new Key<JobsDraft, IReadOnlyList<Glob>>("exclude", new ListShape<Glob>(Values.Glob, "list of globs"), static (draft, value) => draft.Exclude = value, "[]", "[\"adhoc-*\"]", "Jobs to leave out. Goes before include."),
    ]);

    private static Key<TargetDraft, T> Key<T>(string name, Shape<T> shape, Action<TargetDraft, T> put, string? @default, string example, string description) =>
        new(name, shape, put, @default, example, description);
}
