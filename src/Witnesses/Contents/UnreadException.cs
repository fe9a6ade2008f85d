namespace FlinkReady.Witnesses.Contents;

/// <summary>A witness could not be heard.</summary>
/// <param name="reason">One of the closed set.</param>
/// <param name="message">One line for people: what happened and, where it is known, what to do. Holds no credentials.</param>
/// <param name="inner">What it comes from.</param>
public sealed class UnreadException(UnreadReason reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>One of the closed set.</summary>
    public UnreadReason Reason { get; } = reason;

    /// <summary>Bytes of the file that is too large; null where its store doesn't tell, and for any other reason.</summary>
    public long? FileBytes { get; init; }
}
