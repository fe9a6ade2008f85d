namespace FlinkReady.KubernetesApi.Paths;

/// <summary>A kind of resource that may be read. The list is closed: there is no other path to the API server.</summary>
public sealed class ResourceKind
{
    private ResourceKind(string name, string plural, string group)
    {
        Name = name;
        Plural = plural;
        Group = group;
    }

    /// <summary>FlinkDeployments of the Flink Kubernetes operator.</summary>
    public static ResourceKind FlinkDeployments { get; } = new("FlinkDeployment", "flinkdeployments", "flink.apache.org");

    /// <summary>FlinkSessionJobs of the operator.</summary>
    public static ResourceKind FlinkSessionJobs { get; } = new("FlinkSessionJob", "flinksessionjobs", "flink.apache.org");

    /// <summary>FlinkStateSnapshots of the operator, from 1.10 on.</summary>
    public static ResourceKind FlinkStateSnapshots { get; } = new("FlinkStateSnapshot", "flinkstatesnapshots", "flink.apache.org");

    /// <summary>Services of Kubernetes itself.</summary>
    public static ResourceKind Services { get; } = new("Service", "services", string.Empty);

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<ResourceKind> All { get; } = [FlinkDeployments, FlinkSessionJobs, FlinkStateSnapshots, Services];

    /// <summary>As <c>kind</c> says it.</summary>
    public string Name { get; }

    /// <summary>As paths and roles write it.</summary>
    public string Plural { get; }

    /// <summary>The API group; empty for the core group.</summary>
    internal string Group { get; }

    /// <inheritdoc/>
    public override string ToString() => Plural;
}
