namespace FlinkReady.Readiness.OperatorIds;

/// <summary>The operators of a job, connected as far as the plan tells.</summary>
internal sealed class OperatorGraph
{
    /// <summary>Reads a job graph.</summary>
    public OperatorGraph(JobGraph graph)
    {
        Vertices = new Vertex[graph.Vertices.Count];
        var byId = new Dictionary<string, Vertex>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Vertices.Length; i++)
        {
            Vertices[i] = new Vertex(graph.Vertices[i], i);
            byId.TryAdd(Vertices[i].Source.Id, Vertices[i]);
            OperatorCount += Vertices[i].Operators.Length + Vertices[i].Reading.ChainedSources.Count;
        }

        foreach (var vertex in Vertices)
        {
            Connect(vertex, byId);
        }
    }

    /// <summary>The vertices in the order given.</summary>
    public Vertex[] Vertices { get; }

    /// <summary>Number of operators, as far as the texts tell: k is below it.</summary>
    public int OperatorCount { get; }

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
