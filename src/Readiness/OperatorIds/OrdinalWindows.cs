namespace FlinkReady.Readiness.OperatorIds;

/// <summary>
/// What the confirmed operators say about k of the others. The walk is first in, first out, so its order is nearly that of the true k; between two
/// confirmed operators the ones that are not take the free places, in order. Where no place is to spare, k is exact. What floats takes no
/// place from others, it only widens the windows.
/// </summary>
internal static class OrdinalWindows
{
    /// <summary>Sets the first and last ordinal of every operator that the walk came by.</summary>
    public static void Set(IReadOnlyList<QueuedOperator> order, bool[] used)
    {
        var current = -1;
        foreach (var (one, floats) in order)
        {
            if (one.IsPlaced)
            {
                current = floats ? current : one.Ordinal;
                one.First = one.Last = one.Ordinal;
                continue;
            }

            var first = current + 1;
            while (first < used.Length && used[first])
            {
                first++;
            }

            one.First = first;
            if (!floats)
            {
                current = first;
            }
        }

        current = used.Length;
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var (one, floats) = order[i];
            if (one.IsPlaced)
            {
                current = floats ? current : one.Ordinal;
                continue;
            }

            var last = current - 1;
            while (last > 0 && used[last])
            {
                last--;
            }

            one.Last = last;
            if (!floats)
            {
                current = last;
            }

            if (one.First > one.Last)
            {
                (one.First, one.Last) = (Math.Max(0, one.Last), Math.Min(one.First, used.Length - 1));
            }
        }
    }
}
