namespace FlinkReady.EndToEnd.Tests.Support;

/// <summary>Looks again and again at what another process does.</summary>
public static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Asks until the answer satisfies; answers that fail don't.</summary>
    /// <param name="ask">The question.</param>
    /// <param name="condition">What is waited for.</param>
    /// <param name="patience">How long.</param>
    /// <param name="explain">What to add where it was in vain.</param>
    public static async Task<T> AsyncValue<T>(Func<Task<T>> ask, Func<T, bool> condition, TimeSpan patience, Func<string>? explain = null)
    {
        var last = "no answer";
        var end = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(end) < patience)
        {
            try
            {
                var answer = await ask();
                if (condition(answer))
                {
                    return answer;
                }

                last = answer?.ToString() ?? "null";
            }
            catch (HttpRequestException exception)
            {
                last = exception.Message;
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"Not within {patience.TotalSeconds:0} s. Last answer:\n{last}\n{explain?.Invoke()}");
    }
}
