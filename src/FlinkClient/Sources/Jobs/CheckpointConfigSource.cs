using FlinkReady.FlinkClient.Endpoints;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Sources.Jobs;

/// <summary>How checkpointing is set up; absent where it is not enabled.</summary>
internal sealed class CheckpointConfigSource() : JobSource<CheckpointConfig>(CheckpointConfig.Key, FlinkJson.Default.CheckpointConfig, PayloadFaults.None);
