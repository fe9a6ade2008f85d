using FlinkReady.Readiness.Runs;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Drift;

/// <summary>What rules that compare a run with the one before have in common.</summary>
internal static class EarlierRuns
{
    /// <summary>The verdict where there is nothing to compare with.</summary>
    public static Verdict NoneKnown(JobRuleContext context) => Verdict.NeedsHistory(context.WatchedSince is null
        ? "This is the first look: only one at an earlier run of the job could tell."
        : "No earlier run of the job is known: none was seen, or several jobs have its name.");

    /// <summary>How sure it is that the two runs are those of one job, for messages; empty where it is certain.</summary>
    public static string Doubt(EarlierRun earlier) => earlier.IsCertain ? string.Empty : ", by name and graph the same job";
}
