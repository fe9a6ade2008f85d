using FlinkReady.Readiness.OperatorIds.Graphs;

namespace FlinkReady.Readiness.OperatorIds.Ordering;

/// <summary>A queue of operators for each position of a walk, all in one array: a walk makes thousands of them.</summary>
internal sealed class OperatorQueues(int positions)
{
    private readonly int[] _first = NoEntries(positions);
    private readonly int[] _last = NoEntries(positions);
    private readonly List<(Operator Operator, int Next)> _entries = [];

    /// <summary>The operator of an entry.</summary>
    public Operator this[int entry] => _entries[entry].Operator;

    /// <summary>The first entry at a position; −1 where there is none.</summary>
    public int First(int position) => _first[position];

    /// <summary>The entry after this one; −1 where it is the last, so far.</summary>
    public int Next(int entry) => _entries[entry].Next;

    /// <summary>Appends an operator to the queue of a position.</summary>
    public void Add(int position, Operator one)
    {
        var entry = _entries.Count;
        _entries.Add((one, -1));
        if (_last[position] < 0)
        {
            _first[position] = entry;
        }
        else
        {
            _entries[_last[position]] = (_entries[_last[position]].Operator, entry);
        }

        _last[position] = entry;
    }

    /// <summary>Empties all queues.</summary>
    public void Clear()
    {
        Array.Fill(_first, -1);
        Array.Fill(_last, -1);
        _entries.Clear();
    }

    private static int[] NoEntries(int count)
    {
        var entries = new int[count];
        Array.Fill(entries, -1);
        return entries;
    }
}
