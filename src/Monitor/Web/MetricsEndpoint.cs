using System.Buffers;
using FlinkReady.Monitor.Metrics;
using FlinkReady.Monitor.Targets;

namespace FlinkReady.Monitor.Web;

/// <summary><c>GET /metrics</c>: copies the bytes of the page, and adds what the process says of itself.</summary>
internal sealed class MetricsEndpoint(PublishedState board, MetricsStore store, ProgramMetrics program)
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public async Task HandleAsync(HttpContext context)
    {
        var page = store.Page(board.Latest);
        using var own = new MemoryStream(16 * 1024);
        await program.WriteAsync(own, context.RequestAborted);
        var tail = own.GetBuffer().AsMemory(0, (int)own.Length);

        var response = context.Response;
        response.ContentType = ContentType;
        response.Headers.Vary = "Accept-Encoding";
        if (AcceptsGzip(context.Request))
        {
            var end = page.Compressed.Close(tail.Span);
            response.Headers.ContentEncoding = "gzip";
            response.ContentLength = page.Compressed.Length + end.Length;
            await WriteAsync(response, page.Compressed.Pieces, end, context.RequestAborted);
            return;
        }

        response.ContentLength = page.Length + tail.Length;
        await WriteAsync(response, page.Text, tail, context.RequestAborted);
    }

    // Flushed now and then: a slow reader holds back this scrape instead of filling the memory.
    private static async Task WriteAsync(HttpResponse response, IEnumerable<ReadOnlyMemory<byte>> blocks, ReadOnlyMemory<byte> tail, CancellationToken cancellationToken)
    {
        const int flushAfter = 64 * 1024;
        var unflushed = 0;
        foreach (var block in blocks)
        {
            response.BodyWriter.Write(block.Span);
            unflushed += block.Length;
            if (unflushed >= flushAfter)
            {
                await response.BodyWriter.FlushAsync(cancellationToken);
                unflushed = 0;
            }
        }

        await response.BodyWriter.WriteAsync(tail, cancellationToken);
    }

    private static bool AcceptsGzip(HttpRequest request)
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
}
