using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Sources.Cluster;

/// <summary>The TaskManagers with their memory and heartbeats.</summary>
internal sealed class TaskManagersSource() : ClusterSource<TaskManagerList>(TaskManagerList.Key, FlinkJson.Default.TaskManagerList, PayloadFaults.In, isPartOfEveryCluster: true);
