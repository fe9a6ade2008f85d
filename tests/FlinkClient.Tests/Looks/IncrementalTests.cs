using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.FlinkClient.Tests.Looks;

/// <summary>What a poll asks of a cluster that it knows.</summary>
public sealed class IncrementalTests : IDisposable
{
    private static readonly ReadOptions Options = ReadOptions.Incremental(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
    private static readonly string Job = $"/jobs/{FlinkStub.JobId}";
    private static readonly string[] Steady = ["/jobs", "/jobs/overview", "/taskmanagers"];

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly FlinkStub _flink = new();
    private readonly Clients _clients;
    private readonly IClusterReader _reader;
    private ClusterSnapshot? _previous;

    public IncrementalTests()
    {
        _clients = new Clients(_time);
        _reader = _clients.Reader(_flink.Url);
    }

    [Fact]
    public async Task A_steady_cluster_costs_three_requests_and_one_for_a_job_whose_turn_it_is()
    {
        await PollAsync();

        Assert.Equal(Steady, await PollAsync());
        Assert.Equal(SteadyAnd($"{Job}/checkpoints"), await PollAsync());
        Assert.Equal(Steady, await PollAsync());
        Assert.Equal(SteadyAnd($"{Job}/checkpoints"), await PollAsync());
        Assert.Equal(Steady, await PollAsync());
        Assert.Equal(SteadyAnd(Job), await PollAsync());
        Assert.Equal(Steady, await PollAsync());
        Assert.Equal(SteadyAnd($"{Job}/checkpoints"), await PollAsync());
    }

    [Fact]
    public async Task What_hardly_changes_is_asked_every_tenth_time()
    {
        await PollAsync();
        for (var i = 0; i < 9; i++)
        {
            Assert.DoesNotContain("/jobmanager/config", await PollAsync());
        }

        var tenth = await PollAsync();

        Assert.Contains("/config", tenth);
        Assert.Contains("/jobmanager/config", tenth);
        Assert.Contains("/overview", tenth);
    }

    [Theory]
    [InlineData("RESTARTING", 1000, 2000, 2)]
    [InlineData("RUNNING", 5000, 2000, 2)]
    [InlineData("RUNNING", 1000, 3000, 2)]
    [InlineData("RUNNING", 1000, 2000, 1)]
    public async Task A_job_that_changed_is_read_whole(string state, long startTime, long lastModification, int running)
    {
        await PollAsync();
        _flink.Answer("/jobs/overview", FlinkStub.JobsOverview(state, startTime, lastModification, 200_000, running));

        var asked = await PollAsync();

        foreach (var part in (string[])["", "/config", "/checkpoints", "/checkpoints/config", "/exceptions?maxExceptions=20"])
        {
            Assert.Contains(Job + part, asked);
        }
    }

    [Fact]
    public async Task Another_start_time_under_the_same_id_keeps_nothing_of_the_old_run()
    {
        await PollAsync();
        _flink.Answer("/jobs/overview", FlinkStub.JobsOverview(startTime: 5000));
        _flink.Answer($"{Job}/checkpoints", """{"counts":{"completed":0},"latest":{},"history":[]}""");

        await PollAsync();

        Assert.Null(Assert.Single(_previous!.Jobs).CheckpointDetails);
    }

    [Fact]
    public async Task The_state_of_the_vertices_is_asked_once_a_run()
    {
        for (var i = 0; i < 12; i++)
        {
            await PollAsync();
        }

        Assert.Equal(1, _flink.CountOf($"{Job}/checkpoints/details/7"));
    }

    [Fact]
    public async Task A_change_so_fresh_that_Flinks_cache_may_hide_it_is_read_once_more()
    {
        await PollAsync();
        _flink.Answer("/jobs/overview", FlinkStub.JobsOverview(lastModification: 99_000, duration: 100_000));
        Assert.Contains(Job, await PollAsync());

        _flink.Answer("/jobs/overview", FlinkStub.JobsOverview(lastModification: 99_000, duration: 130_000));
        Assert.Contains($"{Job}/config", await PollAsync());

        _flink.Answer("/jobs/overview", FlinkStub.JobsOverview(lastModification: 99_000, duration: 160_000));
        Assert.DoesNotContain($"{Job}/config", await PollAsync());
    }

    [Fact]
    public async Task A_job_that_does_not_run_whole_is_looked_at_every_time()
    {
        _flink.Answer("/jobs/overview", FlinkStub.JobsOverview(running: 0));
        await PollAsync();

        for (var i = 0; i < 3; i++)
        {
            Assert.Contains(Job, await PollAsync());
        }
    }

    [Fact]
    public async Task A_finished_job_is_read_once_when_its_body_says_so_too()
    {
        _flink.Answer("/jobs/overview", FlinkStub.JobsOverview("FINISHED"));
        await PollAsync();

        // The cached body still says RUNNING.
        Assert.Contains(Job, await PollAsync());
        _flink.Answer(Job, FlinkStub.JobDetails("FINISHED"));
        Assert.Contains(Job, await PollAsync());
        Assert.Equal(Steady, await PollAsync());
    }

    [Fact]
    public async Task A_failed_job_is_asked_once_why_when_its_body_says_so_too()
    {
        await PollAsync();
        _flink.Answer("/jobs/overview", FlinkStub.JobsOverview("FAILED"));

        // The cached body still says RUNNING: what is listed as the reason may be that of an earlier failure.
        Assert.Equal((string[])["/applications/overview", .. Steady, Job], await PollAsync());
        _flink.Answer(Job, FlinkStub.JobDetails("FAILED"));
        Assert.Equal((string[])[.. Steady, Job, $"{Job}/exceptions?maxExceptions=20"], await PollAsync());
        Assert.Equal(Steady, await PollAsync());
    }

    [Fact]
    public async Task A_failed_job_is_asked_again_why_where_that_was_not_answered()
    {
        _flink.Answer("/jobs/overview", FlinkStub.JobsOverview("FAILED")).Answer(Job, FlinkStub.JobDetails("FAILED")).Answer($"{Job}/exceptions", """{"errors":["Internal server error."]}""", 500);
        await PollAsync();

        Assert.Contains($"{Job}/exceptions?maxExceptions=20", await PollAsync());
    }

    [Fact]
    public async Task A_job_that_vanishes_makes_the_configuration_of_its_JobManager_due()
    {
        await PollAsync();
        _flink.Answer("/jobs/overview", """{"jobs":[]}""").Answer("/jobs", """{"jobs":[]}""");

        // Another JobManager may have answered; its configuration tells.
        Assert.Contains("/jobmanager/config", await PollAsync());
        Assert.DoesNotContain("/jobmanager/config", await PollAsync());
    }

    [Fact]
    public async Task A_job_that_is_back_although_it_began_before_makes_the_configuration_of_its_JobManager_due()
    {
        _flink.Answer("/jobs/overview", """{"jobs":[]}""").Answer("/jobs", """{"jobs":[]}""");
        await PollAsync();
        _flink.Answer("/jobs/overview", FlinkStub.JobsOverview()).Answer("/jobs", $$"""{"jobs":[{"id":"{{FlinkStub.JobId}}","status":"RUNNING"}]}""");

        Assert.Contains("/jobmanager/config", await PollAsync());
    }

    [Fact]
    public async Task What_failed_is_asked_again_in_the_next_look()
    {
        _flink.Answer($"{Job}/exceptions", """{"errors":["Internal server error."]}""", 500);
        await PollAsync();

        Assert.Contains($"{Job}/exceptions?maxExceptions=20", await PollAsync());
    }

    [Fact]
    public async Task A_job_with_rare_checkpoints_is_not_asked_for_them_more_often()
    {
        _flink.Answer($"{Job}/checkpoints/config", """{"mode":"exactly_once","interval":600000}""");
        await PollAsync();
        var asked = new List<string>();
        for (var i = 0; i < 19; i++)
        {
            asked.AddRange(await PollAsync());
        }

        Assert.DoesNotContain($"{Job}/checkpoints", asked);
        Assert.Contains(Job, asked);
    }

    [Fact]
    public async Task A_job_without_checkpoints_gives_its_turns_to_the_job_itself()
    {
        _flink.Answer($"{Job}/checkpoints/config", """{"mode":"at_least_once","interval":9223372036854775807}""");
        await PollAsync();
        await PollAsync();

        Assert.Equal(SteadyAnd(Job), await PollAsync());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(10)]
    public async Task Where_polls_are_rare_statistics_and_job_take_turns(int minutes)
    {
        await PollAsync(TimeSpan.FromMinutes(minutes));

        for (var i = 0; i < 2; i++)
        {
            Assert.Contains(Job, await PollAsync(TimeSpan.FromMinutes(minutes)));
            Assert.Contains($"{Job}/checkpoints", await PollAsync(TimeSpan.FromMinutes(minutes)));
        }
    }

    [Fact]
    public async Task Everything_is_read_again_after_about_an_hour()
    {
        await PollAsync();
        var wholeReads = 0;
        for (var i = 0; i < 151; i++)
        {
            wholeReads += (await PollAsync()).Contains($"{Job}/config") ? 1 : 0;
        }

        Assert.Equal(1, wholeReads);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_makes_everything_with_a_cadence_due()
    {
        await PollAsync();
        var earlier = new FakeTimeProvider(_time.GetUtcNow() - TimeSpan.FromHours(5));
        using var clients = new Clients(earlier);
        using var reader = clients.Reader(_flink.Url);
        var before = _flink.Asked.Count;

        await reader.ReadAsync(_previous, Options, TestContext.Current.CancellationToken);

        var asked = _flink.Asked.Skip(before).ToArray();
        Assert.Contains("/jobmanager/config", asked);
        Assert.Contains(Job, asked);
    }

    [Fact]
    public async Task An_outage_keeps_the_jobs_and_asks_the_slow_things_again_afterwards()
    {
        await PollAsync();
        var details = _previous!.Jobs[0].Details;
        foreach (var path in (string[])["/overview", "/jobs", "/jobs/overview", "/taskmanagers"])
        {
            _flink.Answer(path, """{"errors":["Internal server error."]}""", 500);
        }

        var during = await PollAsync();

        Assert.False(_previous!.IsUp);
        Assert.Same(details, Assert.Single(_previous.Jobs).Details);
        Assert.DoesNotContain(Job, during);

        _flink.Answer("/overview", """{"flink-version":"2.3.0"}""").Answer("/taskmanagers", """{"taskmanagers":[]}""")
            .Answer("/jobs", $$"""{"jobs":[{"id":"{{FlinkStub.JobId}}","status":"RUNNING"}]}""").Answer("/jobs/overview", FlinkStub.JobsOverview());
        var after = await PollAsync();

        Assert.True(_previous.IsUp);
        Assert.Contains("/jobmanager/config", after);
        Assert.Contains($"{Job}/checkpoints", after);
        Assert.DoesNotContain($"{Job}/config", after);
    }

    [Fact]
    public async Task A_job_that_jobs_denies_is_gone_and_one_that_nobody_denies_stays()
    {
        await PollAsync();
        _flink.Answer("/jobs/overview", """{"jobs":[]}""").Answer("/jobs", "", 500);
        await PollAsync();

        Assert.True(_previous!.IsUp);
        Assert.Single(_previous.Jobs);

        _flink.Answer("/jobs", """{"jobs":[]}""");
        await PollAsync();

        Assert.Empty(_previous.Jobs);
    }

    [Fact]
    public async Task A_job_that_the_overview_leaves_out_is_read_and_looked_for_again_after_three_seconds()
    {
        _flink.Answer("/jobs/overview", """{"jobs":[]}""");

        var look = _reader.ReadAsync(null, Options, TestContext.Current.CancellationToken);
        while (!look.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        var snapshot = await look;
        var job = Assert.Single(snapshot.Jobs);
        Assert.Null(job.Overview);
        Assert.Equal("orders", job.Name);
        Assert.Equal("RUNNING", job.ListedStatus);
        Assert.NotNull(snapshot.SecondListing);
        Assert.True(snapshot.SecondListing.Get(JobsOverview.Key)!.ReadAt - snapshot.JobsOverview.ReadAt >= TimeSpan.FromSeconds(3));
        Assert.Equal(2, _flink.CountOf("/jobs"));
    }

    public void Dispose()
    {
        _reader.Dispose();
        _clients.Dispose();
        _flink.Dispose();
    }

    private static string[] SteadyAnd(string path) => [.. Steady, path];

    /// <summary>One poll, then 30 s pass; what was asked, the cluster's paths first.</summary>
    private Task<string[]> PollAsync() => PollAsync(TimeSpan.FromSeconds(30));

    private async Task<string[]> PollAsync(TimeSpan interval)
    {
        var before = _flink.Asked.Count;
        _previous = await _reader.ReadAsync(_previous, Options, TestContext.Current.CancellationToken);
        _time.Advance(interval);
        return [.. _flink.Asked.Skip(before).OrderBy(path => path.StartsWith(Job, StringComparison.Ordinal)).ThenBy(path => path, StringComparer.Ordinal)];
    }
}
