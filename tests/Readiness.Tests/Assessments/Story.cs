using System.Globalization;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Tests.Harness;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Assessments;

/// <summary>
/// A target that is looked at again and again: each step says what the poll shows and when it is taken, beginning with a real cluster that runs one job.
/// </summary>
internal sealed class Story
{
    /// <summary>The recorded job: it fails key-group-balance, and checkpointing-enabled passes.</summary>
    public const string JobName = "skew";

    public static readonly DateTimeOffset Begin = DateTimeOffset.Parse("2026-01-02T03:00:00Z", CultureInfo.InvariantCulture);

    private readonly Assessor _assessor;
    private readonly ClusterSnapshot _first;

    public Story(ReadinessPolicy? policy = null)
    {
        _assessor = new Assessor(policy ?? ReadinessPolicy.Default);
        var fixture = RuleFixture.Load("started-without-state/unknown-running-at-last.json");
        _first = fixture.Looks.Single().ToSnapshot();
    }

    public TargetState State { get; private set; } = TargetState.Initial;

    public TargetAssessment Now => State.Current!;

    public JobAssessment Job => Now.Jobs.Single();

    /// <summary>The time of the last poll.</summary>
    public DateTimeOffset Time { get; private set; }

    public CheckResult Check(string rule) => Job.Checks.Single(check => check.Rule.Id == rule);

    /// <summary>Takes a poll <paramref name="minutes"/> after <see cref="Begin"/>.</summary>
    /// <param name="minutes">When.</param>
    /// <param name="change">What it shows otherwise than the recorded cluster.</param>
    /// <param name="isRecording">Whether the poll comes from a recording.</param>
    /// <param name="wallClock">The wall clock, null for the time of the poll.</param>
    public Story Poll(double minutes, Func<ClusterSnapshot, ClusterSnapshot>? change = null, bool isRecording = false, DateTimeOffset? wallClock = null)
    {
        Time = Begin + TimeSpan.FromMinutes(minutes);
        var snapshot = At(_first, Time) with { Access = _first.Access with { IsRecording = isRecording } };
        State = _assessor.Assess("orders", change?.Invoke(snapshot) ?? snapshot, State, wallClock ?? Time);
        return this;
    }

    /// <summary>A cluster that answers nothing.</summary>
    public static ClusterSnapshot Down(ClusterSnapshot look) => look.With(
        Failed(look.Config), Failed(look.Overview), Failed(look.JobManagerConfiguration), Failed(look.TaskManagers), Failed(look.JobIds), Failed(look.JobsOverview));

    /// <summary>A cluster that lists its job and answers nothing about it.</summary>
    public static ClusterSnapshot JobUnread(ClusterSnapshot look) => Each(look, job => job
        .With(Failed(job.Details!), Failed(job.Checkpoints!), Failed(job.CheckpointConfig!))
        .Without(JobConfig.Key, CheckpointDetails.Key));

    /// <summary>Changes the job.</summary>
    public static ClusterSnapshot Each(ClusterSnapshot look, Func<JobSnapshot, JobSnapshot> change) => look with { Jobs = [.. look.Jobs.Select(change)] };

    /// <summary>Changes the body of <c>/jobs/:jobid</c>.</summary>
    public static ClusterSnapshot Details(ClusterSnapshot look, Func<JobDetails, JobDetails> change) =>
        Each(look, job => job.With(job.Details!.Saying(change(job.Details!.Value!))));

    /// <summary>Changes the job's entry in <c>/jobs/overview</c>.</summary>
    public static ClusterSnapshot Overview(ClusterSnapshot look, Func<JobOverview, JobOverview> change) =>
        Each(look, job => job with { Overview = change(job.Overview!) });

    /// <summary>The job under another id.</summary>
    public static ClusterSnapshot Renamed(ClusterSnapshot look, string id) => Each(look, job => job with { Id = id });

    /// <summary>A failure in place of an answer.</summary>
    public static Reading<T> Failed<T>(Reading<T> reading)
        where T : class => reading.Failing(new Failure(FailureReason.Timeout, 0, "no answer within 10 s"));

    private static ClusterSnapshot At(ClusterSnapshot look, DateTimeOffset time) => Each(
        (look with { StartedAt = time }).With(
            look.Overview.At(time), look.JobManagerConfiguration.At(time), look.TaskManagers.At(time), look.JobIds.At(time), look.JobsOverview.At(time)),
        job => job.With(job.Details!.At(time), job.Checkpoints!.At(time), job.CheckpointConfig!.At(time)));
}
