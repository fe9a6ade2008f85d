using System.Text.Json.Nodes;

namespace FlinkReady.Fleet.Templates;

/// <summary>A real job graph: the answer to <c>GET /jobs/:jobid</c> of a job that Flink itself built, ids included.</summary>
/// <param name="Source">Where it was cut from.</param>
/// <param name="WithoutUid">Ids of the vertices whose head operator has no uid: the truth a verdict is held against.</param>
/// <param name="Job">The body. Copied, never changed.</param>
public sealed record GraphTemplate(string Source, IReadOnlyList<string> WithoutUid, JsonObject Job)
{
    /// <summary>Its vertices.</summary>
    public JsonArray Vertices => Job["vertices"]!.AsArray();

    /// <summary>True where the job-wide maximum parallelism was set.</summary>
    public bool HasMaxParallelism => Job["maxParallelism"]!.GetValue<int>() > 0;
}
