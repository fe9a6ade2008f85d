using System.IO.Compression;
using System.Text;
using System.Text.Json;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Html;

namespace FlinkReady.Monitor.Web;

/// <summary>The kinds of answers there are.</summary>
internal static class Answers
{
    /// <summary>The content type of pages.</summary>
    public const string Html = "text/html; charset=utf-8";

    public static Task TextAsync(HttpContext context, int status, string text) =>
        WriteAsync(context, status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text + "\n"));

    /// <summary>What went wrong, as a program reads it: <c>{"error": "…"}</c>.</summary>
    public static Task ErrorAsync(HttpContext context, int status, string message)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("error", message);
            json.WriteEndObject();
        }

        return JsonAsync(context, status, buffer.ToArray());
    }

    public static Task HtmlAsync(HttpContext context, int status, string html)
    {
        var body = Encoding.UTF8.GetBytes(html);
        context.Response.Headers.Vary = "Accept-Encoding";
        if (!Sending.AcceptsGzip(context.Request))
        {
            return WriteAsync(context, status, Html, body);
        }

        context.Response.Headers.ContentEncoding = "gzip";
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body);
        }

        return WriteAsync(context, status, Html, buffer.ToArray());
    }

    public static Task JsonAsync(HttpContext context, int status, ReadOnlyMemory<byte> json) =>
        WriteAsync(context, status, "application/json; charset=utf-8", json);

    public static Task BytesAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body) =>
        WriteAsync(context, status, contentType, body);

    /// <summary>What every answer carries.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="web">Whose pages may show it in a frame.</param>
    public static void Harden(HttpResponse response, WebSettings web)
    {
        response.Headers.ContentSecurityPolicy = web.FrameAncestors.Count == 0
            ? $"{StyleSheet.Policy}; frame-ancestors 'none'"
            : $"{StyleSheet.Policy}; frame-ancestors {string.Join(' ', web.FrameAncestors)}";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";
    }

    private static Task WriteAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        return Sending.PiecesAsync(context, [body]);
    }
}
