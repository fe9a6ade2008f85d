using FlinkReady.FlinkModel.Options;
using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.Rules;

/// <summary>The kinds of high availability (Flink: <c>HighAvailabilityMode</c>).</summary>
internal enum HighAvailabilityMode
{
    /// <summary>None: Flink's default.</summary>
    None,

    /// <summary>ZooKeeper.</summary>
    ZooKeeper,

    /// <summary>Kubernetes, by its name or its factory's class.</summary>
    Kubernetes,

    /// <summary>Another factory's class: what it needs is its own affair.</summary>
    Other,
}

/// <summary>Reads the mode as Flink does (<c>HighAvailabilityMode.fromConfig</c>).</summary>
internal static class HighAvailability
{
    /// <summary>
    /// The mode of a configuration that was read. The key missing is NONE; <c>standalone</c> is an old word for it; any text that is no
    /// known mode is the class of a factory.
    /// </summary>
    public static HighAvailabilityMode ModeOf(ConfigurationFacts configuration) => ModeOf(configuration.Find(FlinkOptions.HighAvailabilityType).Or(string.Empty));

    /// <summary>The mode that the value of the key means; empty where the key is missing.</summary>
    public static HighAvailabilityMode ModeOf(string type) =>
        type.Trim().ToUpperInvariant() switch
        {
            "" or "NONE" or "STANDALONE" => HighAvailabilityMode.None,
            "ZOOKEEPER" => HighAvailabilityMode.ZooKeeper,
            "KUBERNETES" => HighAvailabilityMode.Kubernetes,
            var factory when factory.EndsWith(".KUBERNETESHASERVICESFACTORY", StringComparison.Ordinal) => HighAvailabilityMode.Kubernetes,
            _ => HighAvailabilityMode.Other,
        };
}
