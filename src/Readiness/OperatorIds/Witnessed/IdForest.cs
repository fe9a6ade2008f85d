using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Witnessed;

/// <summary>
/// What follows from the ids of all operators of a job, without a name or an edge. An operator without uid that has one input has the id
/// <c>T(k, c) xor input</c>, and its input's id is among them: so a pair with such a difference says that one of the two is the other's child without uid.
/// These pairs make trees, and in each tree exactly one operator is no such child: its root, which has a uid, or no input, or several.
/// </summary>
internal sealed class IdForest
{
    private readonly IdSet _set;
    private readonly List<int> _known = [];
    private readonly List<int> _candidates = [];

    private IdForest(IdSet set)
    {
        _set = set;
        Verdicts = new UidVerdict[set.Ids.Length];
        Parents = new IdLink?[set.Ids.Length];
        Sources = new (int, int)?[set.Ids.Length];
    }

    /// <summary>What is proven of each id: <see cref="UidVerdict.Undecided"/> where several could be a tree's root, and for heads with several inputs.</summary>
    public UidVerdict[] Verdicts { get; }

    /// <summary>Of each operator that is proven to be another one's child without uid: that one, and its own k and c. Null also where the other is not certain.</summary>
    public IdLink?[] Parents { get; }

    /// <summary>k and c of each operator whose id is made of nothing but its place: it has no uid and no input.</summary>
    public (int K, int C)?[] Sources { get; }

    /// <summary>The links of each id; null where there are more ids than every k is looked up for.</summary>
    public IdLinks? Links { get; private set; }

    /// <summary>Judges the operators of a job.</summary>
    public static IdForest Of(IdSet set)
    {
        var forest = new IdForest(set);
        if (!IdSteps.Cover(set.Ordinals))
        {
            return forest;
        }

        var steps = new IdSteps(set.Ordinals);
        for (var id = 0; id < set.Ids.Length; id++)
        {
            if (steps.TryInvert(set.Ids[id], out var k, out var c))
            {
                forest.Verdicts[id] = UidVerdict.Auto;
                forest.Sources[id] = (k, c);
            }
        }

        forest.Links = IdLinks.Of(set, steps);
        var tree = new IdTree(set, forest.Links);
        while (tree.TryNext())
        {
            forest.Judge(tree);
        }

        return forest;
    }

    private bool IsKnownRoot(int id) => _set.IsRoot[id] || Sources[id] is not null;

    private void Judge(IdTree tree)
    {
        _known.Clear();
        foreach (var id in tree.Members)
        {
            if (IsKnownRoot(id))
            {
                _known.Add(id);
            }
        }

        if (_known.Count > 1 || !tree.IsTree)
        {
            // Against all that is known of ids: nothing is claimed.
            return;
        }

        // Where it is known, its own verdict is a matter of its inputs.
        var candidates = _known;
        if (_known.Count == 0)
        {
            candidates = _candidates;
            candidates.Clear();
            foreach (var id in tree.Members)
            {
                if (tree.CanBeRoot(id))
                {
                    candidates.Add(id);
                }
            }
        }

        if (candidates.Count == 0)
        {
            return;
        }

        // Beside the way from one candidate to the other it is the same whichever is the root.
        for (var i = 0; i < candidates.Count; i++)
        {
            tree.NoteParents(candidates[i], Parents, isFirst: i == 0);
        }

        foreach (var child in tree.Members)
        {
            if (!candidates.Contains(child))
            {
                Verdicts[child] = UidVerdict.Auto;
            }
            else
            {
                Parents[child] = null;
            }
        }

        if (_known.Count == 0 && candidates is [var root] && !_set.IsDoubtful[root])
        {
            Verdicts[root] = UidVerdict.Explicit;
        }
    }
}
