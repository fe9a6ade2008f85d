using System.Diagnostics;

namespace FlinkReady.TestSupport;

/// <summary>A program of the machine's that a test asks for a second opinion, such as <c>promtool</c>.</summary>
public sealed class ExternalTool
{
    private ExternalTool(string path) => Path = path;

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Prometheus' own tool.</summary>
    public static ExternalTool? Promtool { get; } = Find("promtool");

    /// <summary>Prometheus itself.</summary>
    public static ExternalTool? Prometheus { get; } = Find("prometheus");

    /// <summary>Finds a program in <paramref name="folders"/> or on the path, null where the machine does not have it.</summary>
    public static ExternalTool? Find(string name, params string[] folders) =>
        folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':', StringSplitOptions.RemoveEmptyEntries))
            .Select(folder => System.IO.Path.Combine(folder, name))
            .FirstOrDefault(File.Exists) is { } path ? new ExternalTool(path) : null;

    /// <summary>A program whose place is known.</summary>
    public static ExternalTool At(string path) => new(path);

    /// <summary>The reason a test gives when it skips for want of the program.</summary>
    public static string Missing(string name) => $"{name} is not installed on this machine";

    /// <summary>Runs it to its end; both of its outputs together.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(IEnumerable<string> arguments, string input, CancellationToken cancellationToken)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(Path, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output + await error);
    }
}
