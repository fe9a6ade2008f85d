using System.Diagnostics;
using FlinkReady.FlinkClient.Collections;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Monitor.Witnessing;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.Monitor.Tests.Witnessing;

/// <summary>When Prometheus is asked, what is sent to it, and what a silent one costs.</summary>
public sealed class PrometheusInquiryTests : IDisposable
{
    private const string Head = "cbc357ccb763df2852fee8c4fc7d55f2";
    private const string Job = "00000000000000000000000000000001";
    private const string Empty = """{"status":"success","data":{"resultType":"vector","result":[]}}""";

    private readonly FakeTimeProvider _time = new(Made.Noon);
    private readonly ScriptedReader _cluster;
    private readonly ScriptedJob _job = new(Job) { Vertices = [Head] };
    private IClusterReader? _reader;
    private ClusterSnapshot? _last;

    public PrometheusInquiryTests() => _cluster = new ScriptedReader(_time) { Jobs = { _job } };

    [Fact]
    public async Task It_is_asked_once_a_run_until_it_named_all_operators()
    {
        await using var server = new RawServer(RawServer.Json(Rows(Head)));
        Begin(server, new PrometheusSettings());

        Assert.Equal(["whole"], await PollAsync());
        Assert.True(_last!.Jobs[0].Readings.Value(OperatorIdSet.Key)!.IsWhole);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await PollAsync());

        _job.StartMs += 1000;
        Assert.Equal(["whole"], await PollAsync());
        Assert.Equal(2, server.Heads.Count);
    }

    [Fact]
    public async Task A_vertex_that_comes_makes_it_asked_again()
    {
        await using var server = new RawServer(RawServer.Json(Rows(Head)));
        Begin(server, new PrometheusSettings());
        Assert.Equal(["whole"], await PollAsync());
        _job.Vertices = [Head, "90bea66de1c231edf33913ecd54406c1"];
        Assert.NotEmpty(await PollAsync());
    }

    [Fact]
    public async Task One_that_shows_another_job_is_asked_again_after_the_interval()
    {
        await using var server = new RawServer(RawServer.Json(Rows("00000000000000000000000000000abc")));
        Begin(server, new PrometheusSettings { MinInterval = TimeSpan.FromMinutes(1) });

        Assert.Equal(["foreign"], await PollAsync());
        var reading = _last!.Jobs[0].Readings.Get(OperatorIdSet.Key)!;
        Assert.Null(reading.Value);
        Assert.Contains("prometheus.matchers", reading.Failure!.Message, StringComparison.Ordinal);
        Assert.Empty(await PollAsync());
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["foreign"], await PollAsync());
    }

    [Fact]
    public async Task One_that_knows_nothing_says_so()
    {
        await using var server = new RawServer(RawServer.Json(Empty));
        _job.Vertices = [Head, "90bea66de1c231edf33913ecd54406c1"];
        _job.Names = ["Source: a -> map", "sink"];
        Begin(server, new PrometheusSettings());
        Assert.Equal(["empty"], await PollAsync());
        Assert.Contains("knows nothing of this job", _last!.Jobs[0].Readings.Get(OperatorIdSet.Key)!.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_has_just_begun_is_left_to_its_first_scrape_where_another_poll_follows()
    {
        await using var server = new RawServer(RawServer.Json(Rows(Head)));
        Begin(server, new PrometheusSettings());
        _job.StartMs = _time.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Empty(await PollAsync());
        Assert.Equal(["whole"], await PollAsync(ReadOptions.Everything));
    }

    [Fact]
    public async Task It_gets_matchers_headers_and_the_token()
    {
        await using var server = new RawServer(RawServer.Json(Rows(Head)));
        var token = Path.GetTempFileName();
        await File.WriteAllTextAsync(token, "t0ken-of-prometheus\n", TestContext.Current.CancellationToken);
        Begin(server, new PrometheusSettings
        {
            Connection = new TargetConnection
            {
                Urls = [],
                Auth = new TargetCredentials { BearerTokenFile = token },
                Headers = new EquatableDictionary([new("X-Scope-OrgID", "flink")], StringComparer.OrdinalIgnoreCase),
            },
            Matchers = new EquatableDictionary([new("namespace", "flink")], StringComparer.Ordinal),
        });
        Assert.Equal(["whole"], await PollAsync());
        var head = Uri.UnescapeDataString(Assert.Single(server.Heads));
        Assert.StartsWith("GET /api/v1/query?query=", head, StringComparison.Ordinal);
        Assert.Contains($"job_id=\"{Job}\"", head, StringComparison.Ordinal);
        Assert.Contains("namespace=\"flink\"", head, StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer t0ken-of-prometheus", head, StringComparison.Ordinal);
        Assert.Contains("X-Scope-OrgID: flink", head, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", string.Join(' ', _last!.WitnessReads), StringComparison.Ordinal);
        File.Delete(token);
    }

    [Fact]
    public async Task A_token_that_can_t_be_read_is_the_reason()
    {
        await using var server = new RawServer(RawServer.Json(Rows(Head)));
        Begin(server, new PrometheusSettings { Connection = new TargetConnection { Urls = [], Auth = new TargetCredentials { BearerTokenFile = "/nowhere/token" } } });
        Assert.Equal(["failed"], await PollAsync());
        Assert.Contains("/nowhere/token", Assert.Single(_last!.WitnessReads).Message, StringComparison.Ordinal);
        Assert.Empty(server.Heads);
    }

    [Fact]
    public async Task One_that_does_not_answer_is_asked_once_a_poll_and_costs_no_more_than_a_request()
    {
        await using var server = new RawServer((_, _, token) => Task.Delay(Timeout.Infinite, token));
        var cluster = new ScriptedReader(TimeProvider.System);
        cluster.Jobs.AddRange(Enumerable.Range(1, 20).Select(number => new ScriptedJob($"{number:x32}") { Vertices = [Head] }));
        using var reader = WitnessedReader.Over(cluster, Target(server, new PrometheusSettings(), TimeSpan.FromMilliseconds(500)), TimeProvider.System);
        var clock = Stopwatch.StartNew();
        var snapshot = await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(8), $"{clock.Elapsed}");
        Assert.InRange(server.Heads.Count, 1, 4);
        Assert.All(snapshot.Jobs, job => Assert.NotNull(job.Readings.Value(JobDetails.Key)));
        Assert.All(snapshot.Jobs, job => Assert.False(job.Readings.Get(OperatorIdSet.Key)!.IsAnswered));
    }

    public void Dispose() => _reader?.Dispose();

    private static string Rows(string vertex) =>
        $$$"""{"status":"success","data":{"resultType":"vector","result":[{"metric":{"task_id":"{{{vertex}}}","operator_id":"{{{vertex}}}","operator_name":"a"},"value":[1,"1"]}]}}""";

    private static EffectiveTarget Target(RawServer server, PrometheusSettings settings, TimeSpan? timeout = null) => EffectiveTarget.Of(
        new TargetDefinition { Name = "a", Prometheus = settings with { Connection = settings.Connection with { Urls = [new Uri(server.Url)] } } },
        new MonitorConfiguration { RequestTimeout = timeout ?? TimeSpan.FromSeconds(10) });

    private void Begin(RawServer server, PrometheusSettings settings) => _reader = WitnessedReader.Over(_cluster, Target(server, settings), _time);

    // Results of the attempts that this poll made.
    private async Task<IReadOnlyList<string>> PollAsync(ReadOptions? options = null)
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        _last = await _reader!.ReadAsync(_last, options ?? ReadOptions.Incremental(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)), TestContext.Current.CancellationToken);
        return [.. _last.WitnessReads.Where(read => read.IsNew).Select(read => read.Result)];
    }
}
