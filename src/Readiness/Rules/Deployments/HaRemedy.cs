using FlinkReady.FlinkModel.Options;
using FlinkReady.Readiness.Facts;

namespace FlinkReady.Readiness.Rules.Deployments;

/// <summary>Words how high availability is turned on where the operator deploys.</summary>
internal static class HaRemedy
{
    /// <summary>The lines that are missing.</summary>
    public static string For(ClusterBasics cluster)
    {
        var isOnKubernetes = cluster.Deployment is Deployment.KubernetesOperator or Deployment.NativeKubernetes;
        var storage = cluster.Declared?.Configuration.Find(FlinkOptions.HighAvailabilityStorage) is { IsKnown: true } declared ? declared : cluster.Configuration.Find(FlinkOptions.HighAvailabilityStorage);
        var type = (FlinkOptions.HighAvailabilityType, isOnKubernetes ? "kubernetes" : "zookeeper");
        return storage.IsKnown
            ? Remedy.Configuration(cluster, type)
            : Remedy.Configuration(cluster, type, (FlinkOptions.HighAvailabilityStorage, "s3://<bucket>/flink/ha"));
    }
}
