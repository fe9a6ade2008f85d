using System.Globalization;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Runs;
using FlinkReady.Readiness.Tests.Assessments;

namespace FlinkReady.Readiness.Tests.Runs;

/// <summary>What is kept of the runs of a target's jobs from poll to poll.</summary>
public sealed class KnownRunsTests
{
    [Fact]
    public void A_new_start_time_under_one_job_id_is_the_next_run_of_the_same_job()
    {
        var story = new Story().Poll(0).Poll(1, look => StartedAt(look, Story.Begin));

        var runs = Runs(story).OrderBy(run => run.StartTime).ToList();
        Assert.Equal(2, runs.Count);
        Assert.Equal(runs[0].JobId, runs[1].JobId);
        Assert.False(runs.Single(run => run.StartTime == Story.Begin).HasEnded);
        Assert.True(runs.Single(run => run.StartTime != Story.Begin).HasEnded);
        Assert.Equal(JobLink.JobId, SameJob.Between(runs[0], runs[1]));
    }

    [Fact]
    public void Of_a_job_that_is_started_again_and_again_the_last_two_runs_are_kept_beside_the_one_that_runs()
    {
        var story = new Story();
        for (var start = 0; start < 6; start++)
        {
            var (id, time) = (start.ToString("x32", CultureInfo.InvariantCulture), Story.Begin.AddMinutes(start));
            story.Poll(start, look => StartedAt(Story.Renamed(look, id), time));
        }

        Assert.Equal([3, 4, 5], Runs(story).Select(run => Convert.ToInt32(run.JobId, 16)).Order());
        Assert.Equal([5], Runs(story).Where(run => !run.IsOver).Select(run => Convert.ToInt32(run.JobId, 16)));
        Assert.All(Runs(story), run => Assert.NotNull(run.Graph));
    }

    /// <summary>The way back after a loss: the savepoint of the first run, after two more were tried.</summary>
    [Fact]
    public void A_run_is_linked_to_the_one_that_wrote_its_state_though_that_is_forgotten_with_the_same_poll()
    {
        var story = new Story();
        var first = 10.ToString("x32", CultureInfo.InvariantCulture);
        for (var start = 0; start < 4; start++)
        {
            var (id, time, last) = ((10 + start).ToString("x32", CultureInfo.InvariantCulture), Story.Begin.AddMinutes(start), start == 3);
            story.Poll(start, look => Story.Each(StartedAt(Story.Renamed(look, id), time), job => job.With(job.Checkpoints!.Saying(job.Checkpoints!.Value! with
            {
                Latest = new LatestCheckpoints(null, null, null, last ? new RestoredCheckpoint(7, 1, IsSavepoint: true, $"file:/checkpoints/{first}/chk-7") : null),
            }))));
        }

        Assert.DoesNotContain(Runs(story), run => run.JobId == first);
        var run = Runs(story).Single(static run => !run.IsOver);
        Assert.Equal((first, JobLink.State), (run.Previous?.Run.JobId, run.Previous?.Link));
    }

    [Fact]
    public void A_job_that_no_list_shows_any_more_is_absent_until_it_is_back()
    {
        // The lists of the story show its job under another id.
        var story = new Story().Poll(0, look => Story.Renamed(look, "a")).Poll(1, look => look with { Jobs = [] }).Poll(2, look => look with { Jobs = [] });

        Assert.Equal(new Absence(Story.Begin.AddMinutes(1), TimeSpan.FromMinutes(1), 2), Assert.Single(Runs(story)).Absence);

        story.Poll(3, look => Story.Renamed(look, "a"));

        Assert.Null(Assert.Single(Runs(story)).Absence);
    }

    [Fact]
    public void Every_job_that_runs_is_known_and_no_more_than_two_thousand_names_are_kept_of_others()
    {
        const int Jobs = KnownRuns.MaxNames + 50;
        var story = new Story().Poll(0, look => look with
        {
            Jobs = [.. Enumerable.Range(0, Jobs).Select(number => look.Jobs[0] with
            {
                Id = number.ToString("x32", CultureInfo.InvariantCulture),
                Overview = look.Jobs[0].Overview! with { Name = $"job number {number} of many" },
            })],
        });

        Assert.Equal(Jobs, Runs(story).Count());

        story.Poll(1, look => look with { Jobs = [] });

        Assert.Equal(KnownRuns.MaxNames, Runs(story).Count());
    }

    private static IEnumerable<KnownRun> Runs(Story story) => story.State.History.Runs.All;

    private static ClusterSnapshot StartedAt(ClusterSnapshot look, DateTimeOffset start) => Story.Overview(
        Story.Details(look, details => details with { StartTimeMs = start.ToUnixTimeMilliseconds() }), overview => overview with { StartTimeMs = start.ToUnixTimeMilliseconds() });
}
