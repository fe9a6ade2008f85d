using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.FlinkClient.Tests.Looks;

/// <summary>When a poll asks for applications, and for the reasons of those that failed.</summary>
public sealed class ApplicationsTests : IDisposable
{
    private const string Overview = "/applications/overview";
    private const string Application = "3136bc6d2ab284d01e003b5ffb44edd9";

    private static readonly ReadOptions Options = ReadOptions.Incremental(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly FlinkStub _flink = new();
    private readonly Clients _clients;
    private readonly IClusterReader _reader;
    private ClusterSnapshot? _previous;

    public ApplicationsTests()
    {
        _clients = new Clients(_time);
        _reader = _clients.Reader(_flink.Url);
    }

    [Fact]
    public async Task Beside_jobs_that_stay_they_are_asked_for_in_every_tenth_poll()
    {
        Assert.Contains(Overview, await PollAsync());
        for (var i = 0; i < 9; i++)
        {
            Assert.DoesNotContain(Overview, await PollAsync());
            Assert.NotNull(_previous!.Readings.Value(ApplicationList.Key));
        }

        Assert.Contains(Overview, await PollAsync());
    }

    [Fact]
    public async Task They_are_asked_for_where_the_list_of_jobs_changes()
    {
        await PollAsync();
        _flink.Answer("/jobs/overview", FlinkStub.JobsOverview("CANCELED"));
        Assert.Contains(Overview, await PollAsync());
        Assert.DoesNotContain(Overview, await PollAsync());
    }

    [Fact]
    public async Task They_are_asked_for_in_every_poll_where_no_job_is_listed()
    {
        NoJobs();
        Assert.Contains(Overview, await PollAsync());
        Assert.Contains(Overview, await PollAsync());
    }

    [Theory]
    [InlineData("1.20.5", false)]
    [InlineData("2.2.1", false)]
    [InlineData("2.3-SNAPSHOT", true)]
    [InlineData("2.10.0", true)]
    [InlineData("unknown", false)]
    public async Task A_version_that_does_not_show_them_is_not_asked(string version, bool isAsked)
    {
        _flink.Answer("/overview", $$"""{"taskmanagers":1,"slots-total":4,"slots-available":3,"flink-version":"{{version}}"}""");
        Assert.Equal(isAsked, (await PollAsync()).Contains(Overview));
    }

    [Fact]
    public async Task The_reason_of_one_that_failed_is_asked_for_once_and_kept()
    {
        NoJobs();
        Failed();
        _flink.Answer($"/applications/{Application}/exceptions", """{"exceptionHistory":{"entries":[{"exceptionName":"a.B","stacktrace":"a.B: x\nCaused by: c.D: kafka.properties not found","timestamp":5,"jobId":null}]}}""");

        Assert.Contains($"/applications/{Application}/exceptions", await PollAsync());
        Assert.DoesNotContain($"/applications/{Application}/exceptions", await PollAsync());
        var failures = _previous!.Readings.Value(ApplicationFailures.Key)!.ByApplication;
        Assert.Equal("c.D: kafka.properties not found", Assert.Single(failures[Application].History!.Entries!).Trace!.RootCause);
    }

    [Fact]
    public async Task A_reason_that_was_not_had_is_asked_for_again()
    {
        NoJobs();
        Failed();
        _flink.Answer($"/applications/{Application}/exceptions", """{"errors":["Internal server error."]}""", 500);
        await PollAsync();
        Assert.Equal(FailureReason.Http5xx, _previous!.Readings.Get(ApplicationFailures.Key)!.Failure!.Reason);
        Assert.Contains($"/applications/{Application}/exceptions", await PollAsync());
    }

    [Fact]
    public async Task Single_jobs_and_what_did_not_fail_have_no_reason_to_be_asked_for()
    {
        _flink.Answer(Overview, $$"""{"applications":[{"id":"{{Application}}","name":"SingleJobApplication(orders)","status":"FAILED","start-time":1},{"id":"{{FlinkStub.JobId}}","name":"Main","status":"RUNNING","start-time":1}]}""");
        Assert.DoesNotContain(await PollAsync(), path => path.EndsWith("/exceptions", StringComparison.Ordinal) && path.StartsWith("/applications", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"applications":null}""")]
    [InlineData("""{"applications":[{"id":"../../jobs","name":"x","status":"FAILED"}]}""")]
    [InlineData("[]")]
    public async Task A_body_that_is_none_is_a_failure_and_asks_for_nothing(string body)
    {
        _flink.Answer(Overview, body);
        await PollAsync();
        Assert.Equal(FailureReason.BadPayload, _previous!.Readings.Get(ApplicationList.Key)!.Failure!.Reason);
        Assert.Null(_previous.Readings.Get(ApplicationFailures.Key));
    }

    public void Dispose()
    {
        _reader.Dispose();
        _clients.Dispose();
        _flink.Dispose();
    }

    private void NoJobs() => _flink.Answer("/jobs/overview", """{"jobs":[]}""").Answer("/jobs", """{"jobs":[]}""");

    private void Failed() => _flink.Answer(Overview, $$"""{"applications":[{"id":"{{Application}}","name":"com.example.OrdersJob","status":"FAILED","start-time":1,"end-time":2,"jobs":{} }]}""");

    private async Task<IReadOnlyList<string>> PollAsync()
    {
        var before = _flink.Asked.Count;
        _previous = await _reader.ReadAsync(_previous, Options, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(30));
        return [.. _flink.Asked.Skip(before)];
    }
}
