using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>The verdicts on a job's operators, counted. Operators that their author can't give a uid count nowhere.</summary>
/// <param name="Total">All operators.</param>
/// <param name="Accused">Those proven to have no uid.</param>
/// <param name="UndecidedHeads">Heads of chains that could not be decided.</param>
/// <param name="Undecided">All that could not be decided.</param>
/// <param name="WithoutTrace">Those among them on which no id depends that REST shows: operators inside chains that nothing reads from.</param>
/// <param name="InvisibleSinks">
/// Sink writers and committers among them that begin no chain, those whose place is not known too: they hold state, or records that are not committed yet.
/// </param>
internal sealed record UidTally(int Total, IReadOnlyList<OperatorVerdict> Accused, int UndecidedHeads, int Undecided, int WithoutTrace, int InvisibleSinks)
{
    /// <summary>Those that a list of uids would decide: a text is proven by an id that depends on it.</summary>
    public int Listable => Undecided - WithoutTrace;

    /// <summary>Counts.</summary>
    public static UidTally Of(JobGraph graph, IReadOnlyList<VertexOperators> vertices)
    {
        var read = graph.Vertices.SelectMany(vertex => vertex.Inputs).Select(input => input.VertexId).ToHashSet(StringComparer.Ordinal);
        var all = vertices.SelectMany(vertex => vertex.Operators).Where(one => one.Assignable).ToList();
        var undecided = all.FindAll(one => one.Uid == UidVerdict.Undecided);
        return new UidTally(
            all.Count,
            all.FindAll(IsAccused),
            undecided.Count(one => one.Index == 0),
            undecided.Count,
            vertices.Where(vertex => !read.Contains(vertex.VertexId)).SelectMany(vertex => vertex.Operators).Count(one => one is { Assignable: true, Uid: UidVerdict.Undecided, Index: > 0, ChainedSource: false }),
            undecided.Count(one => one.Index != 0 && OperatorKinds.Of(one) is OperatorKind.Writer or OperatorKind.Committer));
    }

    /// <summary>True for an operator that could have a uid and is proven to have none.</summary>
    public static bool IsAccused(OperatorVerdict one) => one.Assignable && one.Uid == UidVerdict.Auto;
}
