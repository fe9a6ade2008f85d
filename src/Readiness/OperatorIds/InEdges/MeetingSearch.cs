using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.InEdges;

/// <summary>
/// Finds choices for several in-edges that together leave the low bits of an M(k, c), where there are too many to try each: those for one part of the in-edges
/// are kept by what they leave, and looked up from each choice for the other part and each k.
/// </summary>
internal sealed class MeetingSearch
{
    /// <summary>The most choices for one part that are kept.</summary>
    private const int MostKept = 1 << 19;

    /// <summary>What it costs to keep a choice, in lookups.</summary>
    private const int LookupsOfKeeping = 4;

    private readonly List<InEdgeGroup> _kept = [];
    private readonly List<InEdgeGroup> _tried = [];
    private readonly int _ordinals;

    /// <summary>Splits the in-edges into two parts, so that looking up the choices for one from those for the other costs least.</summary>
    /// <param name="choices">The choices for each in-edge; the same for in-edges from the same chain.</param>
    /// <param name="ordinals">Number of k that are tried.</param>
    public MeetingSearch(List<LaidChoices> choices, int ordinals)
    {
        _ordinals = ordinals;
        var groups = choices.GroupBy(laid => laid).Select(group => new InEdgeGroup(group.Key, group.Count())).ToArray();
        var best = long.MaxValue;
        var bestParts = 0u;
        for (var parts = 1u; parts < 1u << groups.Length; parts++)
        {
            var kept = CountOf(groups, parts);
            var cost = kept > MostKept ? long.MaxValue : Cost(kept, CountOf(groups, ~parts));
            (best, bestParts) = cost < best ? (cost, parts) : (best, bestParts);
        }

        Lookups = best;
        for (var i = 0; i < groups.Length; i++)
        {
            ((bestParts >> i & 1) != 0 ? _kept : _tried).Add(groups[i]);
        }
    }

    /// <summary>Number of lookups that it takes, or what costs as much as one; <see cref="long.MaxValue"/> where there are too many choices.</summary>
    public long Lookups { get; }

    /// <summary>Whether it costs less to try each choice than to keep those for one part: then it is not for this search to run.</summary>
    public bool IsOneSided => _tried.Count == 0;

    /// <summary>Calls back with every choice that passes, until the callback says that it is enough.</summary>
    /// <param name="rest">The low bits of the id.</param>
    /// <param name="sieve">The low bits of M(k, c) of the head, for every k.</param>
    /// <param name="visit">What to do with a choice.</param>
    public bool Run(ulong rest, OrdinalSieve sieve, Func<InEdgeChoice[], bool> visit)
    {
        var kept = Combine(_kept);
        var tried = Combine(_tried);
        var table = new LowBitTable(kept);
        for (var i = 0; i < tried.Length; i++)
        {
            foreach (var ordinal in sieve.All)
            {
                var sought = rest ^ tried[i] ^ ordinal;
                for (var entry = table.First(sought); entry >= 0; entry = table.Next(entry))
                {
                    if (kept[entry] == sought && visit([.. Chosen(_kept, entry), .. Chosen(_tried, i)]))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private long Cost(long kept, long tried) => kept * LookupsOfKeeping + tried * _ordinals;

    private static long CountOf(InEdgeGroup[] groups, uint parts)
    {
        var count = 1L;
        for (var i = 0; i < groups.Length; i++)
        {
            if ((parts >> i & 1) != 0)
            {
                count = Math.Min(count * groups[i].Count, int.MaxValue);
            }
        }

        return count;
    }

    private static ReadOnlySpan<ulong> Combine(List<InEdgeGroup> groups)
    {
        var combined = groups[0].Sift();
        for (var group = 1; group < groups.Count; group++)
        {
            combined = LowBitSieve.Combine(combined, groups[group].Sift());
        }

        return combined;
    }

    private static IEnumerable<InEdgeChoice> Chosen(List<InEdgeGroup> groups, int index)
    {
        for (var i = groups.Count - 1; i >= 0; i--)
        {
            foreach (var choice in groups[i].At(index % (int)groups[i].Count))
            {
                yield return choice;
            }

            index /= (int)groups[i].Count;
        }
    }
}
