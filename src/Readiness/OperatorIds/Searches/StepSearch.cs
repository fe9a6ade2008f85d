using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Knowledge;

namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>
/// Looks for one unknown operator between one whose hash stands and a vertex with one in-edge. Its k is all that is unknown, so every k is tried, without
/// a guess where in the order of hashing it may be. What is found stands in its turn, and the search goes on from there.
/// </summary>
internal sealed class StepSearch(KnownIds known)
{
    /// <summary>The part of the budget, one in so many, that goes into this.</summary>
    private const int BudgetShare = 2;

    private readonly HashSet<Operator> _searched = [];
    private readonly Queue<Vertex> _queue = [];
    private readonly List<OpenConsumer> _open = [];
    private long _left;

    /// <summary>Searches from everything that stands, until nothing more is found.</summary>
    public void Run()
    {
        _left = known.Budget.Share(BudgetShare) * SearchBudget.LookupsPerAttempt;
        foreach (var vertex in known.Graph.Vertices)
        {
            _queue.Enqueue(vertex);
        }

        while (_queue.TryDequeue(out var vertex))
        {
            if (vertex is { HasId: true, Reading.Certain: true, Operators.Length: > 1 })
            {
                Search(vertex);
            }
        }
    }

    private void Search(Vertex vertex)
    {
        _open.Clear();
        foreach (var consumer in vertex.Consumers)
        {
            if (consumer is { IsOpen: true, InEdges: 1 })
            {
                _open.Add(new OpenConsumer(consumer, null, known.Transfer));
            }
        }

        for (var i = 0; i < vertex.Operators.Length && _open.Count > 0; i++)
        {
            var one = vertex.Operators[i];
            if (!one.Confirmed && one.Parent is { } parent && (parent.Confirmed || parent.IsHead) && known.Transfer.Row(one.FanOut) is { } row)
            {
                Search(vertex, parent, one, row);
            }
        }
    }

    private void Search(Vertex vertex, Operator parent, Operator child, TransferRow row)
    {
        var first = parent.IsPlaced ? parent.Ordinal + 1 : 0;
        var lookups = (long)(known.Ordinals - first) * _open.Sum(consumer => consumer.Lookups);
        if (lookups > _left || !_searched.Add(child) || !known.Budget.TryTakeLookups(lookups))
        {
            return;
        }

        _left -= lookups;
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            for (var k = first; (k = _open[i].NextFit(parent.Candidate!.Value, row, k, row.Count)) >= 0; k++)
            {
                if (!known.IsUsed(k) && TryStep(parent, child, k, _open[i].Consumer))
                {
                    _queue.Enqueue(vertex);
                    _queue.Enqueue(_open[i].Consumer);
                    _open.RemoveAt(i);
                    break;
                }
            }
        }
    }

    private bool TryStep(Operator parent, Operator child, int k, Vertex consumer)
    {
        var value = parent.Candidate!.Value ^ known.Transfer[k, child.FanOut];
        if (!known.TryDecodeSingle(consumer, consumer.Id ^ value, out var headK, out var c))
        {
            return false;
        }

        var (ordinal, candidate) = (child.Ordinal, child.Candidate);
        (child.Ordinal, child.Candidate) = (k, value);
        var explanation = known.TryExplain(consumer, new Explanation(headK, c, [InEdgeTerm.Of(child)]));
        if (!child.Confirmed)
        {
            (child.Ordinal, child.Candidate) = (ordinal, candidate);
        }

        return explanation;
    }
}
