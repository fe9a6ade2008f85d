using System.Globalization;
using System.Text;

namespace FlinkReady.Reliability.Tests.Support;

/// <summary>A JobManager that answers with as much as it may: the kinds of it that were found by attack.</summary>
public sealed class HostileJobManager : IAsyncDisposable
{
    private const int Vertices = 400_000;

    private readonly string _kind;
    private readonly RawServer _server;

    /// <summary>Starts.</summary>
    /// <param name="kind"><c>jobs</c>: 200,000 of them; <c>names</c>: 20,000 of 2,800 letters; <c>vertices</c>: one job of 400,000; <c>texts</c>: descriptions of 25 MB; <c>distinct</c>: 60 jobs of 20 descriptions of 50 KB each, all different.</param>
    public HostileJobManager(string kind)
    {
        _kind = kind;
        _server = new RawServer(AnswerAsync);
    }

    /// <summary>Its address.</summary>
    public string Url => _server.Url;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private int Jobs => _kind switch { "jobs" => 200_000, "names" => 20_000, "distinct" => 60, "texts" => 4, _ => 1 };

    private async Task AnswerAsync(string head, Stream to, CancellationToken cancellationToken)
    {
        var path = head.Split(' ')[1].Split('?')[0];
        await using var text = new StreamWriter(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        var parts = path.Split('/');
        var isKnown = path is "/jobs/overview" or "/jobs" or "/overview" or "/config" or "/jobmanager/config" or "/taskmanagers" || (parts.Length == 3 && parts[1] == "jobs");
        await text.WriteAsync($"HTTP/1.1 {(isKnown ? 200 : 404)} X\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n");
        foreach (var part in isKnown ? Body(path, parts[^1]) : ["{\"errors\":[\"none\"]}"])
        {
            cancellationToken.ThrowIfCancellationRequested();
            await text.WriteAsync(part);
        }
    }

    private IEnumerable<string> Body(string path, string last) => path switch
    {
        "/jobs/overview" => List(Jobs, job => $$"""{"jid":"{{job:x32}}","name":"{{Name(job)}}","state":"RUNNING","start-time":1000,"last-modification":1000,"duration":1000000,"tasks":{"total":1,"running":1} }"""),
        "/jobs" => List(Jobs, job => $$"""{"id":"{{job:x32}}","status":"RUNNING"}"""),
        "/overview" => ["""{"taskmanagers":1,"slots-total":1,"slots-available":0,"jobs-running":1,"flink-version":"1.20.0"}"""],
        "/config" => ["""{"refresh-interval":3000,"flink-version":"1.20.0","features":{"web-submit":false} }"""],
        "/jobmanager/config" => ["[]"],
        "/taskmanagers" => ["""{"taskmanagers":[]}"""],
        _ => Details(last),
    };

    private string Name(int job) => _kind == "names" ? $"{job}-{new string('n', 2_800)}" : string.Create(CultureInfo.InvariantCulture, $"job-{job}");

    private IEnumerable<string> Details(string job)
    {
        var (vertices, letters) = _kind switch { "vertices" => (Vertices, 1), "texts" => (2, 25_000_000), "distinct" => (20, 50_000), _ => (1, 1) };
        yield return $$"""{"jid":"{{job}}","name":"job","state":"RUNNING","start-time":1000,"now":2000,"vertices":[""";
        for (var vertex = 0; vertex < vertices; vertex++)
        {
            yield return $$"""{{(vertex == 0 ? string.Empty : ",")}}{"id":"{{vertex:x8}}{{job[8..]}}","name":"v{{vertex}}","parallelism":1,"maxParallelism":128,"status":"RUNNING","tasks":{"RUNNING":1} }""";
        }

        yield return """],"plan":{"nodes":[""";
        for (var vertex = 0; vertex < vertices; vertex++)
        {
            yield return $$"""{{(vertex == 0 ? string.Empty : ",")}}{"id":"{{vertex:x8}}{{job[8..]}}","description":"{{job}} {{vertex}} """;
            var block = new string('d', Math.Min(letters, 10_000));
            for (var written = 0; written < letters; written += block.Length)
            {
                yield return block;
            }

            yield return "\"}";
        }

        yield return "]}}";
    }

    private static IEnumerable<string> List(int count, Func<int, string> entry)
    {
        yield return "{\"jobs\":[";
        for (var index = 0; index < count; index++)
        {
            yield return index == 0 ? entry(index) : "," + entry(index);
        }

        yield return "]}";
    }
}
