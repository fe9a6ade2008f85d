using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Sources.Cluster;

/// <summary>The version and the switches of the web interface; a JobManager answers it without its leader.</summary>
internal sealed class DashboardConfigurationSource() : ClusterSource<DashboardConfiguration>(DashboardConfiguration.Key, FlinkJson.Default.DashboardConfiguration, PayloadFaults.In, isPartOfEveryCluster: true)
{
    /// <inheritdoc/>
    public override bool IsSlow => true;
}
