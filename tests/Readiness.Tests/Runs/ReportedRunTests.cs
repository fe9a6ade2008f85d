using FlinkReady.FlinkClient.Polls;
using FlinkReady.Readiness.Judging;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Tests.Harness;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Tests.Runs;

/// <summary>What public reports of Flink users tell of jobs that were started, replaced or lost; each test names the folder of its report.</summary>
public sealed class ReportedRunTests
{
    // Keys are read in every tenth poll of a watch: but for those looks at which jobs come or go.
    private static readonly ReadOptions Watched = ReadOptions.Incremental(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));

    [Fact]
    public async Task Another_query_under_the_same_name_is_no_predecessor()
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        // same-name-other-query: both jobs are called 'collect', their ids are generated, and their sources differ.
        foreach (var state in await PlayAsync("same-name-other-query"))
        {
            Assert.DoesNotContain(state.Current!.Jobs.SelectMany(job => job.Checks), check => check.Rule.Id is "started-without-state" && check.Status == CheckStatus.Fail);
            Assert.NotEqual(CheckStatus.Fail, Of(state, "job-duplicate").Status);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_that_vanished_is_told_from_the_second_look_on(bool isWatched)
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        // session-lost-its-jobs: the first two looks show the job.
        var looks = await PlayAsync("session-lost-its-jobs", options: isWatched ? Watched : null);

        Assert.Equal(
            [CheckStatus.Unknown, CheckStatus.Pass, CheckStatus.Unknown, CheckStatus.Fail, CheckStatus.Fail, CheckStatus.Fail], looks.Select(look => Of(look, "jobs-lost").Status));
        var lost = Of(looks[^1], "jobs-lost");
        Assert.Equal(Severity.Critical, lost.Severity);
        Assert.Contains("'orders'", lost.Message, StringComparison.Ordinal);
        Assert.Contains("--fromSavepoint s3://bucket/cp/11111111111111111111111111111111/chk-100", Assert.Single(lost.Findings).Remediation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orders", CheckStatus.Waived)]
    [InlineData("payments", CheckStatus.Fail)]
    public async Task A_waiver_may_name_the_job_that_vanished(string job, CheckStatus expected)
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        // session-lost-its-jobs
        var policy = new ReadinessPolicy { Waivers = [Made.Waiver("jobs-lost", job: job)] };

        Assert.Equal(expected, Of((await PlayAsync("session-lost-its-jobs", policy))[^1], "jobs-lost").Status);
    }

    [Fact]
    public async Task An_older_savepoint_is_told_and_its_job_is_known_by_the_path()
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        // restored-from-an-old-savepoint: 502 had completed, the new job id began with savepoint 312 of the old one.
        var check = OfJob((await PlayAsync("restored-from-an-old-savepoint"))[^1], "2222", "started-without-state");

        Assert.Equal((CheckStatus.Fail, Severity.Warning), (check.Status, check.Severity));
        var finding = Assert.Single(check.Findings);
        Assert.Equal(Certainty.Inferred, finding.Certainty);
        Assert.Contains("312", finding.Message, StringComparison.Ordinal);
        Assert.Contains("502", finding.Message, StringComparison.Ordinal);
        Assert.Contains("/chk-502", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fail_over_of_the_new_run_is_no_restore_from_the_old_one()
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        // failed-over-after-an-empty-start: what links the two is name and graph, so nobody is told to take over state.
        var looks = await PlayAsync("failed-over-after-an-empty-start");

        Assert.All(looks.Skip(3), look => Assert.Equal(CheckStatus.Fail, OfJob(look, "2222", "started-without-state").Status));
        var finding = Assert.Single(OfJob(looks[^1], "2222", "started-without-state").Findings);
        Assert.Equal(Certainty.Inferred, finding.Certainty);
        Assert.DoesNotContain("flink ", finding.Remediation, StringComparison.Ordinal);
        Assert.DoesNotContain("s3://", finding.Remediation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_JobManagers_behind_one_address_are_told_and_their_jobs_stay(bool isWatched)
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        // two-jobmanagers-one-address: every other look reaches the one without jobs. From the third look on that is known.
        var looks = await PlayAsync("two-jobmanagers-one-address", options: isWatched ? Watched : null);

        Assert.All(looks.Skip(2), look =>
        {
            Assert.Equal((CheckStatus.Fail, Severity.Critical), (Of(look, "jobmanager-split").Status, Of(look, "jobmanager-split").Severity));
            Assert.Equal("orders", Assert.Single(look.Current!.Jobs).JobName);
            Assert.Equal(CheckStatus.Unknown, Of(look, "jobs-lost").Status);
        });
        Assert.All(looks, look => Assert.NotEqual(CheckStatus.Fail, Of(look, "jobs-lost").Status));
        var (of, from) = (looks[2].Current!.Jobs[0].Checks, looks[3].Current!.Jobs[0].Checks);
        Assert.Equal(of.Select(check => (check.Rule.Id, check.Status)), from.Select(check => (check.Rule.Id, check.Status)));
    }

    [Fact]
    public async Task A_JobManager_that_was_started_anew_once_is_no_second_one()
    {
        Assert.SkipWhen(SharedMaterial.Root is null, SharedMaterial.MissingReason);
        // two-jobmanagers-one-address, as if the first had died: its values never come back.
        var looks = await PlayAsync("two-jobmanagers-one-address", include: index => index is 0 or 2 or 3 or 5 or 7);

        Assert.Equal(CheckStatus.Pass, Of(looks[^1], "jobmanager-split").Status);
        Assert.Equal(CheckStatus.Fail, Of(looks[^1], "jobs-lost").Status);
    }

    private static CheckResult Of(TargetState state, string rule) => state.Current!.Checks.Single(check => check.Rule.Id == rule);

    private static CheckResult OfJob(TargetState state, string idBegins, string rule) =>
        state.Current!.Jobs.Single(job => job.JobId.StartsWith(idBegins, StringComparison.Ordinal)).Checks.Single(check => check.Rule.Id == rule);

    private static async Task<IReadOnlyList<TargetState>> PlayAsync(string report, ReadinessPolicy? policy = null, Func<int, bool>? include = null, ReadOptions? options = null)
    {
        var states = new List<TargetState>();
        await foreach (var (_, state) in FilmOfRuns.PlayAsync(SharedMaterial.PathOf("reports", report, "input")!, policy, include, options))
        {
            states.Add(state);
        }

        return states;
    }
}
