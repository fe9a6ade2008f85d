using System.Text.RegularExpressions;
using FlinkReady.Readiness.Names;

namespace FlinkReady.Readiness.Plans;

/// <summary>
/// Whether the second plan is unchained. A wrong key, or the first file given twice, would make the chained operators disappear, and all of them would be
/// called lost.
/// </summary>
internal static partial class SecondPlanCheck
{
    /// <summary>What to do about a plan that is chained.</summary>
    public const string Remedy = "Ask for it with \"flinkConfiguration\": {\"pipeline.operator-chaining\": \"false\"}.";

    /// <summary>The reason why the plan can't be taken for an unchained one; null where it can.</summary>
    public static string? WhyNot(PlanGraph chained, Unchained second)
    {
        var nodes = second.Graph.Plan.Nodes;
        if (second.Graph.IsTree)
        {
            var tree = nodes.FirstOrDefault(node => Branch().IsMatch(node.Description) || HasChainedSources(node.Description));
            return tree is null ? null : $"the second plan is chained too: its node {Text.Name(PlanText.Read(tree.Description))} is of several operators. {Remedy}";
        }

        if (!second.Graph.HasIdsOf(chained))
        {
            return null;
        }

        // A name with an arrow looks the same; only an id that no chaining has entered tells.
        for (var i = 0; i < nodes.Count; i++)
        {
            if (second.Origins[i] != IdOrigin.Auto
                && (nodes[i].Description.Contains(" -&gt; ", StringComparison.Ordinal) || nodes[i].Description.Contains(" [Source: ", StringComparison.Ordinal)))
            {
                return $"the second plan may be chained: it has the first one's ids, and its node {Text.Name(PlanText.Read(nodes[i].Description))} reads like several operators. {Remedy}";
            }
        }

        return null;
    }

    private static bool HasChainedSources(string description) =>
        description.EndsWith("]<br/>", StringComparison.Ordinal) && description.Contains(" [Source: ", StringComparison.Ordinal);

    [GeneratedRegex("<br/>[: ]*[+:]- ", RegexOptions.CultureInvariant)]
    private static partial Regex Branch();
}
