namespace FlinkReady.FlinkClient.Transport;

/// <summary>The last handler before the wire: lets nothing pass but a GET without a body.</summary>
internal sealed class ReadOnlyHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get || request.Content is not null)
        {
            throw new InvalidOperationException($"Only GET without a body is sent to Flink, not {request.Method}.");
        }

        return base.SendAsync(request, cancellationToken);
    }
}
