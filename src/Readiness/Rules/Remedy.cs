using System.Text;
using FlinkReady.FlinkModel.Options;
using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.Rules;

/// <summary>Words what to change so that it fits the cluster: the key's name in its version, the place its deployment reads it from.</summary>
internal static class Remedy
{
    /// <summary>A change of the cluster's configuration: one sentence, then the lines to write.</summary>
    /// <param name="cluster">Decides key names and place.</param>
    /// <param name="settings">Each option with the value to write, in YAML.</param>
    public static string Configuration(ClusterBasics cluster, params ReadOnlySpan<(ConfigOption Option, string Value)> settings)
    {
        var text = new StringBuilder("Set ").Append(Place(cluster)).Append(':');
        var indent = cluster.Deployment == Deployment.KubernetesOperator ? "    " : string.Empty;
        if (indent.Length > 0)
        {
            text.Append("\nspec:\n  flinkConfiguration:");
        }

        foreach (var (option, value) in settings)
        {
            text.Append('\n').Append(indent).Append(option.KeyFor(cluster.Version)).Append(": ").Append(value);
        }

        return text.ToString();
    }

    /// <summary>A change of the job's code: one sentence, then Java.</summary>
    public static string Java(string sentence, string code) => $"{sentence}\n{code}";

    /// <summary>Where a cluster of this version and deployment reads its configuration from.</summary>
    public static string Place(ClusterBasics cluster) => cluster.Deployment switch
    {
        _ when cluster.Declared is { } declared => $"in {declared.Kind} {declared.Resource.Namespace}/{declared.Resource.Name}",
        Deployment.KubernetesOperator => "in the FlinkDeployment",
        _ when cluster.Version is { } version && !version.IsAtLeast(1, 19) => "in flink-conf.yaml",
        _ => "in config.yaml",
    };
}
