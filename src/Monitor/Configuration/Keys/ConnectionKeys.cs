using FlinkReady.FlinkClient.Transport;
using FlinkReady.Monitor.Configuration.Schema;

namespace FlinkReady.Monitor.Configuration.Keys;

/// <summary>The keys of whatever is reached by HTTP: what is sent, and what is trusted.</summary>
internal static class ConnectionKeys
{
    /// <summary>A map of headers.</summary>
    public static FreeMapShape Headers { get; } =
        new("map of headers", static name => HeaderNames.WhyNot(name), Values.Text, static segment => segment.Replace('_', '-'), StringComparer.OrdinalIgnoreCase);

    /// <summary>The section <c>auth</c>.</summary>
    public static SectionShape<TargetCredentials> Auth { get; } = new("section", static _ => new TargetCredentials(),
    [
        new Key<TargetCredentials, string>("bearerTokenFile", Values.File, static (auth, value) => auth with { BearerTokenFile = value }, null, "/var/run/secrets/token",
            "A file with a bearer token. Read again when it changes."),
        new Key<TargetCredentials, BasicCredentials>("basic", Basic, static (auth, value) => auth with { Basic = value }, null, "{ username: flinkready, passwordFile: /var/run/secrets/password }",
            "Basic authentication."),
    ],
    static (auth, written, context) => context.Check(auth, written, written.Has("bearerTokenFile") && written.Has("basic"), "auth has one of bearerTokenFile and basic, not both"));

    /// <summary>The section <c>tls</c>.</summary>
    public static SectionShape<TlsSettings> Tls { get; } = new("section", static _ => new TlsSettings(),
    [
        new Key<TlsSettings, string>("caFile", Values.File, static (tls, value) => tls with { CaFile = value }, "the system's", "ca.pem", "Certificate authorities to trust instead of the system's."),
        new Key<TlsSettings, string>("certificateFile", Values.File, static (tls, value) => tls with { CertificateFile = value }, null, "client.pem", "The client certificate for mutual TLS."),
        new Key<TlsSettings, string>("keyFile", Values.File, static (tls, value) => tls with { KeyFile = value }, "certificateFile holds the key too", "client.key", "The key of the client certificate."),
        new Key<TlsSettings, string>("serverName", Values.Text, static (tls, value) => tls with { ServerName = value }, "the URL's host", "flink", "The name that the server's certificate must carry."),
        new Key<TlsSettings, bool>("insecureSkipVerify", Values.Flag, static (tls, value) => tls with { InsecureSkipVerify = value }, "false", "false", "Accepts any certificate. For trying things out only."),
    ],
    static (tls, written, context) => context.Check(tls, written, written.Has("keyFile") && !written.Has("certificateFile"), "tls.keyFile needs tls.certificateFile"));

    /// <summary>The address of a server that is no JobManager.</summary>
    public static Shape<Uri> ServerUrl { get; } = new ScalarShape<Uri>("URL", static text =>
        text.AsSpan().ContainsAny("?#") ? (null!, "must be the server's address, without ? and #")
        : TargetUrls.TryParse(text, out var url, out var wrong) ? (url, null)
        : (null!, wrong));

    private static SectionShape<BasicCredentials> Basic => new("section", static _ => new BasicCredentials(null, string.Empty),
    [
        new Key<BasicCredentials, string>("username", UserName, static (basic, value) => basic with { UserName = value }, null, "flinkready", "The user."),
        new Key<BasicCredentials, string>("passwordFile", Values.File, static (basic, value) => basic with { PasswordFile = value }, null, "/var/run/secrets/password",
            "A file with the password. Read again when it changes."),
    ],
    static (basic, written, context) => context.Check(basic, written, !(written.Has("username") && written.Has("passwordFile")), "auth.basic needs username and passwordFile"));

    private static Shape<string> UserName => new ScalarShape<string>("text", static text =>
        text.Length == 0 || text.Contains(':', StringComparison.Ordinal) || text.Any(char.IsControl) ? (text, "must be a user name without a colon") : (text, null));
}
