using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Monitor.Metrics;

/// <summary>
/// The series of the jobs of one name on a target, or of the target's own checks, written, with what they add to the target's sums. Immutable, and taken
/// over by the next poll where that says the same of the jobs: of a thousand jobs few change between two polls.
/// </summary>
internal sealed class RenderedJobs
{
    private readonly SeriesScope _scope;
    private readonly JobGroup _group;
    private readonly IReadOnlyList<DetailSeries> _details;
    private readonly FamilyBlocks _info;
    private readonly IReadOnlyList<(string Vertex, string Operator)> _operators;
    private readonly FamilyBlocks _allOperators;
    private readonly FamilyBlocks[] _bySeverity;
    private readonly int[] _counts;

    private RenderedJobs(SeriesScope scope, JobGroup group, IReadOnlyList<JobCheck> checks)
    {
        _scope = scope;
        _group = group;
        _details = DetailSeries.Of(checks, checks, int.MaxValue, out _);
        var figures = scope.Writer();
        FigureCount = group.Jobs.Count == 0 ? 0 : JobSeries.Write(figures, scope.Target, group);
        Figures = figures.ToBlocks();
        _info = Info(group.Listed);
        Worst = JobSeries.Worst(group);
        _operators = scope.HasOperators ? OperatorSeries.Of(group.Jobs) : [];
        _allOperators = Write(_operators);
        _bySeverity = [.. Enum.GetValues<Severity>().Select(severity => Write(_details.Where(detail => detail.Check.Severity == severity)))];
        _counts = [.. Enum.GetValues<Severity>().Select(severity => _details.Count(detail => detail.Check.Severity == severity))];
        Sums = new VerdictSums();
        Sums.AddSettled(checks);
        Sums.AddCurrent(checks);
    }

    private RenderedJobs(JobGroup group, RenderedJobs earlier)
    {
        (_scope, _group, _details, _info) = (earlier._scope, group, earlier._details, earlier._info);
        (Figures, FigureCount, Worst) = (earlier.Figures, earlier.FigureCount, earlier.Worst);
        (_operators, _allOperators) = (earlier._operators, earlier._allOperators);
        (_bySeverity, _counts, Sums) = (earlier._bySeverity, earlier._counts, earlier.Sums);
    }

    /// <summary>Their name, as it is exported; empty for the target's own.</summary>
    public string Name => _group.Name;

    /// <summary>What their verdicts add to the target's.</summary>
    public VerdictSums Sums { get; }

    /// <summary>The series of a group of jobs.</summary>
    /// <param name="scope">What all series of the target have in common.</param>
    /// <param name="group">The jobs as the last poll found them.</param>
    /// <param name="earlier">What was written for the name before, null where nothing was.</param>
    public static RenderedJobs Of(SeriesScope scope, JobGroup group, RenderedJobs? earlier)
    {
        if (earlier is not null && earlier._scope.IsSameAs(scope) && earlier.Says(group))
        {
            // Of the assessments only the ones of the last poll are held on to.
            return new RenderedJobs(group, earlier);
        }

        return new RenderedJobs(scope, group, JobCheck.Of(group));
    }

    /// <summary>The series of the target's own checks.</summary>
    public static RenderedJobs OfTarget(SeriesScope scope, IReadOnlyList<CheckResult> checks)
    {
        var own = new List<JobCheck>(checks.Count);
        JobCheck.AddAll(own, checks);
        return new RenderedJobs(scope, new JobGroup(string.Empty, [], []), own);
    }

    /// <summary>The series that the jobs share, and how many these are.</summary>
    public FamilyBlocks Figures { get; }

    /// <inheritdoc cref="Figures"/>
    public int FigureCount { get; }

    /// <summary>How many jobs are listed.</summary>
    public int JobCount => _group.Listed.Count;

    /// <summary>The worst violation; see <see cref="JobSeries.Worst"/>.</summary>
    public int Worst { get; }

    /// <summary>The series that have the ids of jobs.</summary>
    /// <param name="most">The most of them; where there are more, the first are kept.</param>
    public FamilyBlocks Info(int most) => most >= JobCount ? _info : Info(_group.Listed.Take(most));

    /// <summary>How many detail series of that severity there are.</summary>
    public int Details(Severity severity) => _counts[(int)severity];

    /// <summary>How many operators have a series.</summary>
    public int OperatorCount => _operators.Count;

    /// <summary>The series of operators without a uid.</summary>
    /// <param name="most">The most of them; where there are more, the first are kept.</param>
    public FamilyBlocks Operators(int most) => most >= _operators.Count ? _allOperators : Write([.. _operators.Take(most)]);

    /// <summary>Adds the blocks of the details that are not too many.</summary>
    /// <param name="blocks">Where to.</param>
    /// <param name="least">Details of a lower severity are left out.</param>
    /// <param name="most">The most details of that severity; where there are more, the first by rule are kept.</param>
    public void AddDetails(List<FamilyBlocks> blocks, Severity least, int most)
    {
        for (var severity = Severity.Critical; severity >= least; severity--)
        {
            var block = severity > least || most >= Details(least)
                ? _bySeverity[(int)severity]
                : Write(_details.Where(detail => detail.Check.Severity == least).Order(DetailSeries.ByRank).Take(most));
            if (!block.IsEmpty)
            {
                blocks.Add(block);
            }
        }
    }

    private FamilyBlocks Info(IEnumerable<JobAssessment> jobs)
    {
        var writer = _scope.Writer();
        JobSeries.WriteInfo(writer, _scope.Target, jobs);
        return writer.ToBlocks();
    }

    private FamilyBlocks Write(IEnumerable<DetailSeries> details)
    {
        SeriesWriter? writer = null;
        foreach (var detail in details)
        {
            detail.Write(writer ??= _scope.Writer(), _scope.Target);
        }

        return writer?.ToBlocks() ?? FamilyBlocks.Empty;
    }

    private FamilyBlocks Write(IReadOnlyList<(string Vertex, string Operator)> operators)
    {
        if (operators.Count == 0)
        {
            return FamilyBlocks.Empty;
        }

        var writer = _scope.Writer();
        OperatorSeries.Write(writer, _scope.Target, _group.Name, operators);
        return writer.ToBlocks();
    }

    private bool Says(JobGroup other)
    {
        if (_group.Listed.Count != other.Listed.Count)
        {
            return false;
        }

        for (var i = 0; i < other.Listed.Count; i++)
        {
            if (!_group.Listed[i].Stamp.IsSameAs(other.Listed[i].Stamp))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Verdicts, counted.</summary>
internal sealed class VerdictSums
{
    private readonly long[] _open = new long[Enum.GetValues<Severity>().Length];
    private readonly int[] _checks = new int[Enum.GetValues<CheckStatus>().Length];

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
    }
}
