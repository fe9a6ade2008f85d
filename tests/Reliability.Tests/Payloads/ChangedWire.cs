using System.Net;
using FlinkReady.Fleet.Answers;
using FlinkReady.Fleet.Clusters;

namespace FlinkReady.Reliability.Tests.Payloads;

/// <summary>A simulated cluster of whose answers one is another.</summary>
public sealed class ChangedWire(SimulatedCluster cluster, TimeProvider time) : HttpMessageHandler
{
    private readonly JobManager _jobManager = new(cluster, time);

    /// <summary>The path, without its query, and what is answered there; null for the cluster as it is.</summary>
    public (string Path, byte[] Body)? Changed { get; set; }

    /// <summary>What the cluster answers.</summary>
    public byte[] BodyOf(string path) => _jobManager.Respond("GET", path).Body;

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var target = request.RequestUri!.PathAndQuery[(cluster.Name.Length + 1)..];
        var answer = Changed is { } changed && target.Split('?')[0] == changed.Path ? new Answer(200, changed.Body) : _jobManager.Respond("GET", target);
        return Task.FromResult(new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(answer.Body) { Headers = { { "Content-Type", Answer.ContentType } } },
        });
    }
}
