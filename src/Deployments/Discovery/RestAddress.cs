using System.Globalization;
using FlinkReady.Deployments.Documents;
using FlinkReady.Deployments.Resources;
using FlinkReady.FlinkModel.Deployments;

namespace FlinkReady.Deployments.Discovery;

/// <summary>Where the REST API of a resource's JobManager is reached.</summary>
internal static class RestAddress
{
    // Flink: RestOptions.PORT.
    private const int DefaultPort = 8081;

    private const string PortName = "rest";

    /// <summary>The name of the Service that Flink or the operator makes for a FlinkDeployment.</summary>
    public static string ServiceOf(string deployment) => deployment + KubernetesResource.RestServiceSuffix;

    /// <summary>The URL of a FlinkDeployment: of the Service that Flink or the operator makes for it.</summary>
    /// <param name="resource">What it declares.</param>
    /// <param name="service">That Service, where it was read: its port is the real one.</param>
    /// <param name="hostSuffix">What follows the namespace in host names, such as <c>.svc</c>.</param>
    public static string OfDeployment(DeploymentResource resource, KubernetesResource? service, string hostSuffix)
    {
        var ports = service is null ? [] : Ports(service);
        var port = ports.Find(static port => port.Name == PortName).Number is > 0 and var real ? real : Number(resource.Configuration.GetValueOrDefault("rest.port")?.Text) ?? DefaultPort;
        return $"{(IsEncrypted(resource) ? "https" : "http")}://{ServiceOf(resource.Name)}.{resource.Namespace}{hostSuffix}:{port.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>The URL of a Service, or what is missing for one.</summary>
    public static (string? Url, string? Lack) OfService(KubernetesResource service, string hostSuffix)
    {
        var ports = Ports(service);
        int port;
        if (service.Annotation("port")?.Trim() is { Length: > 0 } wanted)
        {
            port = Number(wanted) ?? ports.Find(one => one.Name == wanted).Number;
            if (port == 0)
            {
                return (null, $"It has no port {wanted}, which its annotation flinkready.io/port names.");
            }
        }
        else
        {
            port = ports.Find(static one => one.Name == PortName).Number is > 0 and var rest ? rest : ports is [var only] ? only.Number : 0;
            if (port == 0)
            {
                return (null, $"{(ports.Count == 0 ? "It has no port." : "Which of its ports is the REST API can't be told: none is named rest.")} Name it in an annotation, flinkready.io/port: <name or number>");
            }
        }

        var scheme = service.Annotation("scheme")?.Trim().ToLowerInvariant() ?? "http";
        if (scheme is not ("http" or "https"))
        {
            return (null, "Its annotation flinkready.io/scheme is neither http nor https.");
        }

        var path = service.Annotation("path")?.Trim().Trim('/') is { Length: > 0 } below ? "/" + below : string.Empty;
        return ($"{scheme}://{service.Name}.{service.Namespace}{hostSuffix}:{port.ToString(CultureInfo.InvariantCulture)}{path}", null);
    }

    // Up to 1.20 Flink takes security.ssl.enabled where the key of REST is missing (SecurityOptions.isRestSSLEnabled).
    private static bool IsEncrypted(DeploymentResource resource)
    {
        var value = resource.Configuration.GetValueOrDefault("security.ssl.rest.enabled")
            ?? (resource.FlinkVersion is { Major: 1 } ? resource.Configuration.GetValueOrDefault("security.ssl.enabled") : null);
        return value?.Text.Trim().Equals("true", StringComparison.OrdinalIgnoreCase) == true;
    }

    private static List<(string? Name, int Number)> Ports(KubernetesResource service) =>
        [.. ((service.Root.At("spec", "ports") as SequenceNode)?.Items ?? []).OfType<ObjectNode>()
            .Select(static port => (port.Text("name"), Number(port.Text("port")) ?? 0)).Where(static port => port.Item2 > 0)];

    private static int? Number(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65535 ? number : null;
}
