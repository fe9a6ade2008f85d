using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Monitor.Witnessing;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.Monitor.Tests.Witnessing;

/// <summary>When a checkpoint's metadata is read, and what is done where it can't be had.</summary>
public sealed class MetadataInquiryTests : IDisposable
{
    private const string Head = "cbc357ccb763df2852fee8c4fc7d55f2";
    private const string Chained = "7df19f87deec5680128845fd9a6ca18d";
    private const string Job = "00000000000000000000000000000001";

    private readonly FakeTimeProvider _time = new(Made.Noon);
    private readonly Checkpoints _checkpoints = new();
    private readonly ScriptedReader _cluster;
    private readonly ScriptedJob _job = new(Job) { Vertices = [Head] };
    private readonly IClusterReader _reader;
    private ClusterSnapshot? _last;
    private long _maxMemory = ReadOptions.DefaultMaxMemory;

    public MetadataInquiryTests()
    {
        _cluster = new ScriptedReader(_time) { Jobs = { _job } };
        _reader = WitnessedReader.Over(_cluster, Target(new MetadataStoreSettings { Prefix = $"file:{_checkpoints.Folder}" }), _time);
    }

    [Fact]
    public async Task It_is_read_once_a_run_after_the_first_checkpoint()
    {
        _job.Statistics = _checkpoints.Statistics();
        Assert.Empty(await PollAsync());

        _checkpoints.Write("chk-1", Head, Chained);
        _job.Statistics = _checkpoints.Statistics("chk-1");
        Assert.Equal(["read"], await PollAsync());
        var file = _last!.Jobs[0].Readings.Value(CheckpointMetadata.Key)!;
        Assert.Equal((4, $"{_checkpoints.PathOf("chk-1")}/_metadata"), (file.Version, file.Path));
        Assert.Equal([Head, Chained], file.Operators.Select(one => one.Id));

        _job.Statistics = _checkpoints.Statistics("chk-2");
        Assert.Empty(await PollAsync());
        Assert.Same(file, _last.Jobs[0].Readings.Value(CheckpointMetadata.Key));
    }

    [Fact]
    public async Task It_is_read_again_for_other_vertices_a_new_restore_and_a_new_run()
    {
        _checkpoints.Write("chk-1", Head, Chained);
        _job.Statistics = _checkpoints.Statistics("chk-1");
        Assert.Equal(["read"], await PollAsync());

        _job.Vertices = [Head, Chained];
        Assert.Equal(["read"], await PollAsync());
        Assert.Empty(await PollAsync());

        _job.Statistics = _checkpoints.Statistics("chk-1", restored: "chk-1", restoredId: 2);
        Assert.Equal(["read"], await PollAsync());
        Assert.Empty(await PollAsync());

        _job.StartMs += 1000;
        Assert.Equal(["read"], await PollAsync());
    }

    [Fact]
    public async Task What_is_gone_is_looked_for_at_once_where_the_cluster_says_now()
    {
        _job.Statistics = _checkpoints.Statistics("chk-1");
        _checkpoints.Write("chk-2", Head);
        _cluster.Repeated.Enqueue(_checkpoints.Statistics("chk-2"));

        Assert.Equal(["gone", "read"], await PollAsync());
        Assert.Equal(1, _cluster.Repeats);
        Assert.Contains(_last!.Exchanges, exchange => exchange.Path == $"/jobs/{Job}/checkpoints");
    }

    /// <summary>Statistics are up to 3 s old: 1.20.5 with a checkpoint every 2 s and two monitors named one that was gone at each of five polls.</summary>
    [Fact]
    public async Task Where_the_cluster_still_names_what_is_gone_the_numbers_that_follow_are_tried()
    {
        _job.Statistics = _checkpoints.Statistics("chk-1");
        _checkpoints.Write("chk-3", Head, Chained);

        Assert.Equal(["gone", "read"], await PollAsync());
        Assert.EndsWith("chk-3/_metadata", _last!.Jobs[0].Readings.Value(CheckpointMetadata.Key)!.Path, StringComparison.Ordinal);
        Assert.Empty(await PollAsync());
    }

    [Fact]
    public async Task A_file_that_nobody_named_is_taken_only_where_it_fits_the_job()
    {
        _job.Statistics = _checkpoints.Statistics("chk-1");
        _checkpoints.Write("chk-2", Chained);

        Assert.Equal(["gone"], await PollAsync());
        Assert.Null(_last!.Jobs[0].Readings.Value(CheckpointMetadata.Key));
    }

    [Fact]
    public async Task A_savepoint_that_stays_is_taken_where_checkpoints_are_gone()
    {
        _checkpoints.Write("savepoint-1", Head);
        _job.Statistics = _checkpoints.Statistics("chk-1", "savepoint-1");
        Assert.Equal(["gone", "read"], await PollAsync());
        Assert.EndsWith("savepoint-1/_metadata", _last!.Jobs[0].Readings.Value(CheckpointMetadata.Key)!.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_savepoint_has_a_file_where_checkpoints_have_none()
    {
        _checkpoints.Write("savepoint-1", Head);
        var latest = _checkpoints.Statistics("chk-1", "savepoint-1").Latest!;
        _job.Statistics = new CheckpointStatistics(null, latest with { Completed = latest.Completed! with { ExternalPath = "<checkpoint-not-externally-addressable>" } }, []);
        Assert.Equal(["read"], await PollAsync());
    }

    [Fact]
    public async Task A_savepoint_that_was_discarded_is_not()
    {
        _checkpoints.Write("savepoint-1", Head);
        _job.Statistics = _checkpoints.Statistics("chk-1", "savepoint-1", isDiscarded: true);
        Assert.Equal(["gone"], await PollAsync());
    }

    [Fact]
    public async Task What_is_gone_is_tried_at_the_next_poll_and_after_three_of_them_later()
    {
        _job.Statistics = _checkpoints.Statistics("chk-1");
        Assert.Equal(["gone"], await PollAsync());
        Assert.Equal(["gone"], await PollAsync());
        Assert.Equal(["gone"], await PollAsync());
        Assert.Empty(await PollAsync());
        _time.Advance(TimeSpan.FromMinutes(10));
        _checkpoints.Write("chk-1", Head);
        Assert.Equal(["read"], await PollAsync());
    }

    [Fact]
    public async Task A_failed_attempt_is_made_again_after_the_interval_and_its_reason_is_kept()
    {
        _checkpoints.WriteGarbage("chk-1");
        _job.Statistics = _checkpoints.Statistics("chk-1");
        Assert.Equal(["badMetadata"], await PollAsync());
        Assert.Equal(FailureReason.BadPayload, _last!.Jobs[0].Readings.Get(CheckpointMetadata.Key)!.Failure!.Reason);

        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.Empty(await PollAsync());
        Assert.Equal(["badMetadata"], _last.WitnessReads.Select(read => read.Result));

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["badMetadata"], await PollAsync());
    }

    [Fact]
    public async Task The_run_s_own_checkpoint_comes_after_the_one_that_was_restored()
    {
        _checkpoints.WriteGarbage("old");
        _job.Statistics = _checkpoints.Statistics(restored: "old");
        Assert.Equal(["badMetadata"], await PollAsync());

        _checkpoints.Write("chk-1", Head);
        _job.Statistics = _checkpoints.Statistics("chk-1", restored: "old");
        Assert.Equal(["read"], await PollAsync());
        Assert.Empty(await PollAsync());
    }

    // Flink deletes a checkpoint when the next one completes: the first one of a run may be gone before it is read. What was restored was heard already.
    [Fact]
    public async Task The_run_s_own_checkpoint_is_tried_again_where_the_one_that_was_restored_is_known()
    {
        _checkpoints.Write("old", Head, Chained);
        _job.Statistics = _checkpoints.Statistics(restored: "old");
        Assert.Equal(["read"], await PollAsync());

        _job.Statistics = _checkpoints.Statistics("chk-1", restored: "old");
        Assert.Equal(["gone"], await PollAsync());

        _checkpoints.Write("chk-2", Head);
        _job.Statistics = _checkpoints.Statistics("chk-2", restored: "old");
        Assert.Equal(["read"], await PollAsync());
        Assert.EndsWith("chk-2/_metadata", _last!.Jobs[0].Readings.Value(CheckpointMetadata.Key)!.Path, StringComparison.Ordinal);
        Assert.Empty(await PollAsync());
    }

    [Theory]
    [InlineData("<checkpoint-not-externally-addressable>", "notAddressable")]
    [InlineData("s3://bucket/chk-1", "notConfigured")]
    [InlineData("file:/etc/../etc/chk-1", "refused")]
    public async Task Paths_that_may_not_be_read_are_not(string path, string result)
    {
        var entry = _checkpoints.Statistics("chk-1").Latest!.Completed! with { ExternalPath = path };
        _job.Statistics = new CheckpointStatistics(null, new LatestCheckpoints(entry, null, null, null), []);
        Assert.Equal([result], await PollAsync());
    }

    [Fact]
    public async Task What_has_no_room_is_left_out_and_said_and_tried_again_later()
    {
        _checkpoints.Write("chk-1", Head, Chained);
        _job.Statistics = _checkpoints.Statistics("chk-1");
        _maxMemory = 100;

        Assert.Equal(["tooLarge"], await PollAsync());
        var failure = _last!.Jobs[0].Readings.Get(CheckpointMetadata.Key)!.Failure!;
        Assert.Equal(FailureReason.TooLarge, failure.Reason);
        Assert.Contains("maxTargetMemory", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, _last.LeftOut!.Count);
        Assert.Empty(await PollAsync());

        _maxMemory = ReadOptions.DefaultMaxMemory;
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(["read"], await PollAsync());
        Assert.Null(_last.LeftOut);
        Assert.True(_last.Jobs[0].Readings.Find(CheckpointMetadata.Key)!.Size > 2 * Head.Length);
    }

    // A savepoint of another run may be many times as large as the checkpoints of this one.
    [Theory]
    [InlineData("chk-1", null, true)]
    [InlineData(null, "savepoint-1", false)]
    public async Task The_size_of_a_file_that_is_too_large_is_the_job_s_where_the_file_is(string? completed, string? restored, bool isOfRun)
    {
        _checkpoints.Write(completed ?? restored!, Head, Chained);
        _job.Statistics = _checkpoints.Statistics(completed, restored: restored);
        var settings = new MetadataSettings { Enabled = true, MaxBytes = 10, Stores = [new MetadataStoreSettings { Prefix = $"file:{_checkpoints.Folder}" }] };
        using var reader = WitnessedReader.Over(_cluster, EffectiveTarget.Of(new TargetDefinition { Name = "a", CheckpointMetadata = settings }, new MonitorConfiguration()), _time);

        var poll = await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
        Assert.Equal(("tooLarge", true), (poll.WitnessReads[0].Result, poll.WitnessReads[0].FileBytes > 10));
        Assert.Equal(isOfRun, poll.Jobs[0].Readings.Value(RefusedMetadata.Key) is not null);
        Assert.Equal(FailureReason.TooLarge, poll.Jobs[0].Readings.Get(CheckpointMetadata.Key)!.Failure!.Reason);
    }

    [Fact]
    public async Task A_job_that_is_over_is_not_asked_about()
    {
        _checkpoints.Write("chk-1", Head);
        (_job.State, _job.Statistics) = ("FINISHED", _checkpoints.Statistics("chk-1"));
        Assert.Empty(await PollAsync());
    }

    [Fact]
    public void Without_a_witness_the_reader_is_the_cluster_s_own() =>
        Assert.Same(_cluster, WitnessedReader.Over(_cluster, EffectiveTarget.Of(new TargetDefinition { Name = "a" }, new MonitorConfiguration()), _time));

    public void Dispose()
    {
        _reader.Dispose();
        _checkpoints.Dispose();
    }

    private static EffectiveTarget Target(MetadataStoreSettings store) =>
        EffectiveTarget.Of(new TargetDefinition { Name = "a", CheckpointMetadata = new MetadataSettings { Enabled = true, Stores = [store] } }, new MonitorConfiguration());

    // Results of the attempts that this poll made.
    private async Task<IReadOnlyList<string>> PollAsync()
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        _last = await _reader.ReadAsync(_last, ReadOptions.Incremental(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)) with { MaxMemory = _maxMemory }, TestContext.Current.CancellationToken);
        return [.. _last.WitnessReads.Where(read => read.IsNew).Select(read => read.Result)];
    }
}
