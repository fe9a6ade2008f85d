using System.Diagnostics.CodeAnalysis;

namespace FlinkReady.Monitor.Polling;

/// <summary>
/// Bounds how many targets are looked at at once. Targets whose last poll failed use a small pool of their own, so that dead ones
/// never keep live ones waiting; and a poll that takes longer than <paramref name="patience"/> no longer holds its place, so that
/// targets that begin to hang delay the others no longer than that.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to free.")]
internal sealed class PollPlaces(int maxConcurrent, TimeSpan patience, TimeProvider time)
{
    private readonly SemaphoreSlim _answering = new(maxConcurrent);
    private readonly SemaphoreSlim _failing = new(Math.Max(1, maxConcurrent / 4));

    /// <summary>Waits for a place.</summary>
    /// <param name="isFailing">True for a target whose last poll failed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Place> EnterAsync(bool isFailing, CancellationToken cancellationToken)
    {
        var pool = isFailing ? _failing : _answering;
        await pool.WaitAsync(cancellationToken);
        return new Place(pool, patience, time);
    }

    /// <summary>A place; free again when disposed, or when patience ends.</summary>
    internal sealed class Place : IDisposable
    {
        private readonly SemaphoreSlim _pool;
        private readonly ITimer _timer;
        private int _isFree;

        public Place(SemaphoreSlim pool, TimeSpan patience, TimeProvider time)
        {
            _pool = pool;
            _timer = time.CreateTimer(static place => ((Place)place!).Free(), this, patience, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            _timer.Dispose();
            Free();
        }

        private void Free()
        {
            if (Interlocked.Exchange(ref _isFree, 1) == 0)
            {
                _pool.Release();
            }
        }
    }
}
