namespace FlinkReady.Witnesses.Metadata;

/// <summary>The state of one operator, added up over its subtasks.</summary>
internal sealed class StateTally
{
    /// <summary>Whether there was any, of no bytes too.</summary>
    public bool IsAny { get; private set; }

    /// <summary>Bytes; as many as a number holds where a file claims more.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds a piece of state.</summary>
    public void Add(long bytes)
    {
        IsAny = true;
        Bytes = bytes > long.MaxValue - Bytes ? long.MaxValue : Bytes + bytes;
    }
}
