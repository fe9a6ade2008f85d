using System.Diagnostics;
using FlinkReady.EndToEnd.Tests.Support;

namespace FlinkReady.EndToEnd.Tests.Live;

/// <summary>A real cluster on this machine, started by <c>flinkcluster.py</c> of the shared material.</summary>
internal sealed class FlinkCluster : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port;

    private FlinkCluster(int port) => _port = port;

    /// <summary>Why a live test does not run, null where it can.</summary>
    public static string? Missing =>
        Script is null ? SharedMaterial.MissingReason
        : ExternalTool.Find("java") is null ? ExternalTool.Missing("java")
        : ExternalTool.Find("python3") is null ? ExternalTool.Missing("python3")
        : null;

    private static string? Script => SharedMaterial.PathOf("flink", "flinkcluster.py");

    /// <summary>Starts one and waits until its TaskManagers are there.</summary>
    public static async Task<FlinkCluster> StartAsync(string version, int port, params string[] options)
    {
        var cluster = new FlinkCluster(port);
        await RunAsync(["start", "--dir", cluster.Folder, "--version", version, "--port", $"{port}", .. options]);
        return cluster;
    }

    /// <summary>Holds everything the cluster writes.</summary>
    public string Folder => Path.Combine(_folder.Path, "cluster");

    /// <summary>The REST address of a JobManager, counted from 1.</summary>
    public string Url(int jobManager = 1) => $"http://127.0.0.1:{_port + jobManager - 1}";

    /// <summary>Submits the sample job; its id.</summary>
    public async Task<string> SubmitAsync(params string[] options) => (await RunAsync(["submit", "--dir", Folder, "--", .. options])).Trim();

    /// <summary>The JobManager that leads, which no REST answer tells but its log does: <c>jm1</c>.</summary>
    public string Leader() => Enumerable.Range(1, 9).Select(number => $"jm{number}").First(name =>
    {
        var log = Path.Combine(Folder, "log", name + ".log");
        return File.Exists(log) && File.ReadLines(log).Any(line => line.Contains("DispatcherRunner", StringComparison.Ordinal) && line.Contains("granted leadership", StringComparison.Ordinal));
    });

    /// <summary>Kills a process: <c>jm1</c>, <c>tm2</c>.</summary>
    public Task KillAsync(string process) => RunAsync(["kill", "--dir", Folder, process]);

    /// <summary>Adds a TaskManager.</summary>
    public Task AddTaskManagerAsync() => RunAsync(["add", "--dir", Folder, "taskmanager"]);

    /// <summary>Cancels a job.</summary>
    public async Task CancelAsync(string job)
    {
        using var response = await Http.SendAsync(HttpMethod.Patch, $"{Url()}/jobs/{job}?mode=cancel");
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Stops all of it.</summary>
    public Task StopAsync() => File.Exists(Path.Combine(Folder, "cluster.json")) ? RunAsync(["stop", "--dir", Folder]) : Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private static async Task<string> RunAsync(IReadOnlyList<string> arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("python3", [Script!, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"flinkcluster {arguments[0]}: {await error}");
    }
}
