using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Truth;

/// <summary>
/// Every recording of a real cluster, each snapshot by itself and all of them as a film: the verdicts have to follow from what is known about the cluster.
/// A verdict may be unknown where its evidence is not there; it may never be another one.
/// </summary>
public sealed class TruthTests
{
    public static TheoryData<string> Recordings => RecordedCluster.Names.Count == 0 ? ["none"] : [.. RecordedCluster.Names];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Each_snapshot_by_itself_gives_the_verdicts_that_follow_from_the_truth(string recording)
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        using var cluster = RecordedCluster.Open(recording);
        var assessor = new Assessor(ReadinessPolicy.Default, ThrowingObserver.Instance);
        var decided = 0;
        foreach (var snapshot in cluster.Snapshots)
        {
            var look = await RecordedCluster.ReadAsync(snapshot, null);
            var assessment = assessor.Assess(recording, look, TargetState.Initial, look.StartedAt).Current!;
            decided += Compare(cluster, $"{recording}/{snapshot.Name}", look, assessment, cluster.Answered(snapshot.Name));
        }

        Assert.True(decided > 0, "no snapshot decided anything");
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task The_film_of_all_snapshots_gives_the_verdicts_that_follow_from_the_truth_at_every_step(string recording)
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        using var cluster = RecordedCluster.Open(recording);
        var assessor = new Assessor(ReadinessPolicy.Default, ThrowingObserver.Instance);
        var state = TargetState.Initial;
        var answered = new HashSet<string>(StringComparer.Ordinal);
        ClusterSnapshot? previous = null;
        foreach (var snapshot in cluster.Snapshots)
        {
            var look = await RecordedCluster.ReadAsync(snapshot, previous);
            var before = state.Current;
            state = assessor.Assess(recording, look, state, look.StartedAt);
            previous = look;

            var step = $"{recording}/{snapshot.Name}";
            Compare(cluster, step, look, state.Current!, cluster.Answered(snapshot.Name));
            AssertNothingFlaps(step, before, state.Current!);
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task No_operator_is_called_what_it_is_not_and_every_head_with_no_uid_up_to_it_is_found(string recording)
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        using var cluster = RecordedCluster.Open(recording);
        var assessor = new Assessor(ReadinessPolicy.Default, ThrowingObserver.Instance);
        foreach (var snapshot in cluster.Snapshots)
        {
            var look = await RecordedCluster.ReadAsync(snapshot, null);
            foreach (var job in assessor.Assess(recording, look, TargetState.Initial, look.StartedAt).Current!.Jobs)
            {
                if (job.Operators.Count > 0 && cluster.Jobs.TryGetValue(job.JobId, out var truth) && truth.Operators is not null)
                {
                    CompareOperators($"{recording}/{snapshot.Name}/{job.JobName}", job, truth);
                }
            }
        }
    }

    private static int Compare(RecordedCluster cluster, string step, ClusterSnapshot look, TargetAssessment assessment, IReadOnlySet<string> answered)
    {
        if (!look.IsUp)
        {
            return 0;
        }

        var decided = 0;
        foreach (var expected in Expectation.Of(cluster).Concat(ClusterTruth.Of(cluster)))
        {
            decided += Compare(step, expected, assessment.Checks, expected.Needs.All(answered.Contains));
        }

        foreach (var job in look.Jobs)
        {
            var judged = assessment.Jobs.Single(candidate => candidate.JobId == job.Id);
            if (!cluster.Jobs.TryGetValue(job.Id, out var truth))
            {
                continue;
            }

            var name = $"{step}/{truth.Name}";
            if (truth.IsBatch || judged.IsTerminal)
            {
                Assert.All(
                    judged.Checks.Where(check => check.Rule.Id != "job-running"),
                    check => Assert.True(check.Status is CheckStatus.NotApplicable or CheckStatus.Unknown, $"{name} is over or a batch job: {check.Rule.Id} says {check.Status}: {check.Message}"));
                decided += judged.IsTerminal ? Compare(name, RunningTruth.OfTerminal(judged.State), judged.Checks, mustBeDecided: true) : 0;
                continue;
            }

            var hasGraph = job.Details?.Value is { Vertices.Count: > 0, Plan.Nodes.Count: > 0, State: "RUNNING" or "RESTARTING" or "FAILING" }
                && job.CheckpointConfig?.Value?.StateBackend is not (null or "Unknown");
            var tasksUp = job.Details?.Value?.Vertices?.All(vertex => vertex.Tasks?.Running + vertex.Tasks?.Finished == vertex.Parallelism) == true;
            var age = look.StartedAt - (cluster.SubmittedAt(job.Id) ?? look.StartedAt);
            foreach (var expected in Expectation.Of(truth).Concat(RunningTruth.Of(truth, age)))
            {
                var readable = hasGraph && (tasksUp || !cluster.IsAdaptive) && expected.Needs.All(path => answered.Contains(path is "/jobmanager/config" ? path : $"/jobs/{job.Id}{path}"));
                decided += Compare(name, expected, judged.Checks, readable && !NeedsCheckpoint(expected, job));
            }
        }

        return decided;
    }

    // Where checkpoints go shows in the path of a completed one.
    private static bool NeedsCheckpoint(Expectation expected, JobSnapshot job) => expected.Needs.Contains("/checkpoints") && job.Checkpoints?.Value?.Latest?.Completed is null;

    private static int Compare(string where, Expectation expected, IReadOnlyList<CheckResult> checks, bool mustBeDecided)
    {
        if (RuleCatalogue.Find(expected.Rule) is null)
        {
            return 0;
        }

        var check = checks.Single(candidate => candidate.Rule.Id == expected.Rule);
        var said = $"{where}: {expected.Rule} says {check.Status} ({check.Severity}, {check.UnknownReason}): {check.Message}";
        if (check.Status == CheckStatus.Unknown && expected.Status != CheckStatus.Unknown)
        {
            Assert.False(mustBeDecided && !expected.MayBeUnknown, $"{said}; expected {expected.Status}");
            return 0;
        }

        Assert.True(check.Status == expected.Status || expected.Or.Contains(check.Status), $"{said}; expected {expected.Status}");
        Assert.True(check.Status != CheckStatus.Fail || expected.Severity is null || check.Severity == expected.Severity, $"{said}; expected {expected.Severity}");
        return 1;
    }

    // A violation ends only where something is seen that ends it: never because the cluster did not answer, failed over or restarted a job.
    private static void AssertNothingFlaps(string step, TargetAssessment? before, TargetAssessment now)
    {
        foreach (var job in before?.Jobs ?? [])
        {
            if (now.Jobs.FirstOrDefault(candidate => candidate.JobId == job.JobId) is not { } later)
            {
                continue;
            }

            foreach (var check in job.Checks.Where(check => check.Status == CheckStatus.Fail))
            {
                var next = later.Checks.Single(candidate => candidate.Rule.Id == check.Rule.Id);
                Assert.True(next.Status != CheckStatus.Unknown, $"{step}/{job.JobName}: {check.Rule.Id} failed and is now unknown ({next.UnknownReason}): {next.Message}");
            }
        }
    }

    private static void CompareOperators(string where, JobAssessment job, RecordedJob truth)
    {
        var operators = truth.Operators!.ToDictionary(one => one.Id, StringComparer.Ordinal);
        foreach (var vertex in job.Operators)
        {
            foreach (var one in vertex.Operators.Where(one => one.OperatorId is not null && one.Uid != UidVerdict.Undecided))
            {
                var real = operators[one.OperatorId!];
                Assert.True((one.Uid == UidVerdict.Auto) == (real.Uid is null), $"{where}: {one.Name} is called {one.Uid}, its uid is {real.Uid ?? "not set"}");
                Assert.True(one.DeclaredUid is null || one.DeclaredUid == real.Uid, $"{where}: {one.Name} is said to have the uid {one.DeclaredUid}, it has {real.Uid}");
            }

            // Below an unknown uid the limits of REST begin; with no uid at all everything can be recomputed.
            var head = vertex.Operators.FirstOrDefault(one => one.Index == 0);
            Assert.True(
                head?.Uid == UidVerdict.Auto || !truth.HasNoUidUpstream(operators[vertex.VertexId]),
                $"{where}: nothing up to the head of {vertex.VertexName} has a uid and is called {head?.Uid.ToString() ?? "nothing"}");
        }
    }
}
