using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Texts;

namespace FlinkReady.Readiness.Runs;

/// <summary>A vertex as it is kept of a run.</summary>
/// <param name="Id">The vertex id.</param>
/// <param name="Name">Its name, see <see cref="VertexNames.Comparable"/>.</param>
/// <param name="Uid">The verdict on its head, whose id is the vertex id.</param>
internal readonly record struct RunVertex(string Id, string Name, UidVerdict Uid)
{
    /// <summary>The ids of the vertices that it reads from, in the order of its inputs; several may be one, and null is none.</summary>
    public IReadOnlyList<string>? Inputs { get; init; }

    /// <summary>True where it reads a keyed (HASH) stream.</summary>
    public bool IsKeyed { get; init; }

    /// <summary>True where its texts leave no doubt how many operators it runs.</summary>
    public bool IsSure { get; init; }

    /// <summary>True where the id is the hash of a uid: nobody has it by chance.</summary>
    public bool IsExplicit => Uid is UidVerdict.Explicit or UidVerdict.Declared;
}

/// <summary>
/// The graph of a run, as far as it takes to tell jobs apart. Generated ids are no identity: they follow from the shape alone, and unrelated SQL jobs of one shape
/// share them all.
/// </summary>
internal sealed class RunGraph
{
    private Dictionary<string, RunVertex>? _byId;

    /// <summary>A graph of these vertices.</summary>
    public RunGraph(IReadOnlyList<RunVertex> vertices) => Vertices = vertices;

    /// <summary>The vertices in the order of the answer.</summary>
    public IReadOnlyList<RunVertex> Vertices { get; }

    // Made when two graphs are compared: most never are.
    private Dictionary<string, RunVertex> ById => _byId ??= Vertices.DistinctBy(static vertex => vertex.Id).ToDictionary(static vertex => vertex.Id, StringComparer.Ordinal);

    /// <summary>The graph of a job with the verdicts on its operators, which may be missing.</summary>
    public static RunGraph Of(JobGraph graph, IReadOnlyList<VertexOperators> operators)
    {
        var heads = operators.Where(vertex => vertex.Operators.Count > 0).DistinctBy(vertex => vertex.VertexId)
            .ToDictionary(vertex => vertex.VertexId, vertex => vertex.Operators[0].Uid, StringComparer.Ordinal);
        return new RunGraph([.. graph.Vertices.Select(vertex => new RunVertex(vertex.Id, VertexNames.Comparable(vertex), heads.GetValueOrDefault(vertex.Id, UidVerdict.Undecided))
        {
            Inputs = [.. vertex.Inputs.Select(static input => input.VertexId)],
            IsKeyed = vertex.Inputs.Any(static input => input.ShipStrategy.StartsWith("HASH", StringComparison.Ordinal)),
            IsSure = IsSureOf(vertex),
        })]);
    }

    /// <summary>
    /// True where two graphs are those of one program: at least half of the ids of the smaller one that are not proven to be generated are shared; where one has
    /// no such ids, the vertices have the same names. An id of which nothing is proven counts as shared only with its name.
    /// </summary>
    public bool IsAkinTo(RunGraph other) =>
        Share(other, static vertex => vertex.Uid != UidVerdict.Auto) ?? (Vertices.Count > 0 && HasNamesOf(other));

    /// <summary>True where at least half of the explicit ids of the one that has fewer are shared.</summary>
    public bool SharesExplicitIds(RunGraph other) => Share(other, static vertex => vertex.IsExplicit) ?? false;

    /// <summary>The vertex of an id, null where there is none.</summary>
    public RunVertex? Find(string id) => ById.TryGetValue(id, out var vertex) ? vertex : null;

    private static bool IsSureOf(GraphVertex vertex) => vertex.Description is not null && VertexReading.Of(vertex) is { Certain: true, MayHaveChainedSources: false };

    // Null where one of the two has no id that counts.
    private bool? Share(RunGraph other, Func<RunVertex, bool> counts)
    {
        var (mine, theirs) = (ById.Values.Where(counts).ToList(), other.ById.Values.Where(counts).ToList());
        if (mine.Count == 0 || theirs.Count == 0)
        {
            return null;
        }

        var (few, many) = mine.Count <= theirs.Count ? (mine, other) : (theirs, this);
        return few.Count(vertex => many.ById.TryGetValue(vertex.Id, out var twin) && counts(twin) && AreSame(vertex, twin)) * 2 >= few.Count;
    }

    private static bool AreSame(RunVertex one, RunVertex other) => one.IsExplicit || other.IsExplicit || one.Name == other.Name;

    private bool HasNamesOf(RunGraph other) =>
        Vertices.Count == other.Vertices.Count
        && Vertices.Select(static vertex => vertex.Name).Order(StringComparer.Ordinal).SequenceEqual(other.Vertices.Select(static vertex => vertex.Name).Order(StringComparer.Ordinal), StringComparer.Ordinal);
}
