using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Tests.Harness;
using FlinkReady.Readiness.Tests.Truth;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Assessments;

/// <summary>
/// Most polls read nothing new of most jobs, and their assessment is renewed without asking every rule. That must never show: whatever time has passed, and
/// whatever happened to the rest of the cluster, the result is the one that asking every rule gives.
/// </summary>
public sealed class RenewalTests
{
    private static readonly TimeSpan[] Later =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(50), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(20), TimeSpan.FromHours(2), TimeSpan.FromDays(3)];

    public static TheoryData<string> Recordings => TruthTests.Recordings;

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task A_renewed_assessment_is_the_one_that_asking_every_rule_gives(string recording)
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        using var cluster = RecordedCluster.Open(recording);
        var assessor = new Assessor(new ReadinessPolicy(), ThrowingObserver.Instance);
        var state = TargetState.Initial;
        var renewed = 0;
        ClusterSnapshot? previous = null;
        foreach (var snapshot in cluster.Snapshots)
        {
            previous = await RecordedCluster.ReadAsync(snapshot, previous);
            state = assessor.Assess(recording, previous, state, previous.StartedAt);
            foreach (var look in Later.SelectMany(time => LaterLooks(previous, previous.StartedAt + time)))
            {
                // Grounds count for one policy only: an assessor with another one, though it says the same, asks every rule.
                var asked = new Assessor(new ReadinessPolicy(), ThrowingObserver.Instance).Assess(recording, look, state, look.StartedAt);
                var kept = assessor.Assess(recording, look, state, look.StartedAt);
                renewed += Renewed(kept, state);
                AssertSame($"{recording}/{snapshot.Name} at {look.StartedAt:u}", asked.Current!, kept.Current!);

                // Renewed once more from what was renewed, as a poll loop does.
                var again = look with { StartedAt = look.StartedAt + TimeSpan.FromSeconds(30) };
                var keptAgain = assessor.Assess(recording, again, kept, again.StartedAt);
                renewed += Renewed(keptAgain, kept);
                AssertSame(
                    $"{recording}/{snapshot.Name} once more at {again.StartedAt:u}",
                    new Assessor(new ReadinessPolicy(), ThrowingObserver.Instance).Assess(recording, again, asked, again.StartedAt).Current!,
                    keptAgain.Current!);
            }
        }

        Assert.True(renewed > 0 || previous is not { IsUp: true, Jobs.Count: > 0 } || state.Current!.Jobs.All(job => !state.Memory.Jobs[job.JobId].Basis.IsSet), "nothing was renewed");
    }

    private static int Renewed(TargetState now, TargetState before) => now.Current!.Jobs.Count(job => before.Current!.Jobs.Any(other => other.Stamp.IsSameAs(job.Stamp)));

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Jobs_that_were_judged_ahead_of_the_end_of_the_look_say_the_same(string recording)
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        using var cluster = RecordedCluster.Open(recording);
        var assessor = new Assessor(ReadinessPolicy.Default, ThrowingObserver.Instance);
        foreach (var snapshot in cluster.Snapshots)
        {
            var look = await RecordedCluster.ReadAsync(snapshot, null);
            var ahead = assessor.Ahead(recording, look.StartedAt);
            foreach (var job in look.Jobs)
            {
                ahead.Judge(look with { Jobs = [] }, job);
            }

            AssertSame(
                $"{recording}/{snapshot.Name}",
                assessor.Assess(recording, look, TargetState.Initial, look.StartedAt).Current!,
                assessor.Assess(recording, look, TargetState.Initial, look.StartedAt, ahead).Current!);
        }
    }

    [Theory]
    [InlineData("restart-loop/fail-within-an-hour.json", true)]
    [InlineData("restart-loop/fail-within-an-hour.json", false)]
    [InlineData("restart-loop/fail-restarting.json", true)]
    [InlineData("restart-loop/pass-one-lost-taskmanager.json", true)]
    public void A_verdict_that_holds_for_a_time_is_asked_for_again_when_that_is_over(string fixture, bool isRecording)
    {
        // A live cluster's clock is not ours: that of these answers is behind.
        var look = RuleFixture.Load(fixture).Looks.Last().ToSnapshot();
        look = (look with { Access = look.Access with { IsRecording = isRecording } }).With(
            Read(DashboardConfiguration.Key, new DashboardConfiguration(3000, "2.3.0", null)),
            Read(JobManagerConfiguration.Key, []),
            Read(TaskManagerList.Key, new TaskManagerList([])));
        var assessor = new Assessor(ReadinessPolicy.Default, ThrowingObserver.Instance);
        var state = assessor.Assess("orders", look, TargetState.Initial, look.StartedAt);
        var first = state.Current!.Jobs.Single();
        var messages = new HashSet<string>(StringComparer.Ordinal);
        for (var minutes = 1; minutes <= 120; minutes++)
        {
            var later = look with { StartedAt = look.StartedAt + TimeSpan.FromMinutes(minutes) };
            state = assessor.Assess("orders", later, state, later.StartedAt);
            var asked = new Assessor(ReadinessPolicy.Default, ThrowingObserver.Instance).Assess("orders", later, TargetState.Initial, later.StartedAt);

            // The verdict object of another rule is the one of the first poll: the assessment was renewed, not made anew.
            Assert.Same(first.Checks.Single(IsAnother), state.Current!.Jobs.Single().Checks.Single(IsAnother));
            Assert.Equal(LoopOf(asked), LoopOf(state));
            messages.Add(LoopOf(state));
        }

        Assert.True(messages.Count > 1, "time changed nothing");
        Assert.StartsWith("Pass: No failure", LoopOf(state), StringComparison.Ordinal);

        Reading<T> Read<T>(SourceKey<T> key, T value)
            where T : class => ReadingAccess.Answer(key, key.Template, look.StartedAt, value);

        static bool IsAnother(CheckResult check) => check.Rule.Id == "operator-uid";

        static string LoopOf(TargetState state)
        {
            var check = state.Current!.Jobs.Single().Checks.Single(check => check.Rule.Id == "restart-loop");
            return $"{check.Status}: {check.Message}";
        }
    }

    // Nothing new of the jobs themselves: as it was, without TaskManagers to be read, with half of the jobs gone, with each twice, and with large metadata somewhere.
    private static IEnumerable<ClusterSnapshot> LaterLooks(ClusterSnapshot look, DateTimeOffset at)
    {
        var later = look with { StartedAt = at };
        yield return later;
        yield return later.With(Reading<TaskManagerList>.Failed(TaskManagerList.Key, "/taskmanagers", at, TimeSpan.Zero, new Failure(FailureReason.Http5xx, 500, "no")));
        yield return later with { Jobs = [.. later.Jobs.Where((_, index) => index % 2 == 0)] };
        yield return later with { Jobs = [.. later.Jobs, .. later.Jobs.Select(job => job with { Id = $"{(job.Id[0] == 'f' ? '0' : 'f')}{job.Id[1..]}" })] };
        yield return later.With(Reading<LargestMetadata>.Of(LargestMetadata.Key, LargestMetadata.Path, at, TimeSpan.Zero, new LargestMetadata(100L << 20, false), Stamp.Mint()));
    }

    private static void AssertSame(string where, TargetAssessment expected, TargetAssessment actual)
    {
        Assert.Equal(expected.Jobs.Select(job => job.JobId), actual.Jobs.Select(job => job.JobId));
        foreach (var (one, other) in expected.Jobs.Zip(actual.Jobs))
        {
            foreach (var (check, renewed) in one.Checks.Zip(other.Checks))
            {
                // How many polls are still missing is counted in looks that were judged.
                var isWaiting = check.UnknownReason == UnknownReason.NeedsHistory && renewed.UnknownReason == UnknownReason.NeedsHistory;
                Assert.True(isWaiting || check.Stamp.IsSameAs(renewed.Stamp), $"{where}: {one.JobName}, {check.Rule.Id}: {check.Status} \"{check.Message}\", but renewed {renewed.Status} \"{renewed.Message}\"");
            }

            Assert.Equal(one.Checks.Count, other.Checks.Count);
            Assert.Equal(one.Score, other.Score);
            Assert.Equal(one.Figures, other.Figures);
            Assert.Equal((one.State, one.JobName, one.JobType, one.StartTime), (other.State, other.JobName, other.JobType, other.StartTime));
            Assert.Equal(one.Operators.SelectMany(vertex => vertex.Operators), other.Operators.SelectMany(vertex => vertex.Operators));
        }

        Assert.Equal(expected.Score, actual.Score);
    }
}
