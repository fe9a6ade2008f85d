using System.Text.RegularExpressions;
using FlinkReady.Deployments.Documents;
using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Sources;

namespace FlinkReady.Deployments.Resources;

/// <summary>Makes of a FlinkDeployment or a FlinkSessionJob what rules ask for.</summary>
internal static partial class DeploymentReader
{
    /// <summary>What a resource of an API server declares, and how it is.</summary>
    public static DeploymentResource Read(KubernetesResource resource)
    {
        var life = new ResourceLife(resource.Root);
        return Declared(resource) with
        {
            State = life.Judge().State,
            Lifecycle = life.Lifecycle,
            ErrorMessage = life.ErrorMessage,
            JobId = JobIdOf(resource),
        };
    }

    /// <summary>What a resource declares, whatever its operator made of it.</summary>
    public static DeploymentResource Declared(KubernetesResource resource)
    {
        var fields = new Dictionary<string, DeclaredValue>(StringComparer.Ordinal);
        var parents = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        Collect(resource.Root, string.Empty, WantedFields.OfResource, fields, parents);
        fields.TrimExcess();
        var configuration = resource.Root.At("spec", "flinkConfiguration");
        return new DeploymentResource(resource.Kind, resource.Namespace, resource.Name, fields, FlatConfiguration.Of(configuration), parents)
        {
            HasJob = resource.Root.Map("spec", "job") is not null,
        };
    }

    /// <summary>The id of a resource's job, 32 hex digits in small letters; null where the operator names none.</summary>
    public static string? JobIdOf(KubernetesResource resource) =>
        resource.Root.Text("status", "jobStatus", "jobId") is { } id && JobId().IsMatch(id) ? id.ToLowerInvariant() : null;

    private static void Collect(ObjectNode map, string path, WantedFields wanted, Dictionary<string, DeclaredValue> fields, Dictionary<string, SourceLocation> parents)
    {
        if (path.Length == 0 && map.Location is { } root)
        {
            parents[path] = root;
        }

        foreach (var (name, member) in map.Members)
        {
            // A file has more than an API server's answer is read for. What was deployed before is no declaration.
            if (wanted.Of(name) is not { IsDeployedText: false } next)
            {
                continue;
            }

            // A thousand resources have one string for each path.
            var below = next.Path ?? $"{path}.{name}";
            if (member.Value is ValueNode value)
            {
                fields[below] = new DeclaredValue(value.Text, member.Location);
                continue;
            }

            if (member.Location is { } location)
            {
                parents[below] = location;
            }

            if (member.Value is ObjectNode inner && below is not (DeploymentResource.Field.Configuration or "metadata.annotations" or "metadata.labels"))
            {
                Collect(inner, below, next, fields, parents);
            }
        }
    }

    [GeneratedRegex("^[0-9a-fA-F]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex JobId();
}
