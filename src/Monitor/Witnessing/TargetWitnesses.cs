using FlinkReady.FlinkClient.Transport;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Metadata;
using FlinkReady.Witnesses.Prometheus;
using FlinkReady.Witnesses.Stores;

namespace FlinkReady.Monitor.Witnessing;

/// <summary>The witnesses that are configured for a target, ready to be asked.</summary>
internal sealed class TargetWitnesses : IDisposable
{
    private readonly List<HttpMessageInvoker> _clients = [];

    private TargetWitnesses(EffectiveTarget target, TimeProvider time)
    {
        var (metadata, prometheus) = (target.CheckpointMetadata, target.Prometheus);
        Timeout = target.Definition.Connection.RequestTimeout;
        MetadataInterval = metadata.MinInterval ?? MetadataSettings.DefaultMinInterval;
        PrometheusInterval = prometheus.MinInterval ?? PrometheusSettings.DefaultMinInterval;
        if (metadata.Enabled == true)
        {
            var limits = MetadataLimits.Default with { MaxBytes = metadata.MaxBytes ?? MetadataSettings.DefaultMaxBytes };
            Stores = MetadataStores.Create(metadata.Stores.Select(store => Store(store, time)), limits, time);
        }

        if (prometheus.IsOn)
        {
            var client = Client(prometheus.Connection, unpacks: true, "prometheus", time);
            Prometheus = new PrometheusWitness(prometheus.Connection.Urls[0], prometheus.Matchers, client, new PrometheusLimits { Timeout = Timeout }, time);
            PrometheusAddress = prometheus.Connection.Urls[0].GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        }
    }

    /// <summary>Where files of checkpoints may be read; null where none are.</summary>
    public MetadataStores? Stores { get; }

    /// <summary>The Prometheus; null where none is asked.</summary>
    public PrometheusWitness? Prometheus { get; }

    /// <summary>Its address without credentials.</summary>
    public string PrometheusAddress { get; } = string.Empty;

    /// <summary>How long a job's files are left alone after an attempt that failed.</summary>
    public TimeSpan MetadataInterval { get; }

    /// <summary>How long Prometheus is left alone about a job after an answer that did not settle it.</summary>
    public TimeSpan PrometheusInterval { get; }

    /// <summary>That of the target's own requests: for as long a verdict may wait for a witness.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Those of a target; null where none is configured.</summary>
    public static TargetWitnesses? Of(EffectiveTarget target, TimeProvider time) =>
        target.CheckpointMetadata.Enabled == true || target.Prometheus.IsOn ? new TargetWitnesses(target, time) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Stores?.Dispose();
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    private StoreDefinition Store(MetadataStoreSettings store, TimeProvider time) => new(StoreAddress.Parse(store.Prefix))
    {
        S3 = store.S3 is { } s3 ? s3 with { Timeout = Timeout } : new S3Settings { Timeout = Timeout },
        Folder = store.Folder,
        Url = store.Web.Urls.Count > 0 ? store.Web.Urls[0] : null,
        Client = store.Web.Urls.Count > 0 ? Client(store.Web, unpacks: false, "the store's", time) : null,
    };

    private HttpMessageInvoker Client(TargetConnection connection, bool unpacks, string whose, TimeProvider time)
    {
        var client = ServerClients.Create(
            connection with { RequestTimeout = Timeout },
            unpacks,
            time,
            message => new UnreadException(UnreadReason.Failed, $"{message} ({whose} auth and tls)"));
        _clients.Add(client);
        return client;
    }
}
