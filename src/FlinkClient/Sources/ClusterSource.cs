using System.Text.Json.Serialization.Metadata;
using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkClient.Sources;

/// <summary>Something that is read of a cluster: under which key, when it is due, and how. Recorded is what it asks.</summary>
internal abstract class ClusterSource
{
    /// <summary>What it reads.</summary>
    public abstract SourceKey Key { get; }

    /// <summary>Where it reads.</summary>
    public abstract Endpoint Endpoint { get; }

    /// <summary>True where it hardly ever changes: it is read in every tenth poll.</summary>
    public virtual bool IsSlow => false;

    /// <summary>Reads it.</summary>
    /// <param name="requester">Asks.</param>
    /// <param name="earlier">The reading of the poll before, null where there was none.</param>
    public abstract Task<Reading> ReadAsync(IRequester requester, Reading? earlier);
}

/// <inheritdoc/>
/// <typeparam name="T">The payload.</typeparam>
internal abstract class ClusterSource<T>(SourceKey<T> key, JsonTypeInfo<T> type, Func<T, string?> findFault, bool isPartOfEveryCluster) : ClusterSource
    where T : class
{
    private readonly Endpoint<T> _endpoint = new(key, type, findFault, isPartOfEveryCluster);

    /// <inheritdoc/>
    public override SourceKey Key => key;

    /// <inheritdoc/>
    public override Endpoint Endpoint => _endpoint;

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(IRequester requester, Reading? earlier) =>
        await requester.AskAsync(_endpoint, key.Template, (Reading<T>?)earlier);
}
