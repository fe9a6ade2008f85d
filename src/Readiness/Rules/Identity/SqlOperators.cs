using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Texts;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>Recognises operators that the Table planner made: <c>GroupAggregate[3]</c>, described as <c>[3]:GroupAggregate(…)</c>.</summary>
internal sealed class SqlOperators
{
    private readonly IReadOnlyList<string> _descriptions;
    private readonly bool _hasPlanned;

    private SqlOperators(IReadOnlyList<string> descriptions)
    {
        _descriptions = descriptions;
        _hasPlanned = descriptions.Any(IsPlanned);
    }

    /// <summary>Reads the operators of a vertex.</summary>
    public static SqlOperators Of(JobFacts job, VertexFacts vertex)
    {
        var node = job.Graph.Vertices.FirstOrDefault(candidate => candidate.Id == vertex.Id);
        return new SqlOperators(node?.Description is null ? [] : VertexReading.Of(node).Descriptions);
    }

    /// <summary>
    /// True where the planner made the operator: it is described as <c>[n]:</c>, or its name ends in <c>[n]</c> (sink writers and committers with their
    /// suffix) and its vertex has an operator described so.
    /// </summary>
    public bool Include(OperatorVerdict one) =>
        _hasPlanned
        && ((!one.ChainedSource && one.Index < _descriptions.Count && IsPlanned(_descriptions[one.Index])) || EndsWithNumber(one.Name));

    private static bool IsPlanned(string description)
    {
        var close = description.IndexOf("]:", StringComparison.Ordinal);
        return close > 1 && description[0] == '[' && !description.AsSpan(1, close - 1).ContainsAnyExceptInRange('0', '9');
    }

    private static bool EndsWithNumber(string name)
    {
        foreach (var suffix in (ReadOnlySpan<string>)[": Writer", ": Committer", ": Global Committer"])
        {
            name = name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
        }

        var open = name.LastIndexOf('[');
        return open >= 0 && name.EndsWith(']') && open < name.Length - 2 && !name.AsSpan(open + 1, name.Length - open - 2).ContainsAnyExceptInRange('0', '9');
    }
}
