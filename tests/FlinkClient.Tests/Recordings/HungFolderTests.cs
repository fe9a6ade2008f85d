using FlinkReady.FlinkClient.Files;
using FlinkReady.FlinkClient.Recordings;

namespace FlinkReady.FlinkClient.Tests.Recordings;

/// <summary>Folders on a mount that hangs.</summary>
public sealed class HungFolderTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void A_folder_whose_listing_hangs_is_told_and_holds_nobody_up()
    {
        using var end = new ManualResetEventSlim();
        var listings = 0;

        for (var times = 0; times < 3; times++)
        {
            var fault = Assert.Throws<RecordingException>(() => new FolderFiles("hung", Hang, Short));
            Assert.Contains("did not answer within", fault.Message, StringComparison.Ordinal);
        }

        // Whoever asks again waits for the same listing: one thread, however often it is asked for. A busy machine may begin with it late.
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref listings) > 0, TimeSpan.FromSeconds(20)));
        Assert.Equal(1, listings);
        end.Set();

        HashSet<string> Hang(string root)
        {
            Interlocked.Increment(ref listings);
            end.Wait();
            return [];
        }
    }

    [Fact]
    public void What_the_work_throws_is_thrown_where_it_is_waited_for() =>
        Assert.Throws<UnauthorizedAccessException>(() => Patience.Wait<object>("throws", () => throw new UnauthorizedAccessException()));
}
