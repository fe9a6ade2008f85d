namespace FlinkReady.Readiness.Facts;

/// <summary>How a job is restarted after a failure: a closed set. Milliseconds.</summary>
public abstract record RestartStrategy
{
    private RestartStrategy()
    {
    }

    /// <summary>The longest time between a failure and the restart.</summary>
    public abstract long LongestBackoffMs { get; }

    /// <summary>A failure fails the job.</summary>
    public sealed record None : RestartStrategy
    {
        /// <inheritdoc/>
        public override long LongestBackoffMs => 0;
    }

    /// <summary>A number of restarts for the whole life of the job, each after the same delay.</summary>
    /// <param name="Attempts"><see cref="int.MaxValue"/> for no limit.</param>
    /// <param name="DelayMs">Before each restart.</param>
    public sealed record FixedDelay(long Attempts, long DelayMs) : RestartStrategy
    {
        /// <inheritdoc/>
        public override long LongestBackoffMs => DelayMs;
    }

    /// <summary>Restarts until there are too many failures in an interval.</summary>
    /// <param name="MaxFailures">In the interval.</param>
    /// <param name="IntervalMs">The interval.</param>
    /// <param name="DelayMs">Before each restart.</param>
    public sealed record FailureRate(long MaxFailures, long IntervalMs, long DelayMs) : RestartStrategy
    {
        /// <inheritdoc/>
        public override long LongestBackoffMs => DelayMs;
    }

    /// <summary>A delay that grows with each restart up to a maximum and shrinks again after a quiet time.</summary>
    /// <param name="MaxBackoffMs">The longest delay.</param>
    /// <param name="Attempts">Restarts before the job fails; null where what was read does not tell: a limit set in the job is not shown.</param>
    public sealed record ExponentialDelay(long MaxBackoffMs, long? Attempts) : RestartStrategy
    {
        /// <inheritdoc/>
        public override long LongestBackoffMs => MaxBackoffMs;
    }
}
