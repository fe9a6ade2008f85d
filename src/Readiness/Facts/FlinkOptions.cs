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

    /// <summary>Flink: <c>CheckpointingOptions.SAVEPOINT_DIRECTORY</c>.</summary>
    public static ConfigOption SavepointDirectory { get; } =
        new("execution.checkpointing.savepoint-dir", V120, "state.savepoints.dir", "savepoints.state.backend.fs.dir");

    /// <summary>Flink: <c>CheckpointingOptions.INCREMENTAL_CHECKPOINTS</c>.</summary>
    public static ConfigOption IncrementalCheckpoints { get; } = new("execution.checkpointing.incremental", V120, "state.backend.incremental");

    /// <summary>Flink: <c>StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE</c>.</summary>
    public static ConfigOption IgnoreUnclaimedState { get; } =
        new("execution.state-recovery.ignore-unclaimed-state", V120, "execution.savepoint.ignore-unclaimed-state");

    /// <summary>Flink: <c>StateChangelogOptions.STATE_CHANGE_LOG_STORAGE</c>.</summary>
    public static ConfigOption ChangelogStorage { get; } = new("state.changelog.storage", V120, "state.backend.changelog.storage");

    /// <summary>Flink: <c>FsStateChangelogOptions.BASE_PATH</c>.</summary>
    public static ConfigOption ChangelogBasePath { get; } = new("state.changelog.dstl.dfs.base-path", V120, "dstl.dfs.base-path");

    /// <summary>Flink: <c>CoreOptions.DEFAULT_FILESYSTEM_SCHEME</c>: where a path without a scheme lies.</summary>
    public static ConfigOption DefaultFileSystem { get; } = new("fs.default-scheme");

    /// <summary>Flink: <c>TaskManagerOptions.MANAGED_MEMORY_FRACTION</c>.</summary>
    public static ConfigOption ManagedMemoryFraction { get; } = new("taskmanager.memory.managed.fraction");

    /// <summary>Flink: <c>RocksDBOptions.USE_MANAGED_MEMORY</c>.</summary>
    public static ConfigOption RocksDbManagedMemory { get; } = new("state.backend.rocksdb.memory.managed");

    /// <summary>Flink: <c>RocksDBOptions.FIX_PER_SLOT_MEMORY_SIZE</c>.</summary>
    public static ConfigOption RocksDbFixedPerSlot { get; } = new("state.backend.rocksdb.memory.fixed-per-slot");

    /// <summary>Flink: <c>RocksDBOptions.FIX_PER_TM_MEMORY_SIZE</c>.</summary>
    public static ConfigOption RocksDbFixedPerTaskManager { get; } = new("state.backend.rocksdb.memory.fixed-per-tm");

    /// <summary>Flink: <c>ForStOptions.USE_MANAGED_MEMORY</c>.</summary>
    public static ConfigOption ForStManagedMemory { get; } = new("state.backend.forst.memory.managed");

    /// <summary>Flink: <c>ForStOptions.FIX_PER_SLOT_MEMORY_SIZE</c>.</summary>
    public static ConfigOption ForStFixedPerSlot { get; } = new("state.backend.forst.memory.fixed-per-slot");

    /// <summary>Flink: <c>ForStOptions.FIX_PER_TM_MEMORY_SIZE</c>.</summary>
    public static ConfigOption ForStFixedPerTaskManager { get; } = new("state.backend.forst.memory.fixed-per-tm");

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
