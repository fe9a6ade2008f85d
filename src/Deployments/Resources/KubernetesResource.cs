using System.Text.Json;
using FlinkReady.Deployments.Documents;
using FlinkReady.FlinkModel.Deployments;

namespace FlinkReady.Deployments.Resources;

/// <summary>One object of the Kubernetes API, as far as it matters here. Immutable.</summary>
public sealed class KubernetesResource
{
    /// <summary>The kind of a cluster under the operator.</summary>
    public const string FlinkDeployment = "FlinkDeployment";

    /// <summary>The kind of a job in a session cluster under the operator.</summary>
    public const string FlinkSessionJob = "FlinkSessionJob";

    /// <summary>The kind of a savepoint or checkpoint that was asked of the operator.</summary>
    public const string FlinkStateSnapshot = "FlinkStateSnapshot";

    /// <summary>The kind of a pair of clusters; its children are FlinkDeployments of their own.</summary>
    public const string FlinkBlueGreenDeployment = "FlinkBlueGreenDeployment";

    /// <summary>The kind of a Service.</summary>
    public const string ServiceKind = "Service";

    /// <summary>What follows a FlinkDeployment's name in the name of the Service that Flink or the operator makes for it.</summary>
    public const string RestServiceSuffix = "-rest";

    private DeploymentResource? _deployment;

    internal KubernetesResource(ObjectNode root, string kind, string? defaultNamespace = null)
    {
        Root = root;
        Kind = kind;
        Name = root.Text("metadata", "name") ?? string.Empty;
        Namespace = root.Text("metadata", "namespace") is { Length: > 0 } ns ? ns : defaultNamespace ?? "default";
    }

    /// <summary>The kind.</summary>
    public string Kind { get; }

    /// <summary>The namespace.</summary>
    public string Namespace { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The version of the object, opaque: stored, never compared.</summary>
    public string? ResourceVersion => Root.Text("metadata", "resourceVersion");

    /// <summary>A label's value, null where it has none of that name.</summary>
    public string? Label(string name) => Root.Text("metadata", "labels", name);

    /// <summary>The name of the FlinkBlueGreenDeployment that owns it, null where none does.</summary>
    public string? Parent => (Root.At("metadata", "ownerReferences") as SequenceNode)?.Items.OfType<ObjectNode>()
        .FirstOrDefault(static owner => owner.Text("kind") == FlinkBlueGreenDeployment)?.Text("name");

    /// <summary>What evidence and messages call it: <c>FlinkDeployment orders/pricing</c>.</summary>
    public string Address => $"{Kind} {Namespace}/{Name}";

    internal ObjectNode Root { get; }

    /// <summary>What it declares, and how it is: read once, however often it is asked for.</summary>
    /// <param name="read">Reads it.</param>
    internal DeploymentResource Deployment(Func<KubernetesResource, DeploymentResource> read) => _deployment ??= read(this);

    /// <summary>The value of one of our annotations, <c>flinkready.io/…</c>; null where it is not there.</summary>
    internal string? Annotation(string name) => Root.Text("metadata", "annotations", $"flinkready.io/{name}");

    /// <summary>The labels for metrics that its annotations give: <c>flinkready.io/label-team: orders</c>.</summary>
    internal IReadOnlyDictionary<string, string> OwnLabels()
    {
        const string prefix = "flinkready.io/label-";
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, member) in Root.Map("metadata", "annotations")?.Members ?? new Dictionary<string, Member>())
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length && member.Value is ValueNode value)
            {
                labels[name[prefix.Length..]] = value.Text;
            }
        }

        return labels;
    }

    /// <summary>Reads one object of a list or of a watch.</summary>
    /// <param name="json">The object's JSON, complete.</param>
    /// <param name="kind">Its kind where the object does not say: the items of a list of Services don't.</param>
    /// <returns>Null where the text is no JSON object with a name: such an object costs itself.</returns>
    public static KubernetesResource? Read(ReadOnlySpan<byte> json, string? kind = null)
    {
        try
        {
            return JsonDocumentReader.Read(json, WantedFields.OfResource) is { } root
                && (root.Text("kind") ?? kind) is { Length: > 0 } known
                && new KubernetesResource(root, known) is { Name.Length: > 0 } resource
                    ? resource
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
