using System.Diagnostics;
using System.Text;

namespace FlinkReady.Reliability.Tests.Support;

/// <summary>
/// The built program, run as a user runs it: the executable that <c>FLINKREADY_BINARY</c> names, else the one built along with the tests.
/// </summary>
public sealed class MonitorProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly SocketsHttpHandler Sockets = new();

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MonitorProcess(IEnumerable<string> arguments)
        : this(new ProcessStartInfo(Executable, arguments))
    {
    }

    private MonitorProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginErrorReadLine();
    }

    /// <summary>Standard error so far.</summary>
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

    private static string Executable { get; } = Environment.GetEnvironmentVariable("FLINKREADY_BINARY") is { Length: > 0 } given
        ? given
        : Path.Combine(SharedMaterial.RepositoryRoot, "artifacts", "bin", "Monitor", new DirectoryInfo(AppContext.BaseDirectory).Name, "flinkready");

    /// <summary>True where it is compiled ahead of time, as it is released.</summary>
    public static bool IsAheadOfTime => !File.Exists(Executable + ".dll");

    /// <summary>Runs a command to its end.</summary>
    public static async Task<ProgramRun> RunAsync(params string[] arguments)
    {
        await using var run = new MonitorProcess(arguments);
        var output = await run._process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ProgramRun(run._process.ExitCode, output, run.Log);
    }

    /// <summary>Runs a line of bash to its end, in which <c>$FLINKREADY</c> is the program: for what a shell does to it before it starts.</summary>
    /// <param name="script">The line.</param>
    /// <param name="limit">How long it may take.</param>
    public static async Task<ProgramRun> ShellAsync(string script, TimeSpan limit)
    {
        await using var run = new MonitorProcess(new ProcessStartInfo("/bin/bash", ["-c", script]) { Environment = { ["FLINKREADY"] = Executable } });
        var output = run._process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run._process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(limit, TestContext.Current.CancellationToken);
        return new ProgramRun(run._process.ExitCode, await output, run.Log);
    }

    /// <summary>Starts <c>watch</c> on a free loopback port and waits until it listens.</summary>
    public static async Task<MonitorProcess> WatchAsync(params string[] arguments)
    {
        var run = new MonitorProcess(["watch", .. arguments, "--listen", "127.0.0.1:0"]);
        var ended = run._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (await Task.WhenAny(run._listening.Task, ended, Task.Delay(Patience, TestContext.Current.CancellationToken)) != run._listening.Task)
        {
            var said = run.Log;
            await run.DisposeAsync();
            throw new InvalidOperationException($"The program does not listen:\n{said}");
        }

        return run;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The most memory that it ever had, in bytes, as the system counts it (<c>VmHWM</c>).</summary>
    public long PeakMemory => Memory("VmHWM:");

    /// <summary>The memory that it has now, in bytes (<c>VmRSS</c>).</summary>
    public long ResidentMemory => Memory("VmRSS:");

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>The body of a path.</summary>
    public async Task<string> GetAsync(string path)
    {
        using var client = new HttpMessageInvoker(Sockets, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(await _listening.Task, path));
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks for a path until its body satisfies.</summary>
    public async Task<string> UntilAsync(string path, Func<string, bool> satisfied)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var body = await GetAsync(path);
            if (satisfied(body))
            {
                return body;
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"{path} never satisfied:\n{body}\n{Log}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Sends SIGTERM; the exit code.</summary>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public async Task<int> TerminateAsync(TimeSpan limit)
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(limit, TestContext.Current.CancellationToken);
        return _process.ExitCode;
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

    private long Memory(string field) =>
        1024 * long.Parse(
            File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(field, StringComparison.Ordinal))[field.Length..].Replace("kB", string.Empty, StringComparison.Ordinal).Trim(),
            System.Globalization.CultureInfo.InvariantCulture);

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

        var at = line.IndexOf("Listening on http", StringComparison.Ordinal);
        if (at >= 0)
        {
            Address = new Uri(line[(at + "Listening on ".Length)..].Split(' ', '"')[0].TrimEnd('.'));
            _listening.TrySetResult(Address);
        }
    }
}

/// <summary>A command that ended.</summary>
public sealed record ProgramRun(int ExitCode, string Output, string Error);
