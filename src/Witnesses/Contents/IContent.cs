namespace FlinkReady.Witnesses.Contents;

/// <summary>The bytes of one file of a store. Read at places that only grow; nothing is read twice.</summary>
internal interface IContent : IAsyncDisposable
{
    /// <summary>Bytes of the whole file; null where the store doesn't tell.</summary>
    long? Length { get; }

    /// <summary>Reads what lies at <paramref name="offset"/>: at least one byte, 0 only at the end.</summary>
    ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken);
}
