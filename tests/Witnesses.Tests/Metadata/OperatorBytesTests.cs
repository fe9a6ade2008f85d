using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Metadata;
using FlinkReady.Witnesses.Tests.Support;

namespace FlinkReady.Witnesses.Tests.Metadata;

/// <summary>What the versions differ in around the handles, and what a file is refused for.</summary>
public sealed class OperatorBytesTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task An_operator_without_state_is_listed(int version)
    {
        var one = await Reading.OneOfAsync(MetadataBytes.File(version, 1).Operator(version, 1, 3, 720).I32(0).ToArray());
        Assert.Equal(UidHash.IdOf("uid-1"), one.Id);
        Assert.Equal((false, 0, 3, 720), (one.HasState, one.StateBytes, one.Parallelism, one.MaxParallelism));
        Assert.Equal(version >= 5 ? ("operator 1", "uid-1") : (null, null), (one.Name, one.Uid));
        Assert.Equal(version > 2 ? 0L : null, one.CoordinatorBytes);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public async Task State_of_a_coordinator_is_state(int version)
    {
        var texts = version >= 5 ? new MetadataBytes().Utf("source").Utf(string.Empty).ToArray() : [];
        var one = await Reading.OneOfAsync(MetadataBytes.File(version, 1).Raw(texts).Raw(new byte[16]).I32(1).I32(1).Inline(77).I32(0).ToArray());
        Assert.Equal((true, 77, 77), (one.HasState, one.StateBytes, one.CoordinatorBytes));
    }

    [Fact]
    public async Task Without_a_uid_the_text_is_empty_and_without_a_name_nothing_is_said_of_it()
    {
        var bytes = MetadataBytes.File(5, 2)
            .Utf("map").Utf(string.Empty).Raw(new byte[16]).I32(1).I32(1).U8(0).I32(0)
            .Utf(string.Empty).Utf(string.Empty).Raw([.. Enumerable.Repeat((byte)1, 16)]).I32(1).I32(1).U8(0).I32(0).ToArray();
        var operators = (await Reading.OfAsync(bytes)).Operators;
        Assert.Equal([("map", ""), (null, null)], operators.Select(one => (one.Name, one.Uid)));
    }

    [Fact]
    public async Task A_text_is_in_Javas_own_encoding()
    {
        // NUL, and a character beyond the basic plane as two surrogates.
        byte[] name = [(byte)'a', 0xC0, 0x80, 0xC3, 0xA9, 0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80];
        var one = await Reading.OneOfAsync(MetadataBytes.File(6, 1).Utf(name).Utf(string.Empty).Raw(new byte[16]).I32(1).I32(1).U8(0).I32(0).ToArray());
        Assert.Equal("a\0é😀", one.Name);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public async Task Finished_subtasks_have_nothing_behind_them(int version)
    {
        var bytes = MetadataBytes.File(version, 2)
            .Operator(version, 1).I32(-1)
            .Operator(version, 2).I32(2).I32(-1).I32(1).I32(0).I32(0).U8(3).I32(0).I32(0).Inline(8).U8(0).I32(0).I32(0).ToArray();
        var read = await Reading.WholeAsync(new BytesContent(bytes));
        Assert.Equal(bytes.Length, read.End);
        Assert.Equal([0, 8], read.Metadata.Operators.Select(one => one.StateBytes ?? -1));
    }

    [Fact]
    public async Task States_of_master_hooks_are_jumped_over()
    {
        var bytes = MetadataBytes.File(4, 0, masters: 2)
            .I32(unchecked((int)0xC96B1696)).Bytes(30).I32(unchecked((int)0xC96B1696)).Bytes(3).I32(1).Operator(4, 1).I32(0).ToArray();
        Assert.Equal(7, (await Reading.OfAsync(bytes)).CheckpointId);
        Assert.Single((await Reading.OfAsync(bytes)).Operators);
    }

    [Theory]
    [InlineData(1, "older than Flink 1.3")]
    [InlineData(7, "newer than this program knows")]
    [InlineData(-3, "older than Flink 1.3")]
    public async Task Another_version_is_refused_by_its_number(int version, string why)
    {
        var refusal = await Reading.RefusalAsync(MetadataBytes.File(version, 0).ToArray());
        Assert.Equal(UnreadReason.BadMetadata, refusal.Reason);
        Assert.Contains($"version {version}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Broken => new(Wrong.Keys);

    private static readonly Dictionary<string, Func<MetadataBytes>> Wrong = new()
    {
        ["another mark"] = () => new MetadataBytes().I32(0x4960672E).I32(4),
        ["a negative checkpoint"] = () => new MetadataBytes().I32(0x4960672D).I32(4).I64(-1),
        ["more operators than there is room for"] = () => MetadataBytes.File(4, int.MaxValue),
        ["a negative number of operators"] = () => MetadataBytes.File(4, -1),
        ["a parallelism of 0"] = () => MetadataBytes.File(4, 1).Operator(4, 1, 0).I32(0),
        ["a parallelism over the maximum"] = () => MetadataBytes.File(4, 1).Operator(4, 1, 129, 128).I32(0),
        ["a maximum over Flink's"] = () => MetadataBytes.File(4, 1).Operator(4, 1, 1, 32769).I32(0),
        ["an id twice"] = () => MetadataBytes.File(4, 2).Operator(4, 1).I32(0).Operator(4, 1).I32(0),
        ["a uid of another id"] = () => MetadataBytes.File(5, 1).Utf("map").Utf("uid-2").Raw(Convert.FromHexString(UidHash.IdOf("uid-1"))).I32(1).I32(1).U8(0).I32(0),
        ["a name that is no text"] = () => MetadataBytes.File(5, 1).Utf([0xFF, 0xFE]).Utf("").Raw(new byte[16]).I32(1).I32(1).U8(0).I32(0),
        ["more subtasks than there is room for"] = () => MetadataBytes.File(4, 1).Operator(4, 1, 32768, 32768).I32(30_000),
        ["a subtask beyond the parallelism"] = () => MetadataBytes.File(4, 1).Operator(4, 1).I32(1).I32(2).I32(0).I32(0).U8(0).U8(0).I32(0).I32(0),
        ["a finished subtask in version 2"] = () => MetadataBytes.File(2, 1).Operator(2, 1).I32(1).I32(-1).Raw(new byte[30]),
        ["neither yes nor no"] = () => MetadataBytes.File(4, 1).Operator(4, 1).I32(1).I32(0).I32(2).Raw(new byte[30]),
        ["a negative length"] = () => MetadataBytes.File(4, 1).Operator(4, 1).I32(1).I32(0).I32(1).U8(4).I32(0).U8(1).Utf("name").I32(-1).Raw(new byte[30]),
        ["a negative size"] = () => MetadataBytes.File(4, 1).Operator(4, 1).I32(1).I32(0).I32(1).U8(4).I32(0).U8(2).I64(-1).Utf("name").Raw(new byte[30]),
        ["a coordinator's file"] = () => MetadataBytes.File(4, 1).Raw(new byte[16]).I32(1).I32(1).OwnFile(3).I32(0),
        ["a master hook's mark"] = () => MetadataBytes.File(4, 0, masters: 1).I32(1).Bytes(30).I32(0),
        ["a kind of channel"] = () => MetadataBytes.File(6, 1).Operator(6, 1).I32(1).I32(0).I32(0).I32(0).U8(0).U8(0).I32(1).U8(5).Raw(new byte[40]),
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_can_not_be_is_refused_with_its_place(string what)
    {
        var refusal = await Reading.RefusalAsync(Wrong[what]().ToArray());
        Assert.Equal(UnreadReason.BadMetadata, refusal.Reason);
        Assert.Matches("^byte [0-9]+: ", refusal.Message);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public async Task A_file_that_is_cut_anywhere_is_refused(int version)
    {
        var bytes = MetadataBytes.OfKeyed(version, keyed => keyed.U8(11).I64(6).Utf("backend").I32(0).I32(64).I64(-1).Inline(10).I32(1).Utf("001.sst").OwnFile(200).I32(0).Utf("an-id"));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(UnreadReason.BadMetadata, (await Reading.RefusalAsync(bytes[..length])).Reason);
        }

        Assert.Single((await Reading.OfAsync(bytes)).Operators);
    }

    [Fact]
    public async Task Limits_refuse_before_anything_is_kept()
    {
        var bytes = MetadataBytes.File(4, 2).Operator(4, 1).I32(2).I32(-1).I32(-2).Operator(4, 2).I32(0).ToArray();
        Assert.Equal(2, (await Reading.OfAsync(bytes)).Operators.Count);
        foreach (var limits in new MetadataLimits[] { new() { MaxOperators = 1 }, new() { MaxSubtasks = 1 }, new() { MaxBytes = bytes.Length - 1 } })
        {
            Assert.Equal(UnreadReason.TooLarge, (await Reading.RefusalAsync(bytes, limits)).Reason);
        }

        var untold = await Assert.ThrowsAsync<UnreadException>(() => Reading.OfAsync(new BytesContent(bytes, tellsLength: false), new() { MaxBytes = bytes.Length - 1 }));
        Assert.Equal(UnreadReason.TooLarge, untold.Reason);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, false)]
    public async Task Bytes_may_come_in_any_pieces(int atOnce, bool tellsLength)
    {
        var bytes = MetadataBytes.OfStream(6, stream => stream.Inline(300));
        Assert.Equal(300, Assert.Single((await Reading.OfAsync(new BytesContent(bytes, atOnce, tellsLength))).Operators).StateBytes);
    }

    [Fact]
    public async Task State_inside_the_file_is_not_read()
    {
        var bytes = MetadataBytes.OfStream(4, stream => stream.Inline(20_000_000));
        var content = new BytesContent(bytes);
        Assert.Equal(20_000_000, Assert.Single((await Reading.OfAsync(content)).Operators).StateBytes);
        Assert.InRange(content.Read, 1, 2 * ForwardWindow.Size);
    }
}
