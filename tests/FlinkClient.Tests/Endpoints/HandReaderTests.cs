using System.Text.Json;
using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Tests.Endpoints;

/// <summary>The hand-written readers read what the source-generated ones read.</summary>
public sealed class HandReaderTests
{
    public static TheoryData<string> Recordings => [.. (IEnumerable<string>)(SharedMaterial.PathOf("flink-recordings") is { } root
        ? Directory.EnumerateDirectories(root).SelectMany(Directory.EnumerateDirectories).Select(folder => Path.GetRelativePath(root, folder)).Order(StringComparer.Ordinal)
        : Array.Empty<string>())];

    [NeedsTheory(Need.SharedMaterial, SkipTestWithoutData = true)]
    [MemberData(nameof(Recordings))]
    public void Every_recorded_body_is_read_alike(string recording)
    {
        var read = 0;
        foreach (var (endpoint, body) in RecordedBodies.Of(SharedMaterial.PathOf("flink-recordings", recording)!))
        {
            if (endpoint is Endpoint<JobDetails> or Endpoint<CheckpointStatistics> or Endpoint<JobsOverview> or Endpoint<JobIdList>)
            {
                AssertSame(endpoint, body);
                read++;
            }
        }

        Assert.True(read > 0 || !Directory.EnumerateFiles(SharedMaterial.PathOf("flink-recordings", recording)!, "*checkpoints*", SearchOption.AllDirectories).Any());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"counts\":null,\"latest\":null,\"history\":null}")]
    [InlineData("{\"history\":[null]}")]
    [InlineData("{\"history\":[{\"external_path\":7}]}")]
    [InlineData("{\"history\":[{\"external_path\":\"\\ud800\"}]}")]
    [InlineData("{\"history\":[{\"external_path\":\"\\u0041\",\"id\":1}]}")]
    [InlineData("{\"history\":[{\"id\":1.5}]}")]
    [InlineData("{\"history\":[{\"id\":\"1\"}]}")]
    [InlineData("{\"history\":[{\"id\":99999999999999999999}]}")]
    [InlineData("{\"history\":[{\"state_size\":99999999999999999999}]}")]
    [InlineData("{\"history\":[{\"failure_message\":{\"a\":1},\"status\":\"FAILED\"}]}")]
    [InlineData("{\"counts\":{\"completed\":1,\"completed\":2},\"counts\":{\"failed\":3}}")]
    [InlineData("{\"co\\u0075nts\":{\"completed\":1}}")]
    [InlineData("{\"latest\":{\"restored\":{\"id\":1,\"is_savepoint\":\"true\"}}}")]
    [InlineData("{} {}")]
    [InlineData("{\"counts\":{}} x")]
    [InlineData("{\"counts\":{},}")]
    public void Strange_statistics_are_read_or_refused_alike(string body) => AssertSame(EndpointOf<CheckpointStatistics>(), System.Text.Encoding.UTF8.GetBytes(body));

    [Theory]
    [InlineData("{\"jid\":\"a\"}")]
    [InlineData("{\"jid\":null,\"name\":\"x\"}")]
    [InlineData("{\"jid\":\"a\",\"name\":\"x\"}")]
    [InlineData("{\"jid\":\"a\",\"name\":\"x\",\"vertices\":[{\"id\":\"v\"}]}")]
    [InlineData("{\"jid\":\"a\",\"name\":\"x\",\"vertices\":[{\"id\":\"v\",\"name\":\"n\",\"tasks\":{\"RUNNING\":null}}]}")]
    [InlineData("{\"jid\":\"a\",\"name\":\"x\",\"vertices\":[{\"id\":\"v\",\"name\":\"n\",\"tasks\":{\"RUNNING\":3,\"FAILED\":-3}}]}")]
    [InlineData("{\"jid\":\"a\",\"name\":\"x\",\"vertices\":[{\"id\":\"v\",\"name\":\"n\",\"metrics\":{\"accumulated-busy-time\":\"NaN\",\"accumulated-idle-time\":[1]}}]}")]
    [InlineData("{\"jid\":\"a\",\"name\":\"x\",\"timestamps\":{\"A\":1,\"A\":2,\"B\":-1,\"C\":null}}")]
    [InlineData("{\"jid\":\"a\",\"name\":\"x\",\"timestamps\":[]}")]
    [InlineData("{\"jid\":\"a\",\"name\":\"x\",\"maxParallelism\":99999,\"pending-operators\":\"1\"}")]
    [InlineData("{\"jid\":\"a\",\"name\":\"x\",\"plan\":{\"nodes\":[{\"id\":\"v\",\"inputs\":[{\"id\":\"u\"},null]}]}}")]
    [InlineData("{\"jid\":\"a\",\"name\":\"x\",\"plan\":{\"nodes\":[{\"description\":\"d\"}]}}")]
    [InlineData("{\"jid\":\"a\",\"name\":\"x\",\"plan\":7}")]
    public void Strange_jobs_are_read_or_refused_alike(string body) => AssertSame(EndpointOf<JobDetails>(), System.Text.Encoding.UTF8.GetBytes(body));

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"jobs\":null}")]
    [InlineData("{\"jobs\":{}}")]
    [InlineData("{\"jobs\":[null]}")]
    [InlineData("{\"jobs\":[{\"jid\":\"00000000000000000000000000000001\"}]}")]
    [InlineData("{\"jobs\":[{\"jid\":\"00000000000000000000000000000001\",\"name\":null}]}")]
    [InlineData("{\"jobs\":[{\"jid\":\"00000000000000000000000000000001\",\"name\":\"n\",\"state\":7}]}")]
    [InlineData("{\"jobs\":[{\"jid\":\"00000000000000000000000000000001\",\"name\":\"n\",\"name\":\"m\",\"more\":[{}]}],\"jobs\":[]}")]
    [InlineData("{\"jobs\":[{\"jid\":\"00000000000000000000000000000001\",\"name\":\"n\",\"end-time\":-1,\"duration\":99999999999999999999,\"start-time\":1.5}]}")]
    [InlineData("{\"jobs\":[{\"jid\":\"00000000000000000000000000000001\",\"name\":\"n\",\"start-time\":\"1\"}]}")]
    [InlineData("{\"jobs\":[{\"jid\":\"00000000000000000000000000000001\",\"name\":\"n\",\"tasks\":{\"total\":1,\"running\":null,\"created\":9}}]}")]
    [InlineData("{\"jobs\":[{\"jid\":\"00000000000000000000000000000001\",\"name\":\"n\",\"tasks\":{\"total\":1.5}}]}")]
    [InlineData("{\"jobs\":[{\"jid\":\"00000000000000000000000000000001\",\"name\":\"n\",\"tasks\":[]}]}")]
    [InlineData("{\"jobs\":[{\"jid\":\"not an id\",\"name\":\"n\"}]}")]
    [InlineData("{\"jobs\":[]} x")]
    public void Strange_lists_of_jobs_are_read_or_refused_alike(string body) => AssertSame(EndpointOf<JobsOverview>(), System.Text.Encoding.UTF8.GetBytes(body));

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"jobs\":[null]}")]
    [InlineData("{\"jobs\":[{\"status\":\"RUNNING\"}]}")]
    [InlineData("{\"jobs\":[{\"id\":null,\"status\":\"RUNNING\"}]}")]
    [InlineData("{\"jobs\":[{\"id\":\"00000000000000000000000000000001\",\"status\":[]}]}")]
    [InlineData("{\"jobs\":[{\"id\":\"00000000000000000000000000000001\",\"status\":null,\"more\":{}}]}")]
    [InlineData("{\"jobs\":[{\"id\":\"zz\"}]}")]
    public void Strange_lists_of_ids_are_read_or_refused_alike(string body) => AssertSame(EndpointOf<JobIdList>(), System.Text.Encoding.UTF8.GetBytes(body));

    private static Endpoint<T> EndpointOf<T>()
        where T : class => FlinkClient.Sources.FlinkEndpoints.All.OfType<Endpoint<T>>().Single();

    private static void AssertSame(Endpoint endpoint, byte[] body)
    {
        var (byHand, fault) = Try(() => endpoint.Read(body));
        var (generated, otherFault) = Try(() => endpoint.ReadAsync(new MemoryStream(body), CancellationToken.None).AsTask().GetAwaiter().GetResult());
        Assert.Equal(otherFault?.Path, fault?.Path);
        Assert.Equal(otherFault is null, fault is null);
        Assert.Equal(generated is null ? null : Written.Of(generated), byHand is null ? null : Written.Of(byHand));
    }

    private static (object? Value, JsonException? Fault) Try(Func<object> read)
    {
        try
        {
            return (read(), null);
        }
        catch (JsonException e)
        {
            return (null, e);
        }
    }
}
