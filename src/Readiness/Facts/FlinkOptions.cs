namespace FlinkReady.Readiness.Facts;

/// <summary>The options of Flink's configuration that FlinkReady reads, each in one place with all its names.</summary>
public static class FlinkOptions
{
    private static readonly FlinkVersion V120 = new(1, 20);

    /// <summary>Flink: <c>HighAvailabilityOptions.HA_MODE</c>.</summary>
    public static ConfigOption HighAvailabilityType { get; } = new("high-availability.type", null, "high-availability", "recovery.mode");

    /// <summary>Flink: <c>HighAvailabilityOptions.HA_STORAGE_PATH</c>.</summary>
    public static ConfigOption HighAvailabilityStorage { get; } =
        new("high-availability.storageDir", null, "high-availability.zookeeper.storageDir", "recovery.zookeeper.storageDir");

    /// <summary>Flink: <c>StateBackendOptions.STATE_BACKEND</c>.</summary>
    public static ConfigOption StateBackend { get; } = new("state.backend.type", null, "state.backend");

    /// <summary>Flink: <c>CheckpointingOptions.CHECKPOINTS_DIRECTORY</c>.</summary>
    public static ConfigOption CheckpointDirectory { get; } = new("execution.checkpointing.dir", V120, "state.checkpoints.dir");

    /// <summary>Flink: <c>CheckpointingOptions.CHECKPOINT_STORAGE</c>.</summary>
    public static ConfigOption CheckpointStorage { get; } = new("execution.checkpointing.storage", V120, "state.checkpoint-storage");

    /// <summary>Flink: <c>CheckpointingOptions.CHECKPOINTING_INTERVAL</c>.</summary>
    public static ConfigOption CheckpointInterval { get; } = new("execution.checkpointing.interval");

    /// <summary>Flink: <c>PipelineOptions.MAX_PARALLELISM</c>.</summary>
    public static ConfigOption MaxParallelism { get; } = new("pipeline.max-parallelism");

    /// <summary>Flink: <c>PipelineOptions.AUTO_GENERATE_UIDS</c>.</summary>
    public static ConfigOption AutoGenerateUids { get; } = new("pipeline.auto-generate-uids");

    /// <summary>Flink: <c>PipelineOptions.PARALLELISM_OVERRIDES</c>, set by the autoscaler.</summary>
    public static ConfigOption ParallelismOverrides { get; } = new("pipeline.jobvertex-parallelism-overrides");

    /// <summary>Flink: <c>JobManagerOptions.SCHEDULER</c>.</summary>
    public static ConfigOption Scheduler { get; } = new("jobmanager.scheduler");

    /// <summary>Flink: <c>JobManagerOptions.SCHEDULER_MODE</c>.</summary>
    public static ConfigOption SchedulerMode { get; } = new("scheduler-mode");

    /// <summary>Flink: <c>DeploymentOptions.TARGET</c>.</summary>
    public static ConfigOption ExecutionTarget { get; } = new("execution.target");

    /// <summary>Set by the Flink Kubernetes Operator.</summary>
    public static ConfigOption OperatorFlinkVersion { get; } = new("$internal.flink.version");
}
