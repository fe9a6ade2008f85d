using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.Plans;

/// <summary>
/// Resolves all operators, and tries the ids of vertices for those whose order of in-edges is not known: exactly one placement has to pass every check.
/// </summary>
internal sealed class Placements
{
    private readonly PlanGraph _chained;
    private readonly Unchained _unchained;
    private readonly PlanBudget _budget;
    private readonly int[] _order;
    private readonly HashSet<OperatorHash> _taken = [];
    private int _tried;
    private string? _wrong;
    private DeployedIds? _found;
    private bool _foundSeveral;

    private Placements(PlanGraph chained, Unchained unchained, PlanBudget budget)
    {
        _chained = chained;
        _unchained = unchained;
        _budget = budget;
        _order = OpenLast(unchained);
    }

    /// <summary>Finds the ids of all operators; null with the reason where none or several placements fit.</summary>
    public static DeployedIds? Find(PlanGraph chained, Unchained unchained, PlanBudget budget, out string wrong)
    {
        var placements = new Placements(chained, unchained, budget);
        var deployed = new DeployedIds(chained, unchained, budget);
        placements.Go(deployed, 0);
        wrong = placements._foundSeveral ? "several ids fit an operator with many inputs, whose order is not known"
            : placements._tried > PlanBudget.MostPlacements ? PlanBudget.Spent
            : placements._wrong ?? PlanBudget.Spent;
        return placements._foundSeveral || placements._tried > PlanBudget.MostPlacements ? null : placements._found;
    }

    // Stops at the first open operator and goes on below it for each id that it can have. What is resolved before it never depends on it.
    private void Go(DeployedIds deployed, int from)
    {
        var marks = new List<OperatorHash>();
        try
        {
            for (var at = from; at < _order.Length; at++)
            {
                var node = _order[at];
                if (IsToBePlaced(node))
                {
                    TryEach(deployed, node, at);
                    return;
                }

                if (deployed.Resolve(node) is { } wrong)
                {
                    _wrong ??= wrong;
                    return;
                }

                if (deployed.Places[node] == Place.Head && _taken.Add(deployed.Ids[node]))
                {
                    marks.Add(deployed.Ids[node]);
                }
            }

            Finish(deployed);
        }
        finally
        {
            _taken.ExceptWith(marks);
        }
    }

    private void TryEach(DeployedIds deployed, int node, int at)
    {
        foreach (var id in _chained.Ids)
        {
            if (_foundSeveral || _taken.Contains(id))
            {
                continue;
            }

            if (++_tried > PlanBudget.MostPlacements || !_budget.TryTake(_order.Length))
            {
                _tried = PlanBudget.MostPlacements + 1;
                return;
            }

            deployed.Assume(node, id);
            _taken.Add(id);
            Go(deployed, at + 1);
            _taken.Remove(id);
        }
    }

    private void Finish(DeployedIds deployed)
    {
        if (new PairCheck(_chained, _unchained, deployed).Run() is { } wrong)
        {
            _wrong ??= wrong;
            return;
        }

        _foundSeveral = _found is not null;
        _found ??= deployed.Copy();
    }

    private bool IsToBePlaced(int node) => _unchained.Origins[node] == IdOrigin.Open && !_chained.Contains(_unchained.Graph.Ids[node]);

    // Those that no open operator is above come first: they take their ids from it.
    private static int[] OpenLast(Unchained unchained)
    {
        var below = new bool[unchained.Graph.Count];
        foreach (var node in unchained.Graph.Order)
        {
            below[node] = unchained.Origins[node] == IdOrigin.Open || unchained.Graph.Inputs[node].Any(input => below[input]);
        }

        return [.. unchained.Graph.Order.Where(node => !below[node]), .. unchained.Graph.Order.Where(node => below[node])];
    }
}
