using System.Text.RegularExpressions;

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

    /// <summary>Whether two operators go by the same name or description.</summary>
    public static bool AreAlike(ComparedOperator one, ComparedOperator other)
    {
        var (name, otherName) = (Stable(one.Name), Stable(other.Name));
        return name == otherName
            || (one.Description is { } described && Stable(described) == otherName)
            || (other.Description is { } otherDescribed && Stable(otherDescribed) == name);
    }

    /// <summary>Whether the Table planner wrote the text: <c>[3]:Calc(…)</c>, or <c>Calc[3]</c> as part of a sink or not.</summary>
    public static bool IsPlanned(string description) => Described().IsMatch(description.Length > Longest ? description[..Longest] : description);

    /// <summary>The kind of the node that the planner describes, <c>Calc</c> of <c>[3]:Calc(…)</c>; empty for other texts.</summary>
    public static string PlannedKind(string description)
    {
        var match = Described().Match(description.Length > Longest ? description[..Longest] : description);
        return match.Success ? match.Groups["kind"].Value : string.Empty;
    }

    [GeneratedRegex(@"^\[[0-9]+\]:|\[[0-9]+\](?=: (Writer|Committer|Global Committer)$)|\$\$Lambda[$/0-9a-fx]*|@[0-9a-f]{1,8}\b|(?<=^Iteration(Source|Sink|Head|Tail))-[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Volatile();

    [GeneratedRegex(@"^\[[0-9]+\]:(?<kind>[A-Za-z]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Described();
}
