using System.Runtime.InteropServices;

namespace FlinkReady.Readiness.OperatorIds;

/// <summary>
/// What the proven places say about k of the others. Flink's queue is first in, first out, and an operator with one input never waits: so if one operator
/// is hashed before another, what it queues is hashed before what the other queues. Every operator with a proven place whose queuer's place is proven too
/// thus bounds what all others queue, wherever in the graph they are.
/// </summary>
internal sealed class QueueOrder(Resolver resolver)
{
    /// <summary>The last k that operators up to a place can't have left free: what is queued later is hashed later.</summary>
    private readonly int[] _after = new int[resolver.Ordinals + 2];

    /// <summary>The first k that is taken by what operators from a place on queue: what is queued earlier is hashed earlier.</summary>
    private readonly int[] _before = Filled(resolver.Ordinals + 2, resolver.Ordinals);

    private readonly Operator?[] _places = new Operator?[resolver.Ordinals];
    private readonly int[] _firstHead = new int[resolver.Ordinals];
    private readonly int[] _lastHead = new int[resolver.Ordinals];

    /// <summary>The first k that an operator can have which one at this place queues.</summary>
    /// <remarks>The place may be beyond the number of operators: an id tells it, and the texts may tell of fewer operators than there are.</remarks>
    public int FirstAfter(int place) => place < _places.Length ? _after[place] + 1 : place + 1;

    /// <summary>The last k that an operator can have which one at this place queues.</summary>
    public int LastAfter(int place) => place < _places.Length ? _before[place + 1] - 1 : _places.Length - 1;

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

    /// <summary>Whether the windows of the operators are those set here, and not those of a walk.</summary>
    public bool IsCurrent { get; set; }

    /// <summary>Goes up whenever the windows are set anew.</summary>
    public int Version { get; private set; }

    /// <summary>The places that are left for an operator if the one it is chained to is hashed between two places.</summary>
    public (int First, int Last) Window(Operator one, int parentFirst, int parentLast)
    {
        var siblings = one.Parent!.Children;
        return (FirstAfter(parentFirst) + one.Branch, LastAfter(parentLast) - (siblings.Count - 1 - one.Branch));
    }

    /// <summary>Reckons anew with everything that is proven by now, and sets the windows of all operators chained to one with a proven place.</summary>
    public void Update()
    {
        Version++;
        IsCurrent = true;
        Collect();
        SetFirst();
        SetLast();
        foreach (var vertex in resolver.Graph.Vertices)
        {
            foreach (var one in vertex.Operators)
            {
                if (one is { IsPlaced: false, Parent: { IsPlaced: false } parent })
                {
                    (one.First, one.Last) = parent is { First: >= 0 } && parent.First <= parent.Last && parent.Last < _places.Length && (!parent.IsHead || parent.Confirmed)
                        ? Window(one, parent.First, parent.Last)
                        : (0, _places.Length - 1);
                }
            }
        }
    }

    private void SetFirst()
    {
        var current = resolver.Graph.SourceCount - 1;
        for (var k = 0; k < _places.Length; k++)
        {
            _after[k] = current = Math.Max(current, k);
            foreach (var child in ChildrenAt(k))
            {
                current = child.IsPlaced ? Math.Max(current, child.Ordinal) : NextFree(current);
                child.First = child.IsPlaced ? child.Ordinal : current;
            }

            current = Math.Max(current, _lastHead[k]);
        }

    }

    private void SetLast()
    {
        var current = _places.Length;
        for (var k = _places.Length - 1; k >= 0; k--)
        {
            var children = _places[k]?.Children;
            for (var i = (children?.Count ?? 0) - 1; i >= 0; i--)
            {
                var child = children![i];
                current = child.IsPlaced ? Math.Min(current, child.Ordinal) : LastFree(current);
                child.Last = child.IsPlaced ? child.Ordinal : current;
            }

            current = Math.Min(current, _firstHead[k]);
            _before[k] = current;
        }
    }

    private ReadOnlySpan<Operator> ChildrenAt(int k) => _places[k] is { } one ? CollectionsMarshal.AsSpan(one.Children) : [];

    private void Collect()
    {
        Array.Clear(_places);
        Array.Fill(_firstHead, int.MaxValue);
        Array.Fill(_lastHead, -1);
        foreach (var vertex in resolver.Graph.Vertices)
        {
            if (vertex.Head.IsPlaced && vertex.Hit is { EmitterOrdinal: >= 0 and var emitter } && emitter < _places.Length)
            {
                _firstHead[emitter] = Math.Min(_firstHead[emitter], vertex.Head.Ordinal);
                _lastHead[emitter] = Math.Max(_lastHead[emitter], vertex.Head.Ordinal);
            }

            if (!vertex.Reading.Certain)
            {
                continue;
            }

            foreach (var one in vertex.Operators)
            {
                if (one.IsPlaced && one.Ordinal < _places.Length && one.Children.Count > 0)
                {
                    _places[one.Ordinal] = one;
                }
            }
        }
    }

    private int NextFree(int after)
    {
        do
        {
            after++;
        }
        while (after < _places.Length && resolver.IsUsed(after));
        return after;
    }

    private int LastFree(int before)
    {
        do
        {
            before--;
        }
        while (before >= 0 && resolver.IsUsed(before));
        return before;
    }

    private static int[] Filled(int count, int value)
    {
        var array = new int[count];
        Array.Fill(array, value);
        return array;
    }
}
