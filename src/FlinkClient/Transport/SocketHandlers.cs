using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using FlinkReady.FlinkClient.Secrets;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>The handler at the wire.</summary>
internal static class SocketHandlers
{
    /// <summary>Connections are made anew now and then, so that a changed address in the DNS is noticed.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>A handler for the target, and what its handshakes tell; null where there can be none.</summary>
    /// <param name="connection">How the target is reached.</param>
    /// <param name="met">Is told of the certificates that are accepted.</param>
    public static (HttpMessageHandler Handler, CertificateCheck? Check) Create(TargetConnection connection, MetCertificate met)
    {
        TlsMaterial material;
        try
        {
            material = TlsMaterial.Load(connection.Tls);
        }
        catch (FailureException e)
        {
            return (new UnusableHandler(e.Failure), null);
        }

        var check = new CertificateCheck(connection.Tls, material.Authorities, met);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            UseCookies = false,
            UseProxy = connection.Proxy is not null,
            Proxy = connection.Proxy is { } proxy ? ProxyOf(proxy) : null,
            ConnectTimeout = connection.RequestTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            MaxConnectionsPerServer = connection.MaxConcurrentRequests,
            MaxResponseDrainSize = 64 * 1024,
            ActivityHeadersPropagator = null,
            SslOptions = Options(material, check),
        };
        if (connection is { Tls.ServerName: { } serverName, Proxy: null } && connection.Urls.All(url => url.Scheme == Uri.UriSchemeHttps))
        {
            handler.ConnectCallback = (context, token) => ConnectAsync(context.DnsEndPoint, serverName, material, check, token);
        }

        return (handler, check);
    }

    private static SslClientAuthenticationOptions Options(TlsMaterial material, CertificateCheck check)
    {
        var options = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = check.IsAccepted,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            CipherSuitesPolicy = CipherSuites.Policy,
        };
        if (material.Client is { } client)
        {
            options.ClientCertificateContext = SslStreamCertificateContext.Create(client, material.ClientChain, offline: true);
        }
        else
        {
            options.LocalCertificateSelectionCallback = check.SelectNone;
        }

        return options;
    }

    // The handler always asks by SNI for the URL's host; another name needs a handshake of its own.
    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint endPoint, string serverName, TlsMaterial material, CertificateCheck check, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            var options = Options(material, check);
            options.TargetHost = serverName;
            await stream.AuthenticateAsClientAsync(options, cancellationToken);
            return stream;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static WebProxy ProxyOf(Uri proxy)
    {
        var result = new WebProxy(new Uri(Addresses.Show(proxy)));
        if (proxy.UserInfo.Length > 0)
        {
            var (user, password) = UserInfo.Of(proxy);
            result.Credentials = new NetworkCredential(user, password);
        }

        return result;
    }

    /// <summary>Stands where no connection can be made, because a file that it needs can't be read.</summary>
    private sealed class UnusableHandler(Failure failure) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromException<HttpResponseMessage>(new FailureException(failure));
    }
}
