using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Rules;

namespace FlinkReady.Monitor.Metrics;

/// <summary>
/// The series of the jobs of one name on one target, written, with what they add to the target's sums. Immutable, and taken over by the next poll where
/// that says the same of the jobs: of a thousand jobs few change between two polls.
/// </summary>
internal sealed class RenderedJobs
{
    private readonly JobGroup _group;

    private RenderedJobs(JobGroup group, FamilyBlocks blocks, VerdictSums sums)
    {
        _group = group;
        Blocks = blocks;
        Sums = sums;
    }

    /// <summary>Their name, as it is exported.</summary>
    public string Name => _group.Name;

    /// <summary>Their series.</summary>
    public FamilyBlocks Blocks { get; }

    /// <summary>What their verdicts add to the target's.</summary>
    public VerdictSums Sums { get; }

    /// <summary>The series of a group of jobs.</summary>
    /// <param name="target">The target's name.</param>
    /// <param name="group">The jobs as the last poll found them.</param>
    /// <param name="earlier">What was written for the name before, null where nothing was.</param>
    public static RenderedJobs Of(string target, JobGroup group, RenderedJobs? earlier)
    {
        if (earlier is not null && earlier.Says(group))
        {
            // Of the assessments only the ones of the last poll are held on to.
            return new RenderedJobs(group, earlier.Blocks, earlier.Sums);
        }

        var checks = JobCheck.Of(group);
        var writer = new SeriesWriter();
        var details = DetailSeries.Of(checks, checks, int.MaxValue, out _);
        foreach (var series in details)
        {
            series.Write(writer, target);
        }

        JobSeries.Write(writer, target, group);
        var sums = new VerdictSums();
        sums.AddSettled(checks);
        sums.AddCurrent(checks);
        sums.Details = details.Count;
        return new RenderedJobs(group, writer.ToBlocks(), sums);
    }

    private bool Says(JobGroup other)
    {
        if (_group.Jobs.Count != other.Jobs.Count)
        {
            return false;
        }

        for (var i = 0; i < other.Jobs.Count; i++)
        {
            if (!SaysTheSame(_group.Jobs[i], other.Jobs[i]))
            {
                return false;
            }
        }

        return true;
    }

    // The lists are immutable and handed on by a look that changed nothing.
    private static bool SaysTheSame(JobAssessment one, JobAssessment other) =>
        ReferenceEquals(one.Checks, other.Checks)
        && ReferenceEquals(one.Operators, other.Operators)
        && Nullable.Equals(one.Score, other.Score)
        && Nullable.Equals(one.Figures.MaxParallelismHeadroom, other.Figures.MaxParallelismHeadroom)
        && Nullable.Equals(one.Figures.LastCompletedCheckpoint, other.Figures.LastCompletedCheckpoint)
        && Nullable.Equals(one.Figures.CheckpointStateBytes, other.Figures.CheckpointStateBytes);
}

/// <summary>Verdicts, counted.</summary>
internal sealed class VerdictSums
{
    private readonly long[] _open = new long[Enum.GetValues<Severity>().Length];
    private readonly int[] _checks = new int[Enum.GetValues<CheckStatus>().Length];

    /// <summary>How many detail series there are.</summary>
    public int Details { get; set; }

    /// <summary>Affected resources of violated rules that are not waived.</summary>
    public long Open(Severity severity) => _open[(int)severity];

    /// <summary>Checks of a status.</summary>
    public int Checks(CheckStatus status) => _checks[(int)status];

    /// <summary>Counts what outlives an outage.</summary>
    public void AddSettled(IReadOnlyList<JobCheck> checks)
    {
        foreach (var check in checks)
        {
            _open[(int)check.Severity] += check.Status == CheckStatus.Fail ? check.Open : 0;
        }
    }

    /// <summary>Counts what the last poll said.</summary>
    public void AddCurrent(IReadOnlyList<JobCheck> checks)
    {
        foreach (var check in checks)
        {
            _checks[(int)check.Status]++;
        }
    }

    /// <summary>Adds up.</summary>
    public void Add(VerdictSums other)
    {
        for (var i = 0; i < _open.Length; i++)
        {
            _open[i] += other._open[i];
        }

        for (var i = 0; i < _checks.Length; i++)
        {
            _checks[i] += other._checks[i];
        }

        Details += other.Details;
    }
}
