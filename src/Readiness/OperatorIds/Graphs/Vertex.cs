using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;
using FlinkReady.Readiness.OperatorIds.Texts;

namespace FlinkReady.Readiness.OperatorIds.Graphs;

/// <summary>One vertex of the graph under examination.</summary>
internal sealed class Vertex
{
    private bool? _mayIterate;

    /// <summary>Reads a vertex; its inputs are connected later.</summary>
    public Vertex(GraphVertex source, int index)
    {
        Source = source;
        Index = index;
        Reading = VertexReading.Of(source);
        HasId = OperatorHash.TryParse(source.Id, out var id);
        Id = id;
        var tree = Reading.Tree;
        Operators = new Operator[tree.Count];
        for (var i = 0; i < tree.Count; i++)
        {
            var parent = tree.Parent(i) < 0 ? null : Operators[tree.Parent(i)];
            Operators[i] = new Operator(index, parent, Reading.Names[i], tree.FanOut(i));
            parent?.Children.Add(Operators[i]);
        }

        ChainedSources = Reading.ChainedSources.Count == 0 ? [] : new Operator[Reading.ChainedSources.Count];
        for (var i = 0; i < ChainedSources.Length; i++)
        {
            ChainedSources[i] = new Operator(index, null, Reading.ChainedSources[i], 0) { IsChainedSource = true };
        }

        if (HasId)
        {
            Head.Hash = Head.Candidate = Id;
        }
    }

    /// <summary>The vertex as given.</summary>
    public GraphVertex Source { get; }

    /// <summary>Its place in <c>vertices[]</c>.</summary>
    public int Index { get; }

    /// <summary>How its texts are read.</summary>
    public VertexReading Reading { get; }

    /// <summary>Whether its id is one that Flink can have made.</summary>
    public bool HasId { get; }

    /// <summary>Its id: the hash of the head.</summary>
    public OperatorHash Id { get; }

    /// <summary>The id as REST prints it: lower case, whatever it was given as.</summary>
    public string IdText => Source.Id.AsSpan().ContainsAnyInRange('A', 'F') ? Id.ToString() : Source.Id;

    /// <summary>The chain in the order of the description tree, the head first; chained sources are not among them.</summary>
    public Operator[] Operators { get; private set; }

    /// <summary>The chain's head.</summary>
    public Operator Head => Operators[0];

    /// <summary>The producing vertices, one for each in-edge that the plan shows; null where they are not known.</summary>
    public Vertex[]? Inputs { get; set; }

    /// <summary>The vertices that read from it, each once.</summary>
    public List<Vertex> Consumers => field ??= new List<Vertex>(1);

    /// <summary>The sources that are chained into the head, where the texts name any.</summary>
    public Operator[] ChainedSources { get; set; }

    /// <summary>Number of in-edges of the head, chained sources included.</summary>
    public int InEdges => (Inputs?.Length ?? 0) + ChainedSources.Length;

    /// <summary>Whether no text hints at more operators than were read.</summary>
    public bool IsReadWhole => Reading.Certain && Operators.Length > Reading.Arrows;

    /// <summary>
    /// No operator of this chain has more outputs in it. Where the texts leave a doubt, the vertex name tells: all children of an operator but the first stand
    /// behind a separator there (<c>StreamingJobGraphGenerator.createChainedName</c>).
    /// </summary>
    public int MostFanOut => Reading.IsSureOfFanOut ? Operators.Max(static one => one.FanOut) : 1 + Source.Name.AsSpan().Count(CascadeReader.NameSeparator);

    /// <summary>Whether it may be of an iteration, which is fed by what the plan does not show.</summary>
    public bool MayIterate => _mayIterate ??= IsOfIteration(Source.Name) || Array.Exists(Operators, static one => IsOfIteration(one.Name));

    /// <summary>What explained the vertex id, where something has.</summary>
    public Explanation? Explanation { get; set; }

    /// <summary>Hashes that some operator of this chain has, without it being known which.</summary>
    public List<OperatorHash> Anonymous => field ??= [];

    /// <summary>Steps that ids have confirmed, without it being known yet which of several siblings they belong to.</summary>
    public List<PendingSteps> Pending => field ??= [];

    /// <summary>Goes up whenever a candidate hash of one of its operators changes.</summary>
    public int Version { get; set; }

    /// <summary>The version of the order of hashing with which the window of one of its operators last changed.</summary>
    public int WindowVersion { get; set; }

    /// <summary>Whether the head was proven to have no uid, or to have one.</summary>
    public bool IsDecided => Head.Verdict != UidVerdict.Undecided;

    /// <summary>Whether its id is still to be explained.</summary>
    public bool IsOpen => Explanation is null && HasId && !IsDecided && Inputs is not null;

    /// <summary>Whether its id showed that its texts were read wrongly.</summary>
    public bool IsCorrected { get; private set; }

    /// <summary>Takes note of the head's true fan-out. With none there is only the head, and what read as more operators is its name.</summary>
    public void Correct(int fanOut)
    {
        if (fanOut == Head.FanOut)
        {
            return;
        }

        IsCorrected = true;
        Reading.Doubt();
        if (fanOut == 0)
        {
            Head.FanOut = 0;
            Head.Name = VertexReading.WithoutIndexPrefix(Source.Name);
            Head.Children.Clear();
            Operators = [Head];
            Reading.Settle();
        }
    }

    private static bool IsOfIteration(string name) => name.Contains("Iteration", StringComparison.Ordinal);
}
