using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Ordering;

/// <summary>The places of one walk: which operator is taken to be hashed at which position.</summary>
internal sealed class WalkPlaces(int count)
{
    private readonly Operator?[] _places = new Operator?[count];

    /// <summary>The operators that have no place of their own, by the position at which they are visited.</summary>
    public OperatorQueues Floating { get; } = new(count);

    /// <summary>Number of places.</summary>
    public int Count => _places.Length;

    /// <summary>The position that the walk has reached.</summary>
    public int Position { get; set; }

    /// <summary>The last place that was given, or passed by an operator with a proven one.</summary>
    public int Cursor { get; private set; } = -1;

    /// <summary>The operator at a place.</summary>
    public Operator? this[int place]
    {
        get => _places[place];
        set => _places[place] = value;
    }

    /// <summary>Starts a walk.</summary>
    public void Clear()
    {
        Array.Clear(_places);
        Floating.Clear();
        Position = 0;
        Cursor = -1;
    }

    /// <summary>Goes on from a place, if it is further on.</summary>
    public void Pass(int place) => Cursor = Math.Max(Cursor, place);

    /// <summary>Gives an operator the next free place; one that there is no place left for floats.</summary>
    public void TakeNext(Operator one)
    {
        do
        {
            Cursor++;
        }
        while (Cursor < Count && _places[Cursor] is not null);
        if (Cursor < Count)
        {
            _places[Cursor] = one;
        }
        else
        {
            Float(one);
        }
    }

    /// <summary>Gives an operator this place, if it is free and still to come.</summary>
    public bool TryTake(int place, Operator one)
    {
        if (place <= Cursor || place >= Count || _places[place] is not null)
        {
            return false;
        }

        Cursor = place;
        _places[place] = one;
        return true;
    }

    /// <summary>Has an operator visited where the next place would be, without giving it one.</summary>
    public void Float(Operator one) => Floating.Add(Math.Max(Math.Min(Cursor + 1, Count - 1), Position), one);

    /// <summary>Puts what was just explained at its place, or has it visited now where the walk is past that.</summary>
    public void Settle(Operator one, int walk)
    {
        if (one.Walk == walk || one.Ordinal < 0 || one.Ordinal >= Count)
        {
            return;
        }

        if (one.Ordinal <= Position)
        {
            Floating.Add(Position, one);
            return;
        }

        if (_places[one.Ordinal] is { } displaced && displaced != one && !displaced.IsPlaced)
        {
            Floating.Add(one.Ordinal, displaced);
        }

        _places[one.Ordinal] = one;
    }
}
