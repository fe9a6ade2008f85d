using FlinkReady.FlinkModel.Options;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Manifests;

/// <summary>
/// Absent is not off: what a manifest does not set, the operator's default configuration or the job's code may. A verdict that rests on a key that is not there
/// is none.
/// </summary>
internal static class ManifestGuard
{
    /// <summary>The verdict, or why there is none.</summary>
    /// <param name="configuration">What the manifest declares.</param>
    /// <param name="judge">Asks the rule.</param>
    public static Verdict Judge(DeclaredConfiguration configuration, Func<Verdict> judge)
    {
        _ = configuration.TakeAsked();
        var verdict = judge();
        var (missing, hasFound) = configuration.TakeAsked();
        if (missing.Count == 0)
        {
            return verdict;
        }

        var keys = missing.Select(option => option.KeyFor(configuration.Version)).ToHashSet(StringComparer.Ordinal);
        return verdict switch
        {
            Verdict.Fail fail when fail.Findings.Any(finding => finding.Evidence.Any(evidence => evidence.Value == Evidence.NotSet && keys.Contains(evidence.Field))) => Undecided(configuration, missing[0]),
            Verdict.Pass or Verdict.NotApplicable when !hasFound => Undecided(configuration, missing[0]),
            _ => verdict,
        };
    }

    /// <summary>Why an option that is absent can't be judged.</summary>
    public static Verdict.Unknown Undecided(DeclaredConfiguration configuration, ConfigOption option)
    {
        var key = option.KeyFor(configuration.Version);
        return Verdict.Undecidable(option.ReadBy == OptionReader.JobManager
            ? $"The manifest does not set {key}: the operator's default configuration may. With --operator-config it is decided."
            : configuration.HasDefaults
                ? $"Neither the manifest nor the operator's configuration sets {key}: the job's code may."
                : $"The manifest does not set {key}: the operator's default configuration or the job's code may.");
    }
}
