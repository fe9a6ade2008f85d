using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.State;

/// <summary>State that only grows: keyed state that nothing clears, windows that never close. One look can't tell it, the smallest size of each hour does.</summary>
internal sealed class StateGrowth : JobRule
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly RuleSetting<long> MinRow = RuleSetting.OfWholeNumber(
        "minHours", 8, 3, 48, "In so many consecutive hours the state has to have grown; of a recording, at so many looks at least 5 min apart.");

    private static readonly RuleSetting<double> MinGrowth = RuleSetting.OfDecimalNumber("minGrowth", 0.5, 0.05, 100, "By so much of its first size it has to have grown in all.");

    private static readonly RuleSetting<long> MinState = RuleSetting.OfBytes("minStateBytes", 1L << 20, 0, 1L << 40, "State up to this size may grow.");

    /// <summary>The rule.</summary>
    public StateGrowth()
        : base(new RuleDescriptor
        {
            Id = "state-growth",
            Scope = RuleScope.Job,
            Category = RuleCategory.State,
            Severity = Severity.Info,
            Title = "State does not grow without end",
            Why = "State that nothing clears fills heap or disk sooner or later; checkpoints and recovery take longer with every hour until then.",
            Fix = "Give keyed state a time to live, clear it in the operator, set table.exec.state.ttl for SQL, and look for windows that never close.",
            Needs = [JobDetails.Key, CheckpointConfig.Key, CheckpointStatistics.Key],
            Settings = [MinRow, MinGrowth, MinState],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        if (JobGates.StateSizeIsKnown(job) is { } early)
        {
            return early;
        }

        var row = (context.Life?.Sizes ?? StateSizes.None).After(job).Row(job);
        var begin = row.Count - 1;
        while (begin > 0 && row[begin - 1].Bytes < row[begin].Bytes)
        {
            begin--;
        }

        var needed = (int)context.Get(MinRow);
        var what = job.Cluster.Access.IsRecording ? $"looks at least {Text.Duration(StateSizes.Apart)} apart" : "consecutive hours";
        if (row.Count < needed)
        {
            return Verdict.NeedsHistory($"It takes {needed} {what} to tell whether the state only grows; {row.Count} so far.");
        }

        var (first, last) = (row[begin], row[^1]);
        if (row.Count - begin < needed || last.Bytes < first.Bytes * (1 + context.Get(MinGrowth)) || last.Bytes <= context.Get(MinState))
        {
            return new Verdict.Pass($"The state of {Text.Bytes(last.Bytes)} did not only grow, or not by much, at the last {row.Count} {what}.");
        }

        var perDay = (last.Bytes - first.Bytes) * (Day / (last.From - first.From));
        return Verdict.Failed(new Finding
        {
            Message = $"The state grew at each of the last {row.Count - begin} {what}, from {Text.Bytes(first.Bytes)} to {Text.Bytes(last.Bytes)}: by {Text.Bytes((long)Math.Min(perDay, long.MaxValue / 2))} a day.{Reaches(job, last.Bytes, perDay)}",
            Severity = context.Severity,
            Certainty = Certainty.Inferred,
            Resource = Resource.Job,
            Evidence = [first.Evidence, last.Evidence],
            Remediation = "Find the operator whose state grows (web interface: Checkpoints, Overview, by task) and let its state end: a time to live (StateTtlConfig on its state descriptor), or clear() when a key is done."
                + " For SQL:\nSET 'table.exec.state.ttl' = '7 d';",
        });
    }

    // What state-backend-heap calls too much, as it is shipped.
    private static string Reaches(JobFacts job, long bytes, double perDay)
    {
        if (!StateBackends.IsHeap(job.Checkpointing.StateBackend.Or(string.Empty)))
        {
            return string.Empty;
        }

        var (limit, name) = ((double)StateBackendHeap.MaxStateBytes, Text.Bytes(StateBackendHeap.MaxStateBytes));
        if (job.Cluster.SlotMemory is { TaskHeap: > 0 and var heap } && job.SlotsUsed > 0 && heap * job.SlotsUsed * StateBackendHeap.HeapFraction is var share && share < limit)
        {
            (limit, name) = (share, $"{Text.Percent(StateBackendHeap.HeapFraction)} of its share of the heap ({Text.Bytes((long)share)})");
        }

        return bytes >= limit
            ? $" It lies on the heap, and {name} is the most that is good there."
            : $" It lies on the heap, and reaches {name}, the most that is good there, in {Text.Duration((long)Math.Min((limit - bytes) / perDay * Day.TotalMilliseconds, 1e14))}.";
    }
}
