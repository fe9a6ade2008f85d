using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.FlinkClient.Secrets;
using FlinkReady.FlinkClient.Sources;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Tests.Recordings;

/// <summary>What was kept of witnesses goes into a recording, and comes out of it with the job.</summary>
public sealed class KeptWitnessTests : IDisposable
{
    private const string Id = "cbc357ccb763df2852fee8c4fc7d55f2";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flinkready-kept");
    private readonly FlinkStub _flink = new();
    private readonly Clients _clients = new();

    [Theory]
    [InlineData("recording")]
    [InlineData("recording.zip")]
    public async Task What_was_kept_is_read_again(string name)
    {
        await RecordAsync(At(name), "file:/data/chk-7/_metadata");
        var job = await ReplayAsync(At(name));
        var file = job.Readings.Value(CheckpointMetadata.Key)!;
        Assert.Equal(("file:/data/chk-7/_metadata", 6, 7L), (file.Path, file.Version, file.CheckpointId));
        Assert.Equal("orders-source", Assert.Single(file.Operators).Uid);
        Assert.True(job.Readings.Value(OperatorIdSet.Key)!.IsWhole);
    }

    [Fact]
    public async Task Secrets_are_masked_in_it()
    {
        await RecordAsync(At("masked"), "s3://user:pl4nted-secret@bucket/chk-7/_metadata");
        Assert.DoesNotContain("pl4nted", await File.ReadAllTextAsync(Path.Combine(At("masked"), "metadata.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_are_masked_in_it_although_the_last_request_was_not_sent()
    {
        const string Secret = "Pl4nted-credential-of-the-target";
        using (var writer = RecordingWriter.Create(At("unsent")))
        {
            using var sent = Request("/jobs");
            sent.Sent = SentSecrets.Of([Secret]);
            using var unsent = Request("/taskmanagers");
            ((IPollRecorder)writer).Add(sent, Exchange("/jobs"));
            ((IPollRecorder)writer).Add(unsent, Exchange("/taskmanagers"));
            using var reader = _clients.Reader(_flink.Url);
            var snapshot = await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
            writer.Keep(snapshot with { Jobs = [.. snapshot.Jobs.Select(job => job with { Readings = job.Readings.With(Metadata($"file:/data/{Secret}/chk-7/_metadata")) })] });
            writer.Complete();
        }

        Assert.DoesNotContain(Secret, await File.ReadAllTextAsync(Path.Combine(At("unsent"), "metadata.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        static FlinkRequest Request(string path) => new(FlinkEndpoints.All.First(endpoint => endpoint.Template == path), path);

        static Exchange Exchange(string path) => new(path, path, 0, DateTimeOffset.UnixEpoch, TimeSpan.Zero, 0, new Failure(FailureReason.Timeout, 0, "no answer"));
    }

    [Fact]
    public async Task Without_a_witness_there_is_no_file()
    {
        await RecordAsync(At("plain"), null);
        Assert.False(File.Exists(Path.Combine(At("plain"), "metadata.json")) || File.Exists(Path.Combine(At("plain"), "operators.json")));
        Assert.Null((await ReplayAsync(At("plain"))).Readings.Find(CheckpointMetadata.Key));
    }

    [Fact]
    public async Task One_that_is_broken_is_refused_in_one_line()
    {
        await RecordAsync(At("broken"), "file:/data/chk-7/_metadata");
        await File.WriteAllTextAsync(Path.Combine(At("broken"), "metadata.json"), "{", TestContext.Current.CancellationToken);
        var message = Assert.Throws<RecordingException>(() => Recording.Open(At("broken"))).Message;
        Assert.StartsWith($"{At("broken")}: metadata.json is not what", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public async Task Statistics_asked_for_once_more_are_recorded_too()
    {
        using (var writer = RecordingWriter.Create(At("twice")))
        {
            using var reader = _clients.Reader(Clients.To(_flink.Url), writer);
            await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
            var before = writer.Count;
            var repeated = await reader.ReadCheckpointsAsync(FlinkStub.JobId, TestContext.Current.CancellationToken);
            Assert.NotNull(repeated.Checkpoints.Value);
            Assert.Equal($"/jobs/{FlinkStub.JobId}/checkpoints", Assert.Single(repeated.Exchanges).Path);
            Assert.Equal(before + 1, writer.Count);
        }
    }

    public void Dispose()
    {
        _flink.Dispose();
        _clients.Dispose();
        _folder.Delete(recursive: true);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private async Task RecordAsync(string path, string? metadata)
    {
        using var writer = RecordingWriter.Create(path);
        using var reader = _clients.Reader(Clients.To(_flink.Url), writer);
        var snapshot = await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
        writer.Keep(metadata is null ? snapshot : snapshot with { Jobs = [.. snapshot.Jobs.Select(job => job with { Readings = job.Readings.With(Metadata(metadata)).With(Ids()) })] });
        writer.Complete();
    }

    private static async Task<JobSnapshot> ReplayAsync(string path)
    {
        using var series = Recording.Open(path);
        var reader = series.Snapshots[0].Reader;
        var poll = reader.Begin(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
        var snapshot = await poll.Snapshot;
        Assert.Equal(snapshot.Jobs.Count, await poll.Jobs.ReadAllAsync(TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));
        return snapshot.Jobs[0];
    }

    private static Reading<CheckpointMetadata> Metadata(string path) => Reading<CheckpointMetadata>.Of(CheckpointMetadata.Key, path, DateTimeOffset.UnixEpoch, TimeSpan.Zero, new CheckpointMetadata
    {
        Path = path,
        Version = 6,
        CheckpointId = 7,
        Operators = [new WitnessedOperator(Id) { Name = "Source: orders", Uid = "orders-source" }],
    });

    private static Reading<OperatorIdSet> Ids() => Reading<OperatorIdSet>.Of(OperatorIdSet.Key, "http://prometheus:9090/", DateTimeOffset.UnixEpoch, TimeSpan.Zero, new OperatorIdSet
    {
        Origin = "http://prometheus:9090/",
        IsWhole = true,
        Operators = [new WitnessedOperator(Id) { VertexId = Id }],
    });
}
