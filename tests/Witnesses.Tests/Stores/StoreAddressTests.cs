using FlinkReady.Witnesses.Contents;
using FlinkReady.Witnesses.Stores;

namespace FlinkReady.Witnesses.Tests.Stores;

public sealed class StoreAddressTests
{
    [Theory]
    [InlineData("file:/data/chk-7", "file:/data/chk-7/_metadata")]
    [InlineData("file:///data/chk-7/", "file:/data/chk-7/_metadata")]
    [InlineData("/data/chk-7", "file:/data/chk-7/_metadata")]
    [InlineData("file:/data/savepoint-1/_metadata", "file:/data/savepoint-1/_metadata")]
    [InlineData("s3a://state/flink/chk-7", "s3://state/flink/chk-7/_metadata")]
    [InlineData("S3P://state/chk-7", "s3://state/chk-7/_metadata")]
    [InlineData("s3n://state/chk-7", "s3://state/chk-7/_metadata")]
    [InlineData("hdfs://nn:8020/flink/with space/100%/chk-7", "hdfs://nn:8020/flink/with space/100%/chk-7/_metadata")]
    public void A_checkpoints_path_leads_to_its_file(string path, string file) => Assert.Equal(file, StoreAddress.OfMetadata(path).ToString());

    [Theory]
    [InlineData("file:/data/../etc/passwd")]
    [InlineData("file:/data/%2e%2e/etc")]
    [InlineData("file:/data/%252e%252e/etc")]
    [InlineData("file:/data/a%2f..%2fb")]
    [InlineData("file:/data/..")]
    [InlineData("file:/data/./chk-7")]
    [InlineData("file:/data//chk-7")]
    [InlineData("file:/data/a\\..\\b")]
    [InlineData("file:/data/chk\n7")]
    [InlineData("file:/data/%00/chk-7")]
    [InlineData("file://other-host/data/chk-7")]
    [InlineData("file:data/chk-7")]
    [InlineData("data/chk-7")]
    [InlineData("s3:/state/chk-7")]
    [InlineData("s3://user:secret@state/chk-7")]
    [InlineData("s3://state?x=/chk-7")]
    [InlineData("s3://state%2f../chk-7")]
    [InlineData("ht tp://state/chk-7")]
    [InlineData("chk-7")]
    public void A_path_that_may_mean_another_place_is_refused(string path)
    {
        var refusal = Assert.Throws<UnreadException>(() => StoreAddress.OfMetadata(path));
        Assert.Equal(UnreadReason.Refused, refusal.Reason);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("<checkpoint-not-externally-addressable>")]
    public void Checkpoints_in_memory_have_no_file(string? path) =>
        Assert.Equal(UnreadReason.NotAddressable, Assert.Throws<UnreadException>(() => StoreAddress.OfMetadata(path)).Reason);

    [Theory]
    [InlineData("s3://state/flink", "s3a://state/flink/chk-7", "chk-7/_metadata")]
    [InlineData("s3://state/", "s3://state/flink/chk-7", "flink/chk-7/_metadata")]
    [InlineData("s3://state/flink/", "s3://state/flink-evil/chk-7", null)]
    [InlineData("s3://state/flink/", "s3://state-evil/flink/chk-7", null)]
    [InlineData("s3://state/flink/", "http://state/flink/chk-7", null)]
    [InlineData("file:/data", "file:/database/chk-7", null)]
    public void A_prefix_is_a_folder_and_no_beginning_of_a_name(string prefix, string path, string? below) =>
        Assert.Equal(below, StoreAddress.OfMetadata(path).Below(StoreAddress.Parse(prefix)) is { } names ? string.Join('/', names) : null);
}
