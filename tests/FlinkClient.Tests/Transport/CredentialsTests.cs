using System.Net;
using System.Text;
using FlinkReady.FlinkClient.Collections;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Tests.Support;
using FlinkReady.FlinkClient.Transport;
using FlinkReady.FlinkModel.Readings;
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
        using var reader = clients.Reader(Clients.To(server.Url) with { Auth = new TargetCredentials { BearerTokenFile = file } });

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

        var look = await _clients.PollAsync(Clients.To(url));

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
            Auth = new TargetCredentials { Basic = new BasicCredentials("monitor", Write("password", Secret)) },
            Headers = new EquatableDictionary([new("X-Forwarded-User", "flinkready")], StringComparer.OrdinalIgnoreCase),
        };

        var look = await _clients.PollAsync(connection);

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

        var look = await _clients.PollAsync(Clients.To(server.Url) with { Auth = new TargetCredentials { BearerTokenFile = file } });

        Assert.Equal(FailureReason.Unauthorized, look.JobsOverview.Failure!.Reason);
        Assert.Contains(hint, look.JobsOverview.Failure!.Message, StringComparison.Ordinal);
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

        Assert.True((await _clients.PollAsync(Clients.To(server.Url))).IsUp);
    }

    [Fact]
    public async Task Credentials_never_follow_a_redirect_to_another_port()
    {
        await using var other = new RawServer(RawServer.Json("""{"jobs":[]}"""));
        await using var server = new RawServer(RawServer.Json("", 302, $"Location: {other.Url}/jobs/overview?{Secret}\r\n"));

        var look = await _clients.PollAsync(Clients.To(server.Url) with { Auth = new TargetCredentials { BearerTokenFile = Write("token", Secret) } });

        Assert.Equal(FailureReason.Redirect, look.JobsOverview.Failure!.Reason);
        Assert.Empty(other.Heads);
        AssertNowhere(look, Secret);
    }

    // As Flink's TLS port answers a plain client (recordings of s6-tls): the same address with https. Behind an ingress the port is another one.
    [Theory]
    [InlineData(true, "this port speaks TLS: use https:// in the URL")]
    [InlineData(false, "301: plain http is sent on to https://127.0.0.1: use https:// in the URL")]
    public async Task A_redirect_from_http_to_https_says_to_use_https(bool isSamePort, string message)
    {
        await using var server = new RawServer((head, stream, token) =>
        {
            var host = isSamePort ? head.Split("Host: ")[1].Split('\r')[0] : "127.0.0.1";
            return stream.WriteAsync(Encoding.UTF8.GetBytes(RawServer.Json("", 301, $"Location: https://{host}{head.Split(' ')[1]}\r\n")), token).AsTask();
        });

        var look = await _clients.PollAsync(Clients.To(server.Url));

        Assert.Equal(FailureReason.Tls, look.JobsOverview.Failure!.Reason);
        Assert.Equal(message, look.JobsOverview.Failure!.Message);
    }

    [Fact]
    public async Task A_redirect_to_a_login_page_says_nothing_of_TLS_on_this_port()
    {
        await using var server = new RawServer(RawServer.Json("", 302, $"Location: https://login.example.com/start?{Secret}\r\n"));

        var look = await _clients.PollAsync(Clients.To(server.Url));

        Assert.Equal(FailureReason.Redirect, look.JobsOverview.Failure!.Reason);
        Assert.Contains("redirected to https://login.example.com, which is not followed", look.JobsOverview.Failure!.Message, StringComparison.Ordinal);
        AssertNowhere(look, Secret);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Location: \r\n")]
    [InlineData("Location: mailto:x@y\r\n")]
    [InlineData("Location: //\r\n")]
    [InlineData("Location: ///\r\n")]
    [InlineData("Location: //a b/\r\n")]
    [InlineData("Location: https:jobs\r\n")]
    [InlineData("Location: http://a\u00c2\u00ad/\r\n")]
    [InlineData("Location: /jobs/overview\r\n")]
    public async Task A_redirect_to_nowhere_or_in_a_circle_ends(string header)
    {
        await using var server = new RawServer(RawServer.Json("", 302, header));

        Assert.Equal(FailureReason.Redirect, (await _clients.PollAsync(Clients.To(server.Url))).JobsOverview.Failure!.Reason);
    }

    // Which of the two refused is what the reader has to know: a JobManager that was never asked is not to blame.
    [Theory]
    [InlineData("http://flink.example.com:8081")]
    [InlineData("https://flink.example.com:8081")]
    public async Task A_proxy_that_is_not_there_is_named(string url)
    {
        var look = await _clients.PollAsync(Clients.To(url) with { Proxy = new Uri("http://user:" + Secret + "@127.0.0.1:1") });

        Assert.Equal(FailureReason.Connection, look.JobsOverview.Failure!.Reason);
        Assert.Equal("the proxy http://127.0.0.1:1/ can't be reached: connection refused", look.JobsOverview.Failure!.Message);
        AssertNowhere(look, Secret);
    }

    [Fact]
    public async Task The_name_of_a_proxy_that_has_no_address_is_not_taken_for_Flinks()
    {
        var look = await _clients.PollAsync(Clients.To("http://127.0.0.1:8081") with { Proxy = new Uri("http://proxy.invalid:3128") });

        Assert.Equal(FailureReason.Dns, look.JobsOverview.Failure!.Reason);
        Assert.Equal("the proxy http://proxy.invalid:3128/ can't be reached: the host name has no address", look.JobsOverview.Failure!.Message);
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

        var look = await _clients.PollAsync(Clients.To("http://flink.invalid:8081") with { Proxy = url });

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
            Assert.True((await _clients.PollAsync(Clients.To(server.Url))).IsUp);
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
