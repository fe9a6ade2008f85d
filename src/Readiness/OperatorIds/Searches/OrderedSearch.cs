using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.InEdges;
using FlinkReady.Readiness.OperatorIds.Knowledge;
using FlinkReady.Readiness.OperatorIds.Ordering;

namespace FlinkReady.Readiness.OperatorIds.Searches;

/// <summary>
/// Explains ids from everything that stands, anywhere in the graph at once. <see cref="QueueOrder"/> leaves few k for an operator chained to one with a
/// proven place, and as few for the next one below each of these: so whole paths are tried, and what is found narrows the rest.
/// </summary>
internal sealed class OrderedSearch(KnownIds known, InEdgeSolver inEdges)
{
    private const int MostRounds = 100;

    /// <summary>Lookups for each operator of the job after which an effort that finds nothing is given up.</summary>
    private const int MostFruitlessPerOperator = 60;

    /// <summary>Explained ids after which it pays to go back to what costs less.</summary>
    private const int EnoughFound = 10;

    private static readonly SearchEffort[] Efforts =
    [
        new(Choices: 4_000, ChoicesBelowUnknown: 500) { Depth = 4, Lookups = 500 },
        new(Choices: 16_000, ChoicesBelowUnknown: 2_000) { Depth = 8, Lookups = 2_000 },
        new(Choices: 100_000, ChoicesBelowUnknown: 4_000) { Depth = 20, Lookups = 8_000 },
        new(Choices: 2_000_000, ChoicesBelowUnknown: 20_000) { Depth = 40, Lookups = 2_000_000, Meets = true },
    ];

    /// <summary>
    /// Whether the last effort goes to every head, whatever is above it. It leaves out the chains then: <see cref="PathSearch"/> has tried what can be tried
    /// of them.
    /// </summary>
    private readonly bool _everywhere = !known.Budget.IsLargeJob;
    private readonly SearchFrontier _frontier = new(known.Graph);
    private readonly ChainDescent _chain = new(known);
    private readonly HashSet<(int Vertex, int Stage, ulong Windows)> _tried = [];

    /// <summary>For each vertex and stage, and with several in-edges or one, what a search last started from: there is nothing new while it is the same.</summary>
    private readonly (int Version, int Windows)[] _searched = [.. Enumerable.Repeat((-1, -1), 2 * Efforts.Length * known.Graph.Vertices.Length)];

    /// <summary>The vertices that feed one whose id is still to be explained.</summary>
    private readonly List<Vertex> _producers = [.. known.Graph.Vertices.Where(vertex => vertex is { HasId: true, Consumers.Count: > 0 })];

    /// <summary>Searches until nothing more is found.</summary>
    /// <param name="deep">Whether to take a long look at what is left, where that is little.</param>
    public void Run(bool deep)
    {
        var efforts = deep ? Efforts.Length : Efforts.Length - 1;
        for (int round = 0, stage = 0; round < MostRounds && stage < efforts && !known.Budget.IsSpent; round++)
        {
            if (stage == Efforts.Length - 1 && !FewAreLeft() && !_everywhere)
            {
                return;
            }

            inEdges.WindowPaths = stage < Efforts.Length - 1 ? WindowPaths.Usual : WindowPaths.Most;
            var before = known.Explained;
            _chain.LookupsSinceFind = 0;
            known.Order.Update();
            known.Placement.Retry();
            _producers.RemoveAll(vertex => !vertex.Consumers.Exists(consumer => consumer.IsOpen));
            foreach (var vertex in _producers)
            {
                if (GoesOn(stage, before))
                {
                    Search(vertex, stage);
                }
            }

            foreach (var vertex in known.Graph.Vertices)
            {
                if (vertex is { IsOpen: true, InEdges: > 1 } && IsWorth(vertex, stage) && !inEdges.TrySolve(vertex, ChoiceWidth.Confirmed, Efforts[stage]))
                {
                    inEdges.TrySolve(vertex, ChoiceWidth.Windows, Efforts[stage]);
                }
            }

            stage = known.Explained > before ? 0 : stage + 1;
        }
    }

    /// <summary>Whether some heads, but few, are open below vertices that are all explained.</summary>
    public bool FewAreLeft() => _frontier.FewAreLeft();

    /// <summary>Whether the chains are searched on in this round.</summary>
    private bool GoesOn(int stage, int before) => stage == 0
        || (known.Explained < before + EnoughFound && (stage == Efforts.Length - 1 ? !_everywhere : _chain.LookupsSinceFind < (long)MostFruitlessPerOperator * known.Ordinals));

    private bool IsWorth(Vertex vertex, int stage) => stage < Efforts.Length - 1 || _everywhere || _frontier.Contains(vertex);

    /// <summary>Searches for the consumers with one in-edge, which cost little, and where that found all it could for those with several.</summary>
    private void Search(Vertex vertex, int stage)
    {
        Search(vertex, stage, several: false);
        if (stage > 0)
        {
            Search(vertex, stage, several: true);
        }
    }

    private void Search(Vertex vertex, int stage, bool several)
    {
        ref var searched = ref _searched[(vertex.Index * Efforts.Length + stage) * 2 + (several ? 1 : 0)];
        if (searched == (vertex.Version, vertex.WindowVersion) || (several && !vertex.Reading.Certain))
        {
            return;
        }

        Collect(vertex, stage, several);
        if (_chain.Open.Count == 0)
        {
            return;
        }

        if (!several)
        {
            _chain.Feed(vertex);
        }

        searched = (vertex.Version, vertex.WindowVersion);
        if (_chain.Open.Count == 0 || !vertex.Reading.Certain || !_tried.Add((vertex.Index, several ? -stage - 1 : stage, SignatureOf(vertex))))
        {
            return;
        }

        _chain.Search(vertex, Efforts[stage]);
    }

    private void Collect(Vertex vertex, int stage, bool several)
    {
        _chain.Open.Clear();
        foreach (var consumer in vertex.Consumers)
        {
            if (consumer.IsOpen && consumer.InEdges > 1 == several && IsWorth(consumer, stage))
            {
                var others = several ? inEdges.Open(consumer, vertex) : null;
                if (!several || others is not null)
                {
                    _chain.Open.Add(new OpenConsumer(consumer, others, known.Transfer));
                }
            }
        }
    }

    /// <summary>Sums up what a search of this chain starts from: with the same windows it would fail again.</summary>
    private static ulong SignatureOf(Vertex vertex)
    {
        var signature = 0UL;
        foreach (var one in vertex.Operators)
        {
            signature = unchecked((signature ^ (uint)one.First) * 0x9E3779B97F4A7C15 + (uint)one.Last + (one.IsPlaced ? 1UL << 32 : 0));
        }

        return signature;
    }
}
