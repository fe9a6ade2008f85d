using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Runs;
using FlinkReady.Readiness.Tests.Assessments;
using FlinkReady.Readiness.Tests.Harness;
using FlinkReady.Readiness.Tests.Truth;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Runs;

/// <summary>What is read off a look for the run of a job.</summary>
public sealed class RunReaderTests
{
    [Fact]
    public void The_resource_that_deploys_a_job_is_kept_with_its_run_and_written_down()
    {
        var look = RuleFixture.Load("last-state-ids/unknown-inside-chains.json").Looks.Single();
        var state = new Assessor(ReadinessPolicy.Default, ThrowingObserver.Instance).Assess("orders", look.ToSnapshot(), TargetState.Initial, look.Now);

        var run = Assert.Single(state.History.Runs.All);
        Assert.Equal("FlinkDeployment orders/orders", run.Resource);
        Assert.Equal(run.Resource, Assert.Single(RunMemory.All(state.History)).Resource);
        Assert.Null(Assert.Single(new Story().Poll(0).State.History.Runs.All).Resource);
    }

    [Theory]
    [InlineData("s3a://bucket/sp//savepoint-1")]
    [InlineData("s3://bucket/sp/savepoint-1/_metadata")]
    public void The_file_that_a_run_was_started_from_is_known_however_its_path_is_written(string restored)
    {
        var story = new Story().Poll(0, look => Restored(look, restored, "savepoint"));

        var run = Assert.Single(story.State.History.Runs.All);
        Assert.Equal("s3://bucket/sp/savepoint-1/_metadata", run.Restored?.Origin);
        Assert.Null(run.Shown);
    }

    // A monitor that is started after the run's first checkpoint reads both files in one look.
    [Fact]
    public void The_file_that_a_run_was_started_from_is_heard_beside_its_own()
    {
        var story = new Story().Poll(0, look => Story.Each(Restored(look, "s3://bucket/sp/savepoint-1", "savepoint", CheckpointMetadata.RestoredKey), job =>
        {
            var own = job.Readings.Value(CheckpointMetadata.RestoredKey)! with { Path = "s3://bucket/cp/chk-4/_metadata" };
            return job.With(Reading<CheckpointMetadata>.Of(CheckpointMetadata.Key, own.Path, job.Checkpoints!.ReadAt, TimeSpan.Zero, own));
        }));

        Assert.Equal("s3://bucket/sp/savepoint-1/_metadata", Assert.Single(story.State.History.Runs.All).Restored?.Origin);
    }

    // Flink: CheckpointCoordinator.restoreSavepoint gives what it restores in claim mode the properties of a checkpoint.
    [Fact]
    public void A_savepoint_that_was_restored_in_claim_mode_was_named_by_somebody()
    {
        var claimed = new RestoredCheckpoint(3, null, false, "s3://bucket/sp/savepoint-abcdef-0a1b2c3d4e5f");
        var own = new RestoredCheckpoint(3, null, false, "s3://bucket/cp/0123456789abcdef0123456789abcdef/chk-3");
        var next = new NextRun(1, new Evidence("/jobs/1", "start-time", "1"), null, WasOver: false);

        Assert.Equal((false, true), (RunReader.IsCheckpoint(claimed), RunReader.IsCheckpoint(own)));
        Assert.Equal((false, true), ((next with { Restored = claimed }).IsFailOver, (next with { Restored = own }).IsFailOver));
    }

    [Fact]
    public void What_is_read_anew_and_shows_the_same_is_not_written_down_again()
    {
        var story = new Story().Poll(0, look => Restored(look, "s3://bucket/sp/savepoint-1", "savepoint"));
        var before = story.State.History;

        story.Poll(1, look => Restored(look, "s3://bucket/sp/savepoint-1", "savepoint"));
        Assert.Empty(RunMemory.Since(story.State.History, before, withMoves: false));
        Assert.Same(before.Runs.All.Single().Restored, story.State.History.Runs.All.Single().Restored);

        story.Poll(2, look => Restored(look, "s3://bucket/sp/savepoint-1", "another name"));
        Assert.NotNull(Assert.Single(RunMemory.Since(story.State.History, before, withMoves: false)).Restored);
    }

    [Fact]
    public void Runs_that_show_the_same_operators_differ_in_moves_only_whoever_judged_them()
    {
        var run = Assert.Single(new Story().Poll(0).State.History.Runs.All);
        var again = Assert.Single(new Story().Poll(0).State.History.Runs.All);
        Assert.NotSame(run.Operators, again.Operators);

        Assert.True(RunRecords.DiffersInMovesOnly(run, again));
        Assert.False(RunRecords.DiffersInMovesOnly(run, again with { Operators = [.. again.Operators.Skip(1)] }));
        Assert.False(RunRecords.DiffersInMovesOnly(run, again with { Graph = new RunGraph([.. again.Graph!.Vertices.Select(static vertex => vertex with { Inputs = [] })]) }));
        Assert.False(RunRecords.DiffersInMovesOnly(run, again with { Resource = "FlinkDeployment orders/pricing" }));
    }

    private static ClusterSnapshot Restored(ClusterSnapshot look, string path, string name, SourceKey<CheckpointMetadata>? key = null) => Story.Each(look, job =>
    {
        var statistics = job.Checkpoints!.Value!;
        var restored = new RestoredCheckpoint(3, null, true, path);
        var file = new CheckpointMetadata
        {
            Path = "s3://bucket/sp/savepoint-1/_metadata",
            Version = 6,
            CheckpointId = 3,
            Operators = [new WitnessedOperator("c0d9287eb56f1997a3c65940818e3e54") { Name = name, HasState = true }],
        };
        return job.With(
            job.Checkpoints!.Saying(statistics with { Latest = (statistics.Latest ?? new LatestCheckpoints(null, null, null, null)) with { Restored = restored } }),
            Reading<CheckpointMetadata>.Of(key ?? CheckpointMetadata.Key, file.Path, job.Checkpoints!.ReadAt, TimeSpan.Zero, file));
    });
}
