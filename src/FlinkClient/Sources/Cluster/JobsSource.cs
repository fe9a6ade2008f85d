using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Sources.Cluster;

/// <summary>Every job the JobManager knows.</summary>
internal sealed class JobsSource() : ClusterSource<JobIdList>(JobIdList.Key, FlinkJson.Default.JobIdList, PayloadFaults.In, isPartOfEveryCluster: true);
