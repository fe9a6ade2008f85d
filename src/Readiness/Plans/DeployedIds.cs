using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.Plans;

/// <summary>Where an operator runs.</summary>
internal enum Place
{
    /// <summary>It begins a chain: its id is that of a vertex.</summary>
    Head,

    /// <summary>Within a chain, below the one operator that it reads from.</summary>
    Chained,

    /// <summary>A source chained into an operator with several inputs.</summary>
    ChainedSource,
}

/// <summary>
/// The ids that operators have when chaining is on. Going down from the sources, an operator without uid is a head where some number of chained readers
/// gives it the id of a vertex; else it sits in a chain.
/// </summary>
internal sealed class DeployedIds
{
    private readonly PlanGraph _chained;
    private readonly Unchained _unchained;
    private readonly PlanBudget _budget;
    private readonly HashSet<OperatorHash> _candidates = [];

    /// <summary>Makes room for the ids of all operators.</summary>
    public DeployedIds(PlanGraph chained, Unchained unchained, PlanBudget budget)
    {
        _chained = chained;
        _unchained = unchained;
        _budget = budget;
        var count = unchained.Graph.Count;
        Ids = new OperatorHash[count];
        FanOuts = new int[count];
        Places = new Place[count];
    }

    /// <summary>The id of each operator as deployed.</summary>
    public OperatorHash[] Ids { get; }

    /// <summary>c of each operator: how many readers are chained to it; of one with a uid, or whose order of inputs is open, -1.</summary>
    public int[] FanOuts { get; }

    /// <summary>Where each operator runs.</summary>
    public Place[] Places { get; }

    /// <summary>Resolves a node whose producers are resolved; the reason where the two plans contradict each other.</summary>
    public string? Resolve(int node)
    {
        FanOuts[node] = -1;
        if (_unchained.Origins[node] != IdOrigin.Auto)
        {
            Ids[node] = _unchained.Graph.Ids[node];
            return PlaceOf(node, isHead: _chained.Contains(Ids[node]));
        }

        var readers = _unchained.Readers[node];
        if (!_budget.TryTake(readers.Count + 1L))
        {
            return PlanBudget.Spent;
        }

        var possible = new OperatorHash[readers.Count + 1];
        var mixed = _unchained.InEdges[node];
        LocalHash.ForEachFanOut(_unchained.Ordinals[node], 0, possible.Length, (c, hash) => possible[c] = Mix(hash, mixed));
        var fanOut = Array.FindIndex(possible, _chained.Contains);
        if (fanOut >= 0)
        {
            Take(node, possible, fanOut);
            Places[node] = Place.Head;
            return null;
        }

        var wrong = PlaceOf(node, isHead: false);
        if (wrong is null)
        {
            fanOut = Places[node] == Place.ChainedSource ? 0 : FanOutInChain(readers, possible);
            Take(node, possible, fanOut < 0 ? 0 : fanOut);
            return fanOut < 0 ? PlanBudget.Spent : null;
        }

        return wrong;
    }

    /// <summary>Takes an id of a vertex for an operator whose order of inputs is not known: with several inputs it begins a chain.</summary>
    public void Assume(int node, OperatorHash id)
    {
        Ids[node] = id;
        FanOuts[node] = -1;
        Places[node] = Place.Head;
    }

    /// <summary>The same, as it is now.</summary>
    public DeployedIds Copy()
    {
        var copy = new DeployedIds(_chained, _unchained, _budget);
        Ids.CopyTo(copy.Ids, 0);
        FanOuts.CopyTo(copy.FanOuts, 0);
        Places.CopyTo(copy.Places, 0);
        return copy;
    }

    private void Take(int node, OperatorHash[] possible, int fanOut)
    {
        Ids[node] = possible[fanOut];
        FanOuts[node] = fanOut;
    }

    private string? PlaceOf(int node, bool isHead)
    {
        if (isHead)
        {
            Places[node] = Place.Head;
            return null;
        }

        if (_unchained.MayBeChainedSource(node))
        {
            Places[node] = Place.ChainedSource;
            return null;
        }

        Places[node] = Place.Chained;
        return _unchained.Graph.Inputs[node].Length == 1 ? null : PlanText.Differ(_unchained.Graph, node, "begins a chain, and no vertex of the first plan has its id");
    }

    /// <summary>
    /// The number of chained readers with which some reader gets the id of a vertex, for some number of readers of its own. Where none does, all readers but
    /// the heads with a uid are chained. -1 where the budget does not last.
    /// </summary>
    private int FanOutInChain(List<int> readers, OperatorHash[] possible)
    {
        var fanOut = -1;
        var explicitHeads = 0;
        _candidates.Clear();
        _candidates.UnionWith(possible);
        foreach (var reader in readers)
        {
            if (_unchained.Origins[reader] != IdOrigin.Auto)
            {
                explicitHeads += _chained.Contains(_unchained.Graph.Ids[reader]) ? 1 : 0;
                continue;
            }

            var end = _unchained.Readers[reader].Count + 1;
            if (!_budget.TryTake((long)end * Math.Min(possible.Length, _chained.Count)))
            {
                return -1;
            }

            LocalHash.ForEachFanOut(_unchained.Ordinals[reader], 0, end, (_, hash) => fanOut = fanOut >= 0 ? fanOut : Match(hash.Times37(), possible));
            if (fanOut >= 0)
            {
                return fanOut;
            }
        }

        return readers.Count - explicitHeads;
    }

    // With one input an id is T(k, c) xor the input's: either side of that can be looked up, and the shorter list is gone through.
    private int Match(OperatorHash transfer, OperatorHash[] possible)
    {
        if (possible.Length <= _chained.Count)
        {
            return Array.FindIndex(possible, id => _chained.Contains(transfer ^ id));
        }

        foreach (var vertex in _chained.Ids)
        {
            if (_candidates.Contains(transfer ^ vertex))
            {
                return Array.IndexOf(possible, transfer ^ vertex);
            }
        }

        return -1;
    }

    private OperatorHash Mix(OperatorHash hash, int[] inEdges)
    {
        foreach (var input in inEdges)
        {
            hash = hash.Append(Ids[input]);
        }

        return hash;
    }
}
