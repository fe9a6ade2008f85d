using System.Runtime.InteropServices;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Graphs;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Joining;

/// <summary>What the witnesses show of a job, laid together. What is not of the job's graph is left out, with the reason.</summary>
internal sealed class ShownIds
{
    private readonly OperatorGraph _graph;
    private readonly Dictionary<OperatorHash, ShownId> _byHash = [];
    private readonly bool[] _complete;

    /// <summary>Lays the witnesses together.</summary>
    public ShownIds(OperatorGraph graph, OperatorEvidence evidence)
    {
        _graph = graph;
        _complete = new bool[graph.Vertices.Length];
        if (evidence.Checkpoint is { } file)
        {
            Reports.Add(Add(file));
        }

        if (evidence.Prometheus is { } set)
        {
            Reports.Add(Add(set));
        }

        foreach (var vertex in graph.Vertices)
        {
            AddHead(vertex);
        }

        if (IsWhole && HasVertices)
        {
            // One witness shows all operators, the other the vertex of each.
            Array.Fill(_complete, true);
        }
    }

    /// <summary>What became of each witness.</summary>
    public List<WitnessReport> Reports { get; } = [];

    /// <summary>Every id.</summary>
    public Dictionary<OperatorHash, ShownId>.ValueCollection All => _byHash.Values;

    /// <summary>Whether these are the ids of all operators of the job.</summary>
    public bool IsWhole => Reports.Exists(report => report.Standing == WitnessStanding.Whole);

    /// <summary>
    /// Whether what a search would find is shown: all ids. Where one is shown with a name and neither its vertex nor its uid, a search helps to tell operators
    /// apart that hostile names make look alike; and of ids alone little follows where the texts leave most chains in doubt.
    /// </summary>
    public bool NeedsNoSearch => IsWhole && Ordinals <= LocalHashTable.MaxOrdinals
        && _byHash.Values.All(static id => id.IsHead || id.Vertex >= 0 || id.Stored is { Uid: not null } or { Name: null })
        && (!IsByIdsAlone || 2 * _graph.Vertices.Count(static vertex => vertex.Reading.IsSureOfFanOut) > _graph.Vertices.Length);

    /// <summary>No k of the job is as large as this, whatever is missing from the texts or from what is shown.</summary>
    public int Ordinals => Math.Max(_graph.OperatorCount, All.Count);

    /// <summary>Whether neither the vertices nor the uids of all operators are shown.</summary>
    public bool IsByIdsAlone => !HasTexts && !HasVertices;

    /// <summary>Whether the vertex of each id is shown.</summary>
    public bool HasVertices => _byHash.Values.All(static id => id.Vertex >= 0);

    /// <summary>Whether each id but those of heads is shown with its uid, or with that it has none.</summary>
    public bool HasTexts => _byHash.Values.All(static id => id.IsHead || id.Stored?.Uid is not null);

    /// <summary>Whether each head is shown with its uid, or with that it has none.</summary>
    public bool HasTextsOfHeads => _byHash.Values.All(static id => !id.IsHead || id.Stored?.Uid is not null);

    /// <summary>Whether any witness counts for something.</summary>
    public bool IsAny => Reports.Exists(report => report.Standing is WitnessStanding.Whole or WitnessStanding.Partial);

    /// <summary>Where the ids come from, for proofs.</summary>
    public string Origin => Reports.First(report => report.Standing is WitnessStanding.Whole or WitnessStanding.Partial).Origin;

    /// <summary>Whether the ids of all operators of a vertex are known to be its.</summary>
    public bool IsComplete(int vertex) => _complete[vertex];

    /// <summary>The id with this hash; null where it is not shown.</summary>
    public ShownId? Find(OperatorHash hash) => _byHash.GetValueOrDefault(hash);

    /// <summary>Number of operators of a vertex, as far as its texts tell.</summary>
    public static int CountOf(Vertex vertex) => vertex.Operators.Length + vertex.ChainedSources.Length;

    private WitnessReport Add(CheckpointMetadata file)
    {
        // Nothing is known of any id before.
        _byHash.EnsureCapacity(file.Operators.Count);
        foreach (var one in file.Operators)
        {
            if (!OperatorHash.TryParse(one.Id, out var hash) || (one.Uid is { Length: > 0 } uid && Murmur3.OfText(uid) != hash))
            {
                return Foreign($"It lists {Names.Text.Name(one.Id)}, which is no id or not the one that the uid beside it makes.");
            }

            At(hash).Stored = one;
        }

        var missing = _graph.Vertices.Count(vertex => !vertex.HasId || !_byHash.ContainsKey(vertex.Id));
        if (missing > 0 || _graph.Vertices.Length == 0)
        {
            return Foreign($"It lacks {missing} of the {_graph.Vertices.Length} vertices of the job: it is of another run, before the job was changed.");
        }

        // Every task lists all of its operators. A text in one line tells no number: what reads as several operators may be one with arrows in its name.
        var expected = _graph.Vertices.Sum(vertex => vertex.Reading.IsSureOfFanOut ? CountOf(vertex) : 1);
        return _byHash.Count >= expected
            ? Report(WitnessStanding.Whole, $"It lists all {_byHash.Count} operators of the job.")
            : Report(WitnessStanding.Partial, $"It lists {_byHash.Count} operators, and the plan shows {expected} at least.");

        WitnessReport Foreign(string message)
        {
            _byHash.Clear();
            return Report(WitnessStanding.Foreign, message);
        }

        WitnessReport Report(WitnessStanding standing, string message) => new(OperatorWitness.Checkpoint, file.Path, standing, message);
    }

    private WitnessReport Add(OperatorIdSet set)
    {
        var vertices = new Dictionary<OperatorHash, Vertex>(_graph.Vertices.Length);
        foreach (var vertex in _graph.Vertices)
        {
            if (vertex.HasId)
            {
                vertices.TryAdd(vertex.Id, vertex);
            }
        }

        var rows = new Dictionary<OperatorHash, (Vertex Vertex, WitnessedOperator Row)>(set.Operators.Count);
        var isTwice = false;
        foreach (var row in set.Operators)
        {
            if (!OperatorHash.TryParse(row.Id, out var hash) || !OperatorHash.TryParse(row.VertexId, out var of) || !vertices.TryGetValue(of, out var vertex))
            {
                return Report(WitnessStanding.Foreign, $"It shows {Names.Text.Name(row.VertexId ?? row.Id)}, which the job does not have: it is another job's, or an earlier run's.");
            }

            isTwice |= !rows.TryAdd(hash, (vertex, row)) || (hash != of && vertices.ContainsKey(hash));
        }

        if (isTwice)
        {
            return Report(WitnessStanding.Foreign, "It shows one operator in two vertices: it is of more than one run.");
        }

        var counts = new int[_graph.Vertices.Length];
        _byHash.EnsureCapacity(rows.Count);
        foreach (var (hash, (vertex, row)) in rows)
        {
            var id = At(hash);
            id.Measured = row;
            id.Vertex = vertex.Index;
            counts[vertex.Index]++;
        }

        foreach (var vertex in _graph.Vertices)
        {
            // The head of an iteration has no metrics: a vertex of one operator needs none.
            var expected = CountOf(vertex);
            var count = counts[vertex.Index];
            _complete[vertex.Index] = vertex.HasId && (expected == 1 ? count <= 1 : count == expected && rows.ContainsKey(vertex.Id));
        }

        var incomplete = _complete.Count(complete => !complete);
        return set.IsWhole && incomplete == 0
            ? Report(WitnessStanding.Whole, "It shows all operators of the job.")
            : Report(WitnessStanding.Partial, $"It shows {rows.Count} operators of the job, and not all of {incomplete} of its vertices.");

        WitnessReport Report(WitnessStanding standing, string message) => new(OperatorWitness.Prometheus, set.Origin, standing, message);
    }

    private void AddHead(Vertex vertex)
    {
        if (IsAny && vertex.HasId)
        {
            var head = At(vertex.Id);
            head.IsHead = true;
            head.Vertex = vertex.Index;
            head.Line = vertex.Head;
        }
    }

    private ShownId At(OperatorHash hash) => CollectionsMarshal.GetValueRefOrAddDefault(_byHash, hash, out _) ??= new ShownId(hash);
}
