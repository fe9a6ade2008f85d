using System.Net;
using FlinkReady.Fleet.Answers;
using FlinkReady.Fleet.Clusters;

namespace FlinkReady.Reliability.Tests.Support;

/// <summary>A cluster that stands still, for sizes at which looking a job up by its id would be the slowest part.</summary>
public sealed class IndexedWire(SimulatedFleet fleet, TimeProvider time) : HttpMessageHandler
{
    private readonly Dictionary<string, JobRun> _runs = fleet.Clusters[0].Runs(time.GetUtcNow()).ToDictionary(run => run.Id, StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var cluster = fleet.Clusters[0];
        var path = request.RequestUri!.PathAndQuery[(cluster.Name.Length + 1)..];
        var answer = new JobManager(cluster, time, id => _runs.GetValueOrDefault(id)).Respond(request.Method.Method, path);
        return Task.FromResult(new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(answer.Body) { Headers = { { "Content-Type", Answer.ContentType } } },
        });
    }
}
