namespace FlinkReady.Monitor.Web;

/// <summary>How many may read an answer at once that costs time to put together.</summary>
/// <param name="most">More get 503, and when to come again.</param>
internal sealed class ReaderLimit(int most)
{
    private const string RetryAfterSeconds = "5";

    private int _readers;

    /// <summary>Answers, or says that others are answered.</summary>
    public async Task RunAsync(HttpContext context, Func<Task> answer)
    {
        try
        {
            if (Interlocked.Increment(ref _readers) > most)
            {
                context.Response.Headers.RetryAfter = RetryAfterSeconds;
                await Answers.TextAsync(context, 503, $"At most {most} read this at a time: try again in {RetryAfterSeconds} s.");
                return;
            }

            await answer();
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
        }
    }
}
