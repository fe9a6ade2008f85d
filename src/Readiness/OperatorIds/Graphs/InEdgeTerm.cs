using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Graphs;

/// <summary>What one in-edge contributed: the hash of the operator at its other end, and how that follows from one that is known.</summary>
/// <param name="VertexIndex">The place of the producing vertex in the graph; for a chained source the vertex it is chained into.</param>
/// <param name="Value">The hash that was mixed in.</param>
/// <param name="Start">The operator the reckoning starts from; null where the value is known without its owner, or is a chained source's.</param>
/// <param name="StartValue">The hash of that operator.</param>
/// <param name="Steps">The (k, c) of each operator from there to the in-edge, in the order of the chain.</param>
/// <param name="Emitter">The operator that was taken to be at the other end; which others it may be is left open.</param>
internal sealed record InEdgeTerm(
    int VertexIndex,
    OperatorHash Value,
    Operator? Start,
    OperatorHash StartValue,
    (int Ordinal, int FanOut)[] Steps,
    Operator? Emitter)
{
    /// <summary>k of the operator at the other end; −1 where it is not known.</summary>
    public int EmitterOrdinal => Steps.Length > 0 ? Steps[^1].Ordinal : Start is { IsPlaced: true } ? Start.Ordinal : -1;

    /// <summary>The term of an operator with a candidate hash.</summary>
    public static InEdgeTerm Of(Operator emitter)
    {
        var start = emitter;
        var count = 0;
        for (; start is { Parent: not null, Uid: null }; start = start.Parent)
        {
            count++;
        }

        var steps = count == 0 ? [] : new (int, int)[count];
        for (var one = emitter; one != start; one = one.Parent!)
        {
            steps[--count] = (one.Ordinal, one.FanOut);
        }

        return new InEdgeTerm(emitter.VertexIndex, emitter.Candidate!.Value, start, start.Candidate!.Value, steps, emitter);
    }

    /// <summary>The term of a hash whose owner within the vertex is not known.</summary>
    public static InEdgeTerm Anonymous(int vertexIndex, OperatorHash value) => new(vertexIndex, value, null, value, [], null);

    /// <summary>Whether every operator along the way is hashed after the one before it, and the explained head after all of them.</summary>
    public bool AscendsTo(int headOrdinal)
    {
        var above = Start is { IsHead: true, IsPlaced: true } ? Start.Ordinal : -1;
        foreach (var (ordinal, _) in Steps)
        {
            if (ordinal <= above)
            {
                return false;
            }

            above = ordinal;
        }

        return headOrdinal > above;
    }
}
