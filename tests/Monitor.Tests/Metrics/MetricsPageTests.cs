using System.IO.Compression;
using System.Text;
using FlinkReady.Monitor.Metrics;
using FlinkReady.Monitor.Tests.Support;

namespace FlinkReady.Monitor.Tests.Metrics;

public sealed class MetricsPageTests
{
    [Fact]
    public void Families_of_all_targets_stand_together_with_one_header()
    {
        var page = Exposition.Of(Made.View(Made.Assessment("b", [])), Made.View(Made.Assessment("a", [])));

        Assert.Contains(
            "# HELP flinkready_target_up 1 if the cluster answered in the last poll, else 0.\n# TYPE flinkready_target_up gauge\nflinkready_target_up{target=\"b\"} 1\nflinkready_target_up{target=\"a\"} 1\n# HELP ",
            page,
            StringComparison.Ordinal);
        var headers = page.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).ToList();
        Assert.Equal(headers.Distinct(), headers);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# TYPE process_open_handles gauge\nprocess_open_handles 7\n")]
    public void The_compressed_page_with_its_tail_reads_back_as_the_text(string tail)
    {
        var page = new MetricsPage([.. Enumerable.Range(0, 300).Select(i => TargetSeries.Render(Made.View(Made.Assessment($"t{i}", [Made.Fail("r")])), new SeriesLimits(10, 10), null))]);

        byte[] member = [.. page.Compressed.Pieces.SelectMany(piece => piece.ToArray()), .. page.Compressed.Close(Encoding.UTF8.GetBytes(tail))];

        // GZipStream checks the checksum and the length of the member's trailer.
        using var gzip = new GZipStream(new MemoryStream(member), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        Assert.Equal(Exposition.TextOf(page) + tail, reader.ReadToEnd());
        Assert.Equal(page.Length, Encoding.UTF8.GetByteCount(Exposition.TextOf(page)));
        Assert.Equal(page.Blocks().SelectMany(block => block.ToArray()), page.Text.SelectMany(piece => piece.ToArray()));
        Assert.True(member.Length < page.Length / 4, $"{member.Length} of {page.Length} bytes");
    }

    [Fact]
    public void A_page_can_be_closed_again_and_again()
    {
        var page = new MetricsPage([TargetSeries.Render(Made.View(Made.Assessment("t", [])), new SeriesLimits(10, 10), null)]);

        Assert.Equal(page.Compressed.Close("a 1\n"u8), page.Compressed.Close("a 1\n"u8));
        Assert.NotEqual(page.Compressed.Close("a 1\n"u8), page.Compressed.Close("a 2\n"u8));
    }
}
