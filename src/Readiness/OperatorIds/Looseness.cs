namespace FlinkReady.Readiness.OperatorIds;

/// <summary>
/// Whether the places that a walk gives are exact. They are not while something without a place may have been queued before; the next operator with a
/// proven place makes them so again, if nothing is still on its way.
/// </summary>
internal sealed class Looseness
{
    private int _until;

    /// <summary>Whether something that has no place yet may have been queued since the last operator with a proven place.</summary>
    public bool IsLoose { get; private set; }

    /// <summary>Starts a walk.</summary>
    public void Reset()
    {
        IsLoose = false;
        _until = -1;
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
    public static bool MayQueueMore(Operator one, int cursor)
    {
        if (!one.Vertex.Reading.Certain)
        {
            return true;
        }

        foreach (var consumer in one.Vertex.Consumers)
        {
            if (!consumer.Head.IsPlaced && (consumer.InEdges > 1 ? MayBeReady(consumer, one.Vertex, cursor) : !consumer.IsOpen))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the other inputs of a head can all be hashed by the time it is, if it is queued now.</summary>
    private static bool MayBeReady(Vertex consumer, Vertex producer, int cursor)
    {
        var last = cursor + producer.Operators.Length + producer.Consumers.Count;
        foreach (var input in consumer.IsOpen ? consumer.Inputs! : [])
        {
            if (input != producer && input.Head.IsPlaced && input.Head.Ordinal > last)
            {
                return false;
            }
        }

        return true;
    }
}
