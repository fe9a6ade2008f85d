using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Waivers;

/// <summary>A waiver with its patterns ready to be matched.</summary>
internal sealed class WaiverScope
{
    private readonly Glob _target;
    private readonly Glob? _job;
    private readonly Glob? _vertex;

    /// <summary>Reads the patterns of <paramref name="waiver"/>, which stands at <paramref name="index"/> in the configuration.</summary>
    public WaiverScope(Waiver waiver, int index)
    {
        Waiver = waiver;
        Index = index;
        Applied = new AppliedWaiver(waiver.Reason, waiver.Owner, waiver.Expires);
        _target = new Glob(waiver.Target);
        _job = waiver.Job is null ? null : new Glob(waiver.Job);
        _vertex = waiver.Vertex is null ? null : new Glob(waiver.Vertex);
    }

    public Waiver Waiver { get; }

    public int Index { get; }

    public AppliedWaiver Applied { get; }

    /// <summary>The one job it covers; null where it covers all, or those of a pattern.</summary>
    public string? OnlyJob => _job?.OnlyName;

    /// <summary>True where it covers some vertices only.</summary>
    public bool NamesVertices => _vertex is not null;

    public bool CoversTarget(string target) => _target.IsMatch(target);

    /// <summary>True where it covers a job, or, with null, what has no job: a waiver that names jobs covers of a cluster's findings those only that name a job.</summary>
    public bool CoversJob(string? job) => _job is null || (job is not null && _job.IsMatch(job));

    public bool CoversResource(Resource resource) =>
        _vertex is null
        || (resource.VertexId is { } id && _vertex.IsMatch(id))
        || (resource.VertexName is { } name && _vertex.IsMatch(name));
}
