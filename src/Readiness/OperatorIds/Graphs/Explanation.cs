namespace FlinkReady.Readiness.OperatorIds.Graphs;

/// <summary>A vertex id recomputed from the graph: the proof that the head has no uid.</summary>
/// <param name="Ordinal">k: number of operators hashed before the head.</param>
/// <param name="FanOut">c: number of its chainable out-edges.</param>
/// <param name="Terms">What was mixed in, in the order of the in-edges.</param>
internal sealed record Explanation(int Ordinal, int FanOut, InEdgeTerm[] Terms)
{
    /// <summary>k of the operator that feeds the head, whichever that is: the head was queued by it. −1 where it is not known, or there are several.</summary>
    public int EmitterOrdinal
    {
        get
        {
            var emitter = Terms.Length > 0 ? Terms[0].EmitterOrdinal : -1;
            for (var i = 1; i < Terms.Length; i++)
            {
                emitter = Terms[i].EmitterOrdinal == emitter ? emitter : -1;
            }

            return emitter;
        }
    }

    /// <summary>Whether an operator of this vertex was mixed in.</summary>
    public bool HasTermOf(int vertexIndex)
    {
        foreach (var term in Terms)
        {
            if (term.VertexIndex == vertexIndex)
            {
                return true;
            }
        }

        return false;
    }
}
