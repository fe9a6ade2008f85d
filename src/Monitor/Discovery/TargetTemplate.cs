using FlinkReady.Deployments.Discovery;
using FlinkReady.FlinkClient.Collections;
using FlinkReady.Monitor.Configuration;

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

        var resource = conclusion.Resource;
        var filled = new TemplateFilling(resource.Namespace, resource.Name).Fill(template);
        var labels = filled.Labels.ToDictionary(StringComparer.Ordinal);
        foreach (var (label, value) in conclusion.Labels.Where(static label => LabelNames.WhyNot(label.Key) is null))
        {
            labels[label] = value;
        }

        (labels["k8s_namespace"], labels["resource_kind"], labels["resource_name"]) = (resource.Namespace, resource.Kind, resource.Name);
        return filled with
        {
            Name = name,
            Labels = new EquatableDictionary(labels, StringComparer.Ordinal),
            Connection = filled.Connection with { Urls = [url] },
        };
    }
}
