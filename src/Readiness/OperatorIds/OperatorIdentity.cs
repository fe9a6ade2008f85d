namespace FlinkReady.Readiness.OperatorIds;

/// <summary>
/// Proves which operators of a streaming job have no uid. An id that can be recomputed from the graph shows that no uid was set; an id that is the
/// hash of a known text shows that this text is the uid (Flink's <c>StreamGraphHasherV2</c>, 1.17 – 2.3). What neither shows stays undecided.
/// </summary>
public static class OperatorIdentity
{
    /// <summary>
    /// Judges every operator of a job. A pure function of its arguments: no clock, no shared state; its work is bounded by the size of the graph.
    /// Not for batch jobs, whose operators the adaptive scheduler hashes in another order: nothing wrong is claimed there, but little is found.
    /// </summary>
    public static IReadOnlyList<VertexOperators> Judge(JobGraph graph, OperatorEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(evidence);
        return VerdictWriter.Write(Examine(graph, evidence));
    }

    internal static Resolver Examine(JobGraph graph, OperatorEvidence evidence)
    {
        var operators = new OperatorGraph(graph);
        var resolver = new Resolver(operators, new UidTexts(evidence.DeclaredUids));
        var explicitProof = new ExplicitProof(resolver);
        JudgeSources(resolver);
        JudgeByText(resolver);
        Array.ForEach(operators.Vertices, explicitProof.Try);
        Search(resolver);
        var found = resolver.Hits;
        new ChainedTextSearch(resolver).Run();
        new SiblingSearch(resolver).Run();
        if (resolver.Hits > found)
        {
            Search(resolver);
        }

        var attribution = new Attribution(resolver);
        Array.ForEach(operators.Vertices, attribution.Claim);
        Array.ForEach(operators.Vertices, explicitProof.Try);
        return resolver;
    }

    /// <summary>Walks and searches, each time from what was explained before, as long as that finds anything.</summary>
    private static void Search(Resolver resolver)
    {
        var inEdges = new InEdgeSolver(resolver);
        var traversal = new Traversal(resolver, inEdges);
        var chains = new ChainSearch(resolver, inEdges);
        var before = -1;
        for (int round = 0, stage = 0; round < MostRounds && !resolver.Budget.IsSpent; round++)
        {
            stage = before == resolver.Hits ? stage + 1 : Math.Min(stage, 1);
            if (stage == (resolver.Ordinals > LargeJob ? StagesOfLargeJobs : _stages.Length))
            {
                break;
            }

            before = resolver.Hits;
            var effort = _stages[stage];
            traversal.Walk(effort);
            chains.Run(effort);
            foreach (var vertex in resolver.Graph.Vertices)
            {
                if (vertex is { IsOpen: true, InEdges: > 1 } && !inEdges.TrySolve(vertex, SearchWidth.Confirmed, effort) && stage > 0)
                {
                    inEdges.TrySolve(vertex, SearchWidth.Windows, effort);
                }
            }
        }

    }

    /// <summary>Compares the ids with the hashes of declared and guessed uids.</summary>
    private static void JudgeByText(Resolver resolver)
    {
        foreach (var vertex in resolver.Graph.Vertices)
        {
            if (vertex is { HasId: true, IsDecided: false } && resolver.Texts.Find(vertex.Head, vertex.Id) is { } text)
            {
                vertex.Head.Verdict = UidVerdict.Declared;
                vertex.Head.Uid = text.Text;
                vertex.Head.Source = text.Source;
                vertex.Head.Proof = ProofTexts.Declared(vertex.Id, text);
                vertex.NeverWaits = true;
            }
        }
    }

    private const int MostRounds = 100;

    /// <summary>In a job with more operators than this the widest stages find hardly anything for what they cost.</summary>
    private const int LargeJob = 500;

    private const int StagesOfLargeJobs = 3;

    /// <summary>The stages of the search, each for where the one before found nothing.</summary>
    private static readonly SearchEffort[] _stages =
    [
        new(Attempts: 100, Width: 4, Slack: 0, Choices: 3_000, ConfirmedOnly: true),
        new(Attempts: 400, Width: 16, Slack: 1, Choices: 12_000, ConfirmedOnly: true),
        new(Attempts: 2_000, Width: 64, Slack: 3, Choices: 50_000, ConfirmedOnly: false),
        new(Attempts: 6_000, Width: 400, Slack: 4, Choices: 100_000, ConfirmedOnly: false),
        new(Attempts: 30_000, Width: int.MaxValue, Slack: 8, Choices: 200_000, ConfirmedOnly: false),
    ];

    private static void JudgeSources(Resolver resolver)
    {
        foreach (var vertex in resolver.Graph.Vertices)
        {
            if (vertex is { HasId: true, Inputs.Length: 0 } && resolver.TryDecodeAny(vertex.Id, out var k, out var c))
            {
                resolver.TryExplain(vertex, new Hit(k, c, []));
                resolver.Graph.TakeSourceOrdinal(k);
            }
        }
    }
}
