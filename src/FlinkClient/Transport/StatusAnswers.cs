using System.Text;
using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>What a status other than 200 means.</summary>
internal static class StatusAnswers
{
    public static Answer Of(FlinkRequest request, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        var status = (int)response.StatusCode;
        var flink = FlinkErrors.FirstLine(body, request.Sent);
        return status switch
        {
            401 => Answer.Failed(FailureReason.Unauthorized, status, "401: credentials are missing or wrong (auth.bearerTokenFile, auth.basic)"),
            403 => Answer.Failed(FailureReason.Forbidden, status, "403: these credentials may not read Flink's REST API"),
            404 => NotFound(request.Endpoint, flink),
            407 => Answer.Failed(FailureReason.Http4xx, status, "407: the proxy wants credentials (user info in proxy)"),
            400 when flink is null && SaysPlainHttp(body) => Answer.Failed(FailureReason.Tls, status, "this port speaks TLS: use https:// in the URL"),
            429 => Busy(FailureReason.Http4xx, response, "429: too many requests"),
            >= 300 and < 400 => Redirected(request, response),
            >= 400 and < 500 => Answer.Failed(FailureReason.Http4xx, status, Tell(status, flink)),
            502 or 504 => Busy(FailureReason.Http5xx, response, Tell(status, flink) + " (a proxy's answer: the JobManager behind it did not)"),
            503 => Busy(IsElection(flink) ? FailureReason.LeaderElection : FailureReason.Http5xx, response, Tell(status, flink)),
            // Flink's own 500 is its normal answer while something is not ready: asking again at once would not help.
            >= 500 and < 600 => Answer.Failed(FailureReason.Http5xx, status, Tell(status, flink)),
            _ => Answer.Failed(FailureReason.NotFlink, status, $"status {status} is none of Flink's: is something else at this address?"),
        };
    }

    private static Answer NotFound(Endpoint endpoint, string? flink)
    {
        if (flink is null)
        {
            return Answer.Failed(FailureReason.NotFlink, 404, "404, and not Flink's own: check the host and the path prefix of the URL");
        }

        // A JobManager looks for a file where it knows no endpoint, and says so; a server without pages of its own says this.
        if (endpoint.IsPartOfEveryCluster && flink.StartsWith("Not found: ", StringComparison.Ordinal))
        {
            return Answer.Failed(FailureReason.NotFlink, 404, $"404: Flink answers, but not as a JobManager: a SQL Gateway does so, and a JobManager without web interface below a wrong path prefix; give the URL of the JobManager (its rest.port, 8081 by default) ({flink})");
        }

        return endpoint.IsPartOfEveryCluster
            ? Answer.Failed(FailureReason.Http4xx, 404, $"404: Flink answers, but has no {endpoint.Template} below this URL; check its path prefix ({flink})")
            : new Answer { Status = 404, AbsentMessage = flink };
    }

    private static Answer Redirected(FlinkRequest request, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var from = response.RequestMessage?.RequestUri;
        if (RedirectTarget.Of(response, from) is not { } location)
        {
            return Answer.Failed(FailureReason.Redirect, status, $"{status}: a redirect without an address to go to; what answers here is no Flink, or a proxy that is set up wrong");
        }

        var target = FlinkErrors.ShowLine(request.Sent.Mask(location.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)));
        if (location.Scheme == Uri.UriSchemeHttps && from?.Scheme == Uri.UriSchemeHttp && location.PathAndQuery == from.PathAndQuery)
        {
            // Flink sends a plain client of its TLS port back to the same port, an ingress that of its port 80 to 443.
            return Answer.Failed(FailureReason.Tls, status, location.Port == from.Port
                ? "this port speaks TLS: use https:// in the URL"
                : $"{status}: plain http is sent on to {target}: use https:// in the URL");
        }

        return Answer.Failed(FailureReason.Redirect, status, $"{status}: redirected to {target}, which is not followed; if that is Flink, put it into the URL");
    }

    private static Answer Busy(FailureReason reason, HttpResponseMessage response, string message) =>
        Answer.Failed(reason, (int)response.StatusCode, message, isTransient: true) with { RetryAfter = RetryAfter(response) };

    // A date is compared with the server's own clock, not with ours.
    private static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var delay = response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - response.Headers.Date);
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }

    private static string Tell(int status, string? flink) => flink is null ? $"status {status}" : $"status {status}: {flink}";

    private static bool IsElection(string? flink) => flink?.Contains("leader election", StringComparison.OrdinalIgnoreCase) == true;

    private static bool SaysPlainHttp(ReadOnlySpan<byte> body) =>
        Encoding.Latin1.GetString(body[..Math.Min(body.Length, 2048)]).Contains("HTTP request was sent to HTTPS port", StringComparison.OrdinalIgnoreCase);
}
