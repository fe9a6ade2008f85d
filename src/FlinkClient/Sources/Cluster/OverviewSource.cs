using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Sources.Cluster;

/// <summary>The version and the slots.</summary>
internal sealed class OverviewSource() : ClusterSource<ClusterOverview>(ClusterOverview.Key, FlinkJson.Default.ClusterOverview, PayloadFaults.In, isPartOfEveryCluster: true)
{
    /// <inheritdoc/>
    public override bool IsSlow => true;
}
