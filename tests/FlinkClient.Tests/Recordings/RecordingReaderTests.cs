using System.IO.Compression;
using System.Text;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FsCheck.Xunit;

namespace FlinkReady.FlinkClient.Tests.Recordings;

/// <summary>What a recording means, and what is refused as one.</summary>
public sealed class RecordingReaderTests : IDisposable
{
    private const string JobId = "10ad844e9065868ae36d57c2da9b6193";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flinkready-recordings");

    [Fact]
    public async Task The_kth_request_gets_the_kth_entry_then_the_last()
    {
        Write("r", """
            [{"path":"/jobs/overview","status":200,"atMs":1000,"file":"a"},{"path":"/jobs","status":200,"atMs":1001,"file":"a"},
             {"path":"/jobs/overview","status":503,"atMs":5000,"file":"b"}]
            """, ("a", """{"jobs":[]}"""), ("b", """{"errors":["x"]}"""));
        using var series = Recording.Open(At("r"));
        var reader = Assert.Single(series.Snapshots).Reader;

        Assert.Equal(200, (await PollAsync(reader)).Exchanges[0].Status);
        Assert.Equal(503, (await PollAsync(reader)).Exchanges[0].Status);
        Assert.Equal(503, (await PollAsync(reader)).Exchanges[0].Status);
    }

    [Fact]
    public async Task Readings_carry_the_recorded_time_and_duration()
    {
        Write("r", """[{"method":"GET","path":"/jobs/overview","status":200,"atMs":1795532118797,"elapsedMs":10.5,"file":"a"}]""", ("a", """{"jobs":[]}"""));
        using var series = Recording.Open(At("r"));

        var look = await PollAsync(series.Snapshots[0].Reader);

        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1795532118797), look.JobsOverview.ReadAt);
        Assert.Equal(look.JobsOverview.ReadAt, look.StartedAt);
        Assert.Equal(10.5, look.JobsOverview.Elapsed.TotalMilliseconds);
        Assert.True(look.Access.IsRecording);
        Assert.False(series.IsSeries);
    }

    [Theory]
    [InlineData("/exceptions?maxExceptions=99", true)]
    [InlineData("/exceptions", true)]
    [InlineData("/Exceptions?maxExceptions=20", false)]
    [InlineData("/exceptions/?maxExceptions=20", false)]
    public async Task Without_an_exact_match_the_one_entry_with_another_query_answers(string recorded, bool answers)
    {
        Write("r", $$"""
            [{"path":"/jobs/overview","status":200,"atMs":1,"file":"a"},{"path":"/jobs","status":200,"atMs":1,"file":"c"},
             {"path":"/jobs/{{JobId}}{{recorded}}","status":200,"atMs":1,"file":"b"}]
            """, ("a", $$"""{"jobs":[{"jid":"{{JobId}}","name":"x","state":"RUNNING"}]}"""), ("b", """{"exceptionHistory":{"entries":[]}}"""), ("c", """{"jobs":[]}"""));
        using var series = Recording.Open(At("r"));

        var exceptions = Assert.Single((await PollAsync(series.Snapshots[0].Reader)).Jobs).Exceptions!;

        Assert.Equal(answers, exceptions.IsAnswered);
    }

    [Fact]
    public async Task Two_entries_with_other_queries_answer_nothing()
    {
        Write("r", """[{"path":"/jobs/overview?a","status":200,"atMs":1,"file":"a"},{"path":"/jobs/overview?b","status":200,"atMs":1,"file":"a"}]""", ("a", """{"jobs":[]}"""));
        using var series = Recording.Open(At("r"));

        Assert.Equal(FailureReason.Connection, (await PollAsync(series.Snapshots[0].Reader)).JobsOverview.Failure!.Reason);
    }

    [Theory]
    [InlineData("ConnectionRefusedError: Connection refused", null, FailureReason.Connection)]
    [InlineData("SSLCertVerificationError: certificate verify failed", null, FailureReason.Tls)]
    [InlineData("TimeoutError: timed out", null, FailureReason.Timeout)]
    [InlineData("something else", null, FailureReason.Connection)]
    [InlineData("Connection refused", "dns", FailureReason.Dns)]
    [InlineData("timed out", "no such reason", FailureReason.Timeout)]
    public async Task Status_0_is_a_failure_by_its_reason_or_its_text(string body, string? reason, FailureReason expected)
    {
        Write("r", $$"""[{"path":"/jobs/overview","status":0,"atMs":1,"file":"a"{{(reason is null ? "" : $",\"reason\":\"{reason}\"")}}}]""", ("a", body));
        using var series = Recording.Open(At("r"));

        Assert.Equal(expected, (await PollAsync(series.Snapshots[0].Reader)).JobsOverview.Failure!.Reason);
    }

    [Fact]
    public async Task A_missing_body_was_not_read()
    {
        Write("r", """[{"path":"/jobs/overview","status":200,"atMs":1,"file":"gone.json"}]""");
        using var series = Recording.Open(At("r"));

        var failure = (await PollAsync(series.Snapshots[0].Reader)).JobsOverview.Failure!;

        Assert.Equal(FailureReason.Connection, failure.Reason);
        Assert.Contains("gone.json", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_look_takes_the_next_entries_and_is_left_out_where_there_are_none()
    {
        var jobs = $$"""{"jobs":[{"id":"{{JobId}}","status":"RUNNING"}]}""";
        Write("twice", """
            [{"path":"/jobs/overview","status":200,"atMs":1000,"file":"a"},{"path":"/jobs","status":200,"atMs":1001,"file":"b"},
             {"path":"/jobs/overview","status":200,"atMs":4500,"file":"a"},{"path":"/jobs","status":200,"atMs":4501,"file":"b"}]
            """, ("a", """{"jobs":[]}"""), ("b", jobs));
        Write("once", """[{"path":"/jobs/overview","status":200,"atMs":1000,"file":"a"},{"path":"/jobs","status":200,"atMs":1001,"file":"b"}]""", ("a", """{"jobs":[]}"""), ("b", jobs));
        using var twice = Recording.Open(At("twice"));
        using var once = Recording.Open(At("once"));

        Assert.Equal(4500, (await PollAsync(twice.Snapshots[0].Reader)).SecondListing!.Get(JobsOverview.Key)!.ReadAt.ToUnixTimeMilliseconds());
        Assert.Null((await PollAsync(once.Snapshots[0].Reader)).SecondListing);
    }

    [Fact]
    public void Snapshots_come_in_numeric_order()
    {
        foreach (var name in (string[])["10-b", "9-a", "100-c", "last"])
        {
            Write($"s/{name}", "[]");
        }

        using var series = Recording.Open(At("s"));

        Assert.True(series.IsSeries);
        Assert.Equal(["9-a", "10-b", "100-c", "last"], series.Snapshots.Select(snapshot => snapshot.Name));
    }

    [Theory]
    [InlineData("", "cut off")]
    [InlineData("[{\"path\":\"/a\"", "cut off")]
    [InlineData("{}", "index of a recording")]
    [InlineData("null", "index of a recording")]
    [InlineData("[null]", "entry 1")]
    [InlineData("[{\"path\":\"/a\",\"status\":200,\"atMs\":1}]", "names no file")]
    [InlineData("[{\"path\":\"a\",\"status\":0,\"atMs\":1}]", "slash")]
    [InlineData("[{\"path\":\"/a\",\"status\":0,\"atMs\":9223372036854775807}]", "atMs")]
    [InlineData("[{\"path\":\"/a\",\"status\":200,\"atMs\":1,\"file\":\"../../etc/passwd\"}]", "outside")]
    [InlineData("[{\"path\":\"/a\",\"status\":200,\"atMs\":1,\"file\":\"/etc/passwd\"}]", "outside")]
    [InlineData("[{\"path\":\"/a\",\"status\":200,\"atMs\":1,\"file\":\"a\\\\..\\\\b\"}]", "outside")]
    public void An_index_that_is_none_is_refused_in_one_line(string index, string hint)
    {
        Write("r", index);

        var message = Assert.Throws<RecordingException>(() => Recording.Open(At("r"))).Message;

        Assert.Contains(hint, message, StringComparison.Ordinal);
        Assert.Contains("index.json", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void What_is_no_recording_is_refused()
    {
        Directory.CreateDirectory(At("empty"));
        File.WriteAllText(At("text.zip"), "not a zip");
        foreach (var parent in (string[])["x/a", "x/b", "y/a"])
        {
            Write($"many/{parent}", "[]");
        }

        Assert.Contains("no index.json", Assert.Throws<RecordingException>(() => Recording.Open(At("empty"))).Message, StringComparison.Ordinal);
        Assert.Contains("zip", Assert.Throws<RecordingException>(() => Recording.Open(At("text.zip"))).Message, StringComparison.Ordinal);
        Assert.Contains("no such", Assert.Throws<RecordingException>(() => Recording.Open(At("nowhere"))).Message, StringComparison.Ordinal);
        Assert.Contains("more than one", Assert.Throws<RecordingException>(() => Recording.Open(At("many"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_leads_out_of_the_folder_is_not_followed()
    {
        Write("r", """[{"path":"/jobs/overview","status":200,"atMs":1,"file":"link.json"}]""");
        File.WriteAllText(At("outside.json"), """{"jobs":[]}""");
        File.CreateSymbolicLink(At("r/link.json"), At("outside.json"));
        using var series = Recording.Open(At("r"));

        Assert.False((await PollAsync(series.Snapshots[0].Reader)).JobsOverview.IsAnswered);
    }

    [Theory]
    [InlineData("../evil.json")]
    [InlineData("/evil.json")]
    [InlineData("a/../../evil.json")]
    [InlineData("a\\evil.json")]
    [InlineData("c:evil.json")]
    public void A_zip_entry_that_leads_out_is_refused(string name)
    {
        using var zip = Zip(("index.json", "[]"), (name, "x"));

        Assert.Contains("leads out", Assert.Throws<RecordingException>(() => Recording.Open(zip, "z.zip")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_zip_entries_of_one_name_are_refused()
    {
        using var zip = Zip(("index.json", "[]"), ("index.json", "[1]"));

        Assert.Contains("same name", Assert.Throws<RecordingException>(() => Recording.Open(zip, "z.zip")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_bomb_is_cut_off_at_the_limit()
    {
        using var zip = Zip(
            ("index.json", """[{"path":"/jobs/overview","status":200,"atMs":1,"file":"bomb.json"}]"""),
            ("bomb.json", new string(' ', RecordingFiles.MaxFileBytes + 1)));
        Assert.True(zip.Length < 1024 * 1024);
        using var series = Recording.Open(zip, "z.zip");

        var failure = (await PollAsync(series.Snapshots[0].Reader)).JobsOverview.Failure!;

        Assert.Contains("longer than 64 MiB", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_with_everything_in_one_folder_is_read_from_a_stream()
    {
        using var zip = Zip(
            ("demo/1/index.json", """[{"path":"/jobs/overview","status":200,"atMs":1,"file":"a"},{"path":"/jobs","status":200,"atMs":1,"file":"a"}]"""), ("demo/1/a", """{"jobs":[]}"""),
            ("demo/2/index.json", "[]"));
        using var series = Recording.Open(zip, "demo");

        Assert.Equal(["1", "2"], series.Snapshots.Select(snapshot => snapshot.Name));
        Assert.True((await PollAsync(series.Snapshots[0].Reader)).IsUp);
    }

    [Property(MaxTest = 300)]
    public void Any_bytes_as_an_archive_or_an_index_end_in_a_recording_or_one_line(byte[] bytes, bool asIndex)
    {
        using var archive = asIndex ? Zip(("index.json", Encoding.Latin1.GetString(bytes))) : new MemoryStream(bytes);
        try
        {
            Recording.Open(archive, "fuzz").Dispose();
        }
        catch (RecordingException e)
        {
            Assert.DoesNotContain('\n', e.Message);
        }
    }

    [Property(MaxTest = 200)]
    public void A_real_archive_with_bytes_changed_ends_in_a_recording_or_one_line(ushort where, byte what, ushort cut)
    {
        using var whole = Zip(("index.json", """[{"path":"/jobs/overview","status":200,"atMs":1,"file":"a"}]"""), ("a", "{}"), ("b/c", "x"));
        var bytes = whole.ToArray();
        bytes[where % bytes.Length] = what;
        using var archive = new MemoryStream(bytes[..(bytes.Length - (cut % 3 == 0 ? cut % bytes.Length : 0))]);
        try
        {
            Recording.Open(archive, "fuzz").Dispose();
        }
        catch (RecordingException)
        {
            // One of the two ends.
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Task<ClusterSnapshot> PollAsync(IClusterReader reader) => reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);

    private static MemoryStream Zip(params (string Name, string Content)[] entries)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        stream.Position = 0;
        return stream;
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string folder, string index, params (string Name, string Content)[] files)
    {
        Directory.CreateDirectory(At(folder));
        File.WriteAllText(At($"{folder}/index.json"), index);
        foreach (var (name, content) in files)
        {
            File.WriteAllText(At($"{folder}/{name}"), content);
        }
    }
}
