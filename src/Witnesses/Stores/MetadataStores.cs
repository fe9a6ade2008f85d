using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Metadata;

namespace FlinkReady.Witnesses.Stores;

/// <summary>The stores that are configured. Only what lies below one of their prefixes is ever asked for.</summary>
/// <param name="stores">Of several whose prefix fits, the one with the longest is taken.</param>
/// <param name="limits">What a file may cost.</param>
/// <param name="time">The clock.</param>
internal sealed class MetadataStores(IReadOnlyList<IMetadataStore> stores, MetadataLimits limits, TimeProvider time)
{
    /// <summary>Reads the <c>_metadata</c> of a checkpoint.</summary>
    /// <param name="externalPath">The path that REST shows for it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UnreadException">It can't be had, with the reason.</exception>
    public async Task<(StoreAddress Address, MetadataContent Metadata)> ReadAsync(string? externalPath, CancellationToken cancellationToken)
    {
        var address = StoreAddress.OfMetadata(externalPath);
        var (store, below) = stores.Select(store => (Store: store, Below: address.Below(store.Prefix)))
            .Where(candidate => candidate.Below is not null)
            .OrderByDescending(candidate => candidate.Store.Prefix.Path.Count)
            .FirstOrDefault();
        if (store is null || below is null)
        {
            throw new UnreadException(UnreadReason.NotConfigured, $"no store is configured for {address} (checkpointMetadata.stores)");
        }

        using var timeout = new CancellationTokenSource(limits.MaxDuration, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await using var content = await store.OpenAsync(below, either.Token);
            return (address, await MetadataReader.ReadAsync(content, limits, either.Token));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UnreadException(UnreadReason.Failed, $"the file could not be read within {limits.MaxDuration.TotalSeconds} s", e);
        }
    }
}
