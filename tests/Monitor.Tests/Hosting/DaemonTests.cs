using FlinkReady.Monitor.Hosting;
using Microsoft.Extensions.Hosting;

namespace FlinkReady.Monitor.Tests.Hosting;

/// <summary>A monitor of which a part died says so with its exit code, whichever part that is.</summary>
public sealed class DaemonTests
{
    [Fact]
    public async Task Whatever_part_failed_is_what_the_program_ends_with()
    {
        using var sound = new Part(static token => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token));
        using var broken = new Part(static async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException("broken");
        });
        foreach (var part in new[] { sound, broken })
        {
            await part.StartAsync(TestContext.Current.CancellationToken);
        }

        await broken.ExecuteTask!.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        await sound.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(() => Daemon.ThrowIfAnyFailedAsync([sound, broken]))).Message);
        await Daemon.ThrowIfAnyFailedAsync([sound]);
    }

    private sealed class Part(Func<CancellationToken, Task> run) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => run(stoppingToken);
    }
}
