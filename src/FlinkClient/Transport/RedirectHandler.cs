namespace FlinkReady.FlinkClient.Transport;

/// <summary>
/// Follows redirects that stay within scheme, host and port, such as a missing slash behind a prefix. Others are handed up as
/// they are: whoever they lead to never sees a request, let alone credentials.
/// </summary>
internal sealed class RedirectHandler : DelegatingHandler
{
    private const int MaxHops = 5;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var hop = 0; ; hop++)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (hop == MaxHops
                || (int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)
                || RedirectTarget.Of(response, request.RequestUri) is not { } next
                || !Addresses.HaveSameOrigin(request.RequestUri!, next))
            {
                return response;
            }

            response.Dispose();
            request.RequestUri = next;
        }
    }
}
