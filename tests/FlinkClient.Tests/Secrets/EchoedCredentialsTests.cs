using System.Text;
using System.Text.Json;
using FlinkReady.FlinkClient.Collections;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Readings;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.FlinkClient.Tests.Secrets;

/// <summary>A server that tells what it was sent: credentials stay out of recordings and messages.</summary>
public sealed class EchoedCredentialsTests : IDisposable
{
    // With characters that JSON, HTML and URLs escape.
    private const string Secret = "pl4nt+ed/\"s3cr&t\"=ü<x>";
    private const string Token = "pl4nted/t0ken+\"q\"&<y>=";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flinkready-echo");
    private readonly FlinkStub _flink = new();

    [Fact]
    public async Task A_password_is_recorded_in_no_form()
    {
        var connection = Clients.To(_flink.Url) with { Auth = new TargetCredentials { Basic = new BasicCredentials("monitor", Write("password", Secret)) } };
        Echo(Forms(Secret).Concat(Forms($"monitor:{Secret}")));

        await RecordAsync(connection);

        AssertNowhere(Secret);
    }

    [Fact]
    public async Task A_file_of_user_and_password_is_recorded_in_no_form()
    {
        var connection = Clients.To(_flink.Url) with { Auth = new TargetCredentials { Basic = new BasicCredentials(null, Write("both", $"monitor:{Secret}")) } };
        Echo(Forms(Secret).Concat(Forms($"monitor:{Secret}")));

        await RecordAsync(connection);

        AssertNowhere(Secret);
    }

    [Fact]
    public async Task User_info_of_a_URL_is_recorded_in_no_form()
    {
        var connection = Clients.To(_flink.Url.Replace("//", $"//monitor:{Uri.EscapeDataString(Secret)}@", StringComparison.Ordinal));
        Echo(Forms(Secret).Concat(Forms($"monitor:{Secret}")));

        await RecordAsync(connection);

        AssertNowhere(Secret);
    }

    [Fact]
    public async Task A_header_that_holds_a_secret_is_recorded_in_no_form()
    {
        var connection = Clients.To(_flink.Url) with
        {
            Headers = new EquatableDictionary(
                [
                    new("Proxy-Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"monitor:{Secret}"))),
                    new("X-Vault", Token),
                    new("Cookie", "theme=dark; session=pl4nted-c00kie-of-a-session"),
                ],
                StringComparer.OrdinalIgnoreCase),
        };
        Echo(Forms(Secret).Concat(Forms(Token)).Append("pl4nted-c00kie-of-a-session"));

        await RecordAsync(connection);

        AssertNowhere(Secret);
        AssertNowhere(Token);
        AssertNowhere("pl4nted-c00kie-of-a-session");
    }

    [Fact]
    public async Task A_token_is_masked_before_and_after_its_rotation()
    {
        var time = new FakeTimeProvider();
        using var clients = new Clients(time);
        using var writer = RecordingWriter.Create(Recorded);
        using var reader = clients.Reader(Clients.To(_flink.Url) with { Auth = new TargetCredentials { BearerTokenFile = Write("token", "pl4nted-first-token") } }, writer);
        Echo(["pl4nted-first-token", "pl4nted-second-token"]);

        await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
        Write("token", "pl4nted-second-token");
        time.Advance(TimeSpan.FromSeconds(5));
        await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
        writer.Complete();

        Assert.DoesNotContain("pl4nted-first-token", All(), StringComparison.Ordinal);
        var last = Directory.EnumerateFiles(Path.Combine(Recorded, "jobmanager")).Order(StringComparer.Ordinal).Select(File.ReadAllText);
        Assert.Contains(last, text => !text.Contains("pl4nted-second-token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_recorded_reads_as_before_but_for_the_mask()
    {
        var connection = Clients.To(_flink.Url) with { Auth = new TargetCredentials { BearerTokenFile = Write("token", Token) } };
        Echo([Token]);

        var live = await RecordAsync(connection);
        using var series = Recording.Open(Recorded);
        var replayed = await series.Snapshots[0].Reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);

        Assert.Equal(live.Overview.Value, replayed.Overview.Value);
        Assert.Equal(live.Jobs[0].Overview, replayed.Jobs[0].Overview);
        Assert.Equal(live.Jobs[0].CheckpointConfig!.Value, replayed.Jobs[0].CheckpointConfig!.Value);
    }

    [Fact]
    public async Task Short_values_and_tenants_change_nothing()
    {
        var connection = Clients.To(_flink.Url.Replace("//", "//admin:state@", StringComparison.Ordinal)) with
        {
            Headers = new EquatableDictionary([new("X-Flag", "true"), new("X-Tenant", "rocksdb")], StringComparer.OrdinalIgnoreCase),
        };
        const string Body = """[{"key":"state.backend.type", "value":"rocksdb"},{"key":"x", "value":"true"}]""";
        _flink.Answer("/jobmanager/config", Body);

        await RecordAsync(connection);

        Assert.Equal(Body, await File.ReadAllTextAsync(Path.Combine(Recorded, "jobmanager/config.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_message_shows_no_credentials_even_where_it_is_cut()
    {
        var errors = JsonSerializer.Serialize(new { errors = new[] { "Internal server error.", $"{new string('x', 290)}{Token} and {Token}" } });
        _flink.AnswerAll(errors, 500);
        using var clients = new Clients();

        var look = await clients.PollAsync(Clients.To(_flink.Url) with { Auth = new TargetCredentials { BearerTokenFile = Write("token", Token) } });

        Assert.Contains(new string('x', 290), look.JobsOverview.Failure!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token[..4], look.JobsOverview.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_as_user_is_recorded_in_no_form()
    {
        Echo(Forms(Token).Concat(Forms($"{Token}:")));

        await RecordAsync(Clients.To(_flink.Url.Replace("//", $"//{Uri.EscapeDataString(Token)}@", StringComparison.Ordinal)));

        AssertNowhere(Token);
        AssertNowhere($"{Token}:");
    }

    [Fact]
    public async Task The_type_of_a_body_is_recorded_without_credentials()
    {
        _flink.Answer("/overview", """{"taskmanagers":1}""", contentType: "application/json; token=pl4nted-t0ken");

        await RecordAsync(Clients.To(_flink.Url) with { Auth = new TargetCredentials { BearerTokenFile = Write("token", "pl4nted-t0ken") } });

        Assert.DoesNotContain("pl4nted-t0ken", All(), StringComparison.Ordinal);
        Assert.Contains("token=******", All(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _flink.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Recorded => Path.Combine(_folder.FullName, "recording");

    // Written out with the framework's encoders, apart from the product's list of forms.
    private static IEnumerable<string> Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        return
        [
            secret, Convert.ToBase64String(bytes), Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_').TrimEnd('='),
            Convert.ToBase64String([(byte)'{', .. bytes, (byte)'}']), Uri.EscapeDataString(Uri.EscapeDataString(secret)),
            Uri.EscapeDataString(secret), System.Net.WebUtility.UrlEncode(secret), System.Net.WebUtility.HtmlEncode(secret), JsonEncodedText.Encode(secret).Value,
        ];
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    // In a list of values, as the name of a key, in a map of the user, in a stack trace and in an error of Flink's.
    private void Echo(IEnumerable<string> texts)
    {
        var all = texts.ToList();
        _flink.Answer("/jobmanager/config", JsonSerializer.Serialize(all.Select((text, i) => new { key = $"echo-{i}", value = $"it said {text}, so" })));
        _flink.Answer($"/jobs/{FlinkStub.JobId}/config", JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["jid"] = "x",
            ["execution-config"] = new Dictionary<string, object> { ["user-config"] = all.Distinct().ToDictionary(text => $"k {text}", text => text) },
        }));
        _flink.Answer($"/jobs/{FlinkStub.JobId}/exceptions", JsonSerializer.Serialize(new
        {
            exceptionHistory = new { entries = new[] { new { exceptionName = "E", stacktrace = $"at x\n{string.Join('\n', all)}" } } },
        }));
        _flink.Answer($"/jobs/{FlinkStub.JobId}/checkpoints", JsonSerializer.Serialize(new { errors = all }), 500);
    }

    private void AssertNowhere(string secret)
    {
        var recorded = All();
        Assert.Contains("it said ******, so", recorded, StringComparison.Ordinal);
        foreach (var form in Forms(secret).Select(form => form.TrimEnd('=')))
        {
            Assert.DoesNotContain(form, recorded, StringComparison.Ordinal);
        }
    }

    // As it stands there, and with the escapes of JSON undone.
    private string All()
    {
        var texts = Directory.EnumerateFiles(Recorded, "*", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        return string.Join('\n', texts.Concat(texts.Select(text => System.Text.RegularExpressions.Regex.Unescape(text.Replace("\\/", "/", StringComparison.Ordinal)))));
    }

    private async Task<ClusterSnapshot> RecordAsync(TargetConnection connection)
    {
        using var clients = new Clients();
        using var writer = RecordingWriter.Create(Recorded);
        using var reader = clients.Reader(connection, writer);
        var look = await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
        writer.Complete();
        return look;
    }
}
