using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FlinkReady.Monitor.Hosting;

/// <summary>Makes the server listen on what the configuration says.</summary>
internal static class Listening
{
    /// <summary>Listens on an address that was found valid: <c>0.0.0.0:9817</c>, <c>[::1]:9817</c>, <c>localhost:9817</c>.</summary>
    public static void On(KestrelServerOptions options, string listen)
    {
        var colon = listen.LastIndexOf(':');
        var host = listen[..colon];
        var port = int.Parse(listen.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        if (host != "localhost")
        {
            options.Listen(IPAddress.Parse(host.Trim('[', ']')), port);
        }
        else if (port == 0)
        {
            options.Listen(IPAddress.Loopback, 0);
        }
        else
        {
            options.ListenLocalhost(port);
        }
    }
}
