using System.Diagnostics;

namespace FlinkReady.Deploy.Tests.Servers;

/// <summary>Waits for what another process does in its own time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Asks until the answer is yes; fails when patience ends.</summary>
    public static async Task UntilAsync(Func<Task<bool>> question, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await question())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"waited {Patience} in vain: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }
    }
}
