using FlinkReady.FlinkModel.Paths;

namespace FlinkReady.Readiness.Tests.Paths;

/// <summary>Which spellings of a path name one checkpoint: Flink shows what the user or the file system wrote.</summary>
public sealed class CheckpointPathsTests
{
    [Theory]
    [InlineData("s3a://bucket/cp/chk-7", "s3://bucket/cp/chk-7")]
    [InlineData("s3p://bucket/cp/chk-7", "s3://bucket/cp/chk-7")]
    [InlineData("S3N://Bucket/cp/chk-7", "s3://bucket/cp/chk-7")]
    [InlineData("s3:///bucket//cp/chk-7/", "s3://bucket/cp/chk-7")]
    [InlineData("s3://bucket/cp/chk-7/_metadata", "s3://bucket/cp/chk-7")]
    [InlineData("abfss://c@account.host/cp/chk-7", "abfs://c@account.host/cp/chk-7")]
    [InlineData("/cp/chk-7", "file:///cp/chk-7")]
    [InlineData("file:/cp/chk-7/_metadata/", "file:///cp/chk-7")]
    [InlineData("file:///cp//chk-7/", "file:///cp/chk-7")]
    [InlineData("hdfs:///cp/chk-7", "hdfs:///cp/chk-7")]
    [InlineData("hdfs://NN:8020/cp/chk-7", "hdfs://nn:8020/cp/chk-7")]
    [InlineData("file:/cp/my_metadata", "file:///cp/my_metadata")]
    [InlineData("<checkpoint-not-externally-addressable>", null)]
    [InlineData(null, null)]
    public void A_path_is_written_in_one_way(string? path, string? expected) => Assert.Equal(expected, CheckpointPaths.Normalize(path));

    [Theory]
    [InlineData("s3://bucket/cp/chk-7", "s3://bucket/CP/chk-7")]
    [InlineData("s3://bucket/cp/chk-7", "gs://bucket/cp/chk-7")]
    [InlineData("hdfs://nn/cp/chk-7", "hdfs:///nn/cp/chk-7")]
    [InlineData("hdfs://nn/cp/chk-7", "file:///cp/chk-7")]
    [InlineData("<none>", "<none>")]
    public void Other_places_stay_apart(string one, string other) => Assert.False(CheckpointPaths.AreSame(one, other));

    [Theory]
    [InlineData("s3a://bucket/sp/savepoint-abcdef-0a1b2c3d4e5f/_metadata")]
    [InlineData("/cp/abcdef01234567890123456789abcdef/chk-7/_metadata")]
    public void The_file_in_a_folder_tells_the_job_as_the_folder_does(string path) => Assert.True(CheckpointPaths.IsOf(path, "abcdef01234567890123456789abcdef"));

    [Theory]
    [InlineData("s3://bucket/sp/savepoint-abcdef-0a1b2c3d4e5f", true)]
    [InlineData("file:/sp/savepoint-abcdef-0a1b2c3d4e5f/_metadata", true)]
    [InlineData("/savepoint-of-orders/abcdef01234567890123456789abcdef/chk-7", false)]
    [InlineData("<checkpoint-not-externally-addressable>", false)]
    [InlineData(null, false)]
    public void A_savepoint_is_told_by_its_name(string? path, bool isOne) => Assert.Equal(isOne, CheckpointPaths.IsSavepoint(path));

    [Theory]
    [InlineData("file:/cp/1/chk-9", 1, "file:/cp/1/chk-10")]
    [InlineData("s3://bucket/cp/1/chk-7/", 3, "s3://bucket/cp/1/chk-10")]
    [InlineData("s3://bucket/savepoint-3aba01-4f", 1, null)]
    [InlineData("file:/cp/1/chk-x", 1, null)]
    [InlineData("file:/cp/chk-7/taskowned", 1, null)]
    [InlineData("<checkpoint-not-externally-addressable>", 1, null)]
    [InlineData(null, 1, null)]
    public void Checkpoints_of_a_run_are_numbered_on(string? path, int steps, string? later) => Assert.Equal(later, CheckpointPaths.After(path, steps));
}
