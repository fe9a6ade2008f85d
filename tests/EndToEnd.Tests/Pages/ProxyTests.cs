using System.Diagnostics;
using System.Globalization;
using System.Net;
using FlinkReady.EndToEnd.Tests.Support;

namespace FlinkReady.EndToEnd.Tests.Pages;

/// <summary>The pages behind a real proxy that serves them under a prefix: every link stays below it.</summary>
public sealed class ProxyTests
{
    [NeedsTheory(Need.Nginx)]
    [InlineData("/", "proxy_pass http://127.0.0.1:{0}/;")]
    [InlineData("/flink/ready", "proxy_pass http://127.0.0.1:{0};")]
    public async Task Every_link_works_behind_a_prefix(string basePath, string pass)
    {
        using var folder = new TemporaryFolder();
        var configuration = folder.Write("flinkready.yaml", $"web: {{ basePath: {basePath}, hosts: [ready.example.com] }}\n");
        await using var program = await Flinkready.ListenAsync("watch", "--recording", "demo", "--config", configuration, "--step", "200ms");
        await program.MetricsAsync(page => page.HasSample("flinkready_target_up{target=\"demo\"} 1"));
        var port = LoopbackPort.Free();
        var conf = folder.Write("nginx.conf",
            $$"""
            daemon off; pid {{folder.Path}}/nginx.pid; error_log stderr;
            events { }
            http {
              access_log off; client_body_temp_path {{folder.Path}}/b; proxy_temp_path {{folder.Path}}/p; fastcgi_temp_path {{folder.Path}}/f; uwsgi_temp_path {{folder.Path}}/u; scgi_temp_path {{folder.Path}}/s;
              server { listen 127.0.0.1:{{port}}; location /flink/ready/ { {{string.Format(CultureInfo.InvariantCulture, pass, new Uri(program.Url).Port)}} } }
            }
            """);
        using var nginx = Process.Start(new ProcessStartInfo(Needs.Nginx!.Path, ["-p", folder.Path, "-c", conf]) { RedirectStandardError = true })!;
        try
        {
            var start = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/flink/ready/");
            await Until.AsyncValue(() => Http.GetAsync(start + "livez"), answer => answer == "ok\n", TimeSpan.FromSeconds(20));
            var mistakes = new List<string>();

            var pages = await Crawler.WalkAsync(start, mistakes);

            Assert.True(mistakes.Count == 0, string.Join('\n', mistakes));
            Assert.Contains(pages.Keys, page => page.Contains("/job?", StringComparison.Ordinal));
            Assert.All(pages.Keys, page => Assert.StartsWith(start, page, StringComparison.Ordinal));
            Assert.Equal("ok\n", await program.GetAsync("/livez"));
        }
        finally
        {
            nginx.Kill(entireProcessTree: true);
            await nginx.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task Pages_name_no_host_that_a_reader_sent_and_may_be_framed_by_those_that_are_named()
    {
        using var folder = new TemporaryFolder();
        var configuration = folder.Write("flinkready.yaml",
            """
            web:
              publicUrl: https://ready.example.com/flink
              frameAncestors: ["https://backstage.example.com"]
            """);
        await using var program = await Flinkready.ListenAsync("watch", "--recording", "demo", "--config", configuration, "--step", "200ms");
        await program.MetricsAsync(page => page.HasSample("flinkready_target_up{target=\"demo\"} 1"));

        foreach (var path in (string[])["/", "/changes.atom", "/api/v1/changes", "/api/v1/report", "/job?target=demo&name=nouid"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, program.Url + path) { Headers = { Host = "ready.example.com:4711" } };
            using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
            using var response = await invoker.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.DoesNotContain(":4711", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.EndsWith("frame-ancestors https://backstage.example.com", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }

        Assert.Contains("\"https://ready.example.com/flink/rules/", await program.GetAsync("/api/v1/report"), StringComparison.Ordinal);
        Assert.Contains("https://ready.example.com/flink/", await program.GetAsync("/changes.atom"), StringComparison.Ordinal);
    }
}
