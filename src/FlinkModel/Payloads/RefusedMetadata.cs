using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.FlinkModel.Payloads;

/// <summary>A checkpoint's <c>_metadata</c> that was too large to be read: its size is known all the same.</summary>
/// <param name="Path">The file's address, without a query.</param>
/// <param name="FileBytes">Bytes of the whole file, as the store tells.</param>
public sealed record RefusedMetadata(string Path, long FileBytes)
{
    /// <summary>What was learned stands under it.</summary>
    public static SourceKey<RefusedMetadata> Key { get; } = new("refusedMetadata", "size of the checkpoint metadata of :jobid");
}
