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
    private long _maxMemory = ReadOptions.DefaultMaxMemory;

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

    // A store's address is written in one way; Flink shows what the user wrote.
    [Theory]
    [InlineData("")]
    [InlineData("file://")]
    public async Task One_reading_serves_both_however_the_path_is_written(string scheme)
    {
        _checkpoints.Write("savepoint-1", Head, Gone);
        Restored(shown => shown with { ExternalPath = scheme + Path.Combine(_checkpoints.Folder, "savepoint-1") });
        Assert.Equal(["read"], await PollAsync());
        Assert.Equal([Head, Gone], Ids(CheckpointMetadata.RestoredKey));
    }

    [Fact]
    public async Task What_serves_both_takes_its_memory_once()
    {
        var large = Enumerable.Range(0, 50).Select(static number => $"{number:x32}").ToArray();
        _checkpoints.Write("savepoint-1", large);
        _job.Statistics = _checkpoints.Statistics(restored: "savepoint-1");
        _maxMemory = 15_000;
        Assert.Equal(["read"], await PollAsync());
        Assert.Equal(large, Ids(CheckpointMetadata.RestoredKey));
        var size = Size(CheckpointMetadata.Key);
        Assert.InRange(size, 50 * 120, _maxMemory);
        Assert.Equal(0, Size(CheckpointMetadata.RestoredKey));

        _checkpoints.Write("chk-2", Head);
        _job.Statistics = _checkpoints.Statistics("chk-2", restored: "savepoint-1");
        Assert.Equal(["read"], await PollAsync());
        Assert.Equal(large, Ids(CheckpointMetadata.RestoredKey));
        Assert.Equal(size, Size(CheckpointMetadata.RestoredKey));
    }

    // Flink goes back to the run's own checkpoint by itself, and takes all of it; where there is no store for them, to one that lies in its memory.
    [Theory]
    [InlineData("file:/cp/00000000000000000000000000000001/chk-1")]
    [InlineData("<checkpoint-not-externally-addressable>")]
    public async Task A_fail_over_is_not_asked_about(string path)
    {
        _checkpoints.Write("chk-2", Head);
        Restored(shown => shown with { IsSavepoint = false, ExternalPath = path }, "chk-2");

        Assert.Equal(["read"], await PollAsync());
        Assert.Null(_last!.Jobs[0].Readings.Value(CheckpointMetadata.RestoredKey));
    }

    // In CLAIM mode Flink gives what it was started from the properties of its own checkpoints (CheckpointCoordinator.restoreSavepoint).
    [Theory]
    [InlineData("0000000000000000000000000000000a/chk-9")]
    [InlineData("savepoint-1")]
    public async Task What_the_job_took_over_is_asked_about(string restored)
    {
        _checkpoints.Write(restored, Head, Gone);
        _checkpoints.Write("chk-2", Head);
        Restored(static shown => shown with { IsSavepoint = false }, "chk-2", restored);

        Assert.Equal(["read", "read"], await PollAsync());
        Assert.Equal([Head, Gone], Ids(CheckpointMetadata.RestoredKey));
    }

    // A savepoint may be deleted once the job runs.
    [Fact]
    public async Task What_is_gone_is_asked_for_three_times_and_told_once()
    {
        _checkpoints.Write("chk-2", Head);
        _job.Statistics = _checkpoints.Statistics("chk-2", restored: "savepoint-1");
        Assert.Equal(["read", "gone"], await PollAsync());
        for (var again = 0; again < 2; again++)
        {
            _time.Advance(TimeSpan.FromMinutes(10));
            Assert.Equal(["gone"], await PollAsync());
            Assert.Equal(["read", "gone"], _last!.WitnessReads.Select(static read => read.Result));
        }

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(await PollAsync());
        Assert.Equal(["read", "gone"], _last!.WitnessReads.Select(static read => read.Result));

        // Another restore is another question.
        _checkpoints.Write("savepoint-2", Head, Gone);
        _job.Statistics = _checkpoints.Statistics("chk-2", restored: "savepoint-2");
        Assert.Equal(["read", "read"], await PollAsync());
        Assert.Equal([Head, Gone], Ids(CheckpointMetadata.RestoredKey));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_has_no_room_is_said_and_tried_again_after_the_interval(bool isThereStill)
    {
        var large = Enumerable.Range(0, 50).Select(static number => $"{number:x32}").ToArray();
        _checkpoints.Write("savepoint-1", large);
        _checkpoints.Write("chk-2", Head);
        _job.Statistics = _checkpoints.Statistics("chk-2", restored: "savepoint-1");
        _maxMemory = 4_000;
        Assert.Equal(["read", "tooLarge"], await PollAsync());
        Assert.Contains("maxTargetMemory", _last!.WitnessReads[^1].Message, StringComparison.Ordinal);
        Assert.Equal(FailureReason.TooLarge, _last.Jobs[0].Readings.Get(CheckpointMetadata.RestoredKey)!.Failure!.Reason);
        Assert.True(MemoryRoom.HasRefused(_last.Jobs[0]));
        Assert.Empty(await PollAsync());

        _maxMemory = ReadOptions.DefaultMaxMemory;
        _time.Advance(TimeSpan.FromMinutes(10));
        if (!isThereStill)
        {
            Directory.Delete(Path.Combine(_checkpoints.Folder, "savepoint-1"), recursive: true);
        }

        Assert.Equal([isThereStill ? "read" : "gone"], await PollAsync());
        Assert.False(MemoryRoom.HasRefused(_last.Jobs[0]));
        Assert.Equal(isThereStill ? large : null, _last.Jobs[0].Readings.Value(CheckpointMetadata.RestoredKey)?.Operators.Select(static one => one.Id));
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

    // Statistics with another restore than a savepoint's.
    private void Restored(Func<RestoredCheckpoint, RestoredCheckpoint> shown, string? completed = null, string restored = "savepoint-1")
    {
        var latest = _checkpoints.Statistics(completed, restored: restored).Latest!;
        _job.Statistics = new CheckpointStatistics(null, latest with { Restored = shown(latest.Restored!) }, []);
    }

    private long Size(SourceKey<CheckpointMetadata> key) => _last!.Jobs[0].Readings.Get(key)!.Size;

    private IEnumerable<string> Ids(SourceKey<CheckpointMetadata> key) => _last!.Jobs[0].Readings.Value(key)!.Operators.Select(one => one.Id);

    // Results of the attempts that this poll made.
    private async Task<IReadOnlyList<string>> PollAsync()
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        _last = await _reader.ReadAsync(_last, ReadOptions.Incremental(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)) with { MaxMemory = _maxMemory }, TestContext.Current.CancellationToken);
        return [.. _last.WitnessReads.Where(read => read.IsNew).Select(read => read.Result)];
    }
}
