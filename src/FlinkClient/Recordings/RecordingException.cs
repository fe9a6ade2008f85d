namespace FlinkReady.FlinkClient.Recordings;

/// <summary>A recording that can't be read or written. The message is one line for people: which, where, why.</summary>
public sealed class RecordingException : Exception
{
    /// <summary>Creates one.</summary>
    public RecordingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates one with its cause.</summary>
    public RecordingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
