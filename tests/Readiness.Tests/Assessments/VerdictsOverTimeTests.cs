using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Readiness.Tests.Assessments;

/// <summary>What becomes of verdicts in outages whole and partial, restarts and new deployments.</summary>
public sealed class VerdictsOverTimeTests
{
    private const string Balance = "key-group-balance";

    [Fact]
    public void A_check_whose_evidence_was_not_read_keeps_its_verdict_and_the_time_of_its_evidence_until_it_is_stale()
    {
        var story = new Story().Poll(0).Poll(5, Story.JobUnread);

        Assert.Equal(CheckStatus.Fail, story.Check(Balance).Status);
        Assert.Equal(Story.Begin, story.Check(Balance).ObservedAt);
        Assert.Equal(CheckStatus.Pass, story.Check("checkpointing-enabled").Status);

        story.Poll(10, Story.JobUnread);
        Assert.Equal(CheckStatus.Fail, story.Check(Balance).Status);

        story.Poll(10.1, Story.JobUnread);
        Assert.Equal(CheckStatus.Unknown, story.Check(Balance).Status);
        Assert.Equal(UnknownReason.Unread, story.Check(Balance).UnknownReason);
        Assert.Null(story.Job.Score);

        story.Poll(11);
        Assert.Equal(CheckStatus.Fail, story.Check(Balance).Status);
        Assert.Equal(story.Time, story.Check(Balance).ObservedAt);
    }

    [Fact]
    public void Without_an_earlier_look_what_was_not_read_is_unknown_at_once()
    {
        var story = new Story().Poll(0, Story.JobUnread);

        Assert.Equal(UnknownReason.Unread, story.Check(Balance).UnknownReason);
        Assert.Equal(CheckStatus.Pass, story.Now.Checks.Single(check => check.Rule.Id == "ignore-unclaimed-state").Status);
        Assert.True(story.Now.Assessed);
    }

    [Fact]
    public void A_verdict_that_a_look_confirmed_from_older_answers_is_as_old_as_that_look()
    {
        // An incremental look keeps readings that cannot have changed: here everything but the lists is an hour old.
        var first = new Story();
        ClusterSnapshot? before = null;
        first.Poll(0, look => before = look);
        first.Poll(60, look => (before! with { StartedAt = look.StartedAt }).With(look.JobsOverview, look.JobIds));
        Assert.Equal(CheckStatus.Fail, first.Check(Balance).Status);
        Assert.Equal(Story.Begin, first.Check(Balance).ObservedAt);

        first.Poll(65, Story.Down);
        Assert.Equal(CheckStatus.Fail, first.Check(Balance).Status);
        Assert.NotNull(first.Job.Figures.MaxParallelismHeadroom);

        first.Poll(71, Story.Down);
        Assert.Equal(CheckStatus.Unknown, first.Check(Balance).Status);
    }

    [Fact]
    public void While_the_target_is_down_violations_stay_as_they_were_and_what_ages_goes_after_a_while()
    {
        var story = new Story().Poll(0);
        var score = story.Now.Score;
        story.Poll(5, Story.Down);

        Assert.False(story.Now.IsUp);
        Assert.True(story.Now.Assessed);
        Assert.Equal(FailureReason.Timeout, story.Now.Error!.Reason);
        Assert.Equal(Story.Begin, story.Now.ObservedAt);
        Assert.Equal(score, story.Now.Score);
        Assert.Equal(CheckStatus.Fail, story.Check(Balance).Status);

        story.Poll(600, Story.Down);
        Assert.False(story.Now.Assessed);
        Assert.Null(story.Now.Score);
        Assert.Equal(UnknownReason.Unread, story.Check(Balance).UnknownReason);
        Assert.Null(story.Job.Figures.MaxParallelismHeadroom);
        Assert.Null(story.Job.Figures.CheckpointStateBytes);

        // What is exported as violated comes from the last poll that was answered, however long ago.
        var exported = story.State.LastUp!.Jobs.Single().Checks.Single(check => check.Rule.Id == Balance);
        Assert.Equal(CheckStatus.Fail, exported.Status);

        story.Poll(601);
        Assert.True(story.Now.IsUp);
        Assert.Same(story.Now, story.State.LastUp);
        Assert.Equal(CheckStatus.Fail, story.Check(Balance).Status);
    }

    [Fact]
    public void A_target_that_never_answered_was_not_assessed()
    {
        var story = new Story().Poll(0, Story.Down);

        Assert.False(story.Now.Assessed);
        Assert.Empty(story.Now.Checks);
        Assert.Empty(story.Now.Jobs);
        Assert.Null(story.Now.Score);
        Assert.Null(story.State.LastUp);
    }

    [Fact]
    public void A_job_that_is_gone_takes_its_verdicts_along()
    {
        var story = new Story().Poll(0).Poll(1, look => look with { Jobs = [] });

        Assert.Empty(story.Now.Jobs);
        Assert.Empty(story.State.LastUp!.Jobs);
    }

    [Fact]
    public void A_job_that_only_the_overview_leaves_out_keeps_name_and_verdicts()
    {
        var story = new Story().Poll(0).Poll(1, look => Story.JobUnread(Story.Each(look, job => job with { Overview = null })));

        Assert.Equal(Story.JobName, story.Job.JobName);
        Assert.Equal("RUNNING", story.Job.State);
        Assert.Equal(CheckStatus.Fail, story.Check(Balance).Status);
    }

    [Fact]
    public void A_new_job_id_under_an_old_name_is_a_new_job()
    {
        var story = new Story().Poll(0).Poll(1, look => Story.JobUnread(Story.Renamed(look, new string('f', 32))));

        Assert.Equal(Story.JobName, story.Job.JobName);
        Assert.Equal(UnknownReason.Unread, story.Check(Balance).UnknownReason);
        Assert.Null(story.Job.Figures.MaxParallelismHeadroom);
        Assert.Empty(story.Job.Operators);
    }

    [Fact]
    public void A_reused_job_id_with_a_new_start_time_is_judged_by_its_new_graph_alone()
    {
        var story = new Story().Poll(0).Poll(1, look => Story.Details(Restarted(look), Doubled));

        Assert.Equal(CheckStatus.Pass, story.Check(Balance).Status);
        Assert.Equal(Story.Begin.AddMinutes(1), story.Job.StartTime);
        Assert.Single(story.State.History.ClusterSamples, sample => sample.ObservedAt == story.Time);
    }

    [Fact]
    public void A_fail_over_lets_nothing_flap()
    {
        // As recorded: no answer for 15 s, then the same job ids with new start times and, for some seconds, no graph; then statistics without a checkpoint.
        var story = new Story().Poll(0);
        var before = Decided(story);
        story.Poll(0.1, Story.Down).Poll(0.2, Story.Down).Poll(0.3, look => Initializing(Restarted(look)));
        Assert.Equal(before, Decided(story));
        Assert.Equal("INITIALIZING", story.Job.State);

        story.Poll(0.4, look => WithoutCheckpoints(Restarted(look)));
        Assert.Equal(before, Decided(story));

        story.Poll(0.5, Restarted);
        Assert.Equal(before, Decided(story));

        string[] Decided(Story told) => [.. told.Job.Checks.Where(check => check.Status is CheckStatus.Pass or CheckStatus.Fail && !Ages(check)).Select(check => $"{check.Rule.Id} {check.Status}")];

        // What depends on when the job started may well change with it.
        static bool Ages(CheckResult check) => check.Rule.Id is "checkpoint-progress" or "job-running" or "restart-loop" or "started-without-state" or "checkpoint-failures" or "checkpoint-duration";
    }

    [Fact]
    public void An_adaptive_job_that_waits_for_slots_keeps_its_verdicts_for_a_while()
    {
        var story = new Story().Poll(0).Poll(1, Initializing);
        Assert.Equal(CheckStatus.Fail, story.Check(Balance).Status);

        story.Poll(12, Initializing);
        Assert.Equal(UnknownReason.Undecidable, story.Check(Balance).UnknownReason);
    }

    [Fact]
    public void A_recording_keeps_its_own_time()
    {
        // Replayed years later: what an earlier snapshot showed is as old as the recording says.
        var today = Story.Begin.AddYears(3);
        var story = new Story().Poll(0, isRecording: true, wallClock: today).Poll(5, Story.JobUnread, isRecording: true, wallClock: today);
        Assert.Equal(CheckStatus.Fail, story.Check(Balance).Status);

        story.Poll(11, Story.JobUnread, isRecording: true, wallClock: today);
        Assert.Equal(UnknownReason.Unread, story.Check(Balance).UnknownReason);
    }

    [Fact]
    public void A_waiver_that_expires_while_a_verdict_is_kept_waives_no_longer()
    {
        var expires = DateOnly.FromDateTime(Story.Begin.UtcDateTime);
        var policy = new ReadinessPolicy
        {
            StaleAfter = TimeSpan.FromDays(2),
            Waivers = [new Waiver { Rule = Balance, Reason = "known", Owner = "team", Expires = expires }],
        };
        var story = new Story(policy).Poll(0).Poll(60, Story.JobUnread);
        Assert.Equal(CheckStatus.Waived, story.Check(Balance).Status);

        story.Poll(24 * 60, Story.JobUnread);
        Assert.Equal(CheckStatus.Fail, story.Check(Balance).Status);
        Assert.Equal(Severity.Warning, story.Check(Balance).Severity);
        Assert.All(story.Check(Balance).Findings, finding => Assert.Null(finding.Waiver));
    }

    [Fact]
    public void A_job_that_was_cancelled_is_no_longer_judged()
    {
        var story = new Story().Poll(0).Poll(1, look => Story.JobUnread(Story.Overview(look, job => job with { State = "CANCELED" })));

        Assert.True(story.Job.IsTerminal);
        Assert.Equal(CheckStatus.NotApplicable, story.Check(Balance).Status);
    }

    /// <summary>An application cluster, redeployed under its job id: the run before was stopped with a savepoint, this one was refused, and the JobManager went before it had told why.</summary>
    [Fact]
    public void What_was_said_of_a_run_that_was_over_is_not_said_of_the_next_one()
    {
        var story = new Story().Poll(0, look => Over(look, "FINISHED")).Poll(1, look => WithoutVertices(Over(Restarted(look), "FAILED")));

        Assert.Equal("FAILED", story.Job.State);
        Assert.Equal((CheckStatus.Unknown, UnknownReason.Unread), (story.Check("restore-rejected").Status, story.Check("restore-rejected").UnknownReason));
        Assert.DoesNotContain(story.Job.Checks, static check => check.Message.Contains("FINISHED", StringComparison.Ordinal));

        static ClusterSnapshot Over(ClusterSnapshot look, string state) => Story.Details(Story.Overview(look, job => job with { State = state }), details => details with { State = state });

        static ClusterSnapshot WithoutVertices(ClusterSnapshot look) => Story.Details(look, details => details with { MaxParallelism = -1, Vertices = [], Plan = null });
    }

    private static ClusterSnapshot Restarted(ClusterSnapshot look)
    {
        var start = Story.Begin.AddMinutes(1).ToUnixTimeMilliseconds();
        return Story.Details(Story.Overview(look, job => job with { StartTimeMs = start }), details => details with { StartTimeMs = start });
    }

    private static ClusterSnapshot Initializing(ClusterSnapshot look) => Story.Each(
        Story.Details(Story.Overview(look, job => job with { State = "INITIALIZING" }), details => details with { State = "INITIALIZING", MaxParallelism = -1, Vertices = [], Plan = null }),
        job => job.With(Story.Failed(job.Checkpoints!)));

    private static ClusterSnapshot WithoutCheckpoints(ClusterSnapshot look) => Story.Each(look, job =>
        job.With(job.Checkpoints!.Saying(job.Checkpoints!.Value! with { Latest = null, History = [] })));

    private static FlinkModel.Payloads.JobDetails Doubled(FlinkModel.Payloads.JobDetails details) =>
        details with { Vertices = [.. details.Vertices!.Select(vertex => vertex with { MaxParallelism = 600 })] };
}
