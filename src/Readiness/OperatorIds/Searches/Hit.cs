using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Proofs;

namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>A vertex id recomputed from the graph: the proof that the head has no uid.</summary>
/// <param name="Ordinal">k: number of operators hashed before the head.</param>
/// <param name="FanOut">c: number of its chainable out-edges.</param>
/// <param name="Terms">What was mixed in, in the order of the in-edges.</param>
internal sealed record Hit(int Ordinal, int FanOut, InEdgeTerm[] Terms)
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
    public bool HasTermOf(Vertex vertex)
    {
        foreach (var term in Terms)
        {
            if (term.Vertex == vertex)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What one in-edge contributed: the hash of the operator at its other end, and how that follows from one that is known.</summary>
/// <param name="Vertex">The producing vertex; for a chained source the vertex it is chained into.</param>
/// <param name="Value">The hash that was mixed in.</param>
/// <param name="Start">The operator the reckoning starts from; null where the value is known without its owner, or is a chained source's.</param>
/// <param name="StartValue">The hash of that operator.</param>
/// <param name="Steps">The (k, c) of each operator from there to the in-edge, in the order of the chain.</param>
/// <param name="Emitter">The operator that was taken to be at the other end; which others it may be is for <see cref="Attribution"/> to say.</param>
internal sealed record InEdgeTerm(
    Vertex Vertex,
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

        return new InEdgeTerm(emitter.Vertex, emitter.Candidate!.Value, start, start.Candidate!.Value, steps, emitter);
    }

    /// <summary>The term of a hash whose owner within the vertex is not known.</summary>
    public static InEdgeTerm Anonymous(Vertex vertex, OperatorHash value) => new(vertex, value, null, value, [], null);

    /// <summary>Whether every operator along the way is hashed after the one before it, and the head of the hit after all of them.</summary>
    public bool Ascends(Hit hit)
    {
        var above = Start is { IsHead: true, Confirmed: true, Vertex.Hit: { } start } ? start.Ordinal : -1;
        foreach (var (ordinal, _) in Steps)
        {
            if (ordinal <= above)
            {
                return false;
            }

            above = ordinal;
        }

        return hit.Ordinal > above;
    }
}
