using System.Text;
using System.Text.Json;
using FlinkReady.Deployments.Documents;

namespace FlinkReady.Deployments.Resources;

/// <summary>
/// A spec that the operator wrote into a resource's status: a JSON text <c>{"spec":{…},"resource_metadata":{…}}</c>, in older operators the spec itself
/// (Flink Kubernetes Operator: <c>SpecUtils.deserializeSpecWithMeta</c>).
/// </summary>
internal sealed class DeployedSpec
{
    private readonly ObjectNode _spec;

    private DeployedSpec(ObjectNode spec) => _spec = spec;

    /// <summary>The job's jar, null in a session cluster.</summary>
    public string? Jar => _spec.Text("job", DeployedText.Jar);

    /// <summary>True where the job was suspended by it.</summary>
    public bool IsSuspended => string.Equals(_spec.Text("job", DeployedText.State), "suspended", StringComparison.OrdinalIgnoreCase);

    /// <summary>The spec of a text; null where there is none, or none that can be read.</summary>
    public static DeployedSpec? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            return JsonDocumentReader.Read(Encoding.UTF8.GetBytes(text), WantedFields.All) is { } root ? new DeployedSpec(root.Map("spec") ?? root) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
