namespace FlinkReady.FlinkModel.Sources;

/// <summary>
/// The name of a source: what is read of a cluster or of a job stands under it. Scheduling, recording, renewal and what a rule needs know
/// keys, never the sources themselves. Compared by reference: there is one key for each source, beside its payload.
/// </summary>
public abstract class SourceKey
{
    private readonly string[] _pathParts;

    private protected SourceKey(string name, string template)
    {
        Name = name;
        Template = template;
        _pathParts = template.Split(JobId);
    }

    private const string JobId = ":jobid";

    /// <summary>A short name in camelCase, unique among the sources of a cluster and among those of a job: <c>checkpointConfig</c>.</summary>
    public string Name { get; }

    /// <summary>Where it is read: the path's template as Flink writes it, such as <c>/jobs/:jobid/config</c>.</summary>
    public string Template { get; }

    /// <summary>True where it is read once for each job.</summary>
    public bool IsOfJob => _pathParts.Length > 1;

    /// <summary>
    /// True where others than the cluster say it, in every look anew: a resource, the configuration. What is not said any more is not kept.
    /// </summary>
    public bool IsDeclared { get; init; }

    /// <summary>The path of a job's own; the template itself where it is the cluster's.</summary>
    /// <param name="jobId">32 hex digits.</param>
    public string PathOf(string jobId) => string.Join(jobId, _pathParts);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <inheritdoc/>
/// <typeparam name="T">The payload.</typeparam>
/// <param name="name">See <see cref="SourceKey.Name"/>.</param>
/// <param name="template">See <see cref="SourceKey.Template"/>.</param>
public sealed class SourceKey<T>(string name, string template) : SourceKey(name, template)
    where T : class;
