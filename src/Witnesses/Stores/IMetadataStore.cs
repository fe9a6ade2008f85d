using FlinkReady.Witnesses.Contents;

namespace FlinkReady.Witnesses.Stores;

/// <summary>A place with files of checkpoints, of which one folder and all below it may be read. Nothing is ever listed or written.</summary>
internal interface IMetadataStore
{
    /// <summary>The folder, as Flink's paths name it.</summary>
    StoreAddress Prefix { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="below">Its names below <see cref="Prefix"/>; at least one, none of which leads elsewhere.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UnreadException">It can't be had.</exception>
    Task<IContent> OpenAsync(IReadOnlyList<string> below, CancellationToken cancellationToken);
}
