namespace FlinkReady.Deployments.Documents;

/// <summary>
/// The fields of resources that are read. Everything else is passed over: of a resource with a history most is <c>managedFields</c>, pod templates and past
/// savepoints.
/// </summary>
internal sealed class WantedFields
{
    private static readonly string[] Paths =
    [
        "apiVersion", "kind",
        "metadata.name", "metadata.namespace", "metadata.uid", "metadata.resourceVersion", "metadata.generation", "metadata.deletionTimestamp",
        "metadata.annotations.flinkready.io/*", "metadata.labels.*", "metadata.ownerReferences.kind", "metadata.ownerReferences.name",
        "spec.flinkVersion", "spec.mode", "spec.flinkConfiguration.**", "spec.jobManager.replicas", "spec.deploymentName",
        "spec.job.jarURI", "spec.job.parallelism", "spec.job.state", "spec.job.upgradeMode", "spec.job.allowNonRestoredState", "spec.job.initialSavepointPath",
        "spec.jobReference.kind", "spec.jobReference.name", "spec.savepoint.path", "spec.savepoint.formatType", "spec.checkpoint",
        "spec.ports.name", "spec.ports.port",
        "status.lifecycleState", "status.jobManagerDeploymentStatus", "status.error", "status.observedGeneration",
        "status.jobStatus.jobId", "status.jobStatus.jobName", "status.jobStatus.state", "status.jobStatus.startTime", "status.jobStatus.upgradeSavepointPath",
        "status.reconciliationStatus.state", "status.reconciliationStatus.lastReconciledSpec", "status.reconciliationStatus.lastStableSpec",
        "status.state", "status.path", "status.resultTimestamp", "status.triggerTimestamp",
    ];

    private readonly Dictionary<string, WantedFields> _below = new(StringComparer.Ordinal);
    private string? _prefix;

    private WantedFields(string? path) => Path = path;

    /// <summary>Where this is, from the resource on; null below what is wanted whole.</summary>
    public string? Path { get; }

    /// <summary>True for a spec that the operator wrote down as a text.</summary>
    public bool IsDeployedText => Path is "status.reconciliationStatus.lastReconciledSpec" or "status.reconciliationStatus.lastStableSpec";

    /// <summary>Everything below is wanted.</summary>
    public static WantedFields All { get; } = new(path: null) { _prefix = string.Empty };

    /// <summary>Of a resource.</summary>
    public static WantedFields OfResource { get; } = Build();

    /// <summary>What is wanted of a member; null where it is passed over. Entries of a list are wanted as the list is.</summary>
    public WantedFields? Of(string name) =>
        this == All ? All
        : _below.TryGetValue(name, out var wanted) ? wanted
        : _prefix is { } prefix && name.StartsWith(prefix, StringComparison.Ordinal) ? All
        : null;

    private static WantedFields Build()
    {
        var root = new WantedFields(string.Empty);
        foreach (var path in Paths)
        {
            var at = root;
            var parts = path.StartsWith("metadata.annotations.", StringComparison.Ordinal) ? ["metadata", "annotations", "flinkready.io/*"] : path.Split('.');
            foreach (var part in parts)
            {
                if (part.EndsWith('*'))
                {
                    at._prefix = part.TrimEnd('*');
                    break;
                }

                if (!at._below.TryGetValue(part, out var next))
                {
                    at._below[part] = next = new WantedFields(at == root ? part : $"{at.Path}.{part}");
                }

                at = next;
            }
        }

        return root;
    }
}
