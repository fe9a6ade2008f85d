using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.InEdges;

namespace FlinkReady.Readiness.OperatorIds.Ordering;

/// <summary>
/// Whether the places that a walk gives are exact. They are not while something without a place may have been queued before; the next operator with a
/// proven place makes them so again, if nothing is still on its way.
/// </summary>
internal sealed class Looseness(OperatorGraph graph)
{
    /// <summary>For each vertex from which place on it may queue a head that has none; not yet known where negative.</summary>
    private readonly int[] _from = new int[graph.Vertices.Length];

    private int _until;

    /// <summary>Whether something that has no place yet may have been queued since the last operator with a proven place.</summary>
    public bool IsLoose { get; private set; }

    /// <summary>Starts a walk.</summary>
    public void Reset()
    {
        IsLoose = false;
        _until = -1;
        Array.Fill(_from, -1);
    }

    /// <summary>Takes note that what comes next may be late.</summary>
    /// <param name="until">The last position at which the cause of it may be visited: up to there no proven place makes the others exact.</param>
    public void Loosen(int until = -1)
    {
        IsLoose = true;
        _until = Math.Max(_until, until);
    }

    /// <summary>Takes note of a proven place at the end of what an operator queued; complete where that is all it can have queued.</summary>
    public void Tighten(int position, bool complete) => IsLoose = !complete || position <= _until;

    /// <summary>Whether an operator may have queued a head that has no place yet.</summary>
    public bool MayQueueMore(Operator one, int cursor)
    {
        ref var from = ref _from[one.Vertex.Index];
        from = from < 0 ? FirstPlace(one.Vertex) : from;
        return cursor + one.Vertex.Operators.Length + one.Vertex.Consumers.Count >= from;
    }

    /// <summary>The first place at which a head without one can be hashed that this chain feeds: after all of its other inputs.</summary>
    private static int FirstPlace(Vertex producer)
    {
        var first = producer.Reading.Certain ? int.MaxValue : 0;
        foreach (var consumer in producer.Consumers)
        {
            if (first > 0 && !consumer.Head.IsPlaced && (consumer.InEdges > 1 || !consumer.IsOpen))
            {
                first = Math.Min(first, consumer.IsOpen && consumer.InEdges <= InEdgeSolver.MostInEdges ? LastInput(consumer, producer) : 0);
            }
        }

        return first;
    }

    private static int LastInput(Vertex consumer, Vertex producer)
    {
        var last = 0;
        foreach (var input in consumer.Inputs!)
        {
            if (input != producer && input.Head.IsPlaced)
            {
                last = Math.Max(last, input.Head.Ordinal);
            }
        }

        return last;
    }
}
