using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Tests.Assessments;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.History;

/// <summary>What goes on over the runs of a job, and what begins anew. The job takes a checkpoint every two seconds and gives each ten minutes.</summary>
public sealed class JobLifeTests
{
    private const string Progress = "checkpoint-progress";
    private const string Loop = "restart-loop";

    [Fact]
    public void A_new_start_time_is_no_new_youth_where_the_run_completes_nothing()
    {
        var story = new Story().Poll(0, Healthy).Poll(6, look => Run(look, startedAt: 5)).Poll(11, look => Run(look, startedAt: 10));

        Assert.Equal((CheckStatus.Fail, Severity.Critical), (story.Check(Progress).Status, story.Check(Progress).Severity));
        Assert.Contains("for 11 min, over more than one start of the job", story.Check(Progress).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_in_which_the_job_was_not_there_makes_no_checkpoint_late()
    {
        var story = new Story().Poll(0, Healthy).Poll(1, look => look with { Jobs = [] }).Poll(60.5, look => Run(look, startedAt: 60));

        Assert.NotEqual(CheckStatus.Fail, story.Check(Progress).Status);

        // One minute before it went, and what has passed since it came back.
        story.Poll(71, look => Run(look, startedAt: 60));
        Assert.Contains("for 12 min", story.Check(Progress).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_had_ended_and_is_started_again_begins_anew()
    {
        var story = new Story().Poll(0, Healthy);
        foreach (var minutes in (double[])[2, 4, 6])
        {
            story.Poll(minutes - 1, Ended).Poll(minutes, look => Failing(Run(look, startedAt: minutes - 0.1)));
        }

        Assert.Equal(CheckStatus.Pass, story.Check(Loop).Status);
        Assert.NotEqual(CheckStatus.Fail, story.Check(Progress).Status);
    }

    [Fact]
    public void A_run_that_restored_a_newer_checkpoint_than_any_that_was_seen_is_as_old_as_that()
    {
        var story = new Story().Poll(0, Healthy).Poll(30.1, look => Run(look, startedAt: 30, restored: 500));

        Assert.NotEqual(CheckStatus.Fail, story.Check(Progress).Status);
    }

    [Fact]
    public void Failures_of_a_run_are_remembered_when_the_next_one_shows_none()
    {
        var story = new Story()
            .Poll(0, look => Failing(Healthy(look), 0.5, 1, 1.5))
            .Poll(3, look => Failing(Run(look, startedAt: 2.5, restored: 15)))
            .Poll(4, look => Failing(Run(look, startedAt: 2.5, restored: 15)));

        // Three exceptions and a JobMaster that was started anew.
        Assert.Equal((CheckStatus.Fail, Severity.Critical), (story.Check(Loop).Status, story.Check(Loop).Severity));
        Assert.Contains("failed 4 times within 10 min; 1 time its JobMaster was started anew", story.Check(Loop).Message, StringComparison.Ordinal);

        story.Poll(100, look => Failing(Run(look, startedAt: 2.5, restored: 15)));
        Assert.Equal(CheckStatus.Pass, story.Check(Loop).Status);
    }

    [Fact]
    public void A_checkpoint_that_completed_meanwhile_says_that_all_tasks_ran()
    {
        var story = new Story().Poll(0, look => Waiting(look, since: -0.5)).Poll(10, look => Waiting(look, since: 9.8, completed: 9.5));

        Assert.Equal(CheckStatus.Pass, story.Check("job-running").Status);

        var without = new Story().Poll(0, look => Waiting(look, since: -0.5)).Poll(10, look => Waiting(look, since: 9.8));
        Assert.Equal(CheckStatus.Fail, without.Check("job-running").Status);
        Assert.Contains("for 10.5 min", without.Check("job-running").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_was_up_at_the_last_of_rare_polls_is_not_down_for_as_long_as_they_are_apart()
    {
        var story = new Story().Poll(0, Healthy).Poll(30, look => Waiting(look, since: 29.5));

        Assert.Equal(CheckStatus.Pass, story.Check("job-running").Status);
    }

    [Fact]
    public void A_job_that_did_not_run_for_long_and_is_cancelled_now_does_not_hang_yet()
    {
        static ClusterSnapshot Cancelled(ClusterSnapshot look) => Story.Details(Waiting(look, since: -0.5), details => details with
        {
            State = "CANCELLING",
            Timestamps = new Dictionary<string, long> { ["CANCELLING"] = At(59.9), ["RESTARTING"] = At(-0.5) },
        });
        var story = new Story().Poll(0, look => Waiting(look, since: -0.5)).Poll(59, look => Waiting(look, since: -0.5)).Poll(60, Cancelled);
        Assert.Equal(CheckStatus.NotApplicable, story.Check("job-running").Status);

        story.Poll(70, Cancelled);
        Assert.Equal((CheckStatus.Fail, Severity.Critical), (story.Check("job-running").Status, story.Check("job-running").Severity));
    }

    private static ClusterSnapshot Healthy(ClusterSnapshot look) => Completed(Run(look, startedAt: -60), 0);

    // A run that began from a checkpoint and completed none.
    private static ClusterSnapshot Run(ClusterSnapshot look, double startedAt, long restored = 15) => Story.Each(
        Story.Details(Story.Overview(look, overview => overview with { StartTimeMs = At(startedAt) }), details => details with { StartTimeMs = At(startedAt), NowMs = null }),
        job => Statistics(job, statistics => statistics with
        {
            Counts = new CheckpointCounts(1, 0, 0, 0),
            History = [],
            Latest = new LatestCheckpoints(null, null, null, new RestoredCheckpoint(restored, At(startedAt), false)),
        }));

    private static ClusterSnapshot Completed(ClusterSnapshot look, double at) => Story.Each(look, job => Statistics(job, statistics => statistics with
    {
        Latest = new LatestCheckpoints(
            new CheckpointEntry(15, "COMPLETED", false, At(at), At(at), 1000, 1000, 10, 0, "CHECKPOINT", "file:/cp/chk-15"), null, null, statistics.Latest!.Restored),
    }));

    private static ClusterSnapshot Ended(ClusterSnapshot look) =>
        Story.Details(Story.Overview(look, overview => overview with { State = "CANCELED" }), details => details with { State = "CANCELED" });

    private static ClusterSnapshot Waiting(ClusterSnapshot look, double since, double completed = -5) => Story.Details(Completed(look, completed), details => details with
    {
        State = "RESTARTING",
        NowMs = null,
        StartTimeMs = At(-60),
        Timestamps = new Dictionary<string, long> { ["RESTARTING"] = At(since), ["RUNNING"] = At(since - 0.1) },
    });

    private static ClusterSnapshot Failing(ClusterSnapshot look, params double[] at)
    {
        var history = new ExceptionHistory([.. at.Select(minutes => new ExceptionEntry("java.lang.IllegalStateException", At(minutes)))], false);
        return Story.Each(look, job => job.With(Reading<JobExceptions>.Of(JobExceptions.Key, $"/jobs/{job.Id}/exceptions?maxExceptions=20", look.StartedAt, TimeSpan.Zero, new JobExceptions(history))));
    }

    private static JobSnapshot Statistics(JobSnapshot job, Func<CheckpointStatistics, CheckpointStatistics> change) =>
        job.With(job.Checkpoints!.Saying(change(job.Checkpoints!.Value!)));

    private static long At(double minutes) => (Story.Begin + TimeSpan.FromMinutes(minutes)).ToUnixTimeMilliseconds();
}
