namespace FlinkReady.Witnesses.Prometheus;

/// <summary>What one question may cost.</summary>
public sealed record PrometheusLimits
{
    /// <summary>Rows of an answer.</summary>
    public int MaxSeries { get; init; } = 10_000;

    /// <summary>Bytes of a body, unpacked.</summary>
    public int MaxBodyBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>From the request to the last byte.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
