using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Metadata;
using FlinkReady.Witnesses.Stores;

namespace FlinkReady.Witnesses.Tests.Stores;

/// <summary>Stores on a mount that hangs: a question to it ends when the mount does, whatever was told to end.</summary>
public sealed class HungStoreTests : IDisposable
{
    private readonly ManualResetEventSlim _end = new();

    public void Dispose() => _end.Set();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Neither_opening_nor_reading_is_waited_for_longer_than_the_limit(bool opens)
    {
        var store = new Hung(_end, opens);
        using var stores = new MetadataStores([store], MetadataLimits.Default with { MaxDuration = TimeSpan.FromMilliseconds(100) }, TimeProvider.System);

        var unread = await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(stores));

        Assert.Equal(UnreadReason.Failed, unread.Reason);
        Assert.Contains("within 0.1 s", unread.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_often_it_is_asked_no_more_hang_than_there_are_places()
    {
        var store = new Endless();
        using var stores = new MetadataStores([store], MetadataLimits.Default with { MaxDuration = TimeSpan.FromMilliseconds(20) }, TimeProvider.System);
        for (var times = 0; times < 2 * Patience.Places; times++)
        {
            await Assert.ThrowsAsync<UnreadException>(() => ReadAsync(stores));
        }

        Assert.InRange(store.Asked, 1, Patience.Places);
    }

    [Fact]
    public async Task Who_asks_can_end_it()
    {
        using var stores = new MetadataStores([new Hung(_end, opens: false)], MetadataLimits.Default, TimeProvider.System);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stores.ReadAsync("file:/data/chk-1", patience.Token).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
    }

    private static Task<MetadataRead> ReadAsync(MetadataStores stores) =>
        stores.ReadAsync("file:/data/chk-1", TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    // Holds no thread: how many it is asked by must not follow from how many threads there are.
    private sealed class Endless : IMetadataStore
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public StoreAddress Prefix { get; } = StoreAddress.Parse("file:/data");

        public Task<IContent> OpenAsync(IReadOnlyList<string> below, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            return new TaskCompletionSource<IContent>().Task;
        }
    }

    private sealed class Hung(ManualResetEventSlim end, bool opens) : IMetadataStore
    {
        public StoreAddress Prefix { get; } = StoreAddress.Parse("file:/data");

        public Task<IContent> OpenAsync(IReadOnlyList<string> below, CancellationToken cancellationToken)
        {
            if (!opens)
            {
                end.Wait(CancellationToken.None);
            }

            return Task.FromResult<IContent>(new HungContent(end));
        }
    }

    private sealed class HungContent(ManualResetEventSlim end) : IContent
    {
        public long? Length => 100;

        public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            end.Wait(CancellationToken.None);
            return new(0);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
