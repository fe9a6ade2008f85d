using System.Buffers;
using System.Text.RegularExpressions;

namespace FlinkReady.FlinkModel.Secrets;

/// <summary>Finds what looks like a secret, in names and in texts. Wider than Flink's own list, which leaves out <c>s3.access-key</c>.</summary>
public static partial class SecretText
{
    /// <summary>What stands in place of a secret; the same as Flink's.</summary>
    public const string Masked = "******";

    // Texts in which nothing was found; racing writers only cost a search.
    private const int LongestKept = 256;
    private static readonly string?[] Harmless = new string?[2048];

    // The first line: Flink's GlobalConfiguration.SENSITIVE_KEYS of all versions. The second: what it leaves open.
    private static readonly string[] Words =
    [
        "password", "secret", "fs.azure.account.key", "apikey", "api-key", "auth-params", "service-key", "token", "basic-auth", "jaas.config", "http-headers",
        "access-key", "accesskey", "access.key", "account-key", "accountkey", "private-key", "privatekey", "credential", "passwd", "passphrase", "authorization", "cookie",
    ];

    // Whole command lines and environments: what is secret in them has no name of its own.
    private static readonly string[] Prefixes =
        ["env.java.opts", "env.java.default-opts", "containerized.master.env.", "containerized.taskmanager.env.", "$internal.application.program-args", "env.ssh.opts"];

    // Too short to be looked for anywhere in a name: compass, passthrough.
    private static readonly string[] Endings = ["pwd", "pass"];

    /// <summary>True where a key, header or field of that name holds a secret.</summary>
    public static bool IsSecretName(string name) =>
        Words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))
        || Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text with what looks like a secret masked; the same instance where there was none.</summary>
    public static string Mask(string text)
    {
        // Most texts are names, ids and sentences: no pattern matches without one of each of these.
        if (!text.AsSpan().ContainsAny(MayHold))
        {
            return text;
        }

        // The same names and sentences come again for each job, in each report and each poll.
        if (text.Length > LongestKept)
        {
            return Search(text);
        }

        ref var harmless = ref Harmless[((text.Length * 31) + (text[text.Length / 2] * 7) + text[^1]) & (Harmless.Length - 1)];
        if (harmless == text)
        {
            return text;
        }

        var masked = Search(text);
        harmless = ReferenceEquals(masked, text) ? text : harmless;
        return masked;
    }

    private static string Search(string text)
    {
        try
        {
            return text.AsSpan().ContainsAny(Hints) ? MaskForms(text) : text;
        }
        catch (RegexMatchTimeoutException)
        {
            // What takes that long was made to: better too much than too little.
            return Masked;
        }
    }

    private static string MaskForms(string text)
    {
        var masked = PemBlock().Replace(text, Masked);
        masked = UserInfo().Replace(masked, "://" + Masked + "@");
        masked = UserAndPassword().Replace(masked, match => match.Groups["user"].Value + "/" + Masked + "@");
        masked = WebHook().Replace(masked, match => match.Groups["address"].Value + Masked);
        masked = Authorization().Replace(masked, match => match.Groups["scheme"].Value + Masked);
        masked = Option().Replace(masked, match => match.Groups["option"].Value + Masked);
        masked = Entry().Replace(masked, match => match.Groups["entry"].Value + Masked);
        masked = Assignment().Replace(masked, match => match.Groups["key"].Value + Masked);
        return masked == text ? text : masked;
    }

    private static readonly SearchValues<char> MayHold = SearchValues.Create(":=@-");

    private static readonly SearchValues<string> Hints = SearchValues.Create(
        ["@", "-----BEGIN", "hook", "services/", "workflows/", "bearer", "basic", "pass", "pwd", "secret", "token", "key", "sig", "credential"], StringComparison.OrdinalIgnoreCase);

    // Words that end the name of a secret, in names of any style: s3.secret-key, dbPwd, AWS_ACCESS_KEY_ID. What stands before them is not looked at:
    // a word of megabytes must not be searched from each of its letters.
    private const string Name =
        @"(?:password|passwd|passphrase|pass|pwd|secret|token|api[-_.]?key|access[-_.]?key(?:[-_.]?id)?|account[-_.]?key|private[-_.]?key|secret[-_.]?key|\bsig|signature|credentials?)";

    // A quote, also one that is escaped in a text within a text.
    private const string Quote = @"(?:\\*[""'])";

    [GeneratedRegex(@"-----BEGIN (?:[A-Z0-9]+ )*(?:PRIVATE KEY|CERTIFICATE)(?: BLOCK)?-----.*?(?:-----END [A-Z0-9 ]+-----|\z)", RegexOptions.CultureInvariant | RegexOptions.Singleline, 2000)]
    private static partial Regex PemBlock();

    [GeneratedRegex(@"://[^/\s@""'<>]+@", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex UserInfo();

    // jdbc:oracle:thin:scott/tiger@host
    [GeneratedRegex(@"(?<=:)(?<user>[\w.$#-]{1,64})/[^/\s@""'<>*]{1,128}@(?=[\w/(])", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex UserAndPassword();

    [GeneratedRegex(
        @"(?<address>https?://[\w.-]+(?::\d+)?/(?:[\w.-]+/){0,4}?(?:web-?hooks?[a-z0-9]{0,4}|hooks?|services|workflows|incomingwebhook)(?:/v\d+)?/)[^\s""'<>\\]+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex WebHook();

    [GeneratedRegex(@"(?<scheme>\b(?:Bearer|Basic)\s+)[\w.~+/=-]{6,}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Authorization();

    // {"key":"s3.secret-key","value":"X"} in a body that was cut off, so that nobody can read it as JSON.
    [GeneratedRegex(
        "(?<entry>" + Quote + "key" + Quote + @"\s*:\s*" + Quote + @"[\w.-]{0,128}?" + Name + @"[\w.-]{0,128}" + Quote + @"\s*,\s*" + Quote + "value" + Quote + @"\s*:\s*(?<quote>" + Quote + @"))(?!\*{6})(?-i:(?!\k<quote>).)+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Entry();

    // --db-password X
    [GeneratedRegex(@"(?<option>(?<![\w-])--?[\w.-]{0,64}?" + Name + @"\s+" + Quote + @"?)(?![-*=:])[^\s""'\\]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Option();

    [GeneratedRegex(
        "(?<key>" + Name + Quote + @"?\s*[=:]\s*(?<quote>" + Quote + @")?)(?!\*{6})(?(quote)(?-i:(?!\k<quote>).)+|[^\s&;,""'<>\\]+)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Assignment();
}
