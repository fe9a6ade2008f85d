using System.Text.RegularExpressions;
using FlinkReady.Readiness.Rules.Identity;

namespace FlinkReady.Readiness.Comparing;

/// <summary>Compares names and descriptions from two plans. What differs from call to call is left out: numbers of SQL's nodes, names of lambdas, hash codes.</summary>
internal static partial class OperatorTexts
{
    /// <summary>The longest text that is looked into; a description of a query can be of any length.</summary>
    private const int Longest = 4096;

    /// <summary>The text without what differs from call to call.</summary>
    public static string Stable(string text)
    {
        var cut = text.Length > Longest ? text[..Longest] : text;
        return Volatile().Replace(cut, string.Empty).Trim();
    }

    /// <summary>Whether two operators go by the same name or description; false where one has no name.</summary>
    public static bool AreAlike(ComparedOperator one, ComparedOperator other)
    {
        if (one.Name.Length == 0 || other.Name.Length == 0)
        {
            return false;
        }

        var (name, otherName) = (Stable(one.Name), Stable(other.Name));
        return name == otherName
            || (one.Description is { } described && Stable(described) == otherName)
            || (other.Description is { } otherDescribed && Stable(otherDescribed) == name)
            || (PlannedKind(one.Name) is { Length: > 0 } kind && (one.Description ?? other.Description) is null && kind == PlannedKind(other.Name));
    }

    /// <summary>
    /// Whether their texts tell two operators apart: not where one has no name, nor where a side shows names only and the other descriptions, and the planner
    /// calls an operator after a table in the one and after its kind in the other, or Flink describes a window, which is called after its assigner or by the user.
    /// </summary>
    public static bool AreApart(ComparedOperator one, ComparedOperator other) =>
        one.Name.Length > 0 && other.Name.Length > 0 && !AreAlike(one, other)
        && !(one.IsPlanned && other.IsPlanned && (PlannedKind(one.Name).Length == 0 || PlannedKind(other.Name).Length == 0))
        && !IsSameWindow(one, other) && !IsSameWindow(other, one);

    /// <summary>Whether the Table planner wrote the text: <c>[3]:Calc(…)</c>, or <c>Calc[3]</c> as part of a sink or not.</summary>
    public static bool IsPlanned(string description) => Described().IsMatch(description.Length > Longest ? description[..Longest] : description);

    /// <summary>The kind of the node that the planner describes or names, <c>Calc</c> of <c>[3]:Calc(…)</c> and of <c>Calc[3]</c>; empty for other texts.</summary>
    public static string PlannedKind(string description)
    {
        var text = description.Length > Longest ? description[..Longest] : description;
        var match = Described().Match(text) is { Success: true } described ? described
            : PlannerNames.IsPlanned(text) ? Numbered().Match(text) : Match.Empty;
        return match.Success ? match.Groups["kind"].Value : string.Empty;
    }

    // WindowOperatorBuilder describes what it builds, whatever the operator is called: a plan shows the description, metadata the name. Sources and parts of sinks
    // are no windows.
    private static bool IsSameWindow(ComparedOperator described, ComparedOperator named) =>
        described.Name.StartsWith("Window(", StringComparison.Ordinal) && named.Description is null
        && !named.Name.StartsWith("Window(", StringComparison.Ordinal) && !NoWindow().IsMatch(named.Name.Length > Longest ? named.Name[..Longest] : named.Name);

    [GeneratedRegex("^Source: |: (Writer|Committer|Global Committer)$", RegexOptions.CultureInvariant)]
    private static partial Regex NoWindow();

    [GeneratedRegex(@"^\[[0-9]+\]:|\[[0-9]+\](?=: (Writer|Committer|Global Committer)$)|\$\$Lambda[$/0-9a-fx]*|@[0-9a-f]{1,8}\b|(?<=^Iteration(Source|Sink|Head|Tail))-[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Volatile();

    [GeneratedRegex(@"^\[[0-9]+\]:(?<kind>[A-Za-z]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Described();

    [GeneratedRegex(@"^(?<kind>[A-Za-z]+)\[[0-9]+\]$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
