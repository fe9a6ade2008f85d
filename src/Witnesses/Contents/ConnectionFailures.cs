using System.Net.Sockets;
using System.Security.Authentication;

namespace FlinkReady.Witnesses.Contents;

/// <summary>What kept a connection from coming about, in a few words. Texts of exceptions are not passed on.</summary>
internal static class ConnectionFailures
{
    /// <summary>What <paramref name="exception"/> comes from.</summary>
    public static string Describe(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case AuthenticationException:
                    return "the TLS handshake failed";
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return "the host name has no address";
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return "connection refused";
            }
        }

        return "the connection could not be made, or was cut off";
    }
}
