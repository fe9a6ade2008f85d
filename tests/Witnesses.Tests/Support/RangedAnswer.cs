using System.Globalization;
using System.Net;

namespace FlinkReady.Witnesses.Tests.Support;

/// <summary>How a store answers that knows ranges.</summary>
internal static class RangedAnswer
{
    /// <summary>Answers with the bytes, or the range of them that is asked for.</summary>
    public static async Task SendAsync(HttpListenerContext context, byte[] bytes)
    {
        var response = context.Response;
        response.Headers["ETag"] = "\"1\"";
        var part = bytes.AsMemory();
        if (context.Request.Headers["Range"] is { } range)
        {
            var ends = range["bytes=".Length..].Split('-');
            var from = long.Parse(ends[0], CultureInfo.InvariantCulture);
            if (from >= bytes.Length)
            {
                response.StatusCode = 416;
                response.Close();
                return;
            }

            var to = Math.Min(long.Parse(ends[1], CultureInfo.InvariantCulture), bytes.Length - 1);
            response.StatusCode = 206;
            response.Headers["Content-Range"] = $"bytes {from}-{to}/{bytes.Length}";
            part = part[(int)from..(int)(to + 1)];
        }

        response.ContentLength64 = part.Length;
        await response.OutputStream.WriteAsync(part);
        response.Close();
    }
}
