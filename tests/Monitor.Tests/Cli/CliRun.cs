using System.Text;
using FlinkReady.Monitor.Cli;
using FlinkReady.Monitor.Hosting;
using FlinkReady.Monitor.Terminal;

namespace FlinkReady.Monitor.Tests.Cli;

/// <summary>Runs a command line as the program would, in memory.</summary>
internal sealed record CliRun(int ExitCode, string Out, string Error)
{
    public static Task<CliRun> Of(params string[] args) => Of(args, input: null);

    public static async Task<CliRun> Of(
        string[] args,
        string? input = null,
        IReadOnlyDictionary<string, string>? environment = null,
        bool onTerminal = false,
        Stream? standardOutput = null,
        Func<WatchRequest, CancellationToken, Task<int>>? watch = null)
    {
        using var output = new MemoryStream();
        await using var error = new StringWriter { NewLine = "\n" };
        var surroundings = new ProgramEnvironment
        {
            In = new MemoryStream(Encoding.UTF8.GetBytes(input ?? string.Empty)),
            Out = standardOutput ?? output,
            Error = error,
            OutIsTerminal = onTerminal,
            Environment = environment ?? new Dictionary<string, string>(),
        };
        using var interruption = new Interruption();
        var exitCode = await CommandLineApp.RunAsync(args, surroundings, interruption, watch ?? Daemon.RunAsync);
        return new CliRun(exitCode, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("flinkready-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
