using System.Net;
using FlinkReady.Monitor.Targets;

namespace FlinkReady.Monitor.Web;

/// <summary>
/// Refuses requests under a name that this monitor is not known by: a page of a stranger may have its own name lead here (DNS rebinding), and would
/// then read what only this machine may.
/// </summary>
/// <param name="board">The configuration in force.</param>
/// <param name="listensOnLoopback">True where only this machine gets here.</param>
/// <param name="ownName">The name of this host, in Kubernetes that of the pod.</param>
internal sealed class HostCheck(PublishedState board, bool listensOnLoopback, string ownName)
{
    /// <summary>True where the request may be answered.</summary>
    public bool Admits(HttpRequest request)
    {
        var web = board.Configuration.Web;
        if (!listensOnLoopback && web.Hosts.Count == 0)
        {
            return true;
        }

        var host = request.Host.Host;
        return host.Length == 0
            || IPAddress.TryParse(host.Trim('[', ']'), out _)
            || IsSame(host, "localhost")
            || IsSame(host, ownName)
            || (web.PublicUrl is { } own && IsSame(host, own.IdnHost))
            || web.Hosts.Any(name => IsSame(host, name))
            || request.Path.Value is "/metrics" or "/livez" or "/readyz";
    }

    private static bool IsSame(string host, string name) => string.Equals(host, name, StringComparison.OrdinalIgnoreCase);
}
