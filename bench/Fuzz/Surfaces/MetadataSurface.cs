using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Metadata;

namespace FlinkReady.Fuzz.Surfaces;

/// <summary>The <c>_metadata</c> of a checkpoint: whoever writes a job decides what lies in it.</summary>
public sealed class MetadataSurface : ISurface
{
    // What one small operator takes, its texts and all, against its smallest entry; and what reading takes whatever is read.
    private const int MostBytesKeptPerByte = 40;
    private const int MostBytesBeside = 2_000_000;

    /// <inheritdoc/>
    public string Name => "metadata";

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> Corpus { get; } = CorpusFiles.Of("metadata");

    /// <inheritdoc/>
    public async Task ReadAsync(byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            await using var content = new BytesContent(input);
            var (metadata, _, end) = await MetadataReader.ReadAsync(content, "fuzz", MetadataLimits.Default, CancellationToken.None);
            if (end > input.Length || metadata.Operators.DistinctBy(one => one.Id).Count() != metadata.Operators.Count || metadata.Operators.Any(one => one.StateBytes < 0))
            {
                throw new InvalidOperationException("what was read can't be");
            }
        }
        catch (UnreadException)
        {
            // One clear line is what a broken file is worth.
        }

        if (GC.GetAllocatedBytesForCurrentThread() - before > MostBytesBeside + ((long)input.Length * MostBytesKeptPerByte))
        {
            throw new InvalidOperationException("memory was taken for what is not there");
        }
    }

    private sealed class BytesContent(byte[] bytes) : IContent
    {
        public long? Length => bytes.Length;

        public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var count = (int)Math.Min(bytes.Length - offset, buffer.Length);
            bytes.AsSpan((int)offset, count).CopyTo(buffer.Span);
            return new(count);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
