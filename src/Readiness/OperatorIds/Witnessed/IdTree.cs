using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Witnessed;

/// <summary>Operators whose ids differ, one from the next, by what an operator without uid adds to its input's id.</summary>
internal sealed class IdTree
{
    private readonly Dictionary<OperatorHash, List<Link>> _links;
    private readonly int _count;

    private IdTree(IReadOnlyList<OperatorHash> members, Dictionary<OperatorHash, List<Link>> links)
    {
        Members = members;
        _links = links;
        _count = members.Sum(member => links.TryGetValue(member, out var own) ? own.Count : 0) / 2;
    }

    /// <summary>Its operators.</summary>
    public IReadOnlyList<OperatorHash> Members { get; }

    /// <summary>Whether there is one way only from each to each.</summary>
    public bool IsTree => _count == Members.Count - 1;

    /// <summary>All trees of these ids.</summary>
    public static IEnumerable<IdTree> AllOf(IReadOnlyList<OperatorHash> ids, LocalHashTable table)
    {
        var links = LinksOf(ids, table);
        var seen = new HashSet<OperatorHash>();
        foreach (var id in ids)
        {
            if (!seen.Add(id))
            {
                continue;
            }

            var members = new List<OperatorHash> { id };
            for (var next = 0; next < members.Count; next++)
            {
                foreach (var link in links.GetValueOrDefault(members[next]) ?? [])
                {
                    if (seen.Add(link.To))
                    {
                        members.Add(link.To);
                    }
                }
            }

            yield return new IdTree(members, links);
        }
    }

    /// <summary>
    /// Whether all others can descend from this one: on every way from it an operator is hashed behind its input, and has at least as many chainable
    /// outputs as there are children in its chain.
    /// </summary>
    public bool CanBeRoot(OperatorHash root, IReadOnlySet<OperatorHash> heads)
    {
        var open = new Stack<(OperatorHash Operator, OperatorHash? From, int K, int C)>();
        open.Push((root, null, -1, int.MaxValue));
        while (open.TryPop(out var place))
        {
            var chained = 0;
            foreach (var link in (_links.GetValueOrDefault(place.Operator) ?? []).Where(link => link.To != place.From))
            {
                if (link.K <= place.K)
                {
                    return false;
                }

                chained += heads.Contains(link.To) ? 0 : 1;
                open.Push((link.To, place.Operator, link.K, link.C));
            }

            if (chained > place.C)
            {
                return false;
            }
        }

        return true;
    }

    private static Dictionary<OperatorHash, List<Link>> LinksOf(IReadOnlyList<OperatorHash> ids, LocalHashTable table)
    {
        var links = new Dictionary<OperatorHash, List<Link>>();
        for (var i = 0; i < ids.Count; i++)
        {
            for (var j = i + 1; j < ids.Count; j++)
            {
                if (table.TryFind((ids[i] ^ ids[j]).Times173(), out var k, out var c))
                {
                    Add(ids[i], new Link(ids[j], k, c));
                    Add(ids[j], new Link(ids[i], k, c));
                }
            }
        }

        return links;

        void Add(OperatorHash from, Link link)
        {
            if (!links.TryGetValue(from, out var own))
            {
                links[from] = own = [];
            }

            own.Add(link);
        }
    }

    private readonly record struct Link(OperatorHash To, int K, int C);
}
