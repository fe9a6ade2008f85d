namespace FlinkReady.Readiness.OperatorIds.Witnessed;

/// <summary>Items in groups, laid out in one array; one may be in several.</summary>
internal sealed class Grouped<T>
{
    private readonly T[] _items;
    private readonly int[] _starts;

    /// <summary>Sorts them.</summary>
    /// <param name="count">Number of groups.</param>
    /// <param name="members">Each item with the group that it is in.</param>
    public Grouped(int count, List<(T Item, int Group)> members)
    {
        _items = new T[members.Count];
        _starts = new int[count + 2];
        foreach (var (_, group) in members)
        {
            _starts[group + 2]++;
        }

        for (var group = 2; group < _starts.Length; group++)
        {
            _starts[group] += _starts[group - 1];
        }

        foreach (var (item, group) in members)
        {
            _items[_starts[group + 1]++] = item;
        }
    }

    /// <summary>Number of groups.</summary>
    public int Count => _starts.Length - 2;

    /// <summary>The items of one.</summary>
    public ReadOnlySpan<T> this[int group] => _items.AsSpan(_starts[group].._starts[group + 1]);
}
