using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Sources.Cluster;

/// <summary>The jobs whose JobMaster answers. Read alone and first: whether this fails tells whether anything else is worth asking.</summary>
internal sealed class JobsOverviewSource() : ClusterSource<JobsOverview>(JobsOverview.Key, FlinkJson.Default.JobsOverview, PayloadFaults.In, isPartOfEveryCluster: true);
