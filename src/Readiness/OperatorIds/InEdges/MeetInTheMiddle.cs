using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.InEdges;

/// <summary>
/// Finds choices for several in-edges that together leave the low bits of an M(k, c), where there are too many to try each: those for one part of the in-edges
/// are kept by what they leave, and looked up from each choice for the other part and each k.
/// </summary>
internal sealed class MeetInTheMiddle
{
    /// <summary>The most choices for one part that are kept.</summary>
    private const int MostKept = 1 << 19;

    /// <summary>What it costs to keep a choice, in lookups.</summary>
    private const int LookupsOfKeeping = 4;

    private readonly List<InEdgeGroup> _kept = [];
    private readonly List<InEdgeGroup> _tried = [];

    /// <summary>
    /// Splits the in-edges into two parts, so that looking up the choices for one from those for the other costs least. In-edges from one chain may be split
    /// too: a choice for all of them comes up several times then, but those that pass are few.
    /// </summary>
    /// <param name="choices">The choices for each in-edge; the same for in-edges from the same chain.</param>
    /// <param name="ordinals">Number of k that are tried.</param>
    public MeetInTheMiddle(List<ChoiceList> choices, int ordinals)
    {
        var whole = choices.GroupBy(laid => laid).Select(group => new InEdgeGroup(group.Key, group.Count())).ToArray();
        var best = long.MaxValue;
        var kept = new int[whole.Length];
        var bestKept = new int[whole.Length];
        while (Advance(kept, whole))
        {
            var cost = Cost(whole, kept, ordinals);
            if (cost < best)
            {
                best = cost;
                kept.CopyTo(bestKept, 0);
            }
        }

        Lookups = best;
        for (var i = 0; i < whole.Length; i++)
        {
            _kept.AddRange(whole[i].Part(bestKept[i]));
            _tried.AddRange(whole[i].Part(whole[i].InEdges - bestKept[i]));
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

    /// <summary>Goes on to the next way to say how many in-edges of each group are kept; false after the last.</summary>
    private static bool Advance(int[] kept, InEdgeGroup[] groups)
    {
        for (var i = 0; i < kept.Length; i++)
        {
            if (kept[i] < groups[i].InEdges)
            {
                kept[i]++;
                return true;
            }

            kept[i] = 0;
        }

        return false;
    }

    private static long Cost(InEdgeGroup[] groups, int[] kept, int ordinals)
    {
        var keptChoices = 1L;
        var triedChoices = 1L;
        var isOneSided = true;
        for (var i = 0; i < groups.Length; i++)
        {
            keptChoices = Math.Min(keptChoices * groups[i].CountOf(kept[i]), int.MaxValue);
            triedChoices = Math.Min(triedChoices * groups[i].CountOf(groups[i].InEdges - kept[i]), int.MaxValue);
            isOneSided &= kept[i] == groups[i].InEdges;
        }

        return keptChoices > MostKept ? long.MaxValue
            : isOneSided ? keptChoices
            : keptChoices * LookupsOfKeeping + triedChoices * ordinals;
    }

    private static ReadOnlySpan<ulong> Combine(List<InEdgeGroup> groups)
    {
        var combined = groups[0].Sift();
        for (var group = 1; group < groups.Count; group++)
        {
            combined = LowBits.Combine(combined, groups[group].Sift());
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
