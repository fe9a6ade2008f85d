using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.Plans;

/// <summary>
/// Finds the id of every operator of a program as it will be deployed, from two plans of it: one as the deployment runs it, one with chaining off. By ids
/// alone; texts only help to notice a second plan that is chained. A pure function whose work is bounded by <see cref="PlanBudget"/>.
/// </summary>
internal static class TwoPlans
{
    private const string Keyed = "HASH";

    /// <summary>Finds the operators.</summary>
    /// <param name="chained">The plan of the deployment.</param>
    /// <param name="unchained">The same with chaining off, from one call or from several: a uid that one of them lacks is made up at each start.</param>
    public static ProgramOperators Find(ProgramPlan chained, IReadOnlyList<ProgramPlan> unchained)
    {
        ArgumentNullException.ThrowIfNull(chained);
        ArgumentNullException.ThrowIfNull(unchained);
        if (!PlanGraph.TryRead(chained, out var first, out var wrong))
        {
            return Undecided($"the plan can't be read: {wrong}");
        }

        ProgramOperators? found = null;
        var seconds = new List<Unchained>();
        foreach (var plan in unchained)
        {
            var budget = new PlanBudget();
            if (!PlanGraph.TryRead(plan, out var graph, out wrong))
            {
                return Undecided($"the unchained plan can't be read: {wrong}");
            }

            if (Unchained.Explain(graph, budget, out wrong) is not { } second)
            {
                return Undecided(wrong);
            }

            if (SecondPlanCheck.WhyNot(first, second) is { } chainedToo)
            {
                return Undecided(chainedToo);
            }

            if (Placements.Find(first, second, budget, out wrong) is not { } deployed)
            {
                return Undecided(wrong);
            }

            seconds.Add(second);
            found ??= Write(first, second, deployed);
        }

        return found is null ? Undecided("there is no unchained plan") : seconds.Count == 1 ? found : found with { Operators = MarkMadeUp(found.Operators, seconds) };
    }

    private static ProgramOperators Undecided(string why) => new([], why);

    private static ProgramOperators Write(PlanGraph chained, Unchained unchained, DeployedIds deployed)
    {
        var check = new PairCheck(chained, unchained, deployed);
        check.Run();
        var graph = unchained.Graph;
        var places = new int[graph.Count];
        for (var at = 0; at < graph.Count; at++)
        {
            places[graph.Order[at]] = at;
        }

        return new ProgramOperators(
            [.. graph.Order.Select(node => new ProgramOperator(deployed.Ids[node].ToString(), PlanText.Read(graph.Plan.Nodes[node].Description), chained.Ids[check.Vertices[node]].ToString())
            {
                Uid = unchained.Origins[node] switch { IdOrigin.Auto => UidVerdict.Auto, IdOrigin.Explicit => UidVerdict.Explicit, _ => OpenUid(unchained, deployed, node) },
                Parallelism = graph.Plan.Nodes[node].Parallelism,
                IsKeyed = graph.Plan.Nodes[node].Inputs.Any(input => input.ShipStrategy.StartsWith(Keyed, StringComparison.Ordinal)),
                Inputs = [.. unchained.InEdges[node].Select(input => places[input])],
            })],
            null);
    }

    // With chaining its id is another one than without: chaining has entered it, so it comes from the graph.
    private static UidVerdict OpenUid(Unchained unchained, DeployedIds deployed, int node) =>
        deployed.Ids[node] == unchained.Graph.Ids[node] ? UidVerdict.Undecided : UidVerdict.Auto;

    /// <summary>A uid that only one of the plans has is made up, and so are ids that were generated from it.</summary>
    private static List<ProgramOperator> MarkMadeUp(IReadOnlyList<ProgramOperator> operators, List<Unchained> seconds)
    {
        var marked = new List<ProgramOperator>(operators.Count);
        foreach (var one in operators)
        {
            var madeUp = one.Uid == UidVerdict.Auto
                ? one.Inputs.Any(input => marked[input].IsMadeUp)
                : OperatorHash.TryParse(one.Id, out var id) && seconds.Exists(second => !second.Graph.Contains(id));
            marked.Add(madeUp ? one with { IsMadeUp = true } : one);
        }

        return marked;
    }
}
