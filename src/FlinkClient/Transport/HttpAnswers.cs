using System.Buffers;
using System.IO.Hashing;
using System.Text.Json;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>Turns an HTTP response into an <see cref="Answer"/>: the body into its payload, everything else into its reason.</summary>
internal static class HttpAnswers
{
    // Bodies up to this length are read into one rented buffer and parsed at once, which is the faster way; of longer ones one at a time,
    // up to another length. The rest, and those that don't tell their length, are parsed as they arrive.
    private const int AtOnce = 1024 * 1024;
    private const int LargestAtOnce = 8 * AtOnce;

    private static int LargeBuffers;

    // No shorter body has a text to cut, or too many of anything.
    private const int Unguarded = LongText.MostBytes;

    // Enough for the first messages of an error, of which the first may be a stack trace.
    private const int ErrorBody = 256 * 1024;

    public static async Task<Answer> ReadAsync(FlinkRequest request, HttpResponseMessage response, long limit, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (status == 200)
        {
            return await ReadPayloadAsync(request, response, limit, cancellationToken);
        }

        if (status is >= 200 and < 300)
        {
            return Answer.Failed(FailureReason.NotFlink, status, $"status {status} without a body: Flink never answers so; is something else at this address?");
        }

        var buffer = ArrayPool<byte>.Shared.Rent(ErrorBody);
        try
        {
            var length = await ReadAtMostAsync(response.Content, buffer.AsMemory(0, ErrorBody), cancellationToken);
            var answer = StatusAnswers.Of(request, response, buffer.AsSpan(0, length));
            return answer with { Bytes = length };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<Answer> ReadPayloadAsync(FlinkRequest request, HttpResponseMessage response, long limit, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength is { } announced && announced > limit)
        {
            throw new BodyTooLargeException(200, limit);
        }

        var isHtml = response.Content.Headers.ContentType?.MediaType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true;
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var body = new LimitedStream(stream, 200, limit);
        try
        {
            var (value, stamp, made) = response.Content.Headers.ContentLength switch
            {
                { } length and <= AtOnce => await ReadAtOnceAsync(request, body, (int)length, cancellationToken),
                { } length and <= LargestAtOnce when Interlocked.CompareExchange(ref LargeBuffers, 1, 0) == 0 => await ReadLargeAtOnceAsync(request, body, (int)length, cancellationToken),
                _ => await ReadAsItArrivesAsync(request, body, cancellationToken),
            };
            return new Answer { Status = 200, Value = value, Stamp = stamp, Bytes = body.Count, TextsMade = made };
        }
        catch (JsonException e)
        {
            return BadBody(request, e, body, isHtml);
        }
    }

    private static async Task<(object Value, Stamp Stamp, long? TextsMade)> ReadAtOnceAsync(FlinkRequest request, LimitedStream body, int length, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(length, 1));
        try
        {
            var read = await body.ReadAtLeastAsync(buffer.AsMemory(0, length), length, throwOnEndOfStream: false, cancellationToken);
            var stamp = Stamp.Of(buffer.AsSpan(0, read));
            var kept = read > Unguarded ? new BodyGuard(request.Endpoint).Pass(buffer.AsSpan(0, read)) : read;
            SharedTexts.CountAnew();
            return (request.Endpoint.Read(WithoutByteOrderMark(buffer.AsSpan(0, kept))), stamp, SharedTexts.Made);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // A body that drips in keeps the one large buffer, and the others are parsed as they arrive.
    private static async Task<(object Value, Stamp Stamp, long? TextsMade)> ReadLargeAtOnceAsync(FlinkRequest request, LimitedStream body, int length, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAtOnceAsync(request, body, length, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref LargeBuffers, 0);
        }
    }

    private static async Task<(object Value, Stamp Stamp, long? TextsMade)> ReadAsItArrivesAsync(FlinkRequest request, LimitedStream body, CancellationToken cancellationToken)
    {
        var hash = new XxHash3();
        body.Passed = hash.Append;
        body.Guard = new BodyGuard(request.Endpoint);
        var value = await request.Endpoint.ReadAsync(body, cancellationToken);
        return (value, Stamp.Of(hash), null);
    }

    private static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> body) =>
        body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? body[3..] : body;

    private static Answer BadBody(FlinkRequest request, JsonException exception, LimitedStream body, bool isHtml)
    {
        if (isHtml || body.FirstByte == '<')
        {
            return Answer.Failed(FailureReason.NotFlink, 200, "HTML where Flink answers JSON: a proxy or login page, or the wrong path prefix") with { Bytes = body.Count };
        }

        if (body.FirstByte is null)
        {
            return Answer.Failed(FailureReason.BadPayload, 200, "the body is empty");
        }

        if (body.FirstByte is not ((byte)'{' or (byte)'['))
        {
            return Answer.Failed(FailureReason.NotFlink, 200, "the body is not JSON: something else than Flink answers here") with { Bytes = body.Count };
        }

        // The parser's own text is not shown: it may quote the body.
        var where = exception.Path is { Length: > 1 and < 100 } path ? $" at {FlinkErrors.ShowLine(request.Sent.Mask(path))}" : string.Empty;
        var fault = exception.InnerException is null && exception.LineNumber is null ? exception.Message : $"the JSON is broken or of an unexpected type{where}";
        return Answer.Failed(FailureReason.BadPayload, 200, $"not what Flink promises here: {FlinkErrors.ShowLine(fault)}") with { Bytes = body.Count };
    }

    private static async Task<int> ReadAtMostAsync(HttpContent content, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        return await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
    }
}
