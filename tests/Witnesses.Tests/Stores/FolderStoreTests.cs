using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Metadata;
using FlinkReady.Witnesses.Stores;
using FlinkReady.Witnesses.Tests.Support;

namespace FlinkReady.Witnesses.Tests.Stores;

public sealed class FolderStoreTests : IDisposable
{
    private static readonly byte[] Metadata = MetadataBytes.File(6, 1).Operator(6, 1).I32(0).ToArray();

    private readonly string _root = Directory.CreateTempSubdirectory("flinkready-store").FullName;
    private readonly string _folder;

    public FolderStoreTests()
    {
        _folder = Path.Combine(_root, "volume");
        Write("volume/job/chk-7/_metadata");
        Write("secret/_metadata");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_file_is_read_where_its_volume_is_mounted()
    {
        var metadata = (await ReadAsync("file:/flink-data/job/chk-7")).Metadata;
        Assert.Equal("file:/flink-data/job/chk-7/_metadata", metadata.Path);
        Assert.Equal("uid-1", Assert.Single(metadata.Operators).Uid);
    }

    [Theory]
    [InlineData("file:/flink-data/job/chk-8", UnreadReason.Gone)]
    [InlineData("file:/flink-data/another/chk-8", UnreadReason.Gone)]
    [InlineData("file:/elsewhere/job/chk-7", UnreadReason.NotConfigured)]
    [InlineData("s3://flink-data/job/chk-7", UnreadReason.NotConfigured)]
    [InlineData("file:/flink-data/../secret", UnreadReason.Refused)]
    public async Task Another_path_has_its_reason(string path, object reason) =>
        Assert.Equal(reason, (await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(path))).Reason);

    [Fact]
    public async Task A_link_that_leads_out_is_not_followed()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder, "job", "chk-9"), Path.Combine(_root, "secret"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "job", "chk-10"), "../../secret");
        Directory.CreateDirectory(Path.Combine(_folder, "job", "chk-11"));
        File.CreateSymbolicLink(Path.Combine(_folder, "job", "chk-11", "_metadata"), Path.Combine(_root, "secret", "_metadata"));
        foreach (var checkpoint in new[] { 9, 10, 11 })
        {
            var refusal = await Assert.ThrowsAsync<UnreadException>(() => ReadAsync($"file:/flink-data/job/chk-{checkpoint}"));
            Assert.Equal(UnreadReason.Refused, refusal.Reason);
        }
    }

    [Fact]
    public async Task A_link_within_the_volume_and_the_volume_itself_may_be_links()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder, "job", "latest"), "chk-7");
        Directory.CreateSymbolicLink(Path.Combine(_root, "mounted"), "volume");
        Assert.Single((await ReadAsync("file:/flink-data/job/latest", Path.Combine(_root, "mounted"))).Metadata.Operators);
    }

    [Fact]
    public async Task Links_in_a_circle_are_no_file()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder, "job", "a"), "b");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "job", "b"), "a");
        Assert.Equal(UnreadReason.Gone, (await Assert.ThrowsAsync<UnreadException>(() => ReadAsync("file:/flink-data/job/a"))).Reason);
    }

    [Fact]
    public async Task A_volume_that_is_not_there_is_no_file_that_is_gone()
    {
        var failure = await Assert.ThrowsAsync<UnreadException>(() => ReadAsync("file:/flink-data/job/chk-7", Path.Combine(_root, "none")));
        Assert.Equal(UnreadReason.Failed, failure.Reason);
        Assert.Contains("mounted", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_place_of_the_file_costs_nothing_but_a_reason()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "job", "chk-12", "_metadata"));
        var failure = await Assert.ThrowsAsync<UnreadException>(() => ReadAsync("file:/flink-data/job/chk-12"));
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task A_pipe_in_place_of_the_file_is_not_opened()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "job", "chk-13"));
        NamedPipe.Create(Path.Combine(_folder, "job", "chk-13", "_metadata"));
        Assert.Equal(UnreadReason.BadMetadata, (await Assert.ThrowsAsync<UnreadException>(() => ReadAsync("file:/flink-data/job/chk-13"))).Reason);
    }

    [Fact]
    public async Task Of_two_prefixes_the_longer_one_wins()
    {
        var outer = new FolderStore(StoreAddress.Parse("file:/"), Path.Combine(_root, "none"));
        var inner = new FolderStore(StoreAddress.Parse("file:/flink-data/"), _folder);
        var stores = new MetadataStores([outer, inner], MetadataLimits.Default, TimeProvider.System);
        Assert.Single((await stores.ReadAsync("file:/flink-data/job/chk-7", TestContext.Current.CancellationToken)).Metadata.Operators);
    }

    [Fact]
    public async Task A_file_that_is_deleted_while_it_is_read_is_read_to_its_end()
    {
        var store = new FolderStore(StoreAddress.Parse("file:/flink-data/"), _folder);
        await using var content = await store.OpenAsync(["job", "chk-7", "_metadata"], TestContext.Current.CancellationToken);
        Directory.Delete(Path.Combine(_folder, "job", "chk-7"), recursive: true);
        Assert.Single((await Reading.OfAsync(content)).Operators);
    }

    private Task<MetadataRead> ReadAsync(string path, string? folder = null) =>
        new MetadataStores([new FolderStore(StoreAddress.Parse("file:/flink-data/"), folder ?? _folder)], MetadataLimits.Default, TimeProvider.System)
            .ReadAsync(path, TestContext.Current.CancellationToken);

    private void Write(string name)
    {
        var file = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, Metadata);
    }
}
