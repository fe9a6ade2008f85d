using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Metadata;

namespace FlinkReady.Witnesses.Stores;

/// <summary>The stores that are configured. Only what lies below one of their prefixes is ever asked for.</summary>
public sealed class MetadataStores : IDisposable
{
    private readonly IReadOnlyList<(IMetadataStore Store, Patience Patience)> _stores;
    private readonly MetadataLimits _limits;

    internal MetadataStores(IEnumerable<IMetadataStore> stores, MetadataLimits limits, TimeProvider time) =>
        (_stores, _limits) = ([.. stores.Select(store => (store, new Patience(limits.MaxDuration, time)))], limits);

    /// <summary>The stores of a configuration. Nothing is asked yet.</summary>
    /// <param name="stores">Of several whose prefix fits, the one with the longest is taken.</param>
    /// <param name="limits">What a file may cost.</param>
    /// <param name="time">The clock.</param>
    public static MetadataStores Create(IEnumerable<StoreDefinition> stores, MetadataLimits limits, TimeProvider time) => new(stores.Select(StoreOf), limits, time);

    /// <summary>Reads the <c>_metadata</c> of a checkpoint.</summary>
    /// <param name="externalPath">The path that REST shows for it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UnreadException">It can't be had, with the reason.</exception>
    public async Task<MetadataRead> ReadAsync(string? externalPath, CancellationToken cancellationToken)
    {
        var address = StoreAddress.OfMetadata(externalPath);
        var (store, patience, below) = _stores.Select(one => (one.Store, one.Patience, Below: address.Below(one.Store.Prefix)))
            .Where(candidate => candidate.Below is not null)
            .OrderByDescending(candidate => candidate.Store.Prefix.Path.Count)
            .FirstOrDefault();
        if (store is null || below is null)
        {
            throw new UnreadException(UnreadReason.NotConfigured, $"no store is configured for {address} (checkpointMetadata.stores)");
        }

        return await patience.WaitAsync("the file", OpenAndReadAsync, cancellationToken);

        async Task<MetadataRead> OpenAndReadAsync(CancellationToken token)
        {
            await using var content = await store.OpenAsync(below, token);
            return await MetadataReader.ReadAsync(content, address.ToString(), _limits, token);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (store, _) in _stores)
        {
            (store as IDisposable)?.Dispose();
        }
    }

    private static IMetadataStore StoreOf(StoreDefinition store) => store switch
    {
        { Folder: { } folder } => new FolderStore(store.Prefix, folder),
        { Url: { } url, Client: { } client } => new UrlStore(store.Prefix, url, client),
        { Prefix.Scheme: "file" } => new FolderStore(store.Prefix, "/" + string.Join('/', store.Prefix.Path)),
        _ => new S3Store(store.Prefix, store.S3 ?? new S3Settings()),
    };
}
