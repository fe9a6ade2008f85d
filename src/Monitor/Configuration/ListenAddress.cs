using System.Globalization;
using System.Net;

namespace FlinkReady.Monitor.Configuration;

/// <summary>The written form of what <c>watch</c> listens on: <c>0.0.0.0:9817</c>, <c>[::1]:9817</c>, <c>localhost:9817</c>.</summary>
internal static class ListenAddress
{
    /// <summary>True where only this machine gets there.</summary>
    public static bool IsLoopback(string valid)
    {
        var host = valid[..valid.LastIndexOf(':')].Trim('[', ']');
        return host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
    }

    /// <summary>True where the text names an address and a port from 0 (any free one) to 65535.</summary>
    public static bool IsValid(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return false;
        }

        var host = text[..colon];
        if (host.StartsWith('[') && host.EndsWith(']'))
        {
            return IPAddress.TryParse(host.AsSpan(1, host.Length - 2), out _);
        }

        return host == "localhost" || IPAddress.TryParse(host, out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork;
    }
}
