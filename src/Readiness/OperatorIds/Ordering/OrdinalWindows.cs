using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Ordering;

/// <summary>
/// What the placed operators say about k of the others. The walk is first in, first out, so its order is nearly that of the true k; between two placed
/// operators the ones that are not take the free places, in order. Where no place is to spare, k is exact. What floats takes no place from others, it
/// only widens the windows. Of the heads that one operator feeds it is not known where they stand among what is chained to it: they bound only what is
/// queued before and after all of these.
/// </summary>
internal static class OrdinalWindows
{
    /// <summary>Sets the first and last ordinal of every operator that the walk came by.</summary>
    /// <param name="order">The operators as the walk queued them.</param>
    /// <param name="used">For each k whether an operator is proven to have it.</param>
    /// <param name="strict">Whether the order holds whatever the unexplained heads are: a window of one place is exact then.</param>
    public static void Set(IReadOnlyList<QueuedOperator> order, bool[] used, bool strict)
    {
        SetFirst(order, used);
        SetLast(order, used);
        foreach (var (one, queuedBy, floats) in order)
        {
            if (strict && !floats && queuedBy is not null && !one.IsPlaced && one.First == one.Last && one.First < used.Length)
            {
                one.ExactOrdinal = one.First;
            }
        }
    }

    private static void SetFirst(IReadOnlyList<QueuedOperator> order, bool[] used)
    {
        var current = -1;
        var heads = -1;
        var feeder = default(Operator);
        foreach (var (one, queuedBy, floats) in order)
        {
            if (queuedBy != feeder)
            {
                (current, heads, feeder) = (Math.Max(current, heads), -1, queuedBy);
            }

            if (one.IsPlaced)
            {
                one.First = one.Last = one.Ordinal;
                (current, heads) = floats ? (current, heads) : one.IsHead && queuedBy is not null ? (current, Math.Max(heads, one.Ordinal)) : (one.Ordinal, heads);
                continue;
            }

            var first = current + 1;
            while (first < used.Length && used[first])
            {
                first++;
            }

            one.First = one.ExactOrdinal >= first ? one.ExactOrdinal : first;
            current = floats ? current : one.First;
        }
    }

    private static void SetLast(IReadOnlyList<QueuedOperator> order, bool[] used)
    {
        var current = used.Length;
        var heads = used.Length;
        var feeder = default(Operator);
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var (one, queuedBy, floats) = order[i];
            if (queuedBy != feeder)
            {
                (current, heads, feeder) = (Math.Min(current, heads), used.Length, queuedBy);
            }

            if (one.IsPlaced)
            {
                (current, heads) = floats ? (current, heads) : one.IsHead && queuedBy is not null ? (current, Math.Min(heads, one.Ordinal)) : (one.Ordinal, heads);
                continue;
            }

            var last = current - 1;
            while (last > 0 && used[last])
            {
                last--;
            }

            one.Last = one.ExactOrdinal == one.First ? one.First : last;
            current = floats ? current : one.Last;
            if (one.First > one.Last)
            {
                (one.First, one.Last) = (Math.Max(0, one.Last), Math.Min(one.First, used.Length - 1));
            }
        }
    }
}
