using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.Plans;

/// <summary>What the id of a node of the unchained plan tells of it.</summary>
/// <param name="Origin">How it came to be.</param>
/// <param name="Ordinal">k, of a node without uid.</param>
/// <param name="InEdges">The producers, in the order of the in-edges where the id tells it.</param>
internal readonly record struct InEdgeOrder(IdOrigin Origin, int Ordinal, int[] InEdges)
{
    /// <summary>Undoes the in-edges from the last to the first, in every order, and looks whether some M(k, 0) is left; null where the budget does not last.</summary>
    public static InEdgeOrder? Find(PlanGraph graph, int node, PlanBudget budget)
    {
        int[] inputs = [.. graph.Inputs[node].Order()];
        var orders = Orders(inputs);
        if (orders > PlanBudget.MostOrders)
        {
            return new InEdgeOrder(IdOrigin.Open, 0, graph.Inputs[node]);
        }

        // Each order costs its last steps: the first ones are shared.
        if (!budget.TryTake(2 * orders))
        {
            return null;
        }

        var inEdges = new int[inputs.Length];
        return TryUndo(graph, graph.Ids[node], inputs, new bool[inputs.Length], inEdges, inputs.Length - 1, out var ordinal)
            ? new InEdgeOrder(IdOrigin.Auto, ordinal, inEdges)
            : new InEdgeOrder(IdOrigin.Explicit, 0, graph.Inputs[node]);
    }

    private static bool TryUndo(PlanGraph graph, OperatorHash hash, int[] inputs, bool[] used, int[] inEdges, int place, out int ordinal)
    {
        if (place < 0)
        {
            return LocalHash.TryInvertAt(hash, graph.Count, c: 0, out ordinal);
        }

        for (var i = 0; i < inputs.Length; i++)
        {
            // Of equal inputs the first free one stands for all.
            if (used[i] || (i > 0 && inputs[i] == inputs[i - 1] && !used[i - 1]))
            {
                continue;
            }

            used[i] = true;
            inEdges[place] = inputs[i];
            if (TryUndo(graph, hash.Remove(graph.Ids[inputs[i]]), inputs, used, inEdges, place - 1, out ordinal))
            {
                return true;
            }

            used[i] = false;
        }

        ordinal = 0;
        return false;
    }

    /// <summary>The number of different orders of inputs that are sorted, at most one more than are tried.</summary>
    private static long Orders(int[] sorted)
    {
        if (sorted.Length > PlanBudget.MostInEdges)
        {
            return PlanBudget.MostOrders + 1;
        }

        long orders = 1;
        var equal = 1;
        for (var i = 1; i < sorted.Length; i++)
        {
            equal = sorted[i] == sorted[i - 1] ? equal + 1 : 1;
            orders = orders * (i + 1) / equal;
            if (orders > PlanBudget.MostOrders)
            {
                return PlanBudget.MostOrders + 1;
            }
        }

        return orders;
    }
}
