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
    private readonly LocalHashTable _table;
    private readonly HashSet<OperatorHash> _heads;
    private readonly HashSet<OperatorHash> _roots;
    private readonly HashSet<OperatorHash> _doubtful;
    private readonly Dictionary<OperatorHash, UidVerdict> _verdicts = [];

    private IdForest(IReadOnlyCollection<OperatorHash> ids, IEnumerable<OperatorHash> heads, IEnumerable<OperatorHash> roots, IEnumerable<OperatorHash> doubtful)
    {
        _table = LocalHashTable.For(ids.Count);
        _heads = [.. heads];
        _roots = [.. roots];
        _doubtful = [.. doubtful];
        if (!_table.Covers(ids.Count))
        {
            return;
        }

        foreach (var id in ids.Where(id => _table.TryFind(id, out _, out _)))
        {
            // Made of nothing but its place: no uid and no input.
            _verdicts[id] = UidVerdict.Auto;
            _roots.Add(id);
            _doubtful.Remove(id);
        }

        foreach (var tree in IdTree.AllOf([.. ids], _table))
        {
            Judge(tree);
        }
    }

    /// <summary>Judges the operators of a job.</summary>
    /// <param name="ids">The ids of all of them, each once.</param>
    /// <param name="heads">Those of chain heads.</param>
    /// <param name="roots">Heads that are known to have no input, or several.</param>
    /// <param name="doubtful">Heads of which nobody knows how many inputs they have.</param>
    /// <returns>What is proven of each id; none where nothing is: where several could be a tree's root, and for heads with several inputs.</returns>
    public static IReadOnlyDictionary<OperatorHash, UidVerdict> Judge(
        IReadOnlyCollection<OperatorHash> ids, IEnumerable<OperatorHash> heads, IEnumerable<OperatorHash> roots, IEnumerable<OperatorHash> doubtful) =>
        new IdForest(ids, heads, roots, doubtful)._verdicts;

    private void Judge(IdTree tree)
    {
        var known = tree.Members.Where(_roots.Contains).ToList();
        if (known.Count > 1 || !tree.IsTree)
        {
            // Against all that is known of ids: nothing is claimed.
            return;
        }

        // Where it is known, its own verdict is a matter of its inputs.
        var candidates = known.Count == 1 ? known : [.. tree.Members.Where(member => tree.CanBeRoot(member, _heads))];
        if (candidates.Count == 0)
        {
            return;
        }

        foreach (var child in tree.Members.Except(candidates))
        {
            _verdicts[child] = UidVerdict.Auto;
        }

        if (known.Count == 0 && candidates is [var root] && !_doubtful.Contains(root))
        {
            _verdicts[root] = UidVerdict.Explicit;
        }
    }
}
