namespace FlinkReady.FlinkClient.Transport;

/// <summary>The body exceeds <see cref="TargetConnection.MaxBodyBytes"/>, or holds more than is read of one.</summary>
internal sealed class BodyTooLargeException(int status, string message) : Exception(message)
{
    public BodyTooLargeException(int status, long limit)
        : this(status, $"the body is longer than {limit / (1024 * 1024)} MiB: that is no answer of Flink's, or far too many jobs")
    {
    }

    public int Status { get; } = status;
}
