using System.IO.Compression;

namespace FlinkReady.Monitor.Web;

/// <summary>Sends bodies. A slow reader holds back its own answer instead of filling the memory, and one that takes nothing for a while is dropped.</summary>
internal static class Sending
{
    // As much of an answer as is under way beside what the system buffers.
    private const int AtOnce = 32 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Sends pieces that are in memory anyway, for all readers.</summary>
    public static async Task PiecesAsync(HttpContext context, IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        foreach (var piece in pieces)
        {
            for (var at = 0; at < piece.Length; at += AtOnce)
            {
                if (!await SendAsync(context, piece.Slice(at, Math.Min(AtOnce, piece.Length - at))))
                {
                    return;
                }
            }
        }
    }

    /// <summary>Sends a compressed block as it is, or unpacked where the reader does not take it so.</summary>
    public static async Task CompressedAsync(HttpContext context, string contentType, ChunkedBytes block)
    {
        var response = context.Response;
        response.ContentType = contentType;
        response.Headers.Vary = "Accept-Encoding";
        if (AcceptsGzip(context.Request))
        {
            response.Headers.ContentEncoding = "gzip";
            response.ContentLength = block.Length;
            await PiecesAsync(context, block.Pieces);
            return;
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        await using var plain = new GZipStream(block.OpenRead(), CompressionMode.Decompress);
        var buffer = new byte[AtOnce];
        int read;
        while ((read = plain.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0 && await SendAsync(context, buffer.AsMemory(0, read)))
        {
        }
    }

    /// <summary>True where the reader says that it takes gzip.</summary>
    public static bool AcceptsGzip(HttpRequest request)
    {
        foreach (var header in request.Headers.AcceptEncoding)
        {
            foreach (var range in (header ?? string.Empty).Split(','))
            {
                var parts = range.Split(';', StringSplitOptions.TrimEntries);
                if (parts[0].Equals("gzip", StringComparison.OrdinalIgnoreCase))
                {
                    return parts.Length == 1 || parts[1].Replace(" ", string.Empty, StringComparison.Ordinal) is not ("q=0" or "q=0.0" or "q=0.00" or "q=0.000");
                }
            }
        }

        return false;
    }

    private static async ValueTask<bool> SendAsync(HttpContext context, ReadOnlyMemory<byte> bytes)
    {
        var sent = context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
        if (sent.IsCompleted)
        {
            return !(await sent).IsCompleted;
        }

        try
        {
            return !(await sent.AsTask().WaitAsync(Patience, context.RequestAborted)).IsCompleted;
        }
        catch (TimeoutException)
        {
            context.Abort();
            return false;
        }
    }
}
