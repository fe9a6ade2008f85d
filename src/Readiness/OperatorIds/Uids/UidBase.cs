using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Texts;

namespace FlinkReady.Readiness.OperatorIds.Uids;

/// <summary>What people make a uid of, given an operator's name: the name without what Flink adds to it.</summary>
internal static class UidBase
{
    private static readonly string[] Prefixes = ["Source: ", "Sink: "];

    /// <summary>
    /// What is left of an operator's name without what Flink adds to it: the parts of a sink are named after the sink, and so are their uids. The second is
    /// how the uid of this part is made of the sink's.
    /// </summary>
    public static (string Name, UidPattern Pattern) BaseOf(Operator one)
    {
        var name = one.IsHead ? VertexReading.WithoutChainedSources(one.Name) : one.Name;
        return TryCut(name, ": Committer", out var sink) ? (sink, UidPattern.Committer)
            : TryCut(name, ": Global Committer", out sink) ? (sink, UidPattern.GlobalCommitter)
            : TryCut(name, ": Writer", out sink) ? (sink, UidPattern.Plain)
            : (name, UidPattern.Plain);
    }

    /// <summary>Where in a name the part begins that people make uids of: after what Flink puts before it.</summary>
    public static int StartOfBare(string name)
    {
        foreach (var prefix in Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return prefix.Length;
            }
        }

        return 0;
    }

    private static bool TryCut(string name, string end, out string start)
    {
        start = name.EndsWith(end, StringComparison.Ordinal) ? name[..^end.Length] : string.Empty;
        return start.Length > 0;
    }
}
