namespace FlinkReady.Readiness.OperatorIds.Witnessed;

/// <summary>Operators whose ids differ, one from the next, by what an operator without uid adds to its input's id.</summary>
internal sealed class IdTree
{
    private readonly IdSet _set;
    private readonly IReadOnlyList<IdLink>[] _links;
    private readonly int _count;

    private IdTree(IdSet set, IReadOnlyList<int> members, IReadOnlyList<IdLink>[] links)
    {
        _set = set;
        Members = members;
        _links = links;
        _count = members.Sum(member => links[member].Count) / 2;
    }

    /// <summary>Its operators.</summary>
    public IReadOnlyList<int> Members { get; }

    /// <summary>Whether there is one way only from each to each.</summary>
    public bool IsTree => _count == Members.Count - 1;

    /// <summary>All trees of these ids.</summary>
    public static IEnumerable<IdTree> AllOf(IdSet set, IReadOnlyList<IdLink>[] links)
    {
        var seen = new bool[set.Ids.Count];
        for (var id = 0; id < seen.Length; id++)
        {
            if (seen[id])
            {
                continue;
            }

            seen[id] = true;
            var members = new List<int> { id };
            for (var next = 0; next < members.Count; next++)
            {
                foreach (var link in links[members[next]])
                {
                    if (!seen[link.To])
                    {
                        seen[link.To] = true;
                        members.Add(link.To);
                    }
                }
            }

            yield return new IdTree(set, members, links);
        }
    }

    /// <summary>
    /// Whether all others can descend from this one: on every way from it an operator is hashed behind its input, reads from an operator that it can read
    /// from, and has at least as many chainable outputs as there are children in its chain.
    /// </summary>
    public bool CanBeRoot(int root) => !_set.IsChild[root] && TryDescend(root, static (_, _) => { });

    /// <summary>The input of each operator, with its k and c, if this one is the root.</summary>
    public Dictionary<int, IdLink> ParentsBelow(int root)
    {
        var parents = new Dictionary<int, IdLink>();
        TryDescend(root, (child, link) => parents[child] = link);
        return parents;
    }

    private bool TryDescend(int root, Action<int, IdLink> visit)
    {
        var open = new Stack<(int Operator, int From, int K, int C)>();
        open.Push((root, -1, -1, int.MaxValue));
        while (open.TryPop(out var place))
        {
            var chained = 0;
            foreach (var link in _links[place.Operator])
            {
                if (link.To == place.From)
                {
                    continue;
                }

                if (link.K <= place.K || !_set.MayFeed(place.Operator, link.To, link.C))
                {
                    return false;
                }

                chained += _set.IsHead[link.To] ? 0 : 1;
                visit(link.To, new IdLink(place.Operator, link.K, link.C));
                open.Push((link.To, place.Operator, link.K, link.C));
            }

            if (chained > place.C)
            {
                return false;
            }
        }

        return true;
    }
}
