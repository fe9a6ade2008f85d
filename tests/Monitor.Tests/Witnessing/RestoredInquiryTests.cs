using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.FlinkModel.Sources;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Monitor.Witnessing;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.Monitor.Tests.Witnessing;

/// <summary>When the metadata of what a run was started from is read: the one file that tells which state a restore had to find operators for.</summary>
public sealed class RestoredInquiryTests : IDisposable
{
    private const string Head = "cbc357ccb763df2852fee8c4fc7d55f2";
    private const string Gone = "7df19f87deec5680128845fd9a6ca18d";

    private readonly FakeTimeProvider _time = new(Made.Noon);
    private readonly Checkpoints _checkpoints = new();
    private readonly ScriptedReader _cluster;
    private readonly ScriptedJob _job = new("00000000000000000000000000000001") { Vertices = [Head] };
    private readonly IClusterReader _reader;
    private ClusterSnapshot? _last;

    public RestoredInquiryTests()
    {
        _cluster = new ScriptedReader(_time) { Jobs = { _job } };
        var settings = new MetadataSettings { Enabled = true, Stores = [new MetadataStoreSettings { Prefix = $"file:{_checkpoints.Folder}" }] };
        _reader = WitnessedReader.Over(_cluster, EffectiveTarget.Of(new TargetDefinition { Name = "a", CheckpointMetadata = settings }, new MonitorConfiguration()), _time);
    }

    // A monitor that is started after the first checkpoint never saw the file that was restored in the place of the run's own.
    [Fact]
    public async Task It_is_read_beside_the_run_s_own_and_once()
    {
        _checkpoints.Write("savepoint-1", Head, Gone);
        _checkpoints.Write("chk-2", Head);
        _job.Statistics = _checkpoints.Statistics("chk-2", restored: "savepoint-1");

        Assert.Equal(["read", "read"], await PollAsync());
        Assert.Equal([Head], Ids(CheckpointMetadata.Key));
        Assert.Equal([Head, Gone], Ids(CheckpointMetadata.RestoredKey));
        Assert.Empty(await PollAsync());
        Assert.Equal([Head, Gone], Ids(CheckpointMetadata.RestoredKey));
    }

    [Fact]
    public async Task Before_the_first_checkpoint_one_reading_serves_both()
    {
        _checkpoints.Write("savepoint-1", Head, Gone);
        _job.Statistics = _checkpoints.Statistics(restored: "savepoint-1");
        Assert.Equal(["read"], await PollAsync());

        _checkpoints.Write("chk-2", Head);
        _job.Statistics = _checkpoints.Statistics("chk-2", restored: "savepoint-1");
        Assert.Equal(["read"], await PollAsync());
        Assert.Equal([Head], Ids(CheckpointMetadata.Key));
        Assert.Equal([Head, Gone], Ids(CheckpointMetadata.RestoredKey));
    }

    // Flink goes back to the run's own checkpoint by itself, and takes all of it.
    [Fact]
    public async Task A_fail_over_is_not_asked_about()
    {
        _checkpoints.Write("chk-1", Head);
        _checkpoints.Write("chk-2", Head);
        var latest = _checkpoints.Statistics("chk-2", restored: "chk-1").Latest!;
        _job.Statistics = new CheckpointStatistics(null, latest with { Restored = latest.Restored! with { IsSavepoint = false } }, []);

        Assert.Equal(["read"], await PollAsync());
        Assert.Null(_last!.Jobs[0].Readings.Value(CheckpointMetadata.RestoredKey));
    }

    [Fact]
    public async Task What_can_not_be_read_is_tried_again_after_the_interval()
    {
        _checkpoints.WriteGarbage("savepoint-1");
        _checkpoints.Write("chk-2", Head);
        _job.Statistics = _checkpoints.Statistics("chk-2", restored: "savepoint-1");
        Assert.Equal(["read", "badMetadata"], await PollAsync());
        Assert.Empty(await PollAsync());

        _time.Advance(TimeSpan.FromMinutes(10));
        _checkpoints.Write("savepoint-1", Head, Gone);
        Assert.Equal(["read"], await PollAsync());
    }

    /// <summary>Statistics are read once a minute; of a run that has just begun they are asked for at each poll until it has a checkpoint of its own.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(60, 0)]
    public async Task The_first_checkpoint_of_a_young_run_is_not_waited_for(int minutes, int repeats)
    {
        _job.StartMs = Made.Noon.AddMinutes(-minutes).ToUnixTimeMilliseconds();
        _checkpoints.Write("savepoint-1", Head, Gone);
        _job.Statistics = _checkpoints.Statistics(restored: "savepoint-1");
        Assert.Equal(["read"], await PollAsync());

        // Not due: the job keeps what the poll before had.
        _job.Statistics = null;
        _checkpoints.Write("chk-2", Head);
        _cluster.Repeated.Enqueue(_checkpoints.Statistics("chk-2", restored: "savepoint-1"));
        Assert.Equal(Enumerable.Repeat("read", repeats), await PollAsync());
        Assert.Equal(repeats, _cluster.Repeats);
        Assert.Empty(await PollAsync());
        Assert.Equal(repeats, _cluster.Repeats);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _checkpoints.Dispose();
    }

    private IEnumerable<string> Ids(SourceKey<CheckpointMetadata> key) => _last!.Jobs[0].Readings.Value(key)!.Operators.Select(one => one.Id);

    // Results of the attempts that this poll made.
    private async Task<IReadOnlyList<string>> PollAsync()
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        _last = await _reader.ReadAsync(_last, ReadOptions.Incremental(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)), TestContext.Current.CancellationToken);
        return [.. _last.WitnessReads.Where(read => read.IsNew).Select(read => read.Result)];
    }
}
