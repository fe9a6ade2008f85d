using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>
/// Looks inside chains whose texts can't be trusted. Below a head with a known hash it tries every k and every small c for one operator in between, then
/// for two. A hit proves the vertex that is fed, and nothing about the chain: which operator has these k and c stays open.
/// </summary>
internal sealed class BlindChainSearch(Resolver resolver)
{
    /// <summary>Attempts for one consumer.</summary>
    private const int MostAttempts = 60_000;

    /// <summary>Searches for the consumers of all doubtful chains that have one in-edge.</summary>
    public void Run()
    {
        foreach (var vertex in resolver.Graph.Vertices)
        {
            if (!vertex.HasId || (vertex.Reading.Certain && !(vertex.Reading.IsOneLine && vertex.Head.Confirmed)))
            {
                continue;
            }

            foreach (var consumer in vertex.Consumers)
            {
                if (consumer is { IsOpen: true, InEdges: 1 })
                {
                    Try(vertex, consumer);
                }
            }
        }
    }

    private void Try(Vertex vertex, Vertex consumer)
    {
        var first = vertex.Head.Confirmed ? vertex.Head.Ordinal + 1 : 0;
        var attempts = (LocalHash.InvertibleFanOut + 1) * (resolver.Ordinals - first);
        if (!resolver.Budget.TryTake(attempts) || TrySteps(vertex, consumer, consumer.Id ^ vertex.Id, [], first))
        {
            return;
        }

        if ((long)attempts * attempts / 2 > MostAttempts || !resolver.Budget.TryTake(attempts * attempts / 2))
        {
            return;
        }

        for (var k = first; k < resolver.Ordinals; k++)
        {
            for (var c = 1; c <= LocalHash.InvertibleFanOut; c++)
            {
                if (!resolver.IsUsed(k) && TrySteps(vertex, consumer, consumer.Id ^ vertex.Id ^ resolver.Transfer[k, c], [(k, c)], k + 1))
                {
                    return;
                }
            }
        }
    }

    private bool TrySteps(Vertex vertex, Vertex consumer, OperatorHash difference, (int, int)[] above, int first)
    {
        for (var k = first; k < resolver.Ordinals; k++)
        {
            for (var c = 0; c <= LocalHash.InvertibleFanOut; c++)
            {
                var rest = difference ^ resolver.Transfer[k, c];
                if (!resolver.IsUsed(k) && resolver.TryDecodeSingle(consumer, rest, out var headK, out var headC))
                {
                    var value = consumer.Id ^ LocalHash.Transfer(headK, headC);
                    var term = new InEdgeTerm(vertex, value, vertex.Head, vertex.Id, [.. above, (k, c)], null);
                    if (resolver.TryExplain(consumer, new Hit(headK, headC, [term])))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }
}
