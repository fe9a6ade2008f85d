using FlinkReady.FlinkModel.Options;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules;

/// <summary>Whether a cluster has high availability: by its own configuration, and where nobody could ask it, by its resource.</summary>
/// <param name="IsOn">Null where neither was read.</param>
/// <param name="Key">What was looked at.</param>
/// <param name="Certainty">Inferred where a resource lacks the key: the operator's defaults may set it.</param>
internal sealed record KnownHa(bool? IsOn, Fact<string> Key, Certainty Certainty)
{
    /// <summary>Of a cluster.</summary>
    public static KnownHa Of(ClusterBasics cluster)
    {
        var configuration = cluster.Configuration.IsRead ? cluster.Configuration : cluster.Declared?.Configuration;
        if (configuration is null)
        {
            return new KnownHa(null, cluster.Configuration.Find(FlinkOptions.HighAvailabilityType), Certainty.Inferred);
        }

        var key = configuration.Find(FlinkOptions.HighAvailabilityType);
        var isAssumed = !key.IsKnown && configuration.Declared?.IsDecided(FlinkOptions.HighAvailabilityType) == false;
        return new KnownHa(
            HighAvailability.ModeOf(key.Or(string.Empty)) != HighAvailabilityMode.None,
            key,
            isAssumed ? Certainty.Inferred : key.Certainty);
    }

    /// <summary>What is said where a resource lacks the key and nobody asked the cluster; empty where it is proven.</summary>
    public string Doubt => Certainty == Certainty.Inferred && !Key.IsKnown ? " The operator's own default configuration could still set it, which can't be seen from here." : string.Empty;
}
