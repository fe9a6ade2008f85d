using System.Diagnostics;
using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Metadata;
using FlinkReady.Witnesses.Tests.Support;

namespace FlinkReady.Witnesses.Tests.Metadata;

/// <summary>Runs alone: it measures the memory of the process.</summary>
[CollectionDefinition(nameof(LargeFileTests), DisableParallelization = true)]
[Collection(nameof(LargeFileTests))]
public sealed class LargeFileTests(ITestOutputHelper output)
{
    private const int Parallelism = 32768;

    // Incremental state of many small files at the largest parallelism: nothing of it can be jumped over.
    [Fact]
    public async Task A_file_of_64_MiB_without_anything_to_jump_over_takes_no_memory_for_its_handles()
    {
        var bytes = MetadataBytes.File(4, 1).Operator(4, 1, Parallelism, Parallelism).I32(Parallelism);
        for (var subtask = 0; subtask < Parallelism; subtask++)
        {
            bytes.I32(subtask).I32(0).I32(0).U8(11).I64(7).Utf("backend").I32(subtask).I32(1).I64(-1).Inline(10).I32(33);
            for (var file = 0; file < 33; file++)
            {
                bytes.Utf("000042.sst").OwnFile(3);
            }

            bytes.I32(0).Utf("id").U8(0).I32(0).I32(0);
        }

        var content = new WatchedContent(bytes.ToArray());
        Assert.InRange(content.Length!.Value, 50L * 1024 * 1024, MetadataLimits.Default.MaxBytes);
        var watch = Stopwatch.StartNew();
        var metadata = await Reading.OfAsync(content);
        output.WriteLine($"{content.Length} bytes in {watch.ElapsedMilliseconds} ms, at most {content.MostBeside} bytes beside");
        Assert.InRange(content.MostBeside, 1, 4_000_000);
        Assert.Equal(Parallelism * (10L + (33 * 3)), Assert.Single(metadata.Operators).StateBytes);
    }

    /// <summary>Measures now and then what lives beside it.</summary>
    private sealed class WatchedContent(byte[] bytes) : IContent
    {
        private const int Every = 16;

        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
        private int _reads;

        public long? Length => bytes.Length;

        public long MostBeside { get; private set; }

        public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var count = (int)Math.Min(bytes.Length - offset, buffer.Length);
            bytes.AsMemory((int)offset, count).CopyTo(buffer);
            if (++_reads % Every == 0)
            {
                MostBeside = Math.Max(MostBeside, GC.GetTotalMemory(forceFullCollection: true) - _before);
            }

            return new(count);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
