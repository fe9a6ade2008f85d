using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Metadata;
using FlinkReady.Witnesses.Stores;
using FlinkReady.Witnesses.Tests.Support;

namespace FlinkReady.Witnesses.Tests.Stores;

/// <summary>A file that somebody names, which may be anything.</summary>
public sealed class MetadataFileTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("flinkready-metadata").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task The_folder_of_the_checkpoint_and_a_link_to_the_file_do_as_well()
    {
        File.WriteAllBytes(At("_metadata"), MetadataBytes.File(6, 1).Operator(6, 1).I32(0).ToArray());
        File.CreateSymbolicLink(At("link"), At("_metadata"));
        foreach (var path in (string[])[_root, At("_metadata"), At("link")])
        {
            Assert.Equal("uid-1", Assert.Single((await ReadAsync(path)).Operators).Uid);
        }
    }

    [Fact]
    public async Task Pipes_and_devices_are_not_opened_behind_a_link_either()
    {
        NamedPipe.Create(At("pipe"));
        File.CreateSymbolicLink(At("link"), At("pipe"));
        foreach (var path in (string[])[At("pipe"), At("link"), "/dev/zero"])
        {
            Assert.Equal(UnreadReason.BadMetadata, (await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(path))).Reason);
        }
    }

    [Fact]
    public async Task What_is_not_there_is_gone() =>
        Assert.Equal(UnreadReason.Gone, (await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(At("none")))).Reason);

    private string At(string name) => Path.Combine(_root, name);

    private static Task<FlinkReady.FlinkModel.Payloads.CheckpointMetadata> ReadAsync(string path) =>
        MetadataFile.ReadAsync(path, MetadataLimits.Default, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
}
