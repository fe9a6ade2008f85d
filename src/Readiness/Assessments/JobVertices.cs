using FlinkReady.FlinkModel.Payloads;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.Assessments;

/// <summary>The vertices of a job as a poll showed them. Written out when somebody looks, from answers that the next poll needs anyway.</summary>
public sealed class JobVertices
{
    private readonly JobSnapshot? _snapshot;

    private JobVertices(JobSnapshot? snapshot) => _snapshot = snapshot;

    /// <summary>Of a job that shows no graph.</summary>
    public static JobVertices None { get; } = new(null);

    /// <summary>The vertices in the order of <c>vertices[]</c> of <c>GET /jobs/:id</c>; empty where there is no graph.</summary>
    public IReadOnlyList<JobVertexView> Read()
    {
        if (_snapshot is null)
        {
            return [];
        }

        var details = Answer.Of(_snapshot, JobDetails.Key);
        var inputs = GraphReader.Read(details.Payload).Vertices.ToDictionary(vertex => vertex.Id, vertex => vertex.Inputs, StringComparer.Ordinal);
        return [.. VertexFacts.Of(details, _snapshot).Select(vertex => new JobVertexView(
            vertex.Id,
            vertex.Name,
            vertex.Parallelism.TryGet(out var parallelism) ? parallelism : null,
            vertex.MaxParallelism.TryGet(out var maximum) && maximum > 0 ? maximum : null,
            vertex.IsKeyed,
            vertex.Headroom,
            vertex.StateSize.TryGet(out var bytes) ? bytes : null,
            [.. inputs.GetValueOrDefault(vertex.Id, []).Select(input => new JobEdgeView(input.VertexId, input.ShipStrategy))]))];
    }

    // The lists' entries are other ones in each poll: they are not held on to.
    internal static JobVertices Of(JobFacts job) => job.HasGraph ? new JobVertices(job.Snapshot with { Overview = null }) : None;
}

/// <summary>A vertex.</summary>
/// <param name="Id">The vertex id.</param>
/// <param name="Name">Its name, raw.</param>
/// <param name="Parallelism">Null where it is not known.</param>
/// <param name="MaxParallelism">Null where it is not known.</param>
/// <param name="IsKeyed">True where it reads a keyed stream.</param>
/// <param name="Headroom">Max parallelism ÷ parallelism of a keyed one, else null.</param>
/// <param name="StateBytes">Its own state in the last checkpoint that was looked at; null where that was not read.</param>
/// <param name="Inputs">The edges that lead to it.</param>
public sealed record JobVertexView(
    string Id, string Name, int? Parallelism, int? MaxParallelism, bool IsKeyed, double? Headroom, long? StateBytes, IReadOnlyList<JobEdgeView> Inputs);

/// <summary>An edge, seen from its reader.</summary>
/// <param name="From">The id of the vertex it comes from.</param>
/// <param name="ShipStrategy">How records are dealt out: <c>HASH</c>, <c>FORWARD</c>, …</param>
public sealed record JobEdgeView(string From, string ShipStrategy);
