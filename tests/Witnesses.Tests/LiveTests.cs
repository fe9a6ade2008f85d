using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Metadata;
using FlinkReady.Witnesses.Prometheus;
using FlinkReady.Witnesses.Stores;

namespace FlinkReady.Witnesses.Tests;

/// <summary>
/// Both witnesses of a real cluster (<c>FLINKREADY_LIVE_URL</c>) whose checkpoints lie on this machine, and of the Prometheus that scrapes it
/// (<c>FLINKREADY_LIVE_PROMETHEUS</c>, with a label <c>namespace="flink"</c>), while checkpoints complete and their files vanish.
/// </summary>
public sealed class LiveTests(ITestOutputHelper output)
{
    private const int Rounds = 40;

    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    [Fact]
    public async Task Both_witnesses_show_the_same_operators()
    {
        var cluster = Environment.GetEnvironmentVariable("FLINKREADY_LIVE_URL");
        var prometheus = Environment.GetEnvironmentVariable("FLINKREADY_LIVE_PROMETHEUS");
        Assert.SkipWhen(cluster is null || prometheus is null, "FLINKREADY_LIVE_URL and FLINKREADY_LIVE_PROMETHEUS do not name a live cluster and its Prometheus");
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        var stores = new MetadataStores([new FolderStore(StoreAddress.Parse("file:/"), "/")], MetadataLimits.Default, TimeProvider.System);
        var witness = new PrometheusWitness(new Uri(prometheus!), new Dictionary<string, string> { ["namespace"] = "flink" }, client, new(), TimeProvider.System);
        var jobs = (await GetAsync(client, cluster!, "/jobs", FlinkJson.Default.JobIdList)).Jobs!;
        Assert.NotEmpty(jobs);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var job in jobs)
            {
                await CompareAsync(client, cluster!, job.Id, stores, witness);
            }

            await Task.Delay(250, TestContext.Current.CancellationToken);
        }

        output.WriteLine(string.Join(", ", _seen.Select(seen => $"{seen.Key}: {seen.Value}")));
        Assert.True(_seen.GetValueOrDefault("both") >= Rounds, "the witnesses were seldom there at once");
    }

    private static async Task<T> GetAsync<T>(HttpMessageInvoker client, string cluster, string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(cluster.TrimEnd('/') + path));
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), type)!;
    }

    private async Task CompareAsync(HttpMessageInvoker client, string cluster, string job, MetadataStores stores, PrometheusWitness witness)
    {
        var details = await GetAsync(client, cluster, $"/jobs/{job}", FlinkJson.Default.JobDetails);
        var run = new RunGraph(job, details.StartTimeMs!.Value, details.NowMs!.Value, OperatorCounts.Of(GraphReader.Read(details)), details.PendingOperators ?? 0);
        var reading = await witness.ReadAsync(run, TestContext.Current.CancellationToken);
        Count($"prometheus {reading.Result}");
        Assert.NotEqual(OperatorIdsResult.Foreign, reading.Result);
        var checkpoints = await GetAsync(client, cluster, $"/jobs/{job}/checkpoints", FlinkJson.Default.CheckpointStatistics);
        CheckpointMetadata metadata;
        try
        {
            metadata = (await stores.ReadAsync(checkpoints.Latest?.Completed?.ExternalPath, TestContext.Current.CancellationToken)).Metadata;
        }
        catch (UnreadException e) when (e.Reason is UnreadReason.Gone or UnreadReason.NotAddressable)
        {
            Count($"file {e.Reason}");
            return;
        }

        Count($"file of version {metadata.Version}");
        var ids = metadata.Operators.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        Assert.All(run.Vertices, vertex => Assert.Contains(vertex.VertexId, ids));
        if (reading.Set is { IsWhole: true } set)
        {
            Count("both");
            Assert.Equal(ids.Order(StringComparer.Ordinal), set.Operators.Select(one => one.Id).Order(StringComparer.Ordinal));
        }
    }

    private void Count(string what) => _seen[what] = _seen.GetValueOrDefault(what) + 1;
}
