using System.Net;
using FlinkReady.FlinkClient.Secrets;

namespace FlinkReady.FlinkClient.Transport;

/// <summary>Clients of servers that are no JobManager: nothing but GET, credentials and TLS as for targets, no redirects, no retries.</summary>
public static class ServerClients
{
    /// <summary>A client of one server. Answers come as they are, not unpacked unless that is asked for; time-outs of answers are the caller's.</summary>
    /// <param name="connection">How the server is reached.</param>
    /// <param name="unpacks">Whether bodies may come packed and are unpacked. Not for ranges of files.</param>
    /// <param name="time">The clock.</param>
    /// <param name="failed">Makes the exception for what this side lacks (a secret's file, a certificate) or finds wrong with the server's certificate.</param>
    public static HttpMessageInvoker Create(TargetConnection connection, bool unpacks, TimeProvider time, Func<string, Exception> failed) =>
        new(new ServerHandler(connection, unpacks, time, failed));

    private sealed class ServerHandler(TargetConnection connection, bool unpacks, TimeProvider time, Func<string, Exception> failed) : HttpMessageHandler
    {
        private readonly Lock _lock = new();
        private readonly bool _hasTlsFiles = connection.Tls is not { CaFile: null, CertificateFile: null, KeyFile: null };
        private (string Fingerprint, HttpMessageInvoker Client, CertificateCheck? Check)? _current;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            CertificateCheck? check = null;
            try
            {
                (var client, check) = Client();
                return await client.SendAsync(request, cancellationToken);
            }
            catch (Exception e) when (e is FailureException or SecretFileException)
            {
                throw failed(e.Message);
            }
            catch (HttpRequestException) when (check?.Problem is not null)
            {
                throw failed(check.Problem);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _current?.Client.Dispose();
            }

            base.Dispose(disposing);
        }

        // Other files, another client: its connections know nothing of the old ones. One that is still in use ends by itself.
        private (HttpMessageInvoker Client, CertificateCheck? Check) Client()
        {
            lock (_lock)
            {
                var fingerprint = _hasTlsFiles ? TlsMaterial.Fingerprint(connection.Tls) : string.Empty;
                if (_current is not { } current || current.Fingerprint != fingerprint)
                {
                    var (wire, check) = SocketHandlers.Create(connection, new MetCertificate());
                    if (wire is SocketsHttpHandler { } sockets && !unpacks)
                    {
                        sockets.AutomaticDecompression = DecompressionMethods.None;
                    }

                    var handlers = new CredentialsHandler(connection, time) { InnerHandler = new ReadOnlyHandler { InnerHandler = wire } };
                    _current = current = (fingerprint, new HttpMessageInvoker(handlers), check);
                }

                return (current.Client, current.Check);
            }
        }
    }
}
