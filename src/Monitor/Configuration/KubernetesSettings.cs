using FlinkReady.FlinkClient.Collections;

namespace FlinkReady.Monitor.Configuration;

/// <summary>How targets are found in Kubernetes. Immutable and compared as a value.</summary>
internal sealed record KubernetesSettings
{
    /// <summary>Stands for all namespaces.</summary>
    public const string AllNamespaces = "*";

    /// <summary>What is watched where nothing else is said.</summary>
    public static readonly EquatableList<string> DefaultSources = ["flinkdeployments", "flinksessionjobs", "services"];

    /// <summary>The namespaces; <c>*</c> alone for all, empty for the monitor's own.</summary>
    public EquatableList<string> Namespaces { get; init; } = [];

    /// <summary>Which resources; null for all.</summary>
    public LabelSelector? LabelSelector { get; init; }

    /// <summary>The kinds, as paths of the API write them.</summary>
    public EquatableList<string> Sources { get; init; } = DefaultSources;

    /// <summary>Services that are targets without an annotation; null for none.</summary>
    public LabelSelector? ServiceSelector { get; init; }

    /// <summary>The version of the operator's resources.</summary>
    public string ApiVersion { get; init; } = "v1beta1";

    /// <summary>What follows the namespace in host names, such as <c>.svc.cluster.local</c>.</summary>
    public string HostSuffix { get; init; } = string.Empty;

    /// <summary>How long a cluster may be on its way up before it has to answer.</summary>
    public TimeSpan UpgradeGrace { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How targets are reached and looked at: a target without name and address.</summary>
    public TargetDefinition Template { get; init; } = new() { Name = string.Empty };
}
