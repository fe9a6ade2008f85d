using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Sources.Jobs;

/// <summary>The execution configuration that the job carries.</summary>
internal sealed class JobConfigSource() : JobSource<JobConfig>(JobConfig.Key, FlinkJson.Default.JobConfig, PayloadFaults.None);
