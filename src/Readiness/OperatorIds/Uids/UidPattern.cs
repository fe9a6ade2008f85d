namespace FlinkReady.Readiness.OperatorIds.Uids;

/// <summary>What Flink itself makes of a sink's uid for one of the operators that the sink becomes. Two of them are equal only if they are the same.</summary>
internal sealed class UidPattern
{
    private UidPattern(string before, string after)
    {
        Before = before;
        After = after;
    }

    /// <summary>The uid itself: the writer's.</summary>
    public static UidPattern Plain { get; } = new(string.Empty, string.Empty);

    /// <summary>The committer's (<c>SinkTransformationTranslator</c>).</summary>
    public static UidPattern Committer { get; } = new("Sink Committer: ", string.Empty);

    /// <summary>The global committer's (<c>StandardSinkTopologies</c>).</summary>
    public static UidPattern GlobalCommitter { get; } = new("Sink ", " Global Committer");

    /// <summary>All of them, with those of the file sink's compaction.</summary>
    public static IReadOnlyList<UidPattern> All { get; } =
        [Plain, Committer, GlobalCommitter, new(string.Empty, ": FileSinkCompactorCoordinator"), new(string.Empty, ": FileSinkCompactorOperator")];

    /// <summary>The characters that a pattern adds, at most.</summary>
    public const int MostAdded = 32;

    /// <summary>What stands before the sink's uid.</summary>
    public string Before { get; }

    /// <summary>What stands behind it.</summary>
    public string After { get; }

    /// <summary>The uid of a part of a sink with this uid.</summary>
    public string Apply(string uid) => Before.Length + After.Length == 0 ? uid : Before + uid + After;

    /// <summary>The same, written into a buffer where it is long enough: most texts are looked up once and forgotten.</summary>
    public ReadOnlySpan<char> Apply(string uid, Span<char> buffer)
    {
        var length = Before.Length + uid.Length + After.Length;
        if (length == uid.Length || length > buffer.Length)
        {
            return Apply(uid);
        }

        Before.CopyTo(buffer);
        uid.CopyTo(buffer[Before.Length..]);
        After.CopyTo(buffer[(Before.Length + uid.Length)..]);
        return buffer[..length];
    }
}
