namespace FlinkReady.FlinkClient.Transport;

/// <summary>Keeps the bytes of each attempt for the recording; the last attempt's are written.</summary>
internal sealed class CaptureHandler(long maxBodyBytes, MetCertificate met) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var flink = (FlinkRequest)request;
        flink.Captured = null;
        var response = await base.SendAsync(request, cancellationToken);
        var status = (int)response.StatusCode;
        using var buffer = new MemoryStream();
        await using (var body = new LimitedStream(await response.Content.ReadAsStreamAsync(cancellationToken), status, maxBodyBytes))
        {
            await body.CopyToAsync(buffer, cancellationToken);
        }

        var bytes = buffer.ToArray();
        flink.Captured = new CapturedBody(status, response.Content.Headers.ContentType?.ToString() ?? string.Empty, response.Headers.Location?.OriginalString, bytes, met.Last);
        var again = new ByteArrayContent(bytes);
        again.Headers.ContentType = response.Content.Headers.ContentType;
        response.Content.Dispose();
        response.Content = again;
        return response;
    }
}
