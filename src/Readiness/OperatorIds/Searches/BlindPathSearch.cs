using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.InEdges;
using FlinkReady.Readiness.OperatorIds.Ordering;

namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>
/// Looks inside chains whose texts can't be trusted, several operators deep. How many there are and what is chained to which is not known, but the order of
/// hashing holds for them too: below a head with a proven place <see cref="QueueOrder"/> leaves few k for each. With every small c, that is little enough to
/// try. A hit proves the vertex that is fed, and nothing about the chain.
/// </summary>
internal sealed class BlindPathSearch(Resolver resolver, InEdgeSolver inEdges)
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
        resolver.Order.Update();
        _leftOfAll = resolver.Budget.Share(BudgetShare) * SearchBudget.LookupsPerAttempt;
        foreach (var vertex in resolver.Graph.Vertices)
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
        var blind = new BlindChoices(resolver);
        _leftOfAll = resolver.Budget.Share(BudgetShare) * SearchBudget.LookupsPerAttempt;
        for (var depth = 1; depth <= BlindChoices.MostDepth; depth++)
        {
            foreach (var vertex in resolver.Graph.Vertices)
            {
                if (_leftOfAll > 0 && vertex is { IsOpen: true, InEdges: > 1 } && Array.Exists(vertex.Inputs!, BlindChoices.IsDoubtful) && TryMeet(vertex, blind, depth))
                {
                    resolver.Order.Update();
                    blind.Clear();
                }
            }
        }
    }

    private bool TryMeet(Vertex vertex, BlindChoices blind, int depth)
    {
        var before = resolver.Budget.Left;
        var explained = inEdges.TryBlind(vertex, blind, depth, _leftOfAll);
        _leftOfAll -= (before - resolver.Budget.Left) * SearchBudget.LookupsPerAttempt;
        return explained;
    }

    private void Try(Vertex vertex, Vertex consumer)
    {
        var others = consumer.InEdges > 1 ? inEdges.Open(consumer, vertex) : null;
        if (consumer.InEdges > 1 && others is null)
        {
            return;
        }

        var open = new OpenConsumer(consumer, others, resolver.Transfer);
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
        var last = Math.Min(resolver.Order.LastAfter(place), resolver.Ordinals - 1);
        for (var k = Math.Max(resolver.Order.FirstAfter(place), place + 1); k <= last; k++)
        {
            if (resolver.IsUsed(k))
            {
                continue;
            }

            for (var c = isLast ? 0 : 1; c <= MostFanOut; c++)
            {
                _left -= open.Lookups;
                _leftOfAll -= open.Lookups;
                if (_left < 0 || _leftOfAll < 0 || !resolver.Budget.TryTakeLookups(open.Lookups))
                {
                    _left = -1;
                    return false;
                }

                var value = hash ^ resolver.Transfer[k, c];
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
        var term = new InEdgeTerm(vertex, value, vertex.Head, vertex.Id, _steps[..depth], null);
        if (open.InEdges is { } others)
        {
            return resolver.Budget.TryTake() && others.TryWith(new InEdgeChoice(null, value, Term: term));
        }

        return resolver.TryDecodeSingle(open.Consumer, open.Consumer.Id ^ value, out var k, out var c)
            && resolver.TryExplain(open.Consumer, new Hit(k, c, [term]));
    }
}
