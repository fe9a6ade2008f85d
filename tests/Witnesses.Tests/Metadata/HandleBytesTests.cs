using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Tests.Support;

namespace FlinkReady.Witnesses.Tests.Metadata;

/// <summary>Each kind of handle in each version that can hold it, byte by byte: those too that no recorded file has.</summary>
public sealed class HandleBytesTests
{
    private static readonly int[] Versions = [2, 3, 4, 5, 6];

    private static readonly (string Name, long Bytes, Action<MetadataBytes> Write)[] Streams =
    [
        ("null", 0, bytes => bytes.U8(0)),
        ("inline", 300, bytes => bytes.Inline(300)),
        ("file", 5_000_000_000, bytes => bytes.OwnFile(5_000_000_000)),
        ("key groups", 41, bytes => bytes.U8(3).I32(0).I32(2).I64(1).I64(2).OwnFile(41)),
        ("relative", 42, bytes => bytes.U8(6).Utf("0f1e").I64(42)),
        ("segment", 43, bytes => bytes.U8(15).I64(4096).I64(43).I32(1).Utf("s3://bucket/taskowned/merged").Utf("logical")),
        ("empty segment", 0, bytes => bytes.U8(16)),
    ];

    private static readonly (string Name, long Bytes, Action<MetadataBytes> Write)[] OperatorStates =
    [
        ("list", 9, bytes => bytes.U8(4).I32(2).Utf("split").U8(0).I32(2).I64(0).I64(4).Utf("union").U8(1).I32(1).I64(8).Inline(9)),
        ("broadcast", 70_000, bytes => bytes.U8(4).I32(1).Utf("rules").U8(2).I32(0).OwnFile(70_000)),
        ("merged", 5, bytes => bytes.U8(17).I32(1).Utf("list").U8(0).I32(1).I64(0).Utf("taskowned").Utf("shared").U8(0).U8(15).I64(0).I64(5).I32(0).Utf("m").Utf("l")),
    ];

    private static readonly (string Name, long Bytes, Action<MetadataBytes> Write)[] KeyedStates =
    [
        ("key groups", 11, bytes => bytes.U8(3).I32(0).I32(3).I64(0).I64(4).I64(8).Inline(11)),
        ("canonical savepoint", 12, bytes => bytes.U8(7).I32(64).I32(1).I64(0).OwnFile(12)),
        ("key groups with an id", 13, bytes => bytes.U8(12).I32(0).I32(1).I64(0).OwnFile(13).Utf("an-id")),
        ("incremental, old", 10 + 200 + 3000, bytes => bytes.U8(5).I64(6).Utf("backend").I32(0).I32(64).Inline(10).I32(1).Utf("001.sst").OwnFile(200).I32(1).Utf("MANIFEST").U8(6).Utf("m").I64(3000)),
        ("incremental", 10 + 200, bytes => bytes.U8(11).I64(6).Utf("backend").I32(0).I32(64).I64(-1).Inline(10).I32(2).Utf("001.sst").OwnFile(200).Utf("002.sst").U8(0).I32(0).Utf("an-id")),
        ("changelog, old", 11 + 30, bytes => bytes.U8(8).I32(0).I32(64).I64(5).I32(1).U8(3).I32(0).I32(0).Inline(11).I32(1).U8(10).I32(0).I32(64).I32(1).I64(0).OwnFile(30).I64(30).I64(30).Utf("id").I64(2)),
        ("changelog", 12 + 6, bytes => bytes.U8(14).I32(0).I32(64).I64(5).I32(1).U8(12).I32(0).I32(0).Inline(12).Utf("id").I32(1).U8(9).I32(0).I32(64).I64(1).I64(2).I32(2).I32(3).Bytes(4).I32(5).Bytes(2).Utf("id").I64(2).I64(7).Utf("id")),
        ("changes in memory", 7, bytes => bytes.U8(9).I32(0).I32(64).I64(1).I64(2).I32(1).I32(3).Bytes(7).Utf("id")),
        ("changes on files, old", 31 + 32, bytes => bytes.U8(10).I32(0).I32(64).I32(2).I64(0).OwnFile(31).I64(9).OwnFile(32).I64(63).I64(32).Utf("id")),
        ("changes on files", 33, bytes => bytes.U8(13).I32(0).I32(64).I32(1).I64(0).OwnFile(33).I64(33).I64(33).Utf("id").Utf("filesystem")),
    ];

    public static TheoryData<int, string> StreamKinds() => Combined(Streams);

    public static TheoryData<int, string> OperatorStateKinds() => Combined(OperatorStates);

    public static TheoryData<int, string> KeyedStateKinds() => Combined(KeyedStates);

    [Theory]
    [MemberData(nameof(StreamKinds))]
    public async Task A_stream_is_read_to_its_end(int version, string kind)
    {
        var (_, size, write) = Streams.Single(one => one.Name == kind);
        var one = await Reading.OneOfAsync(MetadataBytes.OfStream(version, write));
        Assert.Equal((true, size), (one.HasState, one.StateBytes));
    }

    [Theory]
    [MemberData(nameof(OperatorStateKinds))]
    public async Task Operator_state_is_read_to_its_end(int version, string kind)
    {
        var (_, size, write) = OperatorStates.Single(one => one.Name == kind);
        var one = await Reading.OneOfAsync(MetadataBytes.OfOperatorState(version, write));
        Assert.Equal((true, size), (one.HasState, one.StateBytes));
    }

    [Theory]
    [MemberData(nameof(KeyedStateKinds))]
    public async Task Keyed_state_is_read_to_its_end(int version, string kind)
    {
        var (_, size, write) = KeyedStates.Single(one => one.Name == kind);
        var one = await Reading.OneOfAsync(MetadataBytes.OfKeyed(version, write));
        Assert.Equal((true, size), (one.HasState, one.StateBytes));
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(13, false)]
    public async Task Changes_in_memory_are_noticed(int kind, bool inMemory)
    {
        var metadata = await Reading.OfAsync(MetadataBytes.OfKeyed(4, bytes => KeyedStates.Single(one => one.Name == (kind == 9 ? "changelog" : "changes on files")).Write(bytes)));
        Assert.Equal(inMemory, metadata.HasChangelogInMemory);
    }

    [Fact]
    public async Task What_file_merging_writes_for_an_operator_without_state_is_none()
    {
        var one = await Reading.OneOfAsync(MetadataBytes.OfOperatorState(6, bytes => bytes.U8(17).I32(0).Utf("taskowned").Utf("shared").U8(1).U8(16)));
        Assert.Equal((false, 0), (one.HasState, one.StateBytes));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Channels_count_by_their_own_sizes(int version)
    {
        var one = await Reading.OneOfAsync(MetadataBytes.OfSubtask(version, bytes => bytes.I32(0).I32(0).U8(0).U8(0)
            .I32(2).I32(0).I32(0).I32(0).I32(1).I64(0).I64(40).OwnFile(100).I32(0).I32(0).I32(1).I32(0).I64(60).OwnFile(100)
            .I32(1).I32(0).I32(0).I32(0).I32(0).I64(5).U8(0)));
        Assert.Equal((true, 105), (one.HasState, one.StateBytes));
    }

    [Fact]
    public async Task Channels_of_version_6_tell_their_kind()
    {
        var one = await Reading.OneOfAsync(MetadataBytes.OfSubtask(6, bytes => bytes.I32(0).I32(0).U8(0).U8(0)
            .I32(2).U8(1).I32(0).I32(0).I32(0).I32(1).I64(0).I64(1).Inline(1).U8(3).I32(0).I64(10).OwnFile(10).Bytes(20)
            .I32(2).U8(2).I32(0).I32(0).I32(0).I32(0).I64(100).U8(0).U8(4).I32(1).I64(1000).U8(0).Bytes(0)));
        Assert.Equal((true, 1111), (one.HasState, one.StateBytes));
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(5, 5)]
    public async Task Handles_lie_in_each_other_to_a_depth(int depth, int reason)
    {
        var bytes = MetadataBytes.OfKeyed(4, Nested(depth));
        if (reason == 4)
        {
            Assert.Equal(3, (await Reading.OneOfAsync(bytes)).StateBytes);
        }
        else
        {
            Assert.Equal(UnreadReason.BadMetadata, (await Reading.RefusalAsync(bytes)).Reason);
        }
    }

    [Theory]
    [InlineData(4, "stream")]
    [InlineData(5, "keyed state")]
    [InlineData(18, "operator state")]
    public async Task A_kind_that_there_is_not_is_refused(int kind, string where)
    {
        var refusal = await Reading.RefusalAsync(where switch
        {
            "stream" => MetadataBytes.OfStream(6, bytes => bytes.U8(kind)),
            "keyed state" => MetadataBytes.OfKeyed(6, bytes => bytes.U8(kind + 10)),
            _ => MetadataBytes.OfOperatorState(6, bytes => bytes.U8(kind)),
        });
        Assert.Equal(UnreadReason.BadMetadata, refusal.Reason);
        Assert.Contains(where, refusal.Message, StringComparison.Ordinal);
    }

    private static TheoryData<int, string> Combined((string Name, long Bytes, Action<MetadataBytes> Write)[] kinds) =>
        new(from version in Versions from kind in kinds select (version, kind.Name));

    private static Action<MetadataBytes> Nested(int depth) => depth == 0
        ? bytes => bytes.U8(3).I32(0).I32(0).Inline(3)
        : bytes =>
        {
            bytes.U8(8).I32(0).I32(1).I64(0).I32(1);
            Nested(depth - 1)(bytes);
            bytes.I32(0).I64(0);
        };
}
