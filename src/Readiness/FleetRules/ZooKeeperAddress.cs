using System.Globalization;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.Readiness.FleetRules;

/// <summary>Reads the address of a ZooKeeper ensemble as ZooKeeper's client does (<c>ConnectStringParser</c>): <c>h1:2181,h2:2181/chroot</c>.</summary>
internal static class ZooKeeperAddress
{
    private const int DefaultPort = 2181;
    private const int MostServers = 32;

    /// <summary>The servers as host:port, sorted, each once, and the path behind them.</summary>
    public static (IReadOnlyList<string> Servers, string Chroot) Read(string quorum)
    {
        var text = quorum.Trim().Trim('"', '\'').Trim();

        // Written as a YAML list the value keeps its brackets; those of an IPv6 address stand around one host.
        if (text.StartsWith('[') && text.EndsWith(']') && text.IndexOf(']', StringComparison.Ordinal) == text.Length - 1 && !text.Contains("::", StringComparison.Ordinal))
        {
            text = text[1..^1];
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var hosts = slash < 0 ? text : text[..slash];
        return (
            [.. hosts.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Server).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostServers)],
            slash < 0 ? string.Empty : text[slash..]);
    }

    /// <summary>The parts as one path: slashes at their ends don't count.</summary>
    public static string Join(params ReadOnlySpan<string> parts)
    {
        var path = string.Empty;
        foreach (var part in parts)
        {
            var trimmed = part.Trim().Trim('/');
            path = trimmed.Length == 0 ? path : $"{path}/{trimmed}";
        }

        return path.Length == 0 ? "/" : path;
    }

    /// <summary>True for an address that is another machine wherever it is used.</summary>
    public static bool IsLoopback(string server)
    {
        var host = server[..server.LastIndexOf(':')].Trim('[', ']');
        return host is "localhost" or "::1" || host.StartsWith("127.", StringComparison.Ordinal) || host.EndsWith(".localhost", StringComparison.Ordinal);
    }

    /// <summary>The machine that a live cluster was asked at.</summary>
    public static string MachineOf(TargetAccess access) =>
        access.IsLoopback ? "localhost" : Uri.TryCreate(access.Address, UriKind.Absolute, out var url) ? url.Host.ToLowerInvariant() : access.Address;

    private static string Server(string text)
    {
        var colon = text.LastIndexOf(':');
        var hasPort = colon > 0 && text[colon - 1] != ':' && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && (text.IndexOf(':', StringComparison.Ordinal) == colon || text[colon - 1] == ']');
        var host = (hasPort ? text[..colon] : text).ToLowerInvariant().TrimEnd('.');
        return hasPort ? $"{host}:{int.Parse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture)}" : $"{host}:{DefaultPort}";
    }
}
