using System.IO.Compression;
using System.Text;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkModel.Readings;

namespace FlinkReady.FlinkClient.Tests.Recordings;

public sealed class RecordingWriterTests : IDisposable
{
    private const string Planted = "pl4nted";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flinkready-writer");
    private readonly FlinkStub _flink = new();
    private readonly Clients _clients = new();

    [Theory]
    [InlineData("recording")]
    [InlineData("recording.zip")]
    public async Task What_was_recorded_reads_as_what_was_read(string name)
    {
        _flink.Answer($"/jobs/{FlinkStub.JobId}/exceptions", """{"errors":["Internal server error."]}""", 500);
        _flink.Answer($"/jobs/{FlinkStub.JobId}/checkpoints", """{"errors":["Checkpointing has not been enabled."]}""", 404);

        var live = await RecordAsync(At(name));
        using var series = Recording.Open(At(name));
        var replayed = await series.Snapshots[0].Reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);

        Assert.Equal(live.Exchanges.Select(Shape).Order(StringComparer.Ordinal), replayed.Exchanges.Select(Shape).Order(StringComparer.Ordinal));
        Assert.Equal(live.Overview.Value, replayed.Overview.Value);
        Assert.Equal(live.Jobs[0].Overview, replayed.Jobs[0].Overview);
        Assert.Equal(live.Jobs[0].CheckpointConfig!.Value, replayed.Jobs[0].CheckpointConfig!.Value);
        Assert.Equal("Checkpointing has not been enabled.", replayed.Jobs[0].Checkpoints!.AbsentMessage);
        Assert.Equal(FailureReason.Http5xx, replayed.Jobs[0].Exceptions!.Failure!.Reason);
        Assert.Equal(live.JobsOverview.ReadAt.ToUnixTimeMilliseconds(), replayed.JobsOverview.ReadAt.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task No_answer_is_recorded_with_its_reason()
    {
        using (var writer = RecordingWriter.Create(At("dead")))
        {
            using var reader = _clients.Reader(Clients.To("http://no-such-host.invalid"), writer);
            await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
            writer.Complete();
        }

        using var series = Recording.Open(At("dead"));
        var look = await series.Snapshots[0].Reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);

        Assert.Equal(FailureReason.Dns, look.JobsOverview.Failure!.Reason);
    }

    [Fact]
    public async Task A_retried_request_is_recorded_as_it_ended()
    {
        var attempts = 0;
        await using var server = new RawServer((_, stream, token) => stream.WriteAsync(
            Encoding.UTF8.GetBytes(Interlocked.Increment(ref attempts) == 1 ? RawServer.Json("", 503) : RawServer.Json("""{"jobs":[]}""")), token).AsTask());
        using (var writer = RecordingWriter.Create(At("retried")))
        {
            using var reader = _clients.Reader(Clients.To(server.Url), writer);
            await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
            writer.Complete();
        }

        using var series = Recording.Open(At("retried"));

        Assert.True((await series.Snapshots[0].Reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken)).IsUp);
    }

    [Fact]
    public async Task No_secret_of_the_cluster_or_of_the_target_is_written()
    {
        _flink.Answer("/jobmanager/config", $$$$"""
            [{"key":"s3.access-key","value":"{{{{Planted}}}}"},{"key":"s3.secret-key","value":"{{{{Planted}}}}"},{"key":"custom.api-key","value":"{{{{Planted}}}}"},
             {"key":"fs.azure.account.key.x.blob.core.windows.net","value":"{{{{Planted}}}}"},{"key":"env.java.opts.all","value":"-Dx={{{{Planted}}}}"},
             {"key":"containerized.master.env.DB","value":"{{{{Planted}}}}"},{"key":"jdbc.url","value":"jdbc:postgresql://user:{{{{Planted}}}}@db/x"},
             {"key":"other","value":"https://h/?sig={{{{Planted}}}}&a=b"},{"key":"third","value":"Server=db;Password={{{{Planted}}}};Database=x"},
             {"value":"{{{{Planted}}}}","key":"some.token"},{"key":"state.backend.type","value":"rocksdb"}]
            """);
        _flink.Answer($"/jobs/{FlinkStub.JobId}/config", $$$$"""
            {"jid":"x","execution-config":{"restart-strategy":"none","user-config":{"db.password":"{{{{Planted}}}}","kafka":"https://u:{{{{Planted}}}}@k","args":"--credential={{{{Planted}}}}"}}}
            """);
        _flink.Answer($"/jobs/{FlinkStub.JobId}/exceptions", $$$$"""{"exceptionHistory":{"entries":[{"exceptionName":"E","stacktrace":"at ftp://u:{{{{Planted}}}}@h, password={{{{Planted}}}}"}]}}""");
        var url = _flink.Url.Replace("//", $"//monitor:{Planted}@", StringComparison.Ordinal);

        await RecordAsync(At("r"), url);

        foreach (var file in Directory.EnumerateFiles(At("r"), "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(Planted, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        Assert.Contains("rocksdb", await File.ReadAllTextAsync(At("r/jobmanager/config.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_without_secrets_are_kept_byte_for_byte()
    {
        var body = """{ "taskmanagers":1,"flink-version":"2.3.0", "slots-total":9223372036854775 }""";
        _flink.Answer("/overview", body.Replace("9223372036854775", "7", StringComparison.Ordinal));

        await RecordAsync(At("r"));

        Assert.Equal(body.Replace("9223372036854775", "7", StringComparison.Ordinal), await File.ReadAllTextAsync(At("r/overview.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_exists_is_not_overwritten_and_what_is_given_up_leaves_nothing()
    {
        File.WriteAllText(At("there.zip"), "x");
        Assert.Throws<RecordingException>(() => RecordingWriter.Create(At("there.zip")));
        Assert.Throws<RecordingException>(() => RecordingWriter.Create(_folder.FullName));
        Assert.Throws<RecordingException>(() => RecordingWriter.Create(At("no/such/folder/x.zip")));

        RecordingWriter.Create(At("given-up.zip")).Dispose();

        Assert.Equal(["there.zip"], Directory.EnumerateFiles(_folder.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public void A_full_disk_is_told_when_the_recording_is_completed()
    {
        Assert.SkipWhen(!File.Exists("/dev/full"), "this system has no /dev/full");
        using var request = new FlinkClient.Transport.FlinkRequest(FlinkClient.Sources.FlinkEndpoints.All[0], "/overview");
        using var writer = RecordingWriter.Create(At("full"));
        Directory.CreateDirectory(At("full"));
        File.CreateSymbolicLink(At("full/overview.txt"), "/dev/full");

        ((IPollRecorder)writer).Add(request, new Exchange("/overview", "/overview", 0, DateTimeOffset.UnixEpoch, TimeSpan.Zero, 0, new Failure(FailureReason.Timeout, 0, "x")));

        Assert.Contains("can't be written", Assert.Throws<RecordingException>(writer.Complete).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(At("full/index.json")));
    }

    [Fact]
    public async Task A_zip_is_an_ordinary_archive()
    {
        await RecordAsync(At("r.zip"));

        using var zip = ZipFile.OpenRead(At("r.zip"));

        Assert.Contains(zip.Entries, entry => entry.FullName == "index.json");
        Assert.Contains(zip.Entries, entry => entry.FullName == $"jobs/{FlinkStub.JobId}/exceptions@maxExceptions=20.json");
    }

    public void Dispose()
    {
        _clients.Dispose();
        _flink.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Shape(Exchange exchange) => $"{exchange.Path} {exchange.Status} {exchange.Failure?.Reason}";

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private async Task<ClusterSnapshot> RecordAsync(string path, string? url = null)
    {
        using var writer = RecordingWriter.Create(path);
        using var reader = _clients.Reader(Clients.To(url ?? _flink.Url), writer);
        var look = await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
        writer.Complete();
        return look;
    }
}
