using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Knowledge;
using FlinkReady.Readiness.OperatorIds.Proofs;

namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>
/// Decides vertices that one operator of unknown hash feeds. Two heads without uid below it differ by <c>T(k1, c1) xor T(k2, c2)</c>, whatever it is:
/// so both are proven to have no uid, and what is left is its hash. With equal c the two k can't be told apart: there are two hashes then, of which one
/// is right, and the heads' places stay open.
/// </summary>
internal sealed class SiblingSearch(KnownIds known)
{
    /// <summary>The part of what is left of the budget, one in so many, that goes into this.</summary>
    private const int BudgetShare = 4;

    private long _left;

    /// <summary>Consumers of one vertex that are compared with each other.</summary>
    private const int MostSiblings = 8;

    /// <summary>Compares the open consumers of every vertex.</summary>
    public void Run()
    {
        _left = known.Budget.Share(BudgetShare);
        foreach (var producer in known.Graph.Vertices)
        {
            if (producer.Operators.Length > 1)
            {
                Compare(producer, producer.Consumers.FindAll(consumer => IsComparable(consumer)));
            }
        }
    }

    private static bool IsComparable(Vertex consumer) =>
        consumer is { IsOpen: true, InEdges: 1, Reading.Certain: true, Head.FanOut: <= LocalHash.InvertibleFanOut };

    private void Compare(Vertex producer, List<Vertex> siblings)
    {
        for (var i = 0; i < siblings.Count && i < MostSiblings; i++)
        {
            for (var j = i + 1; j < siblings.Count && j < MostSiblings; j++)
            {
                if (siblings[i].IsOpen && siblings[j].IsOpen && _left >= known.Ordinals && known.Budget.TryTake(known.Ordinals))
                {
                    _left -= known.Ordinals;
                    TryPair(producer, siblings[i], siblings[j]);
                }
            }
        }
    }

    private void TryPair(Vertex producer, Vertex one, Vertex other)
    {
        var difference = one.Id ^ other.Id;
        for (var k = 0; k < known.Ordinals; k++)
        {
            var transfer = known.Transfer[k, one.Head.FanOut];
            if (!LocalHash.TryInvertAt(difference.Remove(transfer), known.Ordinals, other.Head.FanOut, out var otherK) || otherK == k)
            {
                continue;
            }

            var value = one.Id ^ transfer;
            known.ExplainWithoutPlace(one, new Explanation(k, one.Head.FanOut, [InEdgeTerm.Anonymous(producer.Index, value)]), new SiblingProof(other.Source.Id, (k, one.Head.FanOut), (otherK, other.Head.FanOut)));
            known.ExplainWithoutPlace(other, new Explanation(otherK, other.Head.FanOut, [InEdgeTerm.Anonymous(producer.Index, value)]), new SiblingProof(one.Source.Id, (otherK, other.Head.FanOut), (k, one.Head.FanOut)));
            AddAnonymous(producer, value);
            if (one.Head.FanOut == other.Head.FanOut)
            {
                AddAnonymous(producer, one.Id ^ known.Transfer[otherK, one.Head.FanOut]);
            }

            return;
        }
    }

    /// <summary>Keeps the hash, and tries it at once on all other consumers.</summary>
    private void AddAnonymous(Vertex producer, OperatorHash value)
    {
        producer.Anonymous.Add(value);
        producer.Version++;
        foreach (var consumer in producer.Consumers)
        {
            if (consumer is { IsOpen: true, InEdges: 1 }
                && known.Budget.TryTake()
                && known.TryDecodeSingle(consumer, consumer.Id ^ value, out var k, out var c))
            {
                known.TryExplain(consumer, new Explanation(k, c, [InEdgeTerm.Anonymous(producer.Index, value)]));
            }
        }
    }
}
