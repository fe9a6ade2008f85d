using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Sources.Cluster;

/// <summary>The configuration of the JobManager that was asked.</summary>
internal sealed class JobManagerConfigurationSource() : ClusterSource<IReadOnlyList<ConfigurationEntry>>(JobManagerConfiguration.Key, FlinkJson.Default.IReadOnlyListConfigurationEntry, PayloadFaults.In, isPartOfEveryCluster: false)
{
    /// <inheritdoc/>
    public override bool IsSlow => true;
}
