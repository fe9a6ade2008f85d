using System.Text;

namespace FlinkReady.Fleet.Serving;

/// <summary>
/// What a measuring script asks the server itself, below <c>/_fleet</c>: <c>/paths/CLUSTER</c> (the distinct targets asked, in
/// order), <c>/polls</c> (per cluster: requests, polls, the longest gap between polls in ms), <c>/clear</c>, <c>/fault/CLUSTER/FAULT</c>.
/// </summary>
internal static class FleetControl
{
    public static async Task HandleAsync(HttpContext context, FleetServer server, string target)
    {
        var text = target.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["paths", var cluster] => string.Join('\n', server.Requests.All.Where(request => request.Cluster == cluster).Select(request => request.Target).Distinct()),
            ["count"] => server.Requests.All.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["polls"] => Polls(server.Requests),
            ["clear"] => Clear(server.Requests),
            ["fault", var cluster, var fault] => Inject(server, cluster, fault),
            _ => null,
        };
        context.Response.StatusCode = text is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync((text ?? "not found") + "\n");
    }

    private static string Polls(RequestLog log)
    {
        var lines = new StringBuilder("cluster requests polls longestGapMs mostInFlight");
        foreach (var cluster in log.All.GroupBy(request => request.Cluster).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var polls = cluster.Where(request => request.Target == "/jobs/overview").Select(request => request.At).ToList();
            var gap = polls.Zip(polls.Skip(1), (one, next) => (next - one).TotalMilliseconds).DefaultIfEmpty().Max();
            lines.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n{cluster.Key} {cluster.Count()} {polls.Count} {gap:0} {log.MostInFlight(cluster.Key)}");
        }

        return lines.ToString();
    }

    private static string Clear(RequestLog log)
    {
        log.Clear();
        return "cleared";
    }

    private static string Inject(FleetServer server, string cluster, string fault)
    {
        server.Inject(cluster, Fault.Parse(fault));
        return $"{cluster}: {fault}";
    }
}
