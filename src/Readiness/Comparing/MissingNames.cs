namespace FlinkReady.Readiness.Comparing;

/// <summary>Names for operators that a side shows without: before Flink 2.0 the metadata of a checkpoint has ids alone.</summary>
internal static class MissingNames
{
    /// <summary>The set, its operators without a name called as the other side calls the one of their id; what is still without stays so.</summary>
    public static OperatorSet Complete(OperatorSet set, OperatorSet other)
    {
        if (set.Operators.All(static one => one.Name.Length > 0))
        {
            return set;
        }

        var named = other.Operators.Where(static one => one is { Id: not null, Name.Length: > 0 }).DistinctBy(static one => one.Id).ToDictionary(static one => one.Id!, StringComparer.Ordinal);
        return set with { Operators = [.. set.Operators.Select(Name)] };

        ComparedOperator Name(ComparedOperator one) => one is { Name.Length: 0, Id: { } id } && named.TryGetValue(id, out var same)
            ? one with { Name = same.Name, Description = same.Description, IsPlanned = same.IsPlanned }
            : one;
    }

    /// <summary>The operator as reports call it: by the text of its uid where it has no name.</summary>
    public static ComparedOperator Shown(ComparedOperator one) => one.Name.Length > 0 ? one : one with { Name = one.UidText ?? "(no name)" };
}
