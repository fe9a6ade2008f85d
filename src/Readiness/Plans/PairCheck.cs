using System.Globalization;

namespace FlinkReady.Readiness.Plans;

/// <summary>Whether what was derived of two plans is what both show. Two plans of different arguments fail here, if not before.</summary>
internal sealed class PairCheck(PlanGraph chained, Unchained unchained, DeployedIds deployed)
{
    private const string Forward = "FORWARD";

    private readonly int[] _vertices = new int[unchained.Graph.Count];

    /// <summary>The node of the chained plan that runs each operator.</summary>
    public int[] Vertices => _vertices;

    /// <summary>The first thing that does not fit; null where all does.</summary>
    public string? Run() => CheckHeads() ?? CheckChains() ?? CheckInputs() ?? CheckLines();

    private string? CheckHeads()
    {
        var taken = new bool[chained.Count];
        foreach (var node in unchained.Graph.Order)
        {
            switch (deployed.Places[node])
            {
                case Place.Head when !chained.TryFind(deployed.Ids[node], out _vertices[node]) || taken[_vertices[node]]:
                    return PlanText.Differ(unchained.Graph, node, "has the id of another operator");
                case Place.Head:
                    taken[_vertices[node]] = true;
                    break;
                case Place.Chained:
                    _vertices[node] = _vertices[unchained.Graph.Inputs[node][0]];
                    break;
                default:
                    break;
            }
        }

        // A source's vertex is that of the operator which it is chained into, and that comes later in the order.
        for (var node = 0; node < _vertices.Length; node++)
        {
            if (deployed.Places[node] == Place.ChainedSource)
            {
                _vertices[node] = _vertices[unchained.Consumer[node]];
            }
        }

        var left = Array.IndexOf(taken, false);
        return left < 0 ? null : $"the two plans are of different programs, arguments or settings: no operator of the second has the id {chained.Plan.Nodes[left].Id} of the first";
    }

    private string? CheckChains()
    {
        var graph = unchained.Graph;
        for (var node = 0; node < graph.Count; node++)
        {
            var heads = unchained.Readers[node].Count(reader => deployed.Places[reader] == Place.Head);
            if (deployed.Places[node] != Place.ChainedSource && deployed.FanOuts[node] >= 0 && deployed.FanOuts[node] != unchained.Readers[node].Count - heads)
            {
                return PlanText.Differ(graph, node, "has another number of operators chained to it");
            }

            if (deployed.Places[node] != Place.Chained)
            {
                continue;
            }

            var parent = graph.Inputs[node][0];
            if (deployed.Places[parent] == Place.ChainedSource || graph.Plan.Nodes[node].Inputs[0].ShipStrategy != Forward || graph.Plan.Nodes[node].Parallelism != graph.Plan.Nodes[parent].Parallelism)
            {
                return PlanText.Differ(graph, node, "is chained in the first and can't be by the second");
            }
        }

        return null;
    }

    private string? CheckInputs()
    {
        for (var node = 0; node < unchained.Graph.Count; node++)
        {
            if (deployed.Places[node] != Place.Head)
            {
                continue;
            }

            var here = unchained.Graph.Inputs[node].Where(input => deployed.Places[input] != Place.ChainedSource).Select(input => _vertices[input]).Order();
            if (!here.SequenceEqual(chained.Inputs[_vertices[node]].Order()))
            {
                return PlanText.Differ(unchained.Graph, node, "reads from other operators");
            }
        }

        return null;
    }

    private string? CheckLines()
    {
        if (!chained.IsTree || !unchained.Graph.IsTree)
        {
            return null;
        }

        var lines = new int[chained.Count];
        for (var node = 0; node < unchained.Graph.Count; node++)
        {
            lines[_vertices[node]] += deployed.Places[node] == Place.ChainedSource ? 0 : unchained.Graph.LinesOf(node);
        }

        for (var vertex = 0; vertex < lines.Length; vertex++)
        {
            if (lines[vertex] != chained.LinesOf(vertex))
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"the two plans are of different programs, arguments or settings: the chain {chained.Plan.Nodes[vertex].Id} has {chained.LinesOf(vertex)} lines in the first and {lines[vertex]} in the second");
            }
        }

        return null;
    }
}
