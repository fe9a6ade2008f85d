using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Ordering;

/// <summary>
/// What the proven places say about k of the others. Flink's queue is first in, first out, and an operator with one input never waits: so if one operator
/// is hashed before another, what it queues is hashed before what the other queues. Every operator with a proven place whose queuer's place is proven too
/// thus bounds what all others queue, wherever in the graph they are.
/// </summary>
internal sealed class QueueOrder(OperatorGraph graph, int ordinals)
{
    /// <summary>The last k that operators up to a place can't have left free: what is queued later is hashed later.</summary>
    private readonly int[] _after = new int[ordinals + 2];

    /// <summary>The first k that is taken by what operators from a place on queue: what is queued earlier is hashed earlier.</summary>
    private readonly int[] _before = Filled(ordinals + 2, ordinals);

    private readonly ProvenPlaces _places = new(graph, ordinals);

    /// <summary>Changes are kept for blocks of places, 2 to this power each: the version in which one of them last changed.</summary>
    private const int BlockBits = 5;
    private readonly int[] _changed = new int[(ordinals >> BlockBits) + 1];

    /// <summary>For each k whether an operator is proven to have it.</summary>
    private readonly bool[] _used = new bool[ordinals];

    /// <summary>The operators without a proven place that are chained to one without: their windows follow from its window.</summary>
    private List<Operator>? _nested;

    /// <summary>The first k that an operator can have which one at this place queues.</summary>
    /// <remarks>The place may be beyond the number of operators: an id tells it, and the texts may tell of fewer operators than there are.</remarks>
    public int FirstAfter(int place) => place < _places.Count ? _after[place] + 1 : place + 1;

    /// <summary>The last k that an operator can have which one at this place queues.</summary>
    public int LastAfter(int place) => place < _places.Count ? _before[place + 1] - 1 : _places.Count - 1;

    /// <summary>Sets the windows of what is chained to an operator whose place was just proven.</summary>
    public void Open(Operator one)
    {
        foreach (var child in one.Children)
        {
            if (!child.IsPlaced)
            {
                (child.First, child.Last) = Window(child, one.Ordinal, one.Ordinal);
            }
        }
    }

    /// <summary>Goes up whenever the windows are set anew.</summary>
    public int Version { get; private set; }

    /// <summary>The places that are left for an operator if the one it is chained to is hashed between two places.</summary>
    public (int First, int Last) Window(Operator one, int parentFirst, int parentLast)
    {
        var siblings = one.Parent!.Children;
        return (FirstAfter(parentFirst) + one.Branch, LastAfter(parentLast) - (siblings.Count - 1 - one.Branch));
    }

    /// <summary>
    /// Whether, since a version, something has changed at one of these places: the k that what it queues can have, or whether an operator is proven to have
    /// it.
    /// </summary>
    public bool ChangedSince(int version, (int First, int Last) places)
    {
        var last = Math.Min(places.Last, ordinals) >> BlockBits;
        for (var block = Math.Max(places.First, 0) >> BlockBits; block <= last; block++)
        {
            if (_changed[block] > version)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reckons anew with everything that is proven by now, and sets the windows of all operators chained to one with a proven place.</summary>
    public void Update()
    {
        Version++;
        _places.Update();
        SetFirst();
        SetLast();
        SetNested();
    }

    private void SetFirst()
    {
        var current = graph.SourceCount - 1;
        for (var k = 0; k < _places.Count; k++)
        {
            current = Math.Max(current, k);
            if (_after[k] != current)
            {
                _after[k] = current;
                Note(k);
            }

            foreach (var child in _places.ChildrenAt(k))
            {
                current = child.IsPlaced ? Math.Max(current, child.Ordinal) : NextFree(current);
                SetWindow(child, child.IsPlaced ? child.Ordinal : current, child.Last);
            }

            current = Math.Max(current, _places.LastHead(k));
        }
    }

    private void SetLast()
    {
        var current = _places.Count;
        for (var k = _places.Count - 1; k >= 0; k--)
        {
            var children = _places.ChildrenAt(k);
            for (var i = children.Length - 1; i >= 0; i--)
            {
                var child = children[i];
                current = child.IsPlaced ? Math.Min(current, child.Ordinal) : LastFree(current);
                SetWindow(child, child.First, child.IsPlaced ? child.Ordinal : current);
            }

            current = Math.Min(current, _places.FirstHead(k));
            if (_before[k] != current)
            {
                _before[k] = current;
                Note(k);
            }
        }
    }

    private void SetNested()
    {
        _nested ??= [.. graph.Vertices.SelectMany(vertex => vertex.Operators)];
        _nested.RemoveAll(one => one is not { IsPlaced: false, Parent.IsPlaced: false });
        foreach (var one in _nested)
        {
            var parent = one.Parent!;
            var (first, last) = parent is { First: >= 0 } && parent.First <= parent.Last && parent.Last < _places.Count && (!parent.IsHead || parent.Confirmed)
                ? Window(one, parent.First, parent.Last)
                : (0, _places.Count - 1);
            SetWindow(one, first, last);
        }
    }

    private void SetWindow(Operator one, int first, int last)
    {
        if (one.First != first || one.Last != last)
        {
            (one.First, one.Last) = (first, last);
            graph.Vertices[one.VertexIndex].WindowVersion = Version;
        }
    }

    /// <summary>Whether an operator is proven to have this k.</summary>
    public bool IsUsed(int k) => (uint)k < (uint)_used.Length && _used[k];

    /// <summary>Records that an operator has this k: what was laid out in this version, and before that, does not hold in the next.</summary>
    public void Use(int k)
    {
        if (k < _used.Length && !_used[k])
        {
            _used[k] = true;
            _changed[k >> BlockBits] = Version + 1;
        }
    }

    private void Note(int k) => _changed[k >> BlockBits] = Version;

    private int NextFree(int after)
    {
        do
        {
            after++;
        }
        while (after < _places.Count && IsUsed(after));
        return after;
    }

    private int LastFree(int before)
    {
        do
        {
            before--;
        }
        while (before >= 0 && IsUsed(before));
        return before;
    }

    private static int[] Filled(int count, int value)
    {
        var array = new int[count];
        Array.Fill(array, value);
        return array;
    }
}
