using System.Text.RegularExpressions;
using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// Keys of the configuration that the cluster's version does not read: of another version, declared and read by nothing, or with a typing error. Flink says
/// nothing about them. The keys that each version reads were read from its releases (see <see cref="KnownKeys"/>).
/// </summary>
internal sealed partial class OptionNotRead : ClusterRule
{
    private static readonly RuleSetting<Severity> SeverityVital = RuleSetting.OfSeverity(
        "severityVital", Severity.Critical, "The key is one of high availability, TLS or the state backend.");

    // What the cluster is believed to be protected by, or to keep its state in.
    private static readonly string[] Vital = ["high-availability", "recovery.", "security.ssl.", "web.ssl.", "jobmanager.web.ssl.", "state.backend"];

    /// <summary>The rule.</summary>
    public OptionNotRead()
        : base(new RuleDescriptor
        {
            Id = "option-not-read",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Availability,
            Severity = Severity.Warning,
            Title = "Flink reads every key of its configuration",
            Why = "Flink ignores a key that it does not know, without a word: what somebody thought to have switched on is off.",
            Fix = "Write the spelling that this version reads, or remove the key.",
            Needs = [ClusterOverview.Key, JobManagerConfiguration.Key],
            Settings = [SeverityVital],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        var (configuration, text) = (cluster.Configuration, cluster.VersionText);
        if (cluster.Version is not { IsKnown: true } version)
        {
            return text.IsKnown
                ? Verdict.Undecidable($"Which keys Flink {text.Or(string.Empty)} reads is not known: the table has {FlinkVersion.Known[0]} to {FlinkVersion.Known[^1]}.")
                : text.Unknown;
        }

        var unread = configuration.Keys.Select(key => UnreadKeys.Of(key, version)).OfType<UnreadKey>()
            .Where(key => !IsCovered(configuration, key)).OrderBy(key => key.Key, StringComparer.Ordinal).ToList();
        if (unread.Count == 0)
        {
            return new Verdict.Pass($"Flink {version} reads every key of the configuration that its own classes know.");
        }

        // A distributor may have taken options over from a later version.
        var certainty = PlainVersion().IsMatch(text.Or(string.Empty)) ? Certainty.Proven : Certainty.Inferred;
        return new Verdict.Fail(
            unread.Count == 1 ? Message(unread[0]) : $"{unread.Count} keys of the configuration are not read by Flink {version}: {string.Join(", ", unread.Take(5).Select(key => key.Key))}{(unread.Count > 5 ? ", …" : string.Empty)}.",
            [.. unread.Select(key => Accuse(cluster, context, key, certainty))]);
    }

    // Who writes an option in the spellings of two versions, with one value, has set it.
    private static bool IsCovered(ConfigurationFacts configuration, UnreadKey unread) =>
        unread is { IsSlip: false, Instead.Count: > 0 } && unread.Instead.All(key => configuration.Entry(key).TryGet(out var value) && value.Trim() == configuration.Entry(unread.Key).Or(string.Empty).Trim());

    private static Finding Accuse(ClusterFacts cluster, ClusterRuleContext context, UnreadKey unread, Certainty certainty) => new()
    {
        Message = Message(unread),
        Severity = Vital.Any(prefix => unread.Key.StartsWith(prefix, StringComparison.Ordinal) || unread.Instead.Any(key => key.StartsWith(prefix, StringComparison.Ordinal))) ? context.Get(SeverityVital) : context.Severity,
        Certainty = certainty,
        Resource = Resource.Cluster,
        Evidence = [cluster.Configuration.KeyEvidence(unread.Key), cluster.VersionText.Evidence],
        Remediation = Remediation(cluster, unread),
    };

    private static string Message(UnreadKey unread) => $"{Text.Name(unread.Key)} has no effect: {unread.Reason}.";

    private static string Remediation(ClusterFacts cluster, UnreadKey unread) => unread.Instead.Count == 0
        ? $"Remove it {Remedy.Place(cluster)}: {unread.Key}\nFlink {cluster.Version} has no option in its place."
        : $"{(unread.IsSlip ? "Correct" : "Rename")} it {Remedy.Place(cluster)}:\n{string.Join('\n', unread.Instead.Select(key => $"{key}: <the value of {unread.Key}>"))}";

    [GeneratedRegex(@"^\d+\.\d+(\.\d+)?(-SNAPSHOT|-rc\d+)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PlainVersion();
}
