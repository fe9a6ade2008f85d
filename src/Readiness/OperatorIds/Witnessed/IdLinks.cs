using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Witnessed;

/// <summary>That one of two operators is the other's only child without uid, as far as ids tell: which one is the child is left open.</summary>
/// <param name="To">The place of the other one.</param>
/// <param name="K">k of the child.</param>
/// <param name="C">c of the child.</param>
internal readonly record struct IdLink(int To, int K, int C);

/// <summary>Finds the pairs of ids that differ by what an operator without uid adds to its input's id.</summary>
internal static class IdLinks
{
    /// <summary>Up to this many ids it takes less to look at every pair than to lay them out.</summary>
    private const int SmallGroup = 150;

    /// <summary>The links of each id.</summary>
    public static IReadOnlyList<IdLink>[] Of(IdSet set, LocalHashTable table)
    {
        var links = new List<IdLink>?[set.Ids.Count];
        if (set.Groups is { } groups)
        {
            foreach (var group in groups)
            {
                Search(group);
            }
        }
        else
        {
            TransferSieve.For(set.Ids.Count).ForEachPair(set.Ids, set.IsSettled, Try);
        }

        return Array.ConvertAll(links, static own => (IReadOnlyList<IdLink>?)own ?? []);

        void Search(int[] group)
        {
            if (group.Length > SmallGroup)
            {
                TransferSieve.For(set.Ids.Count).ForEachPair(Array.ConvertAll(group, place => set.Ids[place]), Array.ConvertAll(group, place => set.IsSettled[place]), (one, other) => Try(group[one], group[other]));
                return;
            }

            for (var i = 0; i < group.Length; i++)
            {
                for (var j = i + 1; j < group.Length; j++)
                {
                    Try(group[i], group[j]);
                }
            }
        }

        void Try(int one, int other)
        {
            if (table.TryFind(set.Ids[one].Remove(set.Ids[other]), out var k, out var c) && links[one]?.Exists(link => link.To == other) != true)
            {
                (links[one] ??= []).Add(new IdLink(other, k, c));
                (links[other] ??= []).Add(new IdLink(one, k, c));
            }
        }
    }
}
