using System.Diagnostics.CodeAnalysis;

namespace FlinkReady.Witnesses.Contents;

/// <summary>
/// Waits no longer than a limit for work that may hang, as any question to a mount may. What hangs keeps its place: however often it is asked for, no more
/// threads are lost to it than there are places.
/// </summary>
/// <param name="limit">For one piece of work.</param>
/// <param name="time">The clock.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without its wait handle holds nothing, and what hangs gives its place back after everybody has left.")]
internal sealed class Patience(TimeSpan limit, TimeProvider time)
{
    /// <summary>Pieces of work at a time: twice as many as a target has.</summary>
    public const int Places = 8;

    private readonly SemaphoreSlim _free = new(Places);

    /// <summary>What the work brings.</summary>
    /// <param name="what">What is read, for the message.</param>
    /// <param name="work">The work. Where it ignores that it is to end it goes on behind the back of whoever waited.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UnreadException">It did not end in time; else what the work throws.</exception>
    public async Task<T> WaitAsync<T>(string what, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var end = either.Token;
        try
        {
            await _free.WaitAsync(end);
            return await Task.Run(DoAsync, CancellationToken.None).WaitAsync(end);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UnreadException(UnreadReason.Failed, $"{what} could not be read within {limit.TotalSeconds} s", e);
        }

        async Task<T> DoAsync()
        {
            try
            {
                return await work(end);
            }
            finally
            {
                _free.Release();
            }
        }
    }
}
