using System.Runtime.InteropServices;
using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Ordering;

/// <summary>The operators with a proven place, by place, as far as they queue others: what is chained to them, and the heads that they feed.</summary>
internal sealed class ProvenPlaces
{
    private readonly OperatorGraph _graph;
    private readonly Operator?[] _places;
    private readonly int[] _firstHead;
    private readonly int[] _lastHead;

    /// <summary>For each vertex what was last read of it: more is read only where its version has gone up.</summary>
    private readonly (int Version, bool Certain, int Operators)[] _read;

    /// <summary>Prepares for so many places.</summary>
    public ProvenPlaces(OperatorGraph graph, int count)
    {
        _graph = graph;
        _places = new Operator?[count];
        _firstHead = new int[count];
        _lastHead = new int[count];
        _read = new (int, bool, int)[graph.Vertices.Length];
        Clear();
    }

    /// <summary>Number of places.</summary>
    public int Count => _places.Length;

    /// <summary>The first place of a head that the operator at this place feeds; <see cref="int.MaxValue"/> where none is known.</summary>
    public int FirstHead(int place) => _firstHead[place];

    /// <summary>The last place of a head that the operator at this place feeds; −1 where none is known.</summary>
    public int LastHead(int place) => _lastHead[place];

    /// <summary>What is chained to the operator at this place.</summary>
    public ReadOnlySpan<Operator> ChildrenAt(int place) => _places[place] is { } one ? CollectionsMarshal.AsSpan(one.Children) : [];

    /// <summary>Reads what was proven since the last time. A place that is proven stays so, unless the text that told of its operator has proven wrong.</summary>
    public void Update()
    {
        if (Array.Exists(_graph.Vertices, ReadsOtherwise))
        {
            Clear();
        }

        foreach (var vertex in _graph.Vertices)
        {
            if (_read[vertex.Index].Version == vertex.Version)
            {
                continue;
            }

            _read[vertex.Index] = (vertex.Version, vertex.Reading.Certain, vertex.Operators.Length);
            AddChain(vertex);
            AddHead(vertex);

            // The place of what feeds them may be known only now.
            foreach (var consumer in vertex.Consumers)
            {
                AddHead(consumer);
            }
        }
    }

    private bool ReadsOtherwise(Vertex vertex) =>
        _read[vertex.Index] is { Version: >= 0 } read && (read.Certain != vertex.Reading.Certain || read.Operators != vertex.Operators.Length);

    private void Clear()
    {
        Array.Clear(_places);
        Array.Fill(_firstHead, int.MaxValue);
        Array.Fill(_lastHead, -1);
        Array.Fill(_read, (-1, false, 0));
    }

    private void AddChain(Vertex vertex)
    {
        if (!vertex.Reading.Certain)
        {
            return;
        }

        foreach (var one in vertex.Operators)
        {
            if (one.IsPlaced && one.Ordinal < _places.Length && one.Children.Count > 0)
            {
                _places[one.Ordinal] = one;
            }
        }
    }

    private void AddHead(Vertex vertex)
    {
        if (vertex.Head.IsPlaced && vertex.Explanation is { EmitterOrdinal: >= 0 and var emitter } && emitter < _places.Length)
        {
            _firstHead[emitter] = Math.Min(_firstHead[emitter], vertex.Head.Ordinal);
            _lastHead[emitter] = Math.Max(_lastHead[emitter], vertex.Head.Ordinal);
        }
    }
}
