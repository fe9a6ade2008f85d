using FlinkReady.FlinkClient.Transport;

namespace FlinkReady.Monitor.Configuration;

/// <summary>Tells the client how a configured target is reached.</summary>
internal static class Connections
{
    /// <summary>The connection of a live target.</summary>
    public static TargetConnection Of(TargetDefinition target, MonitorConfiguration configuration) => new()
    {
        Urls = target.Urls,
        Headers = target.Headers,
        Proxy = target.Proxy,
        BearerTokenFile = target.BearerTokenFile,
        Basic = target.BasicPasswordFile is { } file ? new BasicCredentials(target.BasicUsername, file) : null,
        Tls = new TlsSettings
        {
            CaFile = target.Tls.CaFile,
            CertificateFile = target.Tls.CertificateFile,
            KeyFile = target.Tls.KeyFile,
            ServerName = target.Tls.ServerName,
            InsecureSkipVerify = target.Tls.InsecureSkipVerify,
        },
        RequestTimeout = configuration.RequestTimeout,
        MaxConcurrentRequests = configuration.MaxConcurrentRequests,
    };
}
