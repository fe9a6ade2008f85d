using FlinkReady.Readiness.Rules.Identity;

namespace FlinkReady.Readiness.Comparing;

/// <summary>Uids to propose. Flink refuses a job that has one twice, so operators of one name get theirs apart by their ids.</summary>
internal sealed class UidProposals(OperatorSet old, OperatorSet fresh)
{
    private const int IdPart = 6;

    private readonly Dictionary<string, int> _inOld = Count(old);
    private readonly Dictionary<string, int> _inNew = Count(fresh);

    /// <summary>A uid for an operator.</summary>
    public string For(ComparedOperator one)
    {
        var slug = UidRemedy.Slug(one.Name);
        var isShared = _inOld.GetValueOrDefault(slug) > 1 || _inNew.GetValueOrDefault(slug) > 1;
        return isShared && one.Id is { } id ? $"{slug}-{id[..IdPart]}" : slug;
    }

    // The parts of a sink have one uid: they count once.
    private static Dictionary<string, int> Count(OperatorSet set) => set.Operators
        .GroupBy(one => UidRemedy.Slug(one.Name), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.CountBy(one => one.Name).Max(name => name.Value), StringComparer.Ordinal);
}
