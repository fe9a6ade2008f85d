using System.IO.Compression;
using System.Text;
using FlinkReady.FlinkClient.Recordings;

namespace FlinkReady.FlinkClient.Tests.Recordings;

public sealed class IndexBombTests
{
    // Ten indexes of 62 MiB that compress to nothing: each may be read by itself, together they may not.
    [Fact]
    public void Indexes_that_are_long_together_are_refused_before_they_are_parsed()
    {
        var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            var padding = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));
            for (var snapshot = 0; snapshot < 10; snapshot++)
            {
                using var index = zip.CreateEntry($"{snapshot}/index.json", CompressionLevel.Fastest).Open();
                index.Write("["u8);
                for (var megabyte = 0; megabyte < 62; megabyte++)
                {
                    index.Write(padding);
                }

                index.Write("]"u8);
            }
        }

        archive.Position = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refused = Assert.Throws<RecordingException>(() => Recording.Open(archive, "bomb.zip"));

        Assert.Contains("indexes are longer", refused.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 600L * 1024 * 1024);
    }
}
