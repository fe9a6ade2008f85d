using FlinkReady.Readiness.OperatorIds.Contract;
using FlinkReady.Readiness.OperatorIds.Hashing;

namespace FlinkReady.Readiness.OperatorIds.Graphs;

/// <summary>The operators of a job, connected as far as the plan tells.</summary>
internal sealed class OperatorGraph
{
    private readonly bool[] _takenSourceOrdinals;

    /// <summary>Reads a job graph.</summary>
    public OperatorGraph(JobGraph graph)
    {
        JobName = graph.JobName;
        Vertices = new Vertex[graph.Vertices.Count];
        var byId = new Dictionary<string, Vertex>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Vertices.Length; i++)
        {
            Vertices[i] = new Vertex(graph.Vertices[i], i);
            HasWideFanOut |= !Vertices[i].Reading.Certain || Array.Exists(Vertices[i].Operators, one => one.FanOut > LocalHash.InvertibleFanOut);
            byId.TryAdd(Vertices[i].Source.Id, Vertices[i]);
            foreach (var one in Vertices[i].Operators)
            {
                one.Number = OperatorCount++;
            }

            foreach (var source in Vertices[i].ChainedSources)
            {
                source.Number = OperatorCount++;
            }
        }

        foreach (var vertex in Vertices)
        {
            Connect(vertex, byId);
            SourceCount += vertex.ChainedSources.Length + (vertex.Inputs is not null && vertex.InEdges == 0 ? 1 : 0);
        }

        _takenSourceOrdinals = new bool[SourceCount];
    }

    /// <summary>The job's name, a hint for the texts of uids.</summary>
    public string JobName { get; }

    /// <summary>The vertices in the order given.</summary>
    public Vertex[] Vertices { get; }

    /// <summary>Number of operators, as far as the texts tell: k is below it.</summary>
    public int OperatorCount { get; private set; }

    /// <summary>Whether some operator has more chainable out-edges, by some reading, than can be told without a table.</summary>
    public bool HasWideFanOut { get; private set; }

    /// <summary>Number of sources, chained ones included: they are hashed before all other operators.</summary>
    public int SourceCount { get; }

    /// <summary>Number of ordinals that a source is proven to have.</summary>
    public int TakenSourceOrdinals { get; private set; }

    /// <summary>Whether a source is proven to have this ordinal.</summary>
    public bool IsSourceOrdinalTaken(int k) => _takenSourceOrdinals[k];

    /// <summary>Records that a source has this ordinal.</summary>
    public void TakeSourceOrdinal(int k)
    {
        if (k < _takenSourceOrdinals.Length && !_takenSourceOrdinals[k])
        {
            _takenSourceOrdinals[k] = true;
            TakenSourceOrdinals++;
        }
    }

    private static void Connect(Vertex vertex, Dictionary<string, Vertex> byId)
    {
        if (vertex.Source.Description is null)
        {
            return;
        }

        var inputs = new Vertex[vertex.Source.Inputs.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!byId.TryGetValue(vertex.Source.Inputs[i].VertexId, out var input) || !input.HasId)
            {
                return;
            }

            inputs[i] = input;
        }

        vertex.Inputs = inputs;
        foreach (var input in inputs)
        {
            if (input.Consumers.Count == 0 || input.Consumers[^1] != vertex)
            {
                input.Consumers.Add(vertex);
            }
        }
    }
}
