using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.InEdges;
using FlinkReady.Readiness.OperatorIds.Knowledge;
using FlinkReady.Readiness.OperatorIds.Ordering;

namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>
/// Looks inside chains whose texts can't be trusted, several operators deep. How many there are and what is chained to which is not known, but the order of
/// hashing holds for them too: below a head with a proven place <see cref="QueueOrder"/> leaves few k for each. With every small c, that is little enough to
/// try. An explanation proves the vertex that is fed, and nothing about the chain.
/// </summary>
internal sealed class DoubtfulChainSearch(KnownIds known, InEdgeSolver inEdges)
{
    /// <summary>The part of the budget, one in so many, that goes into paths, and of what is then left into heads below several chains.</summary>
    private const int BudgetShare = 4;

    /// <summary>Lookups for one consumer at one depth.</summary>
    private const int MostLookups = 400_000;

    /// <summary>Operators between the head and the consumer, arrows permitting, and the most that are chained to one of them.</summary>
    private const int MostDepth = 5;
    private const int MostFanOut = 4;

    private readonly (int Ordinal, int FanOut)[] _steps = new (int, int)[MostDepth];
    private long _left;
    private long _leftOfAll;

    /// <summary>Searches for the consumers of all doubtful chains.</summary>
    public void Run()
    {
        known.Order.Update();
        _leftOfAll = known.Budget.Share(BudgetShare) * SearchBudget.LookupsPerAttempt;
        foreach (var vertex in known.Graph.Vertices)
        {
            if (!vertex.Head.IsPlaced || (vertex.Reading.Certain && !vertex.Reading.IsOneLine) || vertex.Reading.Arrows == 0)
            {
                continue;
            }

            foreach (var consumer in vertex.Consumers)
            {
                if (consumer.IsOpen && _leftOfAll > 0)
                {
                    Try(vertex, consumer);
                }
            }
        }

        Meet();
    }

    /// <summary>Searches for the consumers of several chains that are all open at once, from both halves of their in-edges.</summary>
    private void Meet()
    {
        var blind = new DoubtfulChoices(known);
        _leftOfAll = known.Budget.Share(BudgetShare) * SearchBudget.LookupsPerAttempt;
        for (var depth = 1; depth <= DoubtfulChoices.MostDepth; depth++)
        {
            foreach (var vertex in known.Graph.Vertices)
            {
                if (_leftOfAll > 0 && vertex is { IsOpen: true, InEdges: > 1 } && Array.Exists(vertex.Inputs!, DoubtfulChoices.IsDoubtful) && TryMeetInTheMiddle(vertex, blind, depth))
                {
                    known.Order.Update();
                    blind.Clear();
                }
            }
        }
    }

    private bool TryMeetInTheMiddle(Vertex vertex, DoubtfulChoices blind, int depth)
    {
        var before = known.Budget.Left;
        var explained = inEdges.TryDoubtful(vertex, blind, depth, _leftOfAll);
        _leftOfAll -= (before - known.Budget.Left) * SearchBudget.LookupsPerAttempt;
        return explained;
    }

    private void Try(Vertex vertex, Vertex consumer)
    {
        var others = consumer.InEdges > 1 ? inEdges.Open(consumer, vertex) : null;
        if (consumer.InEdges > 1 && others is null)
        {
            return;
        }

        var open = new OpenConsumer(consumer, others, known.Transfer);
        for (var depth = 1; depth <= Math.Min(MostDepth, vertex.Reading.Arrows); depth++)
        {
            _left = MostLookups;
            if (TrySteps(vertex, open, vertex.Id, vertex.Head.Ordinal, 0, depth))
            {
                return;
            }
        }
    }

    private bool TrySteps(Vertex vertex, OpenConsumer open, OperatorHash hash, int place, int done, int depth)
    {
        var isLast = done + 1 == depth;
        var last = Math.Min(known.Order.LastAfter(place), known.Ordinals - 1);
        for (var k = Math.Max(known.Order.FirstAfter(place), place + 1); k <= last; k++)
        {
            if (known.IsUsed(k))
            {
                continue;
            }

            for (var c = isLast ? 0 : 1; c <= MostFanOut; c++)
            {
                _left -= open.Lookups;
                _leftOfAll -= open.Lookups;
                if (_left < 0 || _leftOfAll < 0 || !known.Budget.TryTakeLookups(open.Lookups))
                {
                    _left = -1;
                    return false;
                }

                var value = hash ^ known.Transfer[k, c];
                _steps[done] = (k, c);
                if (isLast ? open.MayBeFedBy(value) && Explains(vertex, open, value, depth) : TrySteps(vertex, open, value, k, done + 1, depth))
                {
                    return true;
                }

                if (_left < 0)
                {
                    return false;
                }
            }
        }

        return false;
    }

    private bool Explains(Vertex vertex, OpenConsumer open, OperatorHash value, int depth)
    {
        var term = new InEdgeTerm(vertex.Index, value, vertex.Head, vertex.Id, _steps[..depth], null);
        if (open.InEdges is { } others)
        {
            return known.Budget.TryTake() && others.TryWith(new InEdgeChoice(null, value, Term: term));
        }

        return known.TryDecodeSingle(open.Consumer, open.Consumer.Id ^ value, out var k, out var c)
            && known.TryExplain(open.Consumer, new Explanation(k, c, [term]));
    }
}
