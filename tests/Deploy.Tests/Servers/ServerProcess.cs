using System.Diagnostics;

namespace FlinkReady.Deploy.Tests.Servers;

/// <summary>A server that a test starts, waits for and ends.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private ServerProcess(Process process, DirectoryInfo folder)
    {
        _process = process;
        _folder = folder;
    }

    /// <summary>Starts a program in a folder of its own and waits until its address answers with success.</summary>
    /// <param name="program">The program's path.</param>
    /// <param name="arguments">Its arguments, given the folder.</param>
    /// <param name="ready">The address that answers once it is ready.</param>
    /// <param name="files">Files to put into the folder first, by name.</param>
    public static async Task<ServerProcess> StartAsync(
        string program, Func<string, IEnumerable<string>> arguments, Uri ready, IReadOnlyDictionary<string, string> files)
    {
        var folder = Directory.CreateTempSubdirectory("flinkready-server");
        foreach (var (name, content) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), content);
        }

        var start = new ProcessStartInfo(program, arguments(folder.FullName)) { RedirectStandardError = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        var log = new List<string>();
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var server = new ServerProcess(process, folder);
        try
        {
            await Eventually.UntilAsync(
                async () => process.HasExited ? throw new InvalidOperationException(string.Join('\n', log)) : await Http.SucceedsAsync(ready),
                $"{program} answers at {ready}");
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;

        void Add(string? line)
        {
            lock (log)
            {
                log.Add(line ?? string.Empty);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
