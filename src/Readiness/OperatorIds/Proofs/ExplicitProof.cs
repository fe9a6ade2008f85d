using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Knowledge;

namespace FlinkReady.Readiness.OperatorIds.Proofs;

/// <summary>
/// Proves that a head has a uid: with every operator that may feed it known by hash, no choice of them, in no order, leaves an M(k, c) for any k below
/// 4096 (or the number of operators) and any c below 64. Careful by design: where a text leaves room for another reading, nothing is claimed.
/// </summary>
internal sealed class ExplicitProof(KnownIds known)
{
    /// <summary>In-edges whose order is tried, at most.</summary>
    public const int MostInEdges = 5;

    private const int MostAttempts = 5_000;

    private int _attempts;

    /// <summary>Decides every open head where that is possible: has a uid, or (where the texts had misled the search) has none.</summary>
    public void Run() => Array.ForEach(known.Graph.Vertices, Try);

    private void Try(Vertex vertex)
    {
        if (!vertex.IsOpen || vertex.Reading.MayHaveChainedSources || vertex.Inputs!.Length > MostInEdges || !known.Table.Covers(known.Ordinals))
        {
            return;
        }

        var choices = new IReadOnlyList<Operator>[vertex.Inputs.Length];
        for (var i = 0; i < choices.Length; i++)
        {
            if (!KnowsAll(vertex.Inputs[i]))
            {
                return;
            }

            choices[i] = vertex.Inputs[i].Operators;
        }

        _attempts = 0;
        var exhausted = TryPlace(vertex, choices, new Operator[choices.Length], choices.Length - 1, vertex.Id, 0);
        if (exhausted && vertex.Explanation is null)
        {
            vertex.Head.Verdict = UidVerdict.Explicit;
            vertex.Head.Proof = new HeadWithUidProof(vertex.IdText, vertex.Inputs.Length, _attempts);
        }
    }

    /// <summary>Whether the hash of every operator of the chain is known, and no text hints at more operators than were read.</summary>
    private static bool KnowsAll(Vertex producer) =>
        producer is { IsReadWhole: true, MayIterate: false } && Array.TrueForAll(producer.Operators, one => one.Hash is not null);

    /// <summary>Undoes in-edges from last to first; false as soon as something explains the id, or where the attempts run out.</summary>
    private bool TryPlace(Vertex vertex, IReadOnlyList<Operator>[] choices, Operator[] chosen, int place, OperatorHash rest, int used)
    {
        if (place < 0)
        {
            if (++_attempts > MostAttempts || !known.Budget.TryTake())
            {
                return false;
            }

            if (known.Table.TryFind(rest, out var k, out var c))
            {
                known.TryExplain(vertex, new Explanation(k, c, [.. chosen.Select(InEdgeTerm.Of)]));
                return false;
            }

            return true;
        }

        for (var i = 0; i < choices.Length; i++)
        {
            if ((used & (1 << i)) != 0)
            {
                continue;
            }

            foreach (var one in choices[i])
            {
                chosen[place] = one;
                if (!TryPlace(vertex, choices, chosen, place - 1, rest.Remove(one.Hash!.Value), used | (1 << i)))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
