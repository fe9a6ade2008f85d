using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>A recording replayed as the daemon would watch the cluster: each poll and each assessment with what the one before left.</summary>
internal sealed class Film(string recording, ReadOptions options) : IDisposable
{
    private readonly RecordedCluster _cluster = RecordedCluster.Open(recording);
    private readonly Assessor _assessor = new(ReadinessPolicy.Default, ThrowingObserver.Instance);
    private TargetState _state = TargetState.Initial;
    private ClusterSnapshot? _look;
    private int _next;

    /// <summary>What is added to each poll before it is judged.</summary>
    public Func<ClusterSnapshot, ClusterSnapshot> Change { get; init; } = static look => look;

    /// <summary>How many answers it took so far.</summary>
    public int Requests { get; private set; }

    /// <summary>The next poll, null after the last.</summary>
    public async Task<FilmStep?> NextAsync()
    {
        if (_next == _cluster.Snapshots.Count)
        {
            return null;
        }

        var snapshot = _cluster.Snapshots[_next++];
        _look = await snapshot.Reader.ReadAsync(_look, options, TestContext.Current.CancellationToken);
        _look = Change(_look);
        _state = _assessor.Assess(recording, _look, _state, _look.StartedAt);
        Requests += _look.Exchanges.Count;
        return new FilmStep(snapshot.Name, _look, _state.Current!, _cluster.Answered(snapshot.Name));
    }

    public void Dispose() => _cluster.Dispose();
}

/// <summary>One poll of a film.</summary>
/// <param name="Name">The snapshot.</param>
/// <param name="Poll">What was read.</param>
/// <param name="Assessment">What it says.</param>
/// <param name="Held">The paths that the snapshot could have answered.</param>
internal sealed record FilmStep(string Name, ClusterSnapshot Poll, TargetAssessment Assessment, IReadOnlySet<string> Held)
{
    /// <summary>Every verdict, those on the cluster first, with an empty job.</summary>
    public IEnumerable<(string JobId, CheckResult Check)> Verdicts =>
        Assessment.Checks.Select(check => (string.Empty, check)).Concat(Assessment.Jobs.SelectMany(job => job.Checks.Select(check => (job.JobId, check))));

    /// <summary>A job as it was read, null where it was not there.</summary>
    public JobSnapshot? Job(string id) => Poll.Jobs.FirstOrDefault(job => job.Id == id);

    /// <summary>What a rule said on a job, null where it was not there.</summary>
    public CheckResult? Verdict(string job, string rule) => Verdicts.FirstOrDefault(verdict => verdict.JobId == job && verdict.Check.Rule.Id == rule).Check;
}
