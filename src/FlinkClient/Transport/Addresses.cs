using System.Net;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>URLs as they may be shown.</summary>
public static class Addresses
{
    /// <summary>The URL without user info, query and fragment.</summary>
    public static string Show(Uri url) =>
        url.IsAbsoluteUri ? url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : "(not an absolute URL)";

    /// <summary>True where the host is this machine's loopback.</summary>
    internal static bool IsLoopback(Uri url) =>
        url.IsLoopback || (IPAddress.TryParse(url.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));

    /// <summary>True where two URLs agree in scheme, host and port: what credentials may be sent to.</summary>
    internal static bool HaveSameOrigin(Uri a, Uri b) =>
        a.Port == b.Port
        && string.Equals(a.Scheme, b.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(a.IdnHost, b.IdnHost, StringComparison.OrdinalIgnoreCase);
}
