using FlinkReady.Deployments.Discovery;
using FlinkReady.FlinkClient.Collections;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Configuration.Keys;

namespace FlinkReady.Monitor.Discovery;

/// <summary>Makes the target of a resource from the template of the configuration.</summary>
internal static class TargetTemplate
{
    /// <summary>The target; null where the address is none.</summary>
    public static TargetDefinition? Fill(TargetDefinition template, Conclusion conclusion)
    {
        if (conclusion is not { Target: { } name, Url: { } text } || !TargetUrls.TryParse(text, out var url, out _))
        {
            return null;
        }

        var (resource, tls) = (conclusion.Resource, template.Connection.Tls);
        var labels = template.Labels.ToDictionary(static label => label.Key, label => Placeholders.Fill(label.Value, resource.Namespace, resource.Name), StringComparer.Ordinal);
        foreach (var (label, value) in conclusion.Labels.Where(static label => LabelNames.WhyNot(label.Key) is null))
        {
            labels[label] = value;
        }

        (labels["k8s_namespace"], labels["resource_kind"], labels["resource_name"]) = (resource.Namespace, resource.Kind, resource.Name);
        return template with
        {
            Name = name,
            Labels = new EquatableDictionary(labels, StringComparer.Ordinal),
            Connection = template.Connection with
            {
                Urls = [url],
                Tls = tls with { ServerName = tls.ServerName is { } serverName ? Placeholders.Fill(serverName, resource.Namespace, resource.Name) : null },
            },
        };
    }
}
