using System.IO.Compression;
using System.Text.Json;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Security;

/// <summary>Credentials in the names of jobs, vertices and operators: connectors make names of addresses.</summary>
[Collection(Alone.Name)]
public sealed class SecretNamesTests
{
    private const string Id = "10ad844e9065868ae36d57c2da9b6193";

    // The id that Flink gives the first operator of a job without a uid: a finding that names job, vertex and operator follows.
    private const string Vertex = "cbc357ccb763df2852fee8c4fc7d55f2";
    private const string Job = "load jdbc:postgresql://app:planted-user-1@db/orders?password=planted-query-2";
    private const string Name = "Source: jdbc:mysql://db/x?user=a&pwd=planted-pwd-3 -> Map --api-token planted-token-4";

    [Fact]
    public async Task No_output_shows_them_and_what_is_judged_goes_by_the_true_names()
    {
        await using var server = new RawServer(Answer);
        using var folder = new Folder();
        var outputs = new List<(string What, string Text)>();
        foreach (var format in new[] { "console", "json", "sarif", "junit", "markdown", "html" })
        {
            var scan = await MonitorProcess.RunAsync("scan", server.Url, "--format", format, "--verbose", "--log-level", "trace");
            outputs.Add(($"scan --format {format}", scan.Output + scan.Error));
        }

        var waivers = Path.Combine(folder.Path, "waivers.yaml");
        var proposal = await MonitorProcess.RunAsync("scan", server.Url, "--name", "orders", "--write-waivers", waivers, "--owner", "o", "--expires", "2099-01-01");
        outputs.Add(("scan --write-waivers", proposal.Output + proposal.Error + await File.ReadAllTextAsync(waivers, TestContext.Current.CancellationToken)));
        var operators = await MonitorProcess.RunAsync("operators", server.Url, "--format", "json");
        outputs.Add(("operators", operators.Output + operators.Error));
        var recording = Path.Combine(folder.Path, "recording.zip");
        var record = await MonitorProcess.RunAsync("record", server.Url, "--output", recording);
        outputs.Add(("record", record.Output + record.Error));
        await using (var archive = await ZipFile.OpenReadAsync(recording, TestContext.Current.CancellationToken))
        {
            foreach (var entry in archive.Entries)
            {
                using var reader = new StreamReader(await entry.OpenAsync(TestContext.Current.CancellationToken));
                outputs.Add(($"recording {entry.FullName}", await reader.ReadToEndAsync(TestContext.Current.CancellationToken)));
            }
        }

        outputs.AddRange(await WatchAsync(server.Url));

        var leaks = outputs.Where(output => output.Text.Contains("planted-", StringComparison.Ordinal)).Select(output => output.What);
        Assert.Empty(leaks);
        Assert.All(outputs.Take(6), output => Assert.Contains("jdbc:", output.Text.Replace("&#58;", ":", StringComparison.Ordinal), StringComparison.Ordinal));

        var targets = $"targets: [{{ name: orders, url: \"{server.Url}\" }}]\n";
        var configuration = folder.Write("flinkready.yaml", targets + await File.ReadAllTextAsync(waivers, TestContext.Current.CancellationToken));
        var waived = await MonitorProcess.RunAsync("scan", "--config", configuration, "--format", "json");
        Assert.Equal("waived", StatusOf(waived.Output, "operator-uid"));
        var byTrueName = folder.Write("true.yaml", $$"""
            targets: [{ name: orders, url: "{{server.Url}}" }]
            waivers: [{ rule: operator-uid, job: "{{Job.Replace("?", "\\\\?", StringComparison.Ordinal)}}", reason: r, owner: o, expires: 2099-01-01 }]

            """);
        Assert.Equal("waived", StatusOf((await MonitorProcess.RunAsync("scan", "--config", byTrueName, "--format", "json")).Output, "operator-uid"));
    }

    [Fact]
    public async Task A_baseline_knows_the_findings_whose_names_it_shows_masked()
    {
        await using var server = new RawServer(Answer);
        using var folder = new Folder();
        var baseline = Path.Combine(folder.Path, "baseline.json");
        var first = await MonitorProcess.RunAsync("scan", server.Url, "--name", "orders", "--output", $"json={baseline}");

        var second = await MonitorProcess.RunAsync("scan", server.Url, "--name", "orders", "--baseline", baseline);

        Assert.Equal(1, first.ExitCode);
        Assert.Equal(0, second.ExitCode);
    }

    private static async Task<List<(string What, string Text)>> WatchAsync(string url)
    {
        var outputs = new List<(string What, string Text)>();
        await using var monitor = await MonitorProcess.WatchAsync(url, "--name", "orders", "--log-level", "trace");
        await monitor.UntilAsync("/metrics", page => page.Contains("flinkready_target_up{target=\"orders\"} 1", StringComparison.Ordinal));
        foreach (var path in new[] { "/", "/metrics", "/api/v1/report", "/api/v1/targets/orders/exchanges", "/target?name=orders", "/find", "/find?q=jdbc" })
        {
            outputs.Add(($"watch {path}", await monitor.GetAsync(path)));
        }

        var target = outputs[4].Text;
        var at = target.IndexOf("job?target=", StringComparison.Ordinal);
        var link = "/" + target[at..target.IndexOf('"', at)].Replace("&amp;", "&", StringComparison.Ordinal);
        var job = await monitor.GetAsync(link);
        Assert.Contains("operator-uid", job, StringComparison.Ordinal);
        outputs.Add(($"watch {link}", job));
        outputs.Add(("watch's log", monitor.Log));
        Assert.DoesNotContain("operator-uid", await monitor.GetAsync("/find?q=planted"), StringComparison.Ordinal);
        return outputs;
    }

    private static string StatusOf(string report, string rule) =>
        JsonDocument.Parse(report).RootElement.GetProperty("targets")[0].GetProperty("jobs")[0].GetProperty("checks").EnumerateArray()
            .Single(check => check.GetProperty("rule").GetString() == rule).GetProperty("status").GetString()!;

    private static async Task Answer(string head, Stream to, CancellationToken cancellationToken)
    {
        var (job, name) = (JsonEncodedText.Encode(Job), JsonEncodedText.Encode(Name));
        var path = head.Split(' ')[1].Split('?')[0];
        var body = path switch
        {
            "/jobs/overview" => $$"""{"jobs":[{"jid":"{{Id}}","name":"{{job}}","state":"RUNNING","start-time":1000,"end-time":-1,"duration":1000000000,"last-modification":2000,"tasks":{"total":1,"running":1} }]}""",
            "/jobs" => $$"""{"jobs":[{"id":"{{Id}}","status":"RUNNING"}]}""",
            "/overview" => """{"taskmanagers":1,"slots-total":1,"slots-available":0,"jobs-running":1,"flink-version":"1.20.0"}""",
            "/config" => """{"refresh-interval":3000,"flink-version":"1.20.0","features":{"web-submit":false}}""",
            "/jobmanager/config" => "[]",
            "/taskmanagers" => """{"taskmanagers":[]}""",
            $"/jobs/{Id}" => $$"""{"jid":"{{Id}}","name":"{{job}}","state":"RUNNING","job-type":"STREAMING","start-time":1000,"now":99,"maxParallelism":-1,"vertices":[{"id":"{{Vertex}}","name":"{{name}}","parallelism":1,"maxParallelism":128,"status":"RUNNING","tasks":{"RUNNING":1} }],"plan":{"type":"STREAMING","nodes":[{"id":"{{Vertex}}","description":"{{name}}<br/>"}]} }""",
            _ => null,
        };
        var answer = RawServer.Json(body ?? """{"errors":["none"]}""", body is null ? 404 : 200);
        await to.WriteAsync(System.Text.Encoding.UTF8.GetBytes(answer), cancellationToken);
    }
}
