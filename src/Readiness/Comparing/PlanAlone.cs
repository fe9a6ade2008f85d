using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Texts;
using FlinkReady.Readiness.Plans;

namespace FlinkReady.Readiness.Comparing;

/// <summary>
/// The graph of a plan that has no second one. A plan has no vertex names, which a graph needs to tell lines of one operator from those of several: one is
/// made only where every line of the description is an operator.
/// </summary>
internal static class PlanAlone
{
    /// <summary>Longer chains are left unnamed: each name holds those below it.</summary>
    private const int MostOperators = 2000;

    /// <summary>The graph.</summary>
    public static JobGraph Read(ProgramPlan plan) => new([.. plan.Nodes.Select(node => new GraphVertex(node.Id, NameOf(node), node.Description, node.Inputs))])
    {
        PlanOrder = [.. plan.Nodes.Select(node => node.Id)],
    };

    private static string NameOf(ProgramPlanNode node)
    {
        var text = DescriptionReader.Unescape(node.Description);
        if (!DescriptionReader.IsTree(text))
        {
            return text.TrimEnd('\n');
        }

        var tree = DescriptionReader.ReadTree(text, out var complete);
        return complete && tree.Count <= MostOperators && tree.Count == text.AsSpan().Count('\n') ? Cascade(tree) : text.TrimEnd('\n').Replace('\n', ' ');
    }

    // As Flink writes vertex names (StreamingJobGraphGenerator.createChainedName), without recursion: a chain can be of any length.
    private static string Cascade(ChainTree tree)
    {
        var names = new string[tree.Count];
        var children = new List<int>[tree.Count];
        for (var i = tree.Count - 1; i >= 0; i--)
        {
            (children[i] ??= []).Reverse();
            names[i] = children[i].Count switch
            {
                0 => tree.Texts[i],
                1 => $"{tree.Texts[i]} -> {names[children[i][0]]}",
                _ => $"{tree.Texts[i]} -> ({string.Join(", ", children[i].Select(child => names[child]))})",
            };
            if (tree.Parent(i) >= 0)
            {
                (children[tree.Parent(i)] ??= []).Add(i);
            }
        }

        return names[0];
    }
}
