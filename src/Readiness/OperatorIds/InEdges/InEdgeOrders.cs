using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Knowledge;

namespace FlinkReady.Readiness.OperatorIds.InEdges;

/// <summary>Tries the choices for all in-edges of a head in every order: REST doesn't tell which comes first.</summary>
internal sealed class InEdgeOrders(KnownIds known, InEdgeChoices choices)
{
    /// <summary>Undoes the in-edges from last to first in every order.</summary>
    public bool TryAll(Vertex vertex, InEdgeChoice[] chosen)
    {
        var order = new int[chosen.Length];
        return TryPlace(chosen.Length - 1, vertex.Id, 0);

        bool TryPlace(int place, OperatorHash rest, int used)
        {
            if (place < 0)
            {
                if (!known.Budget.TryTake() || !known.TryDecode(vertex, rest, out var k, out var c))
                {
                    return false;
                }

                return known.TryExplain(vertex, new Explanation(k, c, TermsOf(vertex, chosen, order)));
            }

            for (var i = 0; i < chosen.Length && !known.Budget.IsSpent; i++)
            {
                if ((used & (1 << i)) == 0)
                {
                    order[place] = i;
                    if (TryPlace(place - 1, rest.Remove(chosen[i].Value), used | (1 << i)))
                    {
                        return true;
                    }
                }
            }

            return false;
        }
    }

    /// <summary>Two chained sources never have the same place.</summary>
    public static bool Repeats(InEdgeChoice[] chosen, int index)
    {
        for (var i = 0; chosen[index].SourceOrdinal >= 0 && i < index; i++)
        {
            if (chosen[i].SourceOrdinal == chosen[index].SourceOrdinal)
            {
                return true;
            }
        }

        return false;
    }

    private InEdgeTerm[] TermsOf(Vertex consumer, InEdgeChoice[] chosen, int[] order)
    {
        var terms = new InEdgeTerm[order.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            terms[i] = TermOf(consumer, chosen[order[i]]);
        }

        return terms;
    }

    private InEdgeTerm TermOf(Vertex consumer, InEdgeChoice choice)
    {
        if (choice.Operator is { IsChainedSource: true } source)
        {
            return new InEdgeTerm(consumer.Index, choice.Value, null, choice.Value, [(choice.SourceOrdinal, consumer.InEdges == 1 ? 1 : 0)], source);
        }

        if (choice.Term is not null)
        {
            return choice.Term;
        }

        if (choice.Operator is not { } one)
        {
            return InEdgeTerm.Anonymous(consumer.Index, choice.Value);
        }

        if (choice.Ordinal >= 0)
        {
            choices.Retrace(one, choice.Value);
        }

        choice.Operator.Candidate = choice.Value;
        return InEdgeTerm.Of(choice.Operator);
    }
}
