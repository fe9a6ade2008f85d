namespace FlinkReady.Readiness.OperatorIds;

/// <summary>
/// Finds choices for many in-edges that together leave the low bits of an M(k, c), where there are too many to try each: those for one half of the in-edges
/// are kept by what they leave, and looked up from each choice for the other half and each k.
/// </summary>
internal sealed class MeetingSearch
{
    /// <summary>The most choices for one half that are kept.</summary>
    private const int MostKept = 1 << 19;

    private readonly List<List<InEdgeChoice>> _kept = [];
    private readonly List<List<InEdgeChoice>> _tried = [];
    private readonly int _keptCount = 1;
    private readonly int _triedCount = 1;

    /// <summary>Splits the in-edges into two parts.</summary>
    public MeetingSearch(List<List<InEdgeChoice>> choices)
    {
        foreach (var list in choices.OrderByDescending(list => list.Count))
        {
            // Each choice that is tried costs a lookup for every k, one that is kept only its place.
            if ((long)_keptCount * list.Count <= MostKept)
            {
                _kept.Add(list);
                _keptCount = (int)Math.Min((long)_keptCount * list.Count, int.MaxValue);
            }
            else
            {
                _tried.Add(list);
                _triedCount = (int)Math.Min((long)_triedCount * list.Count, int.MaxValue);
            }
        }
    }

    /// <summary>Number of lookups, or of choices to keep, that it takes for so many k.</summary>
    public long Lookups(int ordinals) => (long)_triedCount * ordinals + _keptCount;

    /// <summary>Calls back with every choice that passes, until the callback says that it is enough.</summary>
    /// <param name="rest">The low bits of the id.</param>
    /// <param name="row"><c>T(k, c)</c> of the head, whose low bits are those of M(k, c).</param>
    /// <param name="visit">What to do with a choice.</param>
    public bool Run(ulong rest, TransferRow row, Func<InEdgeChoice[], bool> visit)
    {
        var ordinals = new ulong[row.Count];
        for (var k = 0; k < ordinals.Length; k++)
        {
            ordinals[k] = LowBitSieve.Sift(row[k]);
        }

        var kept = Combine(_kept, _keptCount);
        var table = new LowBitTable(kept);
        var tried = Combine(_tried, _triedCount);
        for (var i = 0; i < tried.Length; i++)
        {
            foreach (var ordinal in ordinals)
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

    private static ulong[] Combine(List<List<InEdgeChoice>> lists, int count)
    {
        var combined = new ulong[count];
        var filled = 1;
        foreach (var list in lists)
        {
            for (var i = filled * list.Count - 1; i >= 0; i--)
            {
                combined[i] = combined[i / list.Count] ^ LowBitSieve.Sift(list[i % list.Count].Value);
            }

            filled *= list.Count;
        }

        return combined;
    }

    private static InEdgeChoice[] Chosen(List<List<InEdgeChoice>> lists, int index)
    {
        var chosen = new InEdgeChoice[lists.Count];
        for (var i = lists.Count - 1; i >= 0; i--)
        {
            chosen[i] = lists[i][index % lists[i].Count];
            index /= lists[i].Count;
        }

        return chosen;
    }
}
