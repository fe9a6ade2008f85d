using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.InEdges;

/// <summary>A head with several in-edges of which one is searched: the choices for all others, made once.</summary>
internal sealed class OpenInEdges
{
    private readonly InEdgeOrders _orders;
    private readonly OrdinalSieve[] _sieves;
    private readonly Vertex _consumer;
    private readonly ChoiceList[] _choices;

    /// <summary>For each combination of choices what it leaves of the low bits of the id.</summary>
    private readonly ulong[] _sifted;

    /// <summary>Combines the choices.</summary>
    public OpenInEdges(InEdgeOrders orders, OrdinalSieve[] sieves, Vertex consumer, List<ChoiceList> choices)
    {
        _orders = orders;
        _sieves = sieves;
        _consumer = consumer;
        _choices = [.. choices];
        _sifted = [LowBits.Sift(consumer.Id)];
        foreach (var laid in _choices)
        {
            _sifted = LowBits.Combine(_sifted, laid.Sifted);
        }
    }

    /// <summary>Number of choices for the other in-edges.</summary>
    public int Count => _sifted.Length;

    /// <summary>Whether this hash may have come in at the open in-edge.</summary>
    public bool MayBeFedBy(OperatorHash value) => NextFit(LowBits.Sift(value), 0) >= 0;

    /// <summary>Tries the candidate hash of an operator at the open in-edge.</summary>
    public bool TryWith(Operator one) => TryWith(new InEdgeChoice(one, one.Candidate!.Value));

    /// <summary>Tries a choice at the open in-edge.</summary>
    public bool TryWith(InEdgeChoice choice)
    {
        var sifted = LowBits.Sift(choice.Value);
        for (var i = NextFit(sifted, 0); i >= 0; i = NextFit(sifted, i + 1))
        {
            var chosen = Combination(i);
            if (chosen is not null && _orders.TryAll(_consumer, [.. chosen, choice]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The choices of a combination; null where two chained sources would have the same place.</summary>
    private InEdgeChoice[]? Combination(int index)
    {
        var chosen = new InEdgeChoice[_choices.Length];
        for (var i = chosen.Length - 1; i >= 0; i--)
        {
            chosen[i] = _choices[i][index % _choices[i].Count];
            index /= _choices[i].Count;
        }

        for (var i = 1; i < chosen.Length; i++)
        {
            if (InEdgeOrders.Repeats(chosen, i))
            {
                return null;
            }
        }

        return chosen;
    }

    private int NextFit(ulong sifted, int from) => HeadSieves.Next(_sieves, _sifted, sifted, from);
}
