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
        if (Sending.AcceptsGzip(context.Request))
        {
            var end = page.Compressed.Close(tail.Span);
            response.Headers.ContentEncoding = "gzip";
            response.ContentLength = page.Compressed.Length + end.Length;
            await Sending.PiecesAsync(context, page.Compressed.Pieces.Append(end));
            return;
        }

        response.ContentLength = page.Length + tail.Length;
        await Sending.PiecesAsync(context, page.Text.Append(tail));
    }
}
