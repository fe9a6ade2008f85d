using System.Text.RegularExpressions;

namespace FlinkReady.FlinkModel.Secrets;

/// <summary>Finds what looks like a secret, in names and in texts. Wider than Flink's own list, which leaves out <c>s3.access-key</c>.</summary>
public static partial class SecretText
{
    /// <summary>What stands in place of a secret; the same as Flink's.</summary>
    public const string Masked = "******";

    // The first line: Flink's GlobalConfiguration.SENSITIVE_KEYS of all versions. The second: what it leaves open.
    private static readonly string[] Words =
    [
        "password", "secret", "fs.azure.account.key", "apikey", "api-key", "auth-params", "service-key", "token", "basic-auth", "jaas.config", "http-headers",
        "access-key", "accesskey", "access.key", "account-key", "accountkey", "private-key", "privatekey", "credential", "passwd", "passphrase", "authorization", "cookie",
    ];

    // Whole command lines and environments: what is secret in them has no name of its own.
    private static readonly string[] Prefixes =
        ["env.java.opts", "env.java.default-opts", "containerized.master.env.", "containerized.taskmanager.env.", "$internal.application.program-args", "env.ssh.opts"];

    /// <summary>True where a key, header or field of that name holds a secret.</summary>
    public static bool IsSecretName(string name) =>
        Words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))
        || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text with user info of URLs and <c>password=…</c> and the like masked; the same instance where there was none.</summary>
    public static string Mask(string text) =>
        // Most texts are names and ids: neither pattern matches without one of these.
        text.AsSpan().ContainsAny(':', '=')
            ? Assignment().Replace(UserInfo().Replace(text, "://" + Masked + "@"), match => match.Groups[1].Value + Masked)
            : text;

    [GeneratedRegex(@"://[^/\s@""'<>]+@", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex UserInfo();

    [GeneratedRegex(
        @"((?:password|passwd|passphrase|secret|token|api[-_.]?key|access[-_.]?key(?:[-_.]?id)?|account[-_.]?key|private[-_.]?key|sig|signature|credentials?)[""']?\s*[=:]\s*[""']?)[^\s&;,""'<>*]+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Assignment();
}
