using System.Text.Json;
using FlinkReady.Fleet.Clusters;
using FlinkReady.Fleet.Serving;
using FlinkReady.Reliability.Tests.Support;

namespace FlinkReady.Reliability.Tests.Programs;

/// <summary>One scan of many targets, each broken in its own way, and one that is not.</summary>
[Collection(Alone.Name)]
public sealed class FaultyTargetsTests
{
    private static readonly (string Name, Fault Fault, string Reason)[] Faults =
    [
        ("hang", new Fault(FaultKind.Hang), "timeout"),
        ("drip", new Fault(FaultKind.Drip), "timeout"),
        ("garbage", new Fault(FaultKind.Garbage), "badPayload notFlink"),
        ("reset", new Fault(FaultKind.Reset), "connection"),
        ("drop", new Fault(FaultKind.Drop), "connection"),
        ("truncated", new Fault(FaultKind.Truncate), "badPayload"),
        ("empty", new Fault(FaultKind.Empty), "badPayload notFlink"),
        ("html", new Fault(FaultKind.Html), "notFlink"),
        ("no content", new Fault(FaultKind.NoContent), "badPayload notFlink"),
        ("401", new Fault(FaultKind.Status, Status: 401), "unauthorized"),
        ("403", new Fault(FaultKind.Status, Status: 403), "forbidden"),
        ("404", new Fault(FaultKind.Status, Status: 404), "notFlink http4xx"),
        ("429", new Fault(FaultKind.Status, Status: 429), "http4xx"),
        ("429 with Retry-After", new Fault(FaultKind.Status, Status: 429, RetryAfter: 120), "http4xx"),
        ("503", new Fault(FaultKind.Status, Status: 503), "http5xx"),
        ("503 with Retry-After", new Fault(FaultKind.Status, Status: 503, RetryAfter: 120), "http5xx"),
        ("500 of Flink's own", new Fault(FaultKind.FlinkError, Status: 500), "http5xx"),
    ];

    [Fact]
    public async Task Each_broken_target_has_its_reason_and_the_sound_one_its_verdicts()
    {
        await using var server = await Served.StartAsync(new FleetOptions { Clusters = Faults.Length + 1, JobsPerCluster = 3 });
        for (var index = 0; index < Faults.Length; index++)
        {
            server.Inject(server.Fleet.Clusters[index].Name, Faults[index].Fault);
        }

        using var folder = new Folder();
        var configuration = FleetConfiguration.Write(folder, server, "requestTimeout: 2s\n", $"""
              - name: refused
                url: http://127.0.0.1:{LoopbackPort.Free()}
              - name: dns
                url: http://no-such-host.invalid:8081

            """);

        var run = await MonitorProcess.RunAsync("scan", "--config", configuration, "--format", "json", "--fail-on", "never");

        Assert.Equal(3, run.ExitCode);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        var targets = JsonDocument.Parse(run.Output).RootElement.GetProperty("targets").EnumerateArray()
            .ToDictionary(target => target.GetProperty("name").GetString()!, StringComparer.Ordinal);
        for (var index = 0; index < Faults.Length; index++)
        {
            AssertReason(targets[server.Fleet.Clusters[index].Name], Faults[index].Reason, Faults[index].Name);
        }

        AssertReason(targets["refused"], "connection", "refused");
        AssertReason(targets["dns"], "dns", "dns");
        var sound = targets[server.Fleet.Clusters[^1].Name];
        Assert.True(sound.GetProperty("assessed").GetBoolean());
        Assert.Equal(3, sound.GetProperty("jobs").GetArrayLength());
        Assert.All(sound.GetProperty("jobs").EnumerateArray(), job => Assert.Contains(
            job.GetProperty("checks").EnumerateArray(), check => check.GetProperty("status").GetString() is "pass" or "fail"));
    }

    [Fact]
    public async Task A_job_path_that_answers_500_costs_its_own_verdicts_only()
    {
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 5 });
        var cluster = server.Fleet.Clusters[0].Name;
        server.Inject(cluster, new Fault(FaultKind.FlinkError, Status: 500, Applies: path => path.EndsWith("/checkpoints", StringComparison.Ordinal)));

        var run = await MonitorProcess.RunAsync("scan", server.UrlOf(cluster), "--format", "json", "--fail-on", "never");

        Assert.Equal(0, run.ExitCode);
        var asked = server.Requests.All.Where(request => request.Target.EndsWith("/checkpoints", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, asked.Count);
        var jobs = JsonDocument.Parse(run.Output).RootElement.GetProperty("targets")[0].GetProperty("jobs");
        foreach (var job in jobs.EnumerateArray())
        {
            var checks = job.GetProperty("checks").EnumerateArray().ToDictionary(check => check.GetProperty("rule").GetString()!, check => check.GetProperty("status").GetString(), StringComparer.Ordinal);
            foreach (var rule in new[] { "checkpoint-progress", "checkpoint-failures", "checkpoint-duration", "state-backend-heap", "state-backend-incremental" })
            {
                Assert.Contains(checks.GetValueOrDefault(rule, "unknown"), (string[])["unknown", "notApplicable"]);
            }

            Assert.Contains(checks["checkpointing-enabled"], (string[])["pass", "fail"]);
            Assert.Contains(checks["max-parallelism-explicit"], (string[])["pass", "fail"]);
        }
    }

    [Fact]
    public async Task A_cluster_without_jobs_is_sound_and_says_so()
    {
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 0 });

        var run = await MonitorProcess.RunAsync("scan", server.UrlOf("cluster-001"), "--fail-on", "never");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("no job", run.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_full_disk_is_one_clear_line_and_exit_code_2()
    {
        await using var server = await Served.StartAsync(new FleetOptions { JobsPerCluster = 1 });

        var run = await MonitorProcess.RunAsync("scan", server.UrlOf("cluster-001"), "--output", "json=/dev/full");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("/dev/full", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private static void AssertReason(JsonElement target, string reasons, string fault)
    {
        Assert.False(target.GetProperty("assessed").GetBoolean(), fault);
        var error = target.GetProperty("error");
        Assert.True(reasons.Split(' ').Contains(error.GetProperty("reason").GetString()), $"{fault}: {error}");
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.Equal(JsonValueKind.Null, target.GetProperty("score").ValueKind);
    }
}
