using System.Globalization;
using FlinkReady.Monitor.Targets;
using Microsoft.Net.Http.Headers;

namespace FlinkReady.Monitor.Web;

/// <summary>
/// Answers 304 to whoever has what is published already (RFC 9110, <c>If-None-Match</c>): scripts and readers of feeds that keep it pay nothing as long as
/// nothing was learnt; browsers are told to keep nothing. The tag is a weak one, because an answer is the same compressed and plain.
/// </summary>
internal sealed class Freshness(PublishedState published)
{
    // Publications are counted from the start of the process on.
    private readonly string _process = Guid.NewGuid().ToString("N");

    /// <summary>The handler, asked only for what its reader does not have.</summary>
    public RequestDelegate Of(RequestDelegate handler) => context =>
    {
        // Read before the answer is put together: one that is newer than its tag is sent once more, never kept too long.
        var tag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{_process}-{published.Latest.Version}\""), isWeak: true);
        if (EntityTagHeaderValue.TryParseList(context.Request.Headers.IfNoneMatch, out var known) && known.Any(one => one.Compare(tag, useStrongComparison: false)))
        {
            context.Response.Headers.ETag = tag.ToString();
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.OnStarting(
            static state =>
            {
                var (response, text) = ((HttpResponse, string))state;
                if (response.StatusCode == StatusCodes.Status200OK)
                {
                    response.Headers.ETag = text;
                }

                return Task.CompletedTask;
            },
            (context.Response, tag.ToString()));
        return handler(context);
    };
}
