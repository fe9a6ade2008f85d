using System.Text.Json.Nodes;
using FlinkReady.Deploy.Tests.Manifests;

namespace FlinkReady.Deploy.Tests.Servers;

/// <summary>A JobManager that answers over HTTP what a recorded one answered, goes away and comes back as another.</summary>
public sealed class RecordedJobManager : IAsyncDisposable
{
    private static readonly LocalAnswer NotFound = new(404, """{"errors":["Not found."]}""", "application/json");

    private readonly LocalHttpServer _server;
    private volatile Dictionary<string, LocalAnswer>? _answers;

    /// <summary>Starts it with the answers of a recorded snapshot.</summary>
    public RecordedJobManager(string snapshot)
    {
        _answers = Read(snapshot);
        _server = new LocalHttpServer(Answer);
    }

    /// <summary>Where it answers.</summary>
    public Uri Address => _server.Address;

    /// <summary>From now on it answers as a proxy does whose JobManager is gone.</summary>
    public void GoAway() => _answers = null;

    /// <summary>From now on it answers what another snapshot recorded.</summary>
    public void Become(string snapshot) => _answers = Read(snapshot);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private LocalAnswer Answer(LocalRequest request) => _answers is not { } answers
        ? new LocalAnswer(502, "<html>Bad Gateway</html>", "text/html")
        : answers.GetValueOrDefault(request.PathAndQuery, NotFound);

    private static Dictionary<string, LocalAnswer> Read(string snapshot)
    {
        var answers = new Dictionary<string, LocalAnswer>(StringComparer.Ordinal);
        foreach (var exchange in JsonNode.Parse(File.ReadAllText(Path.Combine(snapshot, "index.json")))!.AsArray())
        {
            var status = exchange.At("status")!.GetValue<int>();
            if (exchange.Text("method") == "GET" && status > 0 && exchange.Text("file") is { } file)
            {
                answers[exchange.Text("path")!] = new LocalAnswer(status, File.ReadAllText(Path.Combine(snapshot, file)), exchange.Text("contentType")!);
            }
        }

        return answers;
    }
}
