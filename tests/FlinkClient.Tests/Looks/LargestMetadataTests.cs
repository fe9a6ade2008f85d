using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.FlinkClient.Tests.Looks;

/// <summary>When the size of checkpoints' metadata is asked for: seldom for all jobs at once, and job by job only where it is large.</summary>
public sealed class LargestMetadataTests : IDisposable
{
    private const string OfAll = "/jobs/metrics?get=lastCheckpointMetadataSize&agg=max";
    private const string OfJob = $"/jobs/{FlinkStub.JobId}/metrics?get=lastCheckpointMetadataSize";
    private static readonly ReadOptions Options = ReadOptions.Incremental(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly FlinkStub _flink = new();
    private readonly Clients _clients;
    private readonly IClusterReader _reader;
    private ClusterSnapshot? _last;

    public LargestMetadataTests()
    {
        _clients = new Clients(_time);
        _reader = _clients.Reader(_flink.Url);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _clients.Dispose();
        _flink.Dispose();
    }

    [Fact]
    public async Task It_is_asked_for_in_every_tenth_poll_and_no_job_is_asked_where_it_is_small()
    {
        Assert.Equal([OfAll], await PollAsync());
        Assert.Equal(14907, _last!.Readings.Value(LargestMetadata.Key)!.Bytes);
        for (var i = 0; i < 9; i++)
        {
            Assert.Empty(await PollAsync());
        }

        Assert.Equal([OfAll], await PollAsync());
    }

    [Fact]
    public async Task An_empty_answer_is_asked_for_once_more_in_the_next_poll()
    {
        _flink.Answer("/jobs/metrics", "[]");
        Assert.Equal([OfAll], await PollAsync());
        Assert.Equal([OfAll], await PollAsync());
        Assert.Empty(await PollAsync());
        Assert.Null(_last!.Readings.Value(LargestMetadata.Key)!.Bytes);
    }

    [Fact]
    public async Task Where_no_poll_follows_it_is_asked_for_once_more_in_the_end()
    {
        _flink.Answer("/jobs/metrics", "[]");
        await _reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
        Assert.Equal(2, _flink.Asked.Count(path => path == OfAll));
        Assert.Equal(OfAll, _flink.Asked[^1]);
    }

    // Whoever works on jobs ahead must be told of them with it.
    [Fact]
    public async Task Where_the_second_answer_is_large_each_job_is_asked_before_anybody_is_told_of_it()
    {
        var answers = new Queue<string>(["[]", """[{"id":"lastCheckpointMetadataSize","max":50331648.0}]"""]);
        _flink.Answer("/jobs/metrics", "[]", more: response => response.WithBody(_ => answers.Dequeue()));
        _flink.Answer($"/jobs/{FlinkStub.JobId}/metrics", """[{"id":"lastCheckpointMetadataSize","value":"50331648"}]""");

        var poll = _reader.Begin(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
        var told = await poll.Jobs.ReadAllAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        var snapshot = await poll.Snapshot;

        Assert.Equal([OfAll, OfAll, OfJob], _flink.Asked.Where(path => path.Contains("/metrics", StringComparison.Ordinal)));
        Assert.Equal(50331648, Assert.Single(Assert.Single(snapshot.Jobs).Readings.Value(JobMetrics.Key)!).Value);
        Assert.Same(snapshot.Jobs[0], Assert.Single(told).Job);
        Assert.Equal(50331648, told[0].Cluster.Readings.Value(LargestMetadata.Key)!.Bytes);
        Assert.Equal(50331648, snapshot.Readings.Value(LargestMetadata.Key)!.Bytes);
    }

    // A proxy that drops the query: Flink lists all that it has then.
    [Fact]
    public async Task Of_a_job_s_metrics_only_the_one_that_was_asked_for_is_kept()
    {
        var others = string.Join(',', Enumerable.Range(0, 5000).Select(metric => $$"""{"id":"some.other.metric.{{metric}}","value":"1"}"""));
        _flink.Answer("/jobs/metrics", """[{"id":"lastCheckpointMetadataSize","max":50331648.0}]""");
        _flink.Answer($"/jobs/{FlinkStub.JobId}/metrics", $$"""[{{others}},{"id":"lastCheckpointMetadataSize","value":"50331648"}]""");
        await PollAsync();
        var kept = _last!.Jobs[0].Readings.Get(JobMetrics.Key)!;
        Assert.Equal([new JobMetric("lastCheckpointMetadataSize", 50331648)], kept.Value!);
        Assert.InRange(kept.Size, 2 * "lastCheckpointMetadataSize".Length, 1000);
    }

    [Fact]
    public async Task Before_the_first_checkpoint_there_is_no_size()
    {
        _flink.Answer("/jobs/metrics", """[{"id":"lastCheckpointMetadataSize","max":-1.0}]""");
        Assert.Equal([OfAll], await PollAsync());
        Assert.Empty(await PollAsync());
        Assert.Null(_last!.Readings.Value(LargestMetadata.Key)!.Bytes);
    }

    [Fact]
    public async Task Each_job_is_asked_as_often_where_it_is_large()
    {
        _flink.Answer("/jobs/metrics", """[{"id":"lastCheckpointMetadataSize","max":50331648.0}]""");
        _flink.Answer($"/jobs/{FlinkStub.JobId}/metrics", """[{"id":"lastCheckpointMetadataSize","value":"50331648"}]""");
        Assert.Equal([OfAll, OfJob], await PollAsync());
        Assert.Equal(50331648, Assert.Single(_last!.Jobs[0].Readings.Value(JobMetrics.Key)!).Value);
        for (var i = 0; i < 9; i++)
        {
            Assert.Empty(await PollAsync());
        }

        Assert.Equal([OfAll, OfJob], await PollAsync());
    }

    [Theory]
    [InlineData("2.1.3", false)]
    [InlineData("1.20.5", false)]
    [InlineData("2.2.0", true)]
    public async Task A_version_without_the_metric_is_not_asked(string version, bool isAsked)
    {
        _flink.Answer("/overview", $$"""{"taskmanagers":1,"slots-total":4,"slots-available":3,"jobs-running":1,"flink-version":"{{version}}"}""");
        Assert.Equal(isAsked ? [OfAll] : [], await PollAsync());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("[{\"id\":7}]")]
    public async Task What_is_no_list_of_metrics_is_a_bad_payload_and_costs_nothing_else(string body)
    {
        _flink.Answer("/jobs/metrics", body);
        await PollAsync();
        Assert.Equal(FailureReason.BadPayload, _last!.Readings.Find(LargestMetadata.Key)!.Failure!.Reason);
        Assert.True(_last.IsUp);
        Assert.NotNull(_last.Jobs[0].Readings.Value(JobDetails.Key));
    }

    // The questions of one poll for metrics.
    private async Task<IReadOnlyList<string>> PollAsync()
    {
        var before = _flink.Asked.Count;
        _last = await _reader.ReadAsync(_last, Options, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(30));
        return [.. _flink.Asked.Skip(before).Where(path => path.Contains("/metrics", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Reverse()];
    }
}
