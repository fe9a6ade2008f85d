using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Secrets;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>A cluster on the wire.</summary>
internal sealed class LiveAnswerSource(
    string name, TargetConnection connection, IPollRecorder? recorder, TargetClients targets, IHttpClientFactory clients, MetCertificate met, TimeProvider time) : IAnswerSource
{
    private static readonly TimeSpan BetweenPolls = TimeSpan.FromSeconds(3);

    private readonly string _clientName = targets.Add(name, connection, isRecorded: recorder is not null, met);
    private readonly bool _hasTlsFiles = connection.Tls is not { CaFile: null, CertificateFile: null, KeyFile: null };
    private volatile bool _isDisposed;

    public TargetAccess Access { get; } = new(
        Addresses.Show(connection.Urls[0]),
        connection.Urls.All(url => url.Scheme == Uri.UriSchemeHttps),
        connection.Urls.All(Addresses.IsLoopback),
        HasCredentials(connection),
        IsRecording: false);

    public int Workers => connection.MaxConcurrentRequests;

    public bool IsLive => true;

    public DateTimeOffset Now => time.GetUtcNow();

    // The handshake with a proxy that speaks TLS itself would pass for the cluster's.
    public ServerCertificate? Certificate => connection.Proxy?.Scheme == Uri.UriSchemeHttps ? null : met.Last;

    // Rotated certificates make another client: its connections know nothing of the old ones. After the end there is none: the
    // factory would make one without any of the target's handlers.
    public async ValueTask<HttpMessageInvoker> OpenClientAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await targets.CloseCircuitAsync(_clientName);
        return clients.CreateClient(_hasTlsFiles ? $"{_clientName}#{TlsMaterial.Fingerprint(connection.Tls)}" : _clientName);
    }

    public async ValueTask<bool> MayListAgainAsync(DateTimeOffset firstListing, CancellationToken cancellationToken)
    {
        var wait = BetweenPolls - (time.GetUtcNow() - firstListing);
        if (wait > TimeSpan.Zero)
        {
            // A clock that was set back must not make the poll hang.
            await Task.Delay(wait > BetweenPolls ? BetweenPolls : wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return !cancellationToken.IsCancellationRequested;
    }

    public void Answered(FlinkRequest request, Exchange exchange) => recorder?.Add(request, exchange);

    public void Dispose()
    {
        _isDisposed = true;
        targets.Remove(_clientName);
    }

    private static bool HasCredentials(TargetConnection connection) =>
        connection.Auth is not { BearerTokenFile: null, Basic: null }
        || connection.Tls.CertificateFile is not null
        || connection.Urls.Any(url => url.UserInfo.Length > 0)
        || connection.Headers.Keys.Any(SecretText.IsSecretName);
}
