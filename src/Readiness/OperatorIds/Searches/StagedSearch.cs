using FlinkReady.Readiness.OperatorIds.InEdges;

namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>Searches in stages, each time from what was explained before, and goes further only where that finds nothing more.</summary>
internal sealed class StagedSearch
{
    /// <summary>In a job with more operators than this a long look finds hardly anything for what it costs.</summary>
    public const int LargeJob = 150;

    private readonly Resolver _resolver;
    private readonly OrderedSearch _ordered;
    private readonly StepSearch _steps;

    /// <summary>Makes a search over a job.</summary>
    public StagedSearch(Resolver resolver)
    {
        _resolver = resolver;
        InEdges = new InEdgeSolver(resolver);
        _ordered = new OrderedSearch(resolver, InEdges);
        _steps = new StepSearch(resolver);
    }

    /// <summary>Explains heads with several in-edges.</summary>
    public InEdgeSolver InEdges { get; }

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

    /// <summary>Takes a long look at what is left: in jobs of up to a hundred operators or so, or where that is little.</summary>
    public void RunLong()
    {
        if (!Array.Exists(_resolver.Graph.Vertices, vertex => vertex.IsOpen) || (_resolver.Ordinals > LargeJob && !_ordered.FewAreLeft()))
        {
            return;
        }

        var found = _resolver.Hits;
        new PathSearch(_resolver).Run();
        if (_resolver.Hits > found)
        {
            Run();
        }

        if (_resolver.Ordinals <= LargeJob && !Array.Exists(_resolver.Graph.Vertices, vertex => vertex is { IsOpen: true, InEdges: > 1 and <= InEdgeSolver.MostInEdges }))
        {
            return;
        }

        _resolver.Budget.AddLongLook();
        _ordered.Run(deep: true);
    }
}
