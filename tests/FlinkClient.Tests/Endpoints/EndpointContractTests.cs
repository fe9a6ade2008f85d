using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Sources;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Tests.Endpoints;

public sealed class EndpointContractTests : IDisposable
{
    private readonly FlinkStub _flink = new();
    private readonly Clients _clients = new();

    [Fact]
    public async Task A_first_look_reads_every_endpoint_once_and_at_most_six_of_a_job()
    {
        var look = await PollAsync();

        Assert.True(look.IsUp);
        string[] expected =
        [
            "/applications/overview", "/config", "/jobmanager/config", "/jobs", $"/jobs/{FlinkStub.JobId}", $"/jobs/{FlinkStub.JobId}/checkpoints",
            $"/jobs/{FlinkStub.JobId}/checkpoints/config", $"/jobs/{FlinkStub.JobId}/checkpoints/details/7", $"/jobs/{FlinkStub.JobId}/config",
            $"/jobs/{FlinkStub.JobId}/exceptions?maxExceptions=20", "/jobs/metrics?get=lastCheckpointMetadataSize&agg=max", "/jobs/overview", "/overview", "/taskmanagers",
        ];
        Assert.Equal(expected, _flink.Asked.Order(StringComparer.Ordinal));
        Assert.Equal(expected, look.Exchanges.Select(exchange => exchange.Path).Order(StringComparer.Ordinal));
        Assert.All(_flink.Server.LogEntries, entry => Assert.Equal("GET", entry.RequestMessage!.Method));
    }

    [Fact]
    public async Task Each_body_ends_in_its_payload()
    {
        var look = await PollAsync();
        var job = Assert.Single(look.Jobs);

        Assert.Equal("2.3.0", look.Config.Value!.FlinkVersion);
        Assert.True(look.Config.Value!.Features!.WebSubmit);
        Assert.Equal(4, look.Overview.Value!.SlotsTotal);
        Assert.Equal("rocksdb", Assert.Single(look.JobManagerConfiguration.Value!).Value);
        Assert.Equal(100, Assert.Single(look.TaskManagers.Value!.TaskManagers!).Memory!.TaskHeap);
        Assert.Equal("RUNNING", job.ListedStatus);
        Assert.Equal("orders", job.Name);
        Assert.Equal(128, Assert.Single(job.Details!.Value!.Vertices!).MaxParallelism);
        Assert.Null(job.Details!.Value!.Vertices![0].Metrics!.AccumulatedBackPressuredMs);
        Assert.Equal("Restart deactivated.", job.Config!.Value!.ExecutionConfig!.RestartStrategy);
        Assert.Equal(2000, job.CheckpointConfig!.Value!.IntervalMs);
        Assert.Equal("s3://b/chk-7", job.Checkpoints!.Value!.Latest!.Completed!.ExternalPath);
        Assert.Equal(10, Assert.Single(job.CheckpointDetails!.Value!.Vertices!).Value.StateSize);
        Assert.Equal(5, Assert.Single(job.Exceptions!.Value!.History!.Entries!).TimestampMs);
        Assert.Null(job.ResourceRequirements);
    }

    [Theory]
    [InlineData("Adaptive", "", true)]
    [InlineData("AdaptiveBatch", "", false)]
    [InlineData("Default", "ADAPTIVE", false)]
    [InlineData(null, "Adaptive", true)]
    [InlineData(null, "default", false)]
    public async Task Resource_requirements_are_asked_of_the_adaptive_scheduler_alone(string? schedulerType, string configured, bool asked)
    {
        _flink.Answer($"/jobs/{FlinkStub.JobId}", FlinkStub.JobDetails(scheduler: schedulerType));
        _flink.Answer("/jobmanager/config", $$"""[{"key":"jobmanager.scheduler","value":"{{configured}}"}]""");
        _flink.Answer($"/jobs/{FlinkStub.JobId}/resource-requirements", """{"cbc357ccb763df2852fee8c4fc7d55f2":{"parallelism":{"lowerBound":1,"upperBound":8}}}""");

        var job = Assert.Single((await PollAsync()).Jobs);

        Assert.Equal(asked ? 8 : null, job.ResourceRequirements?.Value!.Values.Single().Parallelism!.UpperBound);
        Assert.Equal(asked ? 1 : 0, _flink.CountOf(".*/resource-requirements"));
    }

    [Fact]
    public async Task Of_a_terminal_job_only_the_job_itself_is_read()
    {
        _flink.Answer("/jobs/overview", FlinkStub.JobsOverview(state: "FINISHED"));

        var job = Assert.Single((await PollAsync()).Jobs);

        Assert.NotNull(job.Details);
        Assert.Null(job.Config);
        Assert.Null(job.Checkpoints);
    }

    [Fact]
    public async Task Flinks_own_404_is_an_absence_with_its_message()
    {
        _flink.Answer(
            $"/jobs/{FlinkStub.JobId}/checkpoints/config",
            """{"errors":["org.apache.flink.runtime.rest.handler.RestHandlerException: Checkpointing is not enabled for this job (10ad).\n\tat o.a.f.X(X.java:1)"]}""",
            404);

        var reading = Assert.Single((await PollAsync()).Jobs).CheckpointConfig!;

        Assert.True(reading.IsAbsent);
        Assert.Equal("Checkpointing is not enabled for this job (10ad).", reading.AbsentMessage);
    }

    [Fact]
    public async Task A_job_that_vanishes_between_two_requests_is_absent_and_not_asked_further()
    {
        _flink.Answer($"/jobs/{FlinkStub.JobId}", """{"errors":["org.apache.flink.runtime.rest.NotFoundException: Job 10ad not found\n\tat x"]}""", 404);

        var look = await PollAsync();
        var job = Assert.Single(look.Jobs);

        Assert.Equal("Job 10ad not found", job.Details!.AbsentMessage);
        Assert.Null(job.Config);
        Assert.True(look.IsUp);
    }

    [Fact]
    public async Task A_url_prefix_goes_before_every_path()
    {
        using var clients = new Clients();
        _flink.Server.Reset();
        _flink.Answer("/some/prefix/jobs/overview", """{"jobs":[]}""").Answer("/some/prefix/jobs", """{"jobs":[]}""");

        var look = await clients.PollAsync(Clients.To(_flink.Url + "/some/prefix/"));

        Assert.True(look.IsUp);
        Assert.All(_flink.Asked, path => Assert.StartsWith("/some/prefix/", path, StringComparison.Ordinal));
        Assert.Equal("/jobs/overview", look.JobsOverview.Path);
    }

    [Fact]
    public async Task The_job_filter_keeps_other_jobs_from_being_read()
    {
        using var reader = _clients.Reader(_flink.Url);

        var look = await reader.ReadAsync(null, ReadOptions.Everything with { JobFilter = name => name != "orders" }, TestContext.Current.CancellationToken);

        Assert.Empty(look.Jobs);
        Assert.Equal(1, look.FilteredJobs);
        Assert.Equal(0, _flink.CountOf($"/jobs/{FlinkStub.JobId}.*"));
    }

    [Fact]
    public void Every_endpoint_is_one_of_Flinks() =>
        Assert.Equal(FlinkEndpoints.All.Count, FlinkEndpoints.All.Select(endpoint => endpoint.Template).Distinct().Count());

    public void Dispose()
    {
        _clients.Dispose();
        _flink.Dispose();
    }

    private Task<ClusterSnapshot> PollAsync() => _clients.PollAsync(Clients.To(_flink.Url));
}
