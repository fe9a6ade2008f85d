using System.Net;
using FlinkReady.Fleet.Answers;
using FlinkReady.Fleet.Clusters;

namespace FlinkReady.Fleet.Serving;

/// <summary>A fleet without sockets: answers a client's requests in its own process, at the time it is given.</summary>
public sealed class FleetHandler(SimulatedFleet fleet, TimeProvider time) : HttpMessageHandler
{
    /// <summary>What was asked.</summary>
    public RequestLog Requests { get; } = new();

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var target = request.RequestUri!.PathAndQuery;
        var end = target.IndexOf('/', 1);
        var name = end < 0 ? target[1..] : target[1..end];
        var path = end < 0 ? "/" : target[end..];
        Requests.Begin(new LoggedRequest(time.GetUtcNow(), name, request.Method.Method, path));
        Requests.End(name);
        var answer = fleet.Find(name) is { } cluster
            ? new JobManager(cluster, time).Respond(request.Method.Method, path)
            : new Answer(404, """{"errors":["Not found"]}"""u8.ToArray());
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(answer.Body),
        };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", Answer.ContentType);
        return Task.FromResult(response);
    }
}
