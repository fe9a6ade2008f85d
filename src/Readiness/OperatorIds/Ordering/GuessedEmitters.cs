using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Ordering;

/// <summary>
/// Which operator of a chain feeds a consumer, where nothing is proven yet: only where the walk has to put the consumer somewhere. A wrong guess costs
/// attempts, never a verdict.
/// </summary>
internal sealed class GuessedEmitters
{
    private static readonly string[] _sinkMarks = ["Sink", ": Writer", ": Committer", ": Global Committer", "Print"];

    /// <summary>By the producing vertex.</summary>
    private readonly Operator[]?[] _emitters;
    private readonly Dictionary<Operator, List<Vertex>> _consumers = [];

    /// <summary>Guesses for every in-edge of a job.</summary>
    public GuessedEmitters(OperatorGraph graph)
    {
        _emitters = new Operator[]?[graph.Vertices.Length];
        foreach (var producer in graph.Vertices)
        {
            foreach (var consumer in producer.Consumers)
            {
                var emitter = Of(producer, consumer);
                if (!_consumers.TryGetValue(emitter, out var consumers))
                {
                    _consumers[emitter] = consumers = [];
                }

                consumers.Add(consumer);
            }
        }
    }

    /// <summary>The likeliest emitter: of the leaves that are no sinks each in turn; the last leaf where all are.</summary>
    public Operator Of(Vertex producer, Vertex consumer)
    {
        var emitters = _emitters[producer.Index] ??= Find(producer);
        return emitters[consumer.Index % emitters.Length];
    }

    /// <summary>The vertices that an operator is taken to feed.</summary>
    public IReadOnlyList<Vertex> ConsumersOf(Operator emitter) => _consumers.TryGetValue(emitter, out var consumers) ? consumers : [];

    private static Operator[] Find(Vertex producer)
    {
        if (producer.Operators.Length == 1)
        {
            return producer.Operators;
        }

        var open = Array.FindAll(producer.Operators, one => one.Children.Count == 0 && !IsSink(one.Name));
        return open.Length > 0 ? open : [Array.FindLast(producer.Operators, one => one.Children.Count == 0)!];
    }

    private static bool IsSink(string name)
    {
        foreach (var mark in _sinkMarks)
        {
            if (name.Contains(mark, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
