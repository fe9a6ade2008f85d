using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Secrets;

namespace FlinkReady.FlinkClient.Recordings;

/// <summary>Stands where the wire is and answers from a recording.</summary>
internal sealed class RecordingHandler(RecordedAnswers answers) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(Answer((FlinkRequest)request));
        }
        catch (FailureException e)
        {
            return Task.FromException<HttpResponseMessage>(e);
        }
        catch (RecordingException e)
        {
            return Task.FromException<HttpResponseMessage>(new FailureException(new Failure(FailureReason.Connection, 0, e.Message)));
        }
    }

    private HttpResponseMessage Answer(FlinkRequest request)
    {
        if (answers.Next(request.Path) is not { } exchange)
        {
            request.IsUnrecorded = true;
            throw new FailureException(new Failure(FailureReason.Connection, 0, "the recording does not hold this exchange"));
        }

        request.Recorded = (exchange.SentAt, exchange.Elapsed);
        var body = answers.BodyOf(exchange);
        if (exchange.Status == 0)
        {
            var text = FlinkErrors.ShowLine(SecretText.Mask(Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 4096)))));
            throw new FailureException(new Failure(ReasonOf(exchange.Reason, text), 0, text.Length == 0 ? "no answer, when this was recorded" : $"recorded: {text}"));
        }

        var response = new HttpResponseMessage((HttpStatusCode)exchange.Status) { Content = new ByteArrayContent(body), RequestMessage = request };
        if (MediaTypeHeaderValue.TryParse(exchange.ContentType, out var type))
        {
            response.Content.Headers.ContentType = type;
        }

        if (exchange.Headers?.FirstOrDefault(header => header.Key.Equals("location", StringComparison.OrdinalIgnoreCase)).Value is { } location)
        {
            response.Headers.TryAddWithoutValidation("Location", location);
        }

        return response;
    }

    // A recording without a reason has the recording client's own words.
    private static FailureReason ReasonOf(string? reason, string text)
    {
        if (FailureReasons.TryParse(reason, out var known))
        {
            return known;
        }

        return text.Contains("refused", StringComparison.OrdinalIgnoreCase) ? FailureReason.Connection
            : text.Contains("certificate", StringComparison.OrdinalIgnoreCase) || text.Contains("SSL", StringComparison.OrdinalIgnoreCase) ? FailureReason.Tls
            : text.Contains("timed out", StringComparison.OrdinalIgnoreCase) ? FailureReason.Timeout
            : FailureReason.Connection;
    }
}
