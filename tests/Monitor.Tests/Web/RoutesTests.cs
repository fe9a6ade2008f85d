using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlinkReady.Monitor.Tests.Support;
using FlinkReady.Readiness.Judging;

namespace FlinkReady.Monitor.Tests.Web;

public sealed partial class RoutesTests(DaemonFixture daemon) : IClassFixture<DaemonFixture>
{
    [Theory]
    [InlineData("/", 200, "text/html; charset=utf-8")]
    [InlineData("/metrics", 200, "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("/livez", 200, "text/plain; charset=utf-8")]
    [InlineData("/readyz", 200, "text/plain; charset=utf-8")]
    [InlineData("/api/v1/report", 200, "application/json; charset=utf-8")]
    [InlineData("/api/v1/report?target=demo", 200, "application/json; charset=utf-8")]
    [InlineData("/api/v1/report?target=%3Cscript%3E", 404, "application/json; charset=utf-8")]
    [InlineData("/api/v1/rules", 200, "application/json; charset=utf-8")]
    [InlineData("/api/v1/jobs/drift", 400, "application/json; charset=utf-8")]
    [InlineData("/api/v1/jobs/drift?target=nope&name=orders", 404, "application/json; charset=utf-8")]
    [InlineData("/api/v1/jobs/drift?target=demo&name=nope", 404, "application/json; charset=utf-8")]
    [InlineData("/api/v1/targets/demo/exchanges", 200, "application/json; charset=utf-8")]
    [InlineData("/api/v1/targets/nope/exchanges", 404, "application/json; charset=utf-8")]
    [InlineData("/rules/", 200, "text/html; charset=utf-8")]
    [InlineData("/rules/ha-enabled", 200, "text/html; charset=utf-8")]
    [InlineData("/rules/nope", 404, "text/plain; charset=utf-8")]
    [InlineData("/rules/README", 404, "text/plain; charset=utf-8")]
    [InlineData("/nope", 404, "text/plain; charset=utf-8")]
    [InlineData("/nope.js", 404, "text/plain; charset=utf-8")]
    [InlineData("/api/v1/report/", 200, "application/json; charset=utf-8")]
    [InlineData("/..%2f..%2fetc%2fpasswd", 404, "text/plain; charset=utf-8")]
    public async Task Each_path_answers_GET_and_HEAD_alike(string path, int status, string contentType)
    {
        var (get, body) = await Http.SendAsync(HttpMethod.Get, daemon.Url + path);
        var (head, nothing) = await Http.SendAsync(HttpMethod.Head, daemon.Url + path);

        Assert.Equal(status, (int)get.StatusCode);
        Assert.Equal(status, (int)head.StatusCode);
        Assert.Equal(contentType, get.Content.Headers.ContentType?.ToString());
        Assert.Equal(contentType, head.Content.Headers.ContentType?.ToString());
        Assert.Equal(body.Length, get.Content.Headers.ContentLength);
        Assert.Empty(nothing);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/job?target=demo&name=good")]
    [InlineData("/changes.atom")]
    [InlineData("/api/v1/report")]
    public async Task Whoever_has_what_is_published_is_told_so_until_something_is_published_anew(string path)
    {
        // The recording goes on meanwhile, and ends.
        HttpResponseMessage first, unchanged;
        byte[] nothing;
        var tries = 0;
        do
        {
            await Task.Delay(tries, TestContext.Current.CancellationToken);
            (first, _) = await Http.SendAsync(HttpMethod.Get, daemon.Url + path);
            (unchanged, nothing) = await Http.SendAsync(HttpMethod.Get, daemon.Url + path, ifNoneMatch: $"\"other\", {first.Headers.ETag}");
        }
        while ((int)unchanged.StatusCode == 200 && ++tries < 100);

        daemon.PublishedState.Touch();
        var (anew, body) = await Http.SendAsync(HttpMethod.Get, daemon.Url + path, ifNoneMatch: first.Headers.ETag?.ToString());
        var (elsewhere, _) = await Http.SendAsync(HttpMethod.Get, daemon.Url + "/job?target=nope&name=x");

        Assert.Equal<(int, bool?)>((200, true), ((int)first.StatusCode, first.Headers.ETag?.IsWeak));
        Assert.Equal((304, first.Headers.ETag), ((int)unchanged.StatusCode, unchanged.Headers.ETag));
        Assert.Empty(nothing);
        Assert.Equal(200, (int)anew.StatusCode);
        Assert.NotEqual(first.Headers.ETag, anew.Headers.ETag);
        Assert.NotEmpty(body);
        Assert.Equal((404, null), ((int)elsewhere.StatusCode, elsewhere.Headers.ETag));
    }

    [Theory]
    [InlineData("POST", "/")]
    [InlineData("PUT", "/api/v1/report")]
    [InlineData("DELETE", "/api/v1/targets/demo/exchanges")]
    [InlineData("PATCH", "/metrics")]
    [InlineData("OPTIONS", "/")]
    [InlineData("TRACE", "/livez")]
    [InlineData("POST", "/nope")]
    public async Task Other_methods_are_405(string method, string path)
    {
        var (response, _) = await Http.SendAsync(new HttpMethod(method), daemon.Url + path);

        Assert.Equal(405, (int)response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/rules/ha-enabled")]
    public async Task A_page_runs_no_script_and_takes_its_style_from_nowhere_else(string path)
    {
        var (response, body) = await Http.SendAsync(HttpMethod.Get, daemon.Url + path);
        var html = Encoding.UTF8.GetString(body);
        var style = StyleElement.Match(html).Groups[1].Value;

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate, gzip;q=0.5")]
    [InlineData("GZIP")]
    public async Task Metrics_are_compressed_where_that_is_asked(string accepted)
    {
        var (response, body) = await Http.SendAsync(HttpMethod.Get, daemon.Url + "/metrics", accepted);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        var page = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("flinkready_target_up{target=\"demo\"} ", page, StringComparison.Ordinal);
        Assert.Contains("\nprocess_cpu_seconds_total ", page, StringComparison.Ordinal);
        Assert.Contains("\ndotnet_", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("identity")]
    [InlineData("gzip;q=0")]
    [InlineData("br")]
    public async Task And_only_there(string? accepted)
    {
        var (response, body) = await Http.SendAsync(HttpMethod.Get, daemon.Url + "/metrics", accepted);

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.StartsWith("# HELP flinkready_build_info ", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prometheus_own_tool_finds_no_fault_with_the_page()
    {
        Assert.SkipWhen(ExternalTool.Promtool is null, ExternalTool.Missing("promtool"));
        var page = await Http.GetAsync(daemon.Url + "/metrics");

        var (exit, output) = await ExternalTool.Promtool.RunAsync(["check", "metrics"], page, TestContext.Current.CancellationToken);

        Assert.True(exit == 0 && output.Length == 0, output);
    }

    [Fact]
    public async Task The_report_is_the_one_a_scan_writes()
    {
        using var report = JsonDocument.Parse(await Http.GetAsync(daemon.Url + "/api/v1/report"));

        Assert.Equal("1", report.RootElement.GetProperty("reportVersion").GetString());
        var target = Assert.Single(report.RootElement.GetProperty("targets").EnumerateArray());
        Assert.Equal("demo", target.GetProperty("name").GetString());
        var check = target.GetProperty("checks")[0];
        Assert.StartsWith($"http://localhost:{new Uri(daemon.Url).Port}/rules/", check.GetProperty("helpUri").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exchanges_tell_what_the_last_poll_asked()
    {
        using var document = JsonDocument.Parse(await Http.GetAsync(daemon.Url + "/api/v1/targets/demo/exchanges"));

        Assert.Equal("demo", document.RootElement.GetProperty("target").GetString());
        var asked = document.RootElement.GetProperty("exchanges").EnumerateArray().Select(exchange => exchange.GetProperty("path").GetString()).ToList();
        Assert.Contains("/jobs/overview", asked);
    }

    [Fact]
    public async Task Every_rule_has_its_page_and_every_link_of_the_list_leads_to_one()
    {
        var list = await Http.GetAsync(daemon.Url + "/rules/");
        foreach (var rule in RuleCatalogue.All)
        {
            Assert.Contains($"href=\"{rule.Id}\"", list, StringComparison.Ordinal);
            Assert.Contains("<h1", await Http.GetAsync($"{daemon.Url}/rules/{rule.Id}"), StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex StyleElement { get; }
}
