using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Witnesses.Tests.Support;

namespace FlinkReady.Witnesses.Tests.Metadata;

/// <summary>Every file that real clusters wrote, against what was known of the job before it was started.</summary>
public sealed class RecordedMetadataTests
{
    // What Flink's serialised properties begin with: the reader must have stopped exactly before them.
    private static readonly byte[] JavaObject = [0xAC, 0xED, 0x00, 0x05];

    [NeedsFact(Need.SharedMaterial)]
    public async Task Every_file_is_read_to_its_last_operator_and_shows_the_operators_of_the_job()
    {
        var files = RecordedMetadata.All();
        Assert.True(files.Count > 100, $"only {files.Count} files");
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file.Path, TestContext.Current.CancellationToken);
            var (metadata, _, end) = await Reading.WholeAsync(new BytesContent(bytes));
            Assert.True(bytes.AsSpan((int)end).StartsWith(JavaObject), $"{file.Path}: {end} is not where the operators end");
            if (file.Operators is { } truth)
            {
                Assert.Equal(Lines(truth.Select(one => (one.Id, metadata.Version >= 5 ? one.Name : null, metadata.Version >= 5 ? one.Uid ?? string.Empty : null))), Lines(metadata.Operators.Select(one => (one.Id, one.Name, one.Uid))));
            }
        }
    }

    [NeedsFact(Need.SharedMaterial)]
    public async Task State_and_sizes_are_those_that_a_restore_found()
    {
        var compared = 0;
        foreach (var file in RecordedMetadata.All().Where(file => file.Restored is not null))
        {
            var metadata = await Reading.OfAsync(await File.ReadAllBytesAsync(file.Path, TestContext.Current.CancellationToken));
            Assert.Equal(
                file.Restored!.OrderBy(one => one.Id).Select(one => $"{one.Id} {one.Stateful} {one.Bytes} {one.Parallelism} {one.MaxParallelism}"),
                metadata.Operators.OrderBy(one => one.Id).Select(one => $"{one.Id} {one.HasState} {one.StateBytes} {one.Parallelism} {one.MaxParallelism}"));
            compared++;
        }

        Assert.True(compared > 5, $"only {compared} files");
    }

    [NeedsFact(Need.SharedMaterial)]
    public async Task Files_show_the_maximum_parallelism_that_was_set_and_the_changelogs_storage()
    {
        Assert.All((await Own("2.3.0/maxp32768")).Operators, one => Assert.Equal(32768, one.MaxParallelism));
        Assert.All((await Own("1.20.5/good")).Operators, one => Assert.Equal(720, one.MaxParallelism));
        Assert.True((await Own("1.20.5/chlog")).HasChangelogInMemory);
        Assert.False((await Own("1.20.5/chfile")).HasChangelogInMemory);
    }

    private static async Task<CheckpointMetadata> Own(string name) =>
        await Reading.OfAsync(await File.ReadAllBytesAsync(SharedMaterial.PathOf("checkpoint-metadata", name)!, TestContext.Current.CancellationToken));

    private static string Lines(IEnumerable<(string Id, string? Name, string? Uid)> operators) =>
        string.Join('\n', operators.OrderBy(one => one.Id, StringComparer.Ordinal).Select(one => $"{one.Id} {one.Name} / {one.Uid}"));
}
