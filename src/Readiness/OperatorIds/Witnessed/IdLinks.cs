using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Witnessed;

/// <summary>That one of two operators is the other's only child without uid, as far as ids tell: which one is the child is left open.</summary>
/// <param name="To">The place of the other one.</param>
/// <param name="K">k of the child.</param>
/// <param name="C">c of the child.</param>
internal readonly record struct IdLink(int To, int K, int C);

/// <summary>The pairs of ids that differ by what an operator without uid adds to its input's id.</summary>
internal sealed class IdLinks
{
    /// <summary>Up to this many ids it takes less to look at every pair than to lay them out.</summary>
    private const int SmallGroup = 150;

    /// <summary>Rounds in which what an open id leads to is opened in turn: in a job where it leads further all are opened at once.</summary>
    private const int MostRounds = 4;

    private readonly IdSet _set;
    private readonly IdSteps _steps;

    /// <summary>For the search of pairs: with no more fan-outs than the job has, which takes less time.</summary>
    private readonly TransferSieve _sieve;

    /// <summary>For each id one more than the place of its last link; each link tells the one before it in the same way.</summary>
    private readonly int[] _last;
    private readonly List<(IdLink Link, int Before)> _entries;

    private IdLinks(IdSet set, IdSteps steps)
    {
        _set = set;
        _steps = steps;
        _sieve = TransferSieve.For(set.Ordinals, set.FanOuts);
        _last = new int[set.Ids.Length];
        _entries = new List<(IdLink, int)>(set.Ids.Length);
    }

    /// <summary>The links of an id.</summary>
    public OfOne this[int id] => new(_entries, _last[id]);

    /// <summary>Finds all links.</summary>
    public static IdLinks Of(IdSet set, IdSteps steps)
    {
        var links = new IdLinks(set, steps);
        if (set.Groups is { } groups)
        {
            for (var group = 0; group < groups.Count; group++)
            {
                links.Search(groups[group]);
            }
        }
        else
        {
            links.SearchByRoles();
            set.PlannedPairs.ForEach(pair => links.Try(pair.One, pair.Other));
        }

        return links;
    }

    // A tree has to be whole to be judged: what an open id leads to is held against all in turn.
    private void SearchByRoles()
    {
        var roles = Array.ConvertAll(_set.Roles, static role => role == PairRole.Known ? PairRole.Settled : role);
        var wasReached = new bool[roles.Length];
        var reached = new List<int>();
        for (var round = 1; ; round++)
        {
            PairSearch.ForEachPair(_sieve, _set.Ids, roles, (one, other) =>
            {
                if (Try(one, other))
                {
                    Reach(one);
                    Reach(other);
                }
            });
            if (reached.Count == 0)
            {
                return;
            }

            // What was open has been held against all.
            roles.AsSpan().Replace(PairRole.Open, PairRole.Settled);
            if (round == MostRounds)
            {
                for (var id = 0; id < roles.Length; id++)
                {
                    Reach(id);
                }
            }

            reached.ForEach(id => roles[id] = PairRole.Open);
            reached.Clear();
        }

        void Reach(int id)
        {
            if (_set.Roles[id] == PairRole.Known && !wasReached[id])
            {
                wasReached[id] = true;
                reached.Add(id);
            }
        }
    }

    private void Search(ReadOnlySpan<int> group)
    {
        if (group.Length > SmallGroup)
        {
            SearchLarge(group.ToArray());
            return;
        }

        for (var i = 0; i < group.Length; i++)
        {
            for (var j = i + 1; j < group.Length; j++)
            {
                Try(group[i], group[j]);
            }
        }
    }

    private void SearchLarge(int[] group) =>
        PairSearch.ForEachPair(_sieve, Array.ConvertAll(group, place => _set.Ids[place]), new PairRole[group.Length], (one, other) => Try(group[one], group[other]));

    private bool Try(int one, int other)
    {
        if (!_steps.TryFollow(_set.Ids[one], _set.Ids[other], out var k, out var c))
        {
            return false;
        }

        if (!AreLinked(one, other))
        {
            Add(one, new IdLink(other, k, c));
            Add(other, new IdLink(one, k, c));
        }

        return true;
    }

    private void Add(int id, IdLink link)
    {
        _entries.Add((link, _last[id]));
        _last[id] = _entries.Count;
    }

    private bool AreLinked(int one, int other)
    {
        foreach (var link in this[one])
        {
            if (link.To == other)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The links of one id.</summary>
    public ref struct OfOne(List<(IdLink Link, int Before)> entries, int next)
    {
        /// <summary>The link that was reached.</summary>
        public IdLink Current { get; private set; }

        /// <summary>Itself.</summary>
        public readonly OfOne GetEnumerator() => this;

        /// <summary>Goes on to the next one; false where there is none.</summary>
        public bool MoveNext()
        {
            if (next == 0)
            {
                return false;
            }

            (Current, next) = entries[next - 1];
            return true;
        }
    }
}
