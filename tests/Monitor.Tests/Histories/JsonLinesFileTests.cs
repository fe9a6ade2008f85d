using System.Text.Json.Serialization;
using FlinkReady.Monitor.Histories;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkReady.Monitor.Tests.Histories;

/// <summary>The files of <c>history.folder</c>: what a disk, a crash or a stranger does to them costs no more than it touched.</summary>
public sealed class JsonLinesFileTests : IDisposable
{
    private const long Whole = 1024 * 1024;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flinkready-history-");
    private readonly HistoryFaults _faults = new(NullLogger<HistoryFaults>.Instance);

    private string Path => System.IO.Path.Combine(_folder.FullName, "lines.jsonl");

    [Fact]
    public void What_was_appended_is_read_again_in_its_order()
    {
        var file = File();

        Assert.True(file.Append([new HistoryLine(1), new HistoryLine(2)]));
        Assert.True(file.Append([new HistoryLine(3)]));

        Assert.Equal([1, 2, 3], Read());
        Assert.Equal(default, CountsOf("lines"));
    }

    [Theory]
    [InlineData("{\"number\":")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"number\":\"one\"}")]
    [InlineData("\0\0\0\0")]
    [InlineData("{}")]
    public void A_line_that_is_broken_costs_itself_and_is_counted(string broken)
    {
        System.IO.File.WriteAllText(Path, $"{{\"number\":1}}\n{broken}\n\n{{\"number\":3}}\n");

        Assert.Equal([1, 3], Read());
        Assert.Equal(1, CountsOf("lines").LinesSkipped);
    }

    [Fact]
    public void A_line_that_was_cut_off_spoils_no_line_after_it()
    {
        System.IO.File.WriteAllText(Path, "{\"number\":1}\n{\"num");

        Assert.True(File().Append([new HistoryLine(3)]));

        Assert.Equal([1, 3], Read());
    }

    [Fact]
    public void A_line_longer_than_any_of_ours_is_dropped_as_it_comes()
    {
        System.IO.File.WriteAllText(Path, $"{{\"number\":1}}\n{{\"number\":2,\"more\":\"{new string('x', 9 * 1024 * 1024)}\"}}\n{{\"number\":3}}\n");

        Assert.Equal([1, 3], File().Read(64 * Whole).Select(line => line.Number));
        Assert.Equal(1, CountsOf("lines").LinesSkipped);
    }

    [Fact]
    public void Lines_longer_than_the_first_buffer_are_read()
    {
        System.IO.File.WriteAllText(Path, $"{{\"number\":1}}\n{{\"number\":2,\"more\":\"{new string('x', 300_000)}\"}}\n{{\"number\":3}}");

        Assert.Equal([1, 2, 3], Read());
    }

    [Fact]
    public void Of_a_file_that_is_too_long_the_end_is_read()
    {
        File().Append([.. Enumerable.Range(0, 100).Select(number => new HistoryLine(number))]);

        Assert.Equal([97, 98, 99], File().Read(3 * "{\"number\":99}\n".Length + 5).Select(line => line.Number));
    }

    [Fact]
    public void A_generation_before_is_read_first_and_goes_with_a_rewrite()
    {
        var file = File();
        file.Append([new HistoryLine(1)]);
        Assert.True(file.Rotate());
        file.Append([new HistoryLine(2)]);

        Assert.Equal([1, 2], Read());
        Assert.True(file.Rewrite([new HistoryLine(7)]));
        Assert.Equal([7], Read());
        Assert.Equal(["lines.jsonl"], _folder.GetFiles().Select(one => one.Name));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_counted_and_nothing_throws()
    {
        System.IO.File.WriteAllText(Path, "a file where the folder should be");
        var file = new JsonLinesFile<HistoryLine>(Path, "lines", HistoryLines.Default.HistoryLine, _faults);

        Assert.False(file.Append([new HistoryLine(1)]));
        Assert.False(file.Rewrite([new HistoryLine(1)]));
        Assert.Empty(file.Read(Whole));

        Assert.Equal(2, CountsOf("lines").WriteFailures);
    }

    [Fact]
    public void A_full_disk_is_counted_and_nothing_throws()
    {
        Assert.SkipUnless(System.IO.File.Exists("/dev/full"), "has no /dev/full");
        System.IO.File.CreateSymbolicLink(Path, "/dev/full");

        Assert.False(File().Append([new HistoryLine(1)]));

        Assert.Equal(1, CountsOf("lines").WriteFailures);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private JsonLinesFile<HistoryLine> File() => new(_folder.FullName, "lines", HistoryLines.Default.HistoryLine, _faults);

    private IEnumerable<int> Read() => File().Read(Whole).Select(line => line.Number);

    private HistoryFaultCounts CountsOf(string file) => _faults.Counts.Single(pair => pair.Key == file).Value;
}

internal sealed record HistoryLine([property: JsonRequired] int Number);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HistoryLine))]
internal sealed partial class HistoryLines : JsonSerializerContext;
