using System.Text;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Tests.Recordings;

/// <summary>What is kept of witnesses comes back as it was, and only to the run that it is of.</summary>
public sealed class WitnessFilesTests
{
    private const string Job = "11111111111111111111111111111111";
    private const string Head = "bc764cd8ddf7a0cff126f51c16239658";
    private static readonly MemoryRoom Room = new(ReadOptions.DefaultMaxMemory);
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);

    private static readonly OperatorIdSet Ids = new()
    {
        Origin = "https://prometheus:9090/",
        IsWhole = true,
        Operators = [new WitnessedOperator(Head) { VertexId = Head, Name = "Source:_a" }],
    };

    private static readonly CheckpointMetadata Metadata = new()
    {
        Path = "s3://bucket/chk-7/_metadata",
        Version = 6,
        CheckpointId = 7,
        FileBytes = 4711,
        HasChangelogInMemory = true,
        Operators =
        [
            new WitnessedOperator(Head) { Name = "Source: ä", Uid = string.Empty, HasState = true, StateBytes = 12, CoordinatorBytes = 5, Parallelism = 2, MaxParallelism = 128 },
            new WitnessedOperator("0a448493b4782967b150582570326227"),
        ],
    };

    [Fact]
    public void What_was_written_is_read_again()
    {
        var written = WitnessFiles.Of(Poll(1000, Reading<OperatorIdSet>.Of(OperatorIdSet.Key, Ids.Origin, At, default, Ids), Reading<CheckpointMetadata>.Of(CheckpointMetadata.Key, Metadata.Path, At, default, Metadata)));
        var readings = WitnessFiles.Read(written.OperatorIdsJson, written.MetadataJson).AddTo(Poll(1000).Jobs[0], Room).Readings;
        var ids = readings.Value(OperatorIdSet.Key)!;
        Assert.Equal((Ids.Origin, Ids.IsWhole), (ids.Origin, ids.IsWhole));
        Assert.Equal(Ids.Operators, ids.Operators);
        var metadata = readings.Value(CheckpointMetadata.Key)!;
        Assert.Equal((Metadata.Path, Metadata.Version, Metadata.CheckpointId, Metadata.FileBytes, Metadata.HasChangelogInMemory), (metadata.Path, metadata.Version, metadata.CheckpointId, metadata.FileBytes, metadata.HasChangelogInMemory));
        Assert.Equal(Metadata.Operators, metadata.Operators);
    }

    // Which of the two is which a recording doesn't say: the statistics beside it do.
    [Fact]
    public void The_file_that_was_restored_comes_back_beside_the_run_s_own()
    {
        var restored = Metadata with { Path = "s3://bucket/sp/savepoint-1/_metadata", Operators = [new WitnessedOperator("0a448493b4782967b150582570326227")] };
        var statistics = new CheckpointStatistics(null, new LatestCheckpoints(null, null, null, new RestoredCheckpoint(3, null, true, "s3://bucket/sp/savepoint-1")), []);
        var shown = Reading<CheckpointStatistics>.Of(CheckpointStatistics.Key, $"/jobs/{Job}/checkpoints", At, default, statistics);
        var written = WitnessFiles.Of(Poll(
            1000, Reading<CheckpointMetadata>.Of(CheckpointMetadata.Key, Metadata.Path, At, default, Metadata), Reading<CheckpointMetadata>.Of(CheckpointMetadata.RestoredKey, restored.Path, At, default, restored)));

        var readings = WitnessFiles.Read(null, written.MetadataJson).AddTo(Poll(1000, shown).Jobs[0], Room).Readings;
        Assert.Equal((Metadata.Path, restored.Path), (readings.Value(CheckpointMetadata.Key)!.Path, readings.Value(CheckpointMetadata.RestoredKey)?.Path));
        Assert.Null(WitnessFiles.Read(null, written.MetadataJson).AddTo(Poll(1000).Jobs[0], Room).Readings.Value(CheckpointMetadata.RestoredKey));
    }

    // What was read is written in one way; REST shows what the user or the file system wrote.
    [Theory]
    [InlineData("s3://bucket/sp/savepoint-1/_metadata", "s3a://bucket/sp/savepoint-1")]
    [InlineData("s3://bucket/sp/savepoint-1/_metadata", "s3p://bucket/sp/savepoint-1/_metadata")]
    [InlineData("file:/sp/savepoint-1/_metadata", "/sp/savepoint-1")]
    [InlineData("file:/sp/savepoint-1/_metadata", "file:///sp/savepoint-1/")]
    public void The_file_that_was_restored_is_known_however_its_path_is_written(string file, string shown)
    {
        var statistics = new CheckpointStatistics(null, new LatestCheckpoints(null, null, null, new RestoredCheckpoint(3, null, true, shown)), []);
        var poll = Poll(1000, Reading<CheckpointStatistics>.Of(CheckpointStatistics.Key, $"/jobs/{Job}/checkpoints", At, default, statistics));
        var written = WitnessFiles.Of(Poll(
            1000,
            Reading<CheckpointMetadata>.Of(CheckpointMetadata.Key, Metadata.Path, At, default, Metadata),
            Reading<CheckpointMetadata>.Of(CheckpointMetadata.RestoredKey, file, At, default, Metadata with { Path = file })));

        Assert.Equal(file, WitnessFiles.Read(null, written.MetadataJson).AddTo(poll.Jobs[0], Room).Readings.Value(CheckpointMetadata.RestoredKey)?.Path);
    }

    [Fact]
    public void The_size_of_a_file_that_was_too_large_to_be_read_comes_back()
    {
        var refused = Reading<RefusedMetadata>.Of(RefusedMetadata.Key, "s3://bucket/chk-9/_metadata", At, default, new RefusedMetadata("s3://bucket/chk-9/_metadata", 83_886_080));
        var alone = WitnessFiles.Of(Poll(1000, refused));
        Assert.Equal($$"""{"{{Job}}":[{"path":"s3://bucket/chk-9/_metadata","fileBytes":83886080}]}""", Encoding.UTF8.GetString(alone.MetadataJson!));
        var readings = WitnessFiles.Read(null, alone.MetadataJson).AddTo(Poll(1000).Jobs[0], Room).Readings;
        Assert.Equal(refused.Value, readings.Value(RefusedMetadata.Key));
        Assert.Equal(FailureReason.TooLarge, readings.Get(CheckpointMetadata.Key)!.Failure!.Reason);

        // In a series a later file that was read takes its place.
        var later = WitnessFiles.Of(Poll(1000, Reading<CheckpointMetadata>.Of(CheckpointMetadata.Key, Metadata.Path, At, default, Metadata)));
        readings = later.AddTo(alone.AddTo(Poll(1000).Jobs[0], Room), Room).Readings;
        Assert.Equal((null, Metadata.Path), (readings.Find(RefusedMetadata.Key), readings.Value(CheckpointMetadata.Key)?.Path));

        var both = WitnessFiles.Of(Poll(1000, refused, Reading<CheckpointMetadata>.Of(CheckpointMetadata.Key, Metadata.Path, At, default, Metadata)));
        readings = WitnessFiles.Read(null, both.MetadataJson).AddTo(Poll(1000).Jobs[0], Room).Readings;
        Assert.Equal((refused.Value, Metadata.Path), (readings.Value(RefusedMetadata.Key), readings.Value(CheckpointMetadata.Key)?.Path));
    }

    [Theory]
    [InlineData("""{"path":"file:/a"}""")]
    [InlineData("""{"path":"file:/a","fileBytes":7,"version":4}""")]
    [InlineData("""{"path":"file:/a","fileBytes":7,"operators":[]}""")]
    [InlineData("""{"path":"file:/a","version":4,"operators":[]}""")]
    [InlineData("""{"fileBytes":7}""")]
    public void Half_an_entry_is_refused(string entry) =>
        Assert.Contains("metadata.json", Assert.Throws<RecordingException>(() => WitnessFiles.Read(null, Encoding.UTF8.GetBytes($$"""{"{{Job}}":[{{entry}}]}"""))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_files_have_the_form_of_the_contract()
    {
        var ids = $$$"""{"{{{Job}}}":{"startTime":1000,"whole":true,"operators":[{"id":"{{{Head}}}","vertexId":"{{{Head}}}","name":"Source:_a"}]}}""";
        var metadata = $$$"""{"{{{Job}}}":[{"path":"file:/a/_metadata","version":4,"checkpointId":7,"operators":[{"id":"{{{Head}}}","hasState":false,"bytes":0,"parallelism":2,"maxParallelism":128}]}]}""";
        var readings = WitnessFiles.Read(Encoding.UTF8.GetBytes(ids), Encoding.UTF8.GetBytes(metadata)).AddTo(Poll(1000).Jobs[0], Room).Readings;
        Assert.True(readings.Value(OperatorIdSet.Key)!.IsWhole);
        var file = readings.Get(CheckpointMetadata.Key)!;
        Assert.Equal(("file:/a/_metadata", 128), (file.Path, file.Value!.Operators[0].MaxParallelism));
        Assert.Null(file.Value.Operators[0].Uid);
    }

    [Fact]
    public void Ids_of_another_run_are_left_out()
    {
        var written = WitnessFiles.Of(Poll(1000, Reading<OperatorIdSet>.Of(OperatorIdSet.Key, Ids.Origin, At, default, Ids)));
        Assert.NotNull(written.AddTo(Poll(1000).Jobs[0], Room).Readings.Find(OperatorIdSet.Key));
        Assert.Null(written.AddTo(Poll(2000).Jobs[0], Room).Readings.Find(OperatorIdSet.Key));
    }

    [Fact]
    public void The_same_content_has_the_same_stamp()
    {
        var written = WitnessFiles.Of(Poll(1000, Reading<CheckpointMetadata>.Of(CheckpointMetadata.Key, Metadata.Path, At, default, Metadata)));
        Assert.True(StampOf(written).IsSameAs(StampOf(WitnessFiles.Read(null, written.MetadataJson))));
        var other = WitnessFiles.Of(Poll(1000, Reading<CheckpointMetadata>.Of(CheckpointMetadata.Key, Metadata.Path, At, default, Metadata with { FileBytes = 1 })));
        Assert.False(StampOf(written).IsSameAs(StampOf(other)));

        static FlinkModel.Sources.Stamp StampOf(WitnessFiles files) => files.AddTo(Poll(1000).Jobs[0], Room).Readings.Find(CheckpointMetadata.Key)!.Stamp;
    }

    [Fact]
    public void Every_member_of_an_operator_is_kept_and_changes_the_stamp()
    {
        var whole = new WitnessedOperator(Head)
        {
            VertexId = Head,
            Name = "Source: a",
            Uid = "source",
            HasState = true,
            StateBytes = 1,
            CoordinatorBytes = 2,
            Parallelism = 3,
            MaxParallelism = 4,
        };
        var members = typeof(WitnessedOperator).GetProperties().Where(member => member.Name != nameof(WitnessedOperator.Id)).ToList();
        Assert.All(members, member => Assert.NotNull(member.GetValue(whole)));
        var read = Read(whole);
        Assert.Equal(whole, read.Value!.Operators[0]);
        Assert.All(members, member =>
        {
            var less = whole with { };
            member.SetValue(less, null);
            Assert.False(Read(less).Stamp.IsSameAs(read.Stamp), member.Name);
        });

        static Reading<CheckpointMetadata> Read(WitnessedOperator one)
        {
            var poll = Poll(1000, Reading<CheckpointMetadata>.Of(CheckpointMetadata.Key, Metadata.Path, At, default, Metadata with { Operators = [one] }));
            return WitnessFiles.Read(null, WitnessFiles.Of(poll).MetadataJson).AddTo(Poll(1000).Jobs[0], Room).Readings.Get(CheckpointMetadata.Key)!;
        }
    }

    [Fact]
    public void What_was_kept_takes_its_place_in_the_room_of_its_target()
    {
        var written = WitnessFiles.Of(Poll(1000, Reading<CheckpointMetadata>.Of(CheckpointMetadata.Key, Metadata.Path, At, default, Metadata)));

        Assert.InRange(written.AddTo(Poll(1000).Jobs[0], Room).Readings.Find(CheckpointMetadata.Key)!.Size, 300, 3000);
        Assert.Equal(FailureReason.TooLarge, written.AddTo(Poll(1000).Jobs[0], new MemoryRoom(200)).Readings.Find(CheckpointMetadata.Key)!.Failure!.Reason);
    }

    [Fact]
    public void Nothing_is_written_where_nothing_was_read()
    {
        var files = WitnessFiles.Of(Poll(1000));
        Assert.Null(files.OperatorIdsJson);
        Assert.Null(files.MetadataJson);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"a\":null}")]
    [InlineData("{\"a\":{\"whole\":true}}")]
    [InlineData("{\"a\":{\"whole\":true,\"operators\":[null]}}")]
    [InlineData("{\"a\":{\"whole\":true,\"operators\":[{\"name\":\"x\"}]}}")]
    [InlineData("{\"a\":{\"whole\":true,\"operators\":[{\"id\":\"x\"},{\"id\":\"x\"}]}}")]
    [InlineData("{\"a\":[null]}")]
    [InlineData("{\"a\":[{\"path\":\"file:/a\",\"version\":4,\"checkpointId\":1,\"operators\":null}]}")]
    public void What_is_none_of_them_is_refused_in_one_line(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Contains("operators.json", Assert.Throws<RecordingException>(() => WitnessFiles.Read(bytes, null)).Message, StringComparison.Ordinal);
        Assert.Contains("metadata.json", Assert.Throws<RecordingException>(() => WitnessFiles.Read(null, bytes)).Message, StringComparison.Ordinal);
    }

    private static ClusterSnapshot Poll(long startTime, params Reading[] witnesses)
    {
        var details = new JobDetails(Job, "orders", "RUNNING", null, null, startTime, null, null, null, null, [], null);
        return new ClusterSnapshot
        {
            Access = new TargetAccess("http://flink:8081", false, false, false, false),
            StartedAt = At,
            Elapsed = TimeSpan.Zero,
            Readings = ReadingSet.Empty,
            Exchanges = [],
            Jobs = [new JobSnapshot { Id = Job, Readings = ReadingSet.Of([Reading<JobDetails>.Of(JobDetails.Key, "/jobs/" + Job, At, default, details), .. witnesses]) }],
        };
    }
}
