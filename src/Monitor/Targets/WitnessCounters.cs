using System.Collections.Immutable;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Monitor.Targets;

/// <summary>What is counted of a target's witnesses since the target came. Immutable.</summary>
internal sealed record WitnessCounters
{
    /// <summary>Before the first attempt.</summary>
    public static WitnessCounters Zero { get; } = new();

    /// <summary>Attempts by witness and result, as <see cref="WitnessRead.Result"/> has it.</summary>
    public ImmutableDictionary<(Witness Witness, string Result), long> Reads { get; private init; } = ImmutableDictionary<(Witness, string), long>.Empty;

    /// <summary>Bytes of checkpoints' metadata that were read.</summary>
    public long Bytes { get; private init; }

    /// <summary>How often a witness came to contradict REST.</summary>
    public ImmutableDictionary<OperatorWitness, long> Contradictions { get; private init; } = ImmutableDictionary<OperatorWitness, long>.Empty;

    /// <summary>The counters after one more assessment: a contradiction counts once, however long it lasts.</summary>
    public WitnessCounters Add(TargetAssessment? before, TargetAssessment now)
    {
        var shown = ContradictionsOf(now);
        var known = shown.Count == 0 || before is null ? [] : ContradictionsOf(before).ToHashSet();
        var fresh = shown.Where(one => !known.Contains(one)).ToList();
        var contradictions = Contradictions;
        foreach (var (_, witness, _) in fresh)
        {
            contradictions = contradictions.SetItem(witness, contradictions.GetValueOrDefault(witness) + 1);
        }

        return fresh.Count == 0 ? this : this with { Contradictions = contradictions };
    }

    /// <summary>The counters after one more poll.</summary>
    /// <param name="reads">The attempts that the poll shows; those of earlier polls are not counted again.</param>
    public WitnessCounters Add(IReadOnlyList<WitnessRead> reads)
    {
        var counters = this;
        foreach (var read in reads.Where(read => read.IsNew))
        {
            var key = (read.Witness, read.Result);
            counters = counters with { Reads = counters.Reads.SetItem(key, counters.Reads.GetValueOrDefault(key) + 1), Bytes = counters.Bytes + read.Bytes };
        }

        return counters;
    }

    private static List<(string Job, OperatorWitness Witness, string Origin)> ContradictionsOf(TargetAssessment target)
    {
        var found = new List<(string Job, OperatorWitness Witness, string Origin)>();
        foreach (var job in target.Jobs)
        {
            foreach (var report in job.Witnesses)
            {
                if (report.Standing == WitnessStanding.Contradicts)
                {
                    found.Add((job.JobId, report.Witness, report.Origin));
                }
            }
        }

        return found;
    }
}
