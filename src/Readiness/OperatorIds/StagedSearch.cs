namespace FlinkReady.Readiness.OperatorIds;

/// <summary>Walks and searches in turn, each time from what was explained before, and goes further only where that finds nothing more.</summary>
internal sealed class StagedSearch
{
    private const int MostRounds = 100;

    /// <summary>In a job with more operators than this the widest stages find hardly anything for what they cost.</summary>
    private const int LargeJob = 150;

    private static readonly SearchEffort[] _stages =
    [
        new(Attempts: 100, Width: 4, Slack: 0, Choices: 2_000, ChoicesBelowUnknown: 500, ConfirmedOnly: true),
        new(Attempts: 400, Width: 16, Slack: 1, Choices: 4_000, ChoicesBelowUnknown: 500, ConfirmedOnly: true),
        new(Attempts: 2_000, Width: 64, Slack: 3, Choices: 50_000, ChoicesBelowUnknown: 2_000, ConfirmedOnly: false),
        new(Attempts: 6_000, Width: 400, Slack: 4, Choices: 100_000, ChoicesBelowUnknown: 100_000, ConfirmedOnly: false),
        new(Attempts: 30_000, Width: int.MaxValue, Slack: 8, Choices: 200_000, ChoicesBelowUnknown: 200_000, ConfirmedOnly: false),
    ];

    private readonly Resolver _resolver;
    private readonly Traversal _traversal;
    private readonly ChainSearch _chains;
    private readonly OrderedSearch _ordered;
    private readonly StepSearch _steps;

    /// <summary>Makes a search over a job.</summary>
    public StagedSearch(Resolver resolver)
    {
        _resolver = resolver;
        InEdges = new InEdgeSolver(resolver);
        _traversal = new Traversal(resolver, InEdges);
        _chains = new ChainSearch(resolver, InEdges);
        _ordered = new OrderedSearch(resolver, InEdges);
        _steps = new StepSearch(resolver);
    }

    /// <summary>Explains heads with several in-edges.</summary>
    public InEdgeSolver InEdges { get; }

    /// <summary>One walk and nothing else: it explains most of what has no uid above it.</summary>
    public void Walk() => _traversal.Walk(_stages[0]);

    /// <summary>Searches until nothing more is found, or the budget is spent.</summary>
    public void Run()
    {
        _ordered.Run(deep: false);
        var found = _resolver.Hits;
        _steps.Run();
        if (_resolver.Hits > found)
        {
            _ordered.Run(deep: false);
        }
    }

    /// <summary>Searches around the places that the walk gives: for jobs of up to a hundred operators or so, after all else.</summary>
    public void RunStages()
    {
        if (!Array.Exists(_resolver.Graph.Vertices, vertex => vertex.IsOpen) || (_resolver.Ordinals > LargeJob && !_ordered.FewAreLeft()))
        {
            return;
        }

        _resolver.Budget.AddLongLook();
        _ordered.Run(deep: true);
        if (_resolver.Ordinals > LargeJob)
        {
            return;
        }

        _chains.Reset();
        var before = -1;
        for (int round = 0, stage = 0; round < MostRounds && !_resolver.Budget.IsSpent; round++)
        {
            stage = before == _resolver.Hits ? stage + 1 : Math.Min(stage, 1);
            if (stage == _stages.Length)
            {
                return;
            }

            before = _resolver.Hits;
            _traversal.Walk(_stages[stage]);
            Search(_stages[stage], stage > 0);
        }
    }

    /// <summary>Searches within the windows that stand.</summary>
    private void Search(SearchEffort effort, bool windows)
    {
        _chains.Run(effort);
        foreach (var vertex in _resolver.Graph.Vertices)
        {
            if (vertex is { IsOpen: true, InEdges: > 1 } && !InEdges.TrySolve(vertex, SearchWidth.Confirmed, effort) && windows)
            {
                InEdges.TrySolve(vertex, SearchWidth.Windows, effort);
            }
        }
    }
}
