using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Texts;
using FlinkReady.Readiness.Plans;

namespace FlinkReady.Readiness.Comparing;

/// <summary>
/// The graph of a plan that has no second one. A plan has no vertex names, which a graph needs to tell lines of one operator from those of several: one is
/// made only where every line of the description is an operator, or where an execution plan tells which lines are.
/// </summary>
internal static class PlanAlone
{
    /// <summary>Longer chains are left unnamed: each name holds those below it.</summary>
    private const int MostOperators = 2000;

    /// <summary>The graph.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="info">The program's operators, where they are known to be those of the plan.</param>
    public static JobGraph Read(ProgramPlan plan, ExecutionPlan? info = null) => new([.. plan.Nodes.Select(node => new GraphVertex(node.Id, NameOf(node, info), node.Description, node.Inputs))])
    {
        PlanOrder = [.. plan.Nodes.Select(node => node.Id)],
    };

    /// <summary>Why an execution plan is not of the program of a plan; null where it is.</summary>
    public static string? WhyOther(ProgramPlan plan, ExecutionPlan info)
    {
        var count = 0;
        foreach (var node in plan.Nodes)
        {
            var text = DescriptionReader.Unescape(node.Description);
            if (!DescriptionReader.IsTree(text))
            {
                // Nothing tells where one operator's text ends.
                return null;
            }

            var tree = DescriptionReader.ReadTree(text, out _);
            if (tree.Texts.FirstOrDefault(one => !info.Has(one)) is { } unknown)
            {
                return $"it has no operator {Names.Text.Name(unknown)}";
            }

            count += tree.Count;
        }

        return count == info.Count ? null : $"it has {Names.Text.Count(info.Count, "operator")}, and the plan {count}";
    }

    private static string NameOf(ProgramPlanNode node, ExecutionPlan? info)
    {
        var text = DescriptionReader.Unescape(node.Description);
        if (!DescriptionReader.IsTree(text))
        {
            return text.TrimEnd('\n');
        }

        var tree = DescriptionReader.ReadTree(text, out var complete);
        var isSure = complete && (info is not null || tree.Count == text.AsSpan().Count('\n'));
        return isSure && tree.Count <= MostOperators ? Cascade(tree, info) : text.TrimEnd('\n').Replace('\n', ' ');
    }

    // As Flink writes vertex names (StreamingJobGraphGenerator.createChainedName), without recursion: a chain can be of any length.
    private static string Cascade(ChainTree tree, ExecutionPlan? info)
    {
        var names = new string[tree.Count];
        var children = new List<int>[tree.Count];
        for (var i = tree.Count - 1; i >= 0; i--)
        {
            (children[i] ??= []).Reverse();
            var name = info?.NameOf(tree.Texts[i]) ?? tree.Texts[i];
            names[i] = children[i].Count switch
            {
                0 => name,
                1 => $"{name} -> {names[children[i][0]]}",
                _ => $"{name} -> ({string.Join(", ", children[i].Select(child => names[child]))})",
            };
            if (tree.Parent(i) >= 0)
            {
                (children[tree.Parent(i)] ??= []).Add(i);
            }
        }

        return names[0];
    }
}
