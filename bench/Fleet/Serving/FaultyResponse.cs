using System.Text;
using System.Text.Json;
using FlinkReady.Fleet.Answers;

namespace FlinkReady.Fleet.Serving;

/// <summary>Sends an answer that something went wrong with.</summary>
internal static class FaultyResponse
{
    private const string ProxyPage = "<html><head><title>Bad gateway</title></head><body><h1>Sign in to continue</h1></body></html>";

    public static async Task SendAsync(HttpContext context, Fault fault, Answer answer, CancellationToken cancellationToken)
    {
        var response = context.Response;
        if (fault.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        switch (fault.Kind)
        {
            case FaultKind.Hang:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            case FaultKind.Drip:
                await DripAsync(response, answer, cancellationToken);
                break;
            case FaultKind.Garbage:
                await WriteAsync(response, 200, Answer.ContentType, [0x00, 0xff, 0xfe, .. answer.Body.Reverse()]);
                break;
            case FaultKind.Reset:
                response.ContentLength = answer.Body.Length + 1;
                response.ContentType = Answer.ContentType;
                await response.Body.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2), cancellationToken);
                await response.Body.FlushAsync(cancellationToken);
                context.Abort();
                break;
            case FaultKind.Drop:
                context.Abort();
                break;
            case FaultKind.Truncate:
                await WriteAsync(response, answer.Status, Answer.ContentType, answer.Body[..(answer.Body.Length / 2)]);
                break;
            case FaultKind.Empty:
                await WriteAsync(response, 200, Answer.ContentType, []);
                break;
            case FaultKind.Html:
                await WriteAsync(response, 200, "text/html", Encoding.UTF8.GetBytes(ProxyPage));
                break;
            case FaultKind.NoContent:
                response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case FaultKind.Status:
                await WriteAsync(response, fault.Status, "text/html", Encoding.UTF8.GetBytes(ProxyPage));
                break;
            case FaultKind.FlinkError:
                await WriteAsync(response, fault.Status, Answer.ContentType, FlinkError(fault.Message ?? "<Exception on server side>"));
                break;
            case FaultKind.Late:
                await Task.Delay(fault.Delay, cancellationToken);
                await WriteAsync(response, answer.Status, Answer.ContentType, answer.Body);
                break;
            default:
                throw new InvalidOperationException($"{fault.Kind} is not served.");
        }
    }

    private static byte[] FlinkError(string message) =>
        Encoding.UTF8.GetBytes($$"""{"errors":["Internal server error.","{{JsonEncodedText.Encode(message)}}"]}""");

    private static async Task DripAsync(HttpResponse response, Answer answer, CancellationToken cancellationToken)
    {
        response.StatusCode = answer.Status;
        response.ContentType = Answer.ContentType;
        response.ContentLength = answer.Body.Length;
        for (var sent = 0; sent < answer.Body.Length; sent++)
        {
            await response.Body.WriteAsync(answer.Body.AsMemory(sent, 1), cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    private static async Task WriteAsync(HttpResponse response, int status, string contentType, byte[] body)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }
}
