namespace FlinkReady.Readiness.OperatorIds.Witnessed;

/// <summary>Operators whose ids differ, one from the next, by what an operator without uid adds to its input's id. Made for one tree after another.</summary>
internal sealed class IdTree(IdSet set, IdLinks links)
{
    private readonly List<int> _members = [];
    private readonly Stack<(int Operator, int From, int K, int C)> _open = [];
    private readonly bool[] _seen = new bool[set.Ids.Length];
    private int _count;
    private int _first;

    /// <summary>Its operators.</summary>
    public List<int> Members => _members;

    /// <summary>Whether there is one way only from each to each.</summary>
    public bool IsTree => _count / 2 == _members.Count - 1;

    /// <summary>Goes on to the next tree; false where there is none.</summary>
    public bool TryNext()
    {
        while (_first < _seen.Length && _seen[_first])
        {
            _first++;
        }

        _members.Clear();
        if (_first == _seen.Length)
        {
            return false;
        }

        _count = 0;
        _seen[_first] = true;
        _members.Add(_first);
        for (var next = 0; next < _members.Count; next++)
        {
            foreach (var link in links[_members[next]])
            {
                _count++;
                if (!_seen[link.To])
                {
                    _seen[link.To] = true;
                    _members.Add(link.To);
                }
            }
        }

        return true;
    }

    /// <summary>
    /// Whether all others can descend from this one: on every way from it an operator is hashed behind its input, reads from an operator that it can read
    /// from, and has at least as many chainable outputs as there are children in its chain.
    /// </summary>
    public bool CanBeRoot(int root) => !set.IsChild[root] && TryDescend(root, null, isFirst: false);

    /// <summary>Notes the input of each operator, with its k and c, if this one is the root.</summary>
    /// <param name="root">The root.</param>
    /// <param name="parents">Where it is noted.</param>
    /// <param name="isFirst">Whether it is the first root; with others only what is the same stays.</param>
    public void NoteParents(int root, IdLink?[] parents, bool isFirst) => TryDescend(root, parents, isFirst);

    private bool TryDescend(int root, IdLink?[]? parents, bool isFirst)
    {
        _open.Clear();
        _open.Push((root, -1, -1, int.MaxValue));
        while (_open.TryPop(out var place))
        {
            var chained = 0;
            foreach (var link in links[place.Operator])
            {
                if (link.To == place.From)
                {
                    continue;
                }

                if (link.K <= place.K || !set.MayFeed(place.Operator, link.To, link.C))
                {
                    return false;
                }

                chained += set.IsHead[link.To] ? 0 : 1;
                if (parents is not null)
                {
                    var parent = new IdLink(place.Operator, link.K, link.C);
                    parents[link.To] = isFirst || parents[link.To] == parent ? parent : null;
                }

                _open.Push((link.To, place.Operator, link.K, link.C));
            }

            if (chained > place.C)
            {
                return false;
            }
        }

        return true;
    }
}
