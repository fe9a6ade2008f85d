using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Knowledge;

namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>Explains the ids of sources: a head without inputs has no uid exactly where its id is an <c>M(k, c)</c>.</summary>
internal sealed class SourceSearch(KnownIds known)
{
    /// <summary>Decides every source without uid.</summary>
    public void Run()
    {
        foreach (var vertex in known.Graph.Vertices)
        {
            if (vertex is { HasId: true, Inputs.Length: 0 } && known.TryDecodeAny(vertex.Id, out var k, out var c))
            {
                known.TryExplain(vertex, new Explanation(k, c, []));
                known.Graph.TakeSourceOrdinal(k);
            }
        }
    }
}
