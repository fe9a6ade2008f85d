using System.Diagnostics;
using FlinkReady.Witnesses.Metadata;
using FlinkReady.Witnesses.Tests.Support;

namespace FlinkReady.Witnesses.Tests.Metadata;

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

        var content = new BytesContent(bytes.ToArray());
        Assert.InRange(content.Length!.Value, 50L * 1024 * 1024, MetadataLimits.Default.MaxBytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var metadata = await Reading.OfAsync(content);
        output.WriteLine($"{content.Length} bytes in {watch.ElapsedMilliseconds} ms");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
        Assert.Equal(Parallelism * (10L + (33 * 3)), Assert.Single(metadata.Operators).StateBytes);
    }
}
