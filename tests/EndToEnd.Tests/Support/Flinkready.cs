using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace FlinkReady.EndToEnd.Tests.Support;

/// <summary>
/// The built program, run as a user runs it. <c>FLINKREADY_BINARY</c> names the executable, as the pipeline does with the one that is
/// compiled ahead of time; else it is the one that was built along with the tests.
/// </summary>
public sealed partial class Flinkready : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<string> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Flinkready(IEnumerable<string> arguments)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(Executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginErrorReadLine();
    }

    /// <summary>The executable.</summary>
    public static string Executable { get; } = Environment.GetEnvironmentVariable("FLINKREADY_BINARY") is { Length: > 0 } given ? given : Built();

    /// <summary>What it logged so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Url { get; private set; } = string.Empty;

    /// <summary>The process.</summary>
    public Process Process => _process;

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        await using var run = new Flinkready(arguments);
        var output = await run._process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (run._process.ExitCode, output, run.Log);
    }

    /// <summary>Starts <c>watch</c> or <c>demo</c> on a free port of the loopback, and waits until it listens.</summary>
    public static async Task<Flinkready> ListenAsync(params string[] arguments)
    {
        var run = new Flinkready([.. arguments, "--listen", "127.0.0.1:0"]);
        var ended = run._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var first = await Task.WhenAny(run._listening.Task, ended, Task.Delay(Patience, TestContext.Current.CancellationToken));
        if (first != run._listening.Task)
        {
            var log = run.Log;
            await run.DisposeAsync();
            throw new InvalidOperationException($"The program does not listen:\n{log}");
        }

        run.Url = await run._listening.Task;
        return run;
    }

    /// <summary>The body of a path; throws where it is not 200.</summary>
    public Task<string> GetAsync(string path) => Http.GetAsync(Url + path);

    /// <summary>Asks for the metrics until they satisfy; the page that did.</summary>
    public Task<string> MetricsAsync(Func<string, bool> condition, TimeSpan? patience = null) =>
        Until.AsyncValue(() => GetAsync("/metrics"), condition, patience ?? Patience, () => Log);

    /// <summary>Sends a signal.</summary>
    public void Signal(PosixSignal signal)
    {
        var number = signal switch { PosixSignal.SIGTERM => 15, PosixSignal.SIGINT => 2, PosixSignal.SIGHUP => 1, _ => throw new ArgumentOutOfRangeException(nameof(signal)) };
        if (kill(_process.Id, number) != 0)
        {
            throw new InvalidOperationException("The process is gone.");
        }
    }

    /// <summary>Waits for the end; the exit code, or null where it did not come in time.</summary>
    public async Task<int?> ExitAsync(TimeSpan limit)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(limit);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_log)
        {
            _log.AppendLine(line);
        }

        if (ListeningLine.Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(match.Groups[1].Value);
        }
    }

    private static string Built()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return Path.Combine(SharedMaterial.RepositoryRoot, "artifacts", "bin", "Monitor", configuration, "flinkready");
    }

    [GeneratedRegex("Listening on (http://[0-9.:]+)")]
    private static partial Regex ListeningLine { get; }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int kill(int pid, int signal);
}
