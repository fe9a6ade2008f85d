namespace FlinkReady.Readiness.OperatorIds.InEdges;

/// <summary>In-edges that come from the same chain: which of them brings which hash is for the order to say, so a choice for all of them is a multiset.</summary>
/// <param name="choices">The choices for each.</param>
/// <param name="inEdges">Number of in-edges.</param>
internal sealed class InEdgeGroup(ChoiceList choices, int inEdges)
{
    /// <summary>Number of in-edges.</summary>
    public int InEdges => inEdges;

    /// <summary>Number of choices for all of the in-edges together.</summary>
    public long Count { get; } = Multisets(choices.Count, inEdges);

    /// <summary>Number of choices for some of the in-edges.</summary>
    public long CountOf(int some) => Multisets(choices.Count, some);

    /// <summary>Some of the in-edges, as a group; nothing where these are none.</summary>
    public IEnumerable<InEdgeGroup> Part(int some) => some == 0 ? [] : [new InEdgeGroup(choices, some)];

    /// <summary>What each choice leaves of the low bits, in the order of <see cref="At"/>.</summary>
    public ReadOnlySpan<ulong> Sift()
    {
        if (inEdges == 1)
        {
            return choices.Sifted;
        }

        var sifted = GC.AllocateUninitializedArray<ulong>((int)Count);
        var filled = 0;
        Fill(0, inEdges, 0);
        return sifted;

        void Fill(int from, int left, ulong bits)
        {
            var ones = choices.Sifted[from..];
            for (var i = 0; i < ones.Length; i++)
            {
                if (left > 1)
                {
                    Fill(from + i, left - 1, bits ^ ones[i]);
                }
                else
                {
                    sifted[filled++] = bits ^ ones[i];
                }
            }
        }
    }

    /// <summary>The hashes of one choice.</summary>
    public InEdgeChoice[] At(long index)
    {
        var chosen = new InEdgeChoice[inEdges];
        var from = 0;
        for (var place = 0; place < inEdges; place++)
        {
            // How many choices there are that begin with this one.
            for (long count; index >= (count = Multisets(choices.Count - from, inEdges - place - 1)); from++)
            {
                index -= count;
            }

            chosen[place] = choices[from];
        }

        return chosen;
    }

    /// <summary>Number of ways to take some of so many, each as often as wanted; no more than <see cref="int.MaxValue"/>.</summary>
    private static long Multisets(int choices, int taken)
    {
        var count = 1L;
        for (var i = 0; i < taken; i++)
        {
            count = Math.Min(count * (choices + i) / (i + 1), int.MaxValue);
        }

        return count;
    }
}
