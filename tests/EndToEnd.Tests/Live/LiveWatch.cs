using FlinkReady.EndToEnd.Tests.Support;

namespace FlinkReady.EndToEnd.Tests.Live;

/// <summary><c>watch</c> on a real cluster, polled as often as the configuration allows.</summary>
internal sealed class LiveWatch : IAsyncDisposable
{
    private readonly Flinkready _program;
    private readonly TemporaryFolder _folder;

    private LiveWatch(Flinkready program, TemporaryFolder folder)
    {
        _program = program;
        _folder = folder;
    }

    public static async Task<LiveWatch> StartAsync(params string[] urls)
    {
        var folder = new TemporaryFolder();
        var file = folder.Write("flinkready.yaml",
            $"""
            pollInterval: 5s
            checkpointInterval: 5s
            requestTimeout: 5s
            targets:
              - name: live
                urls: [{string.Join(", ", urls)}]
            """);
        return new LiveWatch(await Flinkready.ListenAsync("watch", "--config", file), folder);
    }

    /// <summary>Waits for a page that satisfies.</summary>
    public Task<string> PageAsync(Func<string, bool> condition) => _program.MetricsAsync(condition, TimeSpan.FromSeconds(90));

    /// <summary>Waits for a page that satisfies; something must hold on each page until then.</summary>
    public Task<string> PageWhileAsync(Action<string> always, Func<string, bool> until) => _program.MetricsAsync(
        page =>
        {
            always(page);
            return until(page);
        },
        TimeSpan.FromSeconds(120));

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Dispose();
    }
}
