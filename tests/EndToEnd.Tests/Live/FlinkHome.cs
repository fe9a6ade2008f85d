using System.Diagnostics;
using FlinkReady.EndToEnd.Tests.Support;

namespace FlinkReady.EndToEnd.Tests.Live;

/// <summary>
/// A JobManager of the distribution that <c>FLINK_HOME</c> names. It is started by its class: where a distribution was cut down,
/// its scripts may be gone, its libraries are not.
/// </summary>
internal sealed class FlinkHome : IAsyncDisposable
{
    private static readonly string[] Opened =
        ["java.lang", "java.net", "java.io", "java.nio", "sun.nio.ch", "java.lang.reflect", "java.text", "java.time", "java.util", "java.util.concurrent", "java.util.concurrent.atomic", "java.util.concurrent.locks"];

    private readonly TemporaryFolder _folder;
    private readonly Process _jobManager;

    private FlinkHome(TemporaryFolder folder, Process jobManager, int port)
    {
        _folder = folder;
        _jobManager = jobManager;
        Url = $"http://127.0.0.1:{port}";
    }

    /// <summary>Why a test on it does not run, null where it can.</summary>
    public static string? Missing =>
        string.IsNullOrEmpty(Home) ? "FLINK_HOME names no distribution"
        : Distribution is null ? $"FLINK_HOME: {Home} is no Flink distribution (it has no lib/flink-dist-VERSION.jar)"
        : ExternalTool.Find("java") is null ? ExternalTool.Missing("java")
        : null;

    /// <summary>Flink's version, as the library's name tells it.</summary>
    public static string Version => Path.GetFileNameWithoutExtension(Distribution!)["flink-dist-".Length..];

    /// <summary>The REST address.</summary>
    public string Url { get; }

    private static string? Home => Environment.GetEnvironmentVariable("FLINK_HOME");

    private static string? Distribution =>
        Directory.Exists(Libraries) ? Directory.GetFiles(Libraries, "flink-dist-*.jar").Order(StringComparer.Ordinal).FirstOrDefault() : null;

    private static string Libraries => Path.Combine(Home!, "lib");

    /// <summary>Starts it; it listens some seconds later.</summary>
    public static FlinkHome Start(int port)
    {
        var folder = new TemporaryFolder();
        var configuration = $"""
            rest.address: localhost
            rest.bind-address: localhost
            rest.port: {port}
            jobmanager.rpc.address: localhost
            jobmanager.bind-host: localhost
            jobmanager.rpc.port: {port + 1000}
            jobmanager.memory.process.size: 1g
            io.tmp.dirs: {folder.Path}

            """;

        // Flink 1 reads the one, Flink 2 the other.
        folder.Write("config.yaml", configuration);
        folder.Write("flink-conf.yaml", configuration);
        var start = new ProcessStartInfo(
            "java",
            [
                "-Xmx512m", "-XX:TieredStopAtLevel=1", .. Opened.Select(package => $"--add-opens=java.base/{package}=ALL-UNNAMED"),
                "-cp", Path.Combine(Libraries, "*"), "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint", "--configDir", folder.Path,
            ])
        { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new FlinkHome(folder, process, port);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _jobManager.Kill(entireProcessTree: true);
        await _jobManager.WaitForExitAsync(CancellationToken.None);
        _jobManager.Dispose();
        _folder.Dispose();
    }
}
