using System.Net;
using System.Text;
using FlinkReady.FlinkClient.Looks;
using FlinkReady.FlinkClient.Readings;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkClient.Transport;
using Microsoft.Extensions.Time.Testing;

namespace FlinkReady.FlinkClient.Tests.Transport;

public sealed class CredentialsTests : IDisposable
{
    private const string Secret = "s3cr3t-planted";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flinkready-secrets");
    private readonly Clients _clients = new();

    [Fact]
    public async Task A_bearer_token_is_sent_and_read_again_when_it_was_rotated()
    {
        var time = new FakeTimeProvider();
        using var clients = new Clients(time);
        await using var server = new RawServer(RawServer.Json("""{"jobs":[]}"""));
        var file = Write("token", "first\n");
        using var reader = clients.Reader(Clients.To(server.Url) with { BearerTokenFile = file });

        await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);
        Write("token", "second");
        time.Advance(TimeSpan.FromSeconds(5));
        await reader.ReadAsync(null, ReadOptions.Everything, TestContext.Current.CancellationToken);

        Assert.Contains("Authorization: Bearer first\r\n", server.Heads.First(), StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer second\r\n", server.Heads.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_info_of_the_url_is_basic_authentication_and_nothing_else()
    {
        await using var server = new RawServer(RawServer.Json("{}", 403));
        var url = server.Url.Replace("//", $"//moni%40tor:{Secret}%2F@", StringComparison.Ordinal);

        var look = await _clients.LookAsync(Clients.To(url));

        var expected = Convert.ToBase64String(Encoding.UTF8.GetBytes($"moni@tor:{Secret}/"));
        Assert.Contains($"Authorization: Basic {expected}\r\n", server.Heads.First(), StringComparison.Ordinal);
        Assert.StartsWith("GET /jobs/overview HTTP/1.1\r\n", server.Heads.First(), StringComparison.Ordinal);
        AssertNowhere(look, Secret);
        Assert.Equal(server.Url + "/", look.Access.Address);
        Assert.True(look.Access.HasCredentials);
    }

    [Fact]
    public async Task A_basic_password_comes_from_its_file_and_headers_go_with_every_request()
    {
        await using var server = new RawServer(RawServer.Json("""{"jobs":[]}"""));
        var connection = Clients.To(server.Url) with
        {
            Basic = new BasicCredentials("monitor", Write("password", Secret)),
            Headers = new Dictionary<string, string> { ["X-Forwarded-User"] = "flinkready" },
        };

        var look = await _clients.LookAsync(connection);

        var expected = "Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"monitor:{Secret}"));
        Assert.All(server.Heads, head => Assert.Contains(expected, head, StringComparison.Ordinal));
        Assert.All(server.Heads, head => Assert.Contains("X-Forwarded-User: flinkready", head, StringComparison.Ordinal));
        AssertNowhere(look, Secret);
        Assert.DoesNotContain(Secret, connection.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "does not exist")]
    [InlineData("", "is empty")]
    [InlineData("two\nlines", "one line")]
    public async Task A_secret_file_that_is_none_fails_without_asking(string? content, string hint)
    {
        await using var server = new RawServer(RawServer.Json("""{"jobs":[]}"""));
        var file = content is null ? Path.Combine(_folder.FullName, "missing") : Write("bad", content);

        var look = await _clients.LookAsync(Clients.To(server.Url) with { BearerTokenFile = file });

        Assert.Equal(FailureReason.Unauthorized, look.JobsOverview.Failure!.Reason);
        Assert.Contains(hint, look.JobsOverview.Failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Heads);
    }

    [Fact]
    public async Task A_redirect_within_the_origin_is_followed()
    {
        await using var server = new RawServer((head, stream, token) =>
        {
            var path = head.Split(' ')[1];
            var answer = path.StartsWith("/moved", StringComparison.Ordinal) ? RawServer.Json("""{"jobs":[]}""") : RawServer.Json("", 307, $"Location: /moved{path}\r\n");
            return stream.WriteAsync(Encoding.UTF8.GetBytes(answer), token).AsTask();
        });

        Assert.True((await _clients.LookAsync(Clients.To(server.Url))).IsUp);
    }

    [Fact]
    public async Task Credentials_never_follow_a_redirect_to_another_port()
    {
        await using var other = new RawServer(RawServer.Json("""{"jobs":[]}"""));
        await using var server = new RawServer(RawServer.Json("", 302, $"Location: {other.Url}/jobs/overview?{Secret}\r\n"));

        var look = await _clients.LookAsync(Clients.To(server.Url) with { BearerTokenFile = Write("token", Secret) });

        Assert.Equal(FailureReason.Redirect, look.JobsOverview.Failure!.Reason);
        Assert.Empty(other.Heads);
        AssertNowhere(look, Secret);
    }

    [Theory]
    [InlineData("https://127.0.0.1:8081/jobs/overview")]
    [InlineData("https://elsewhere/")]
    public async Task A_redirect_from_http_to_https_says_that_the_port_speaks_TLS(string location)
    {
        await using var server = new RawServer(RawServer.Json("", 301, $"Location: {location}\r\n"));

        var look = await _clients.LookAsync(Clients.To(server.Url));

        Assert.Equal(FailureReason.Tls, look.JobsOverview.Failure!.Reason);
        Assert.Contains("this port speaks TLS", look.JobsOverview.Failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Location: \r\n")]
    [InlineData("Location: mailto:x@y\r\n")]
    [InlineData("Location: /jobs/overview\r\n")]
    public async Task A_redirect_to_nowhere_or_in_a_circle_ends(string header)
    {
        await using var server = new RawServer(RawServer.Json("", 302, header));

        Assert.Equal(FailureReason.Redirect, (await _clients.LookAsync(Clients.To(server.Url))).JobsOverview.Failure!.Reason);
    }

    [Fact]
    public async Task The_proxy_is_the_configured_one_with_its_credentials()
    {
        await using var proxy = new RawServer((head, stream, token) =>
        {
            var isKnown = head.Contains("Proxy-Authorization: Basic", StringComparison.OrdinalIgnoreCase);
            var answer = isKnown ? RawServer.Json("""{"jobs":[]}""") : RawServer.Json("", 407, "Proxy-Authenticate: Basic realm=\"p\"\r\n");
            return stream.WriteAsync(Encoding.UTF8.GetBytes(answer), token).AsTask();
        });
        var url = new Uri(proxy.Url.Replace("//", $"//me:{Secret}@", StringComparison.Ordinal));

        var look = await _clients.LookAsync(Clients.To("http://flink.invalid:8081") with { Proxy = url });

        Assert.True(look.IsUp, look.JobsOverview.Failure?.Message);
        Assert.Contains(proxy.Heads, head => head.StartsWith("GET http://flink.invalid:8081/jobs/overview ", StringComparison.Ordinal));
        AssertNowhere(look, Secret);
    }

    [Fact]
    public async Task The_environments_proxy_is_not_obeyed()
    {
        await using var server = new RawServer(RawServer.Json("""{"jobs":[]}"""));
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy("http://127.0.0.1:1");
        try
        {
            Assert.True((await _clients.LookAsync(Clients.To(server.Url))).IsUp);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    public void Dispose()
    {
        _clients.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void AssertNowhere(ClusterSnapshot look, string secret)
    {
        var shown = string.Join('\n', [look.Access.ToString(), look.ToString(), .. look.Exchanges.Select(exchange => exchange.ToString())]);
        Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
