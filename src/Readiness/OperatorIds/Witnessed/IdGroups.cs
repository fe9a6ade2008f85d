namespace FlinkReady.Readiness.OperatorIds.Witnessed;

/// <summary>Operators in groups, by their places; one may be in several.</summary>
internal sealed class IdGroups
{
    private readonly int[] _places;
    private readonly int[] _starts;

    /// <summary>Sorts them.</summary>
    /// <param name="count">Number of groups.</param>
    /// <param name="members">Each operator with the group that it is in.</param>
    public IdGroups(int count, List<(int Place, int Group)> members)
    {
        _places = new int[members.Count];
        _starts = new int[count + 2];
        foreach (var (_, group) in members)
        {
            _starts[group + 2]++;
        }

        for (var group = 2; group < _starts.Length; group++)
        {
            _starts[group] += _starts[group - 1];
        }

        foreach (var (place, group) in members)
        {
            _places[_starts[group + 1]++] = place;
        }
    }

    /// <summary>Number of groups.</summary>
    public int Count => _starts.Length - 2;

    /// <summary>The operators of one.</summary>
    public ReadOnlySpan<int> this[int group] => _places.AsSpan(_starts[group].._starts[group + 1]);
}
