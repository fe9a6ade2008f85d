namespace FlinkReady.FlinkModel.Options;

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

    /// <summary>Flink: <c>HighAvailabilityOptions.HA_CLUSTER_ID</c>.</summary>
    public static ConfigOption HighAvailabilityClusterId { get; } =
        new("high-availability.cluster-id", null, "high-availability.zookeeper.path.namespace", "recovery.zookeeper.path.namespace");

    /// <summary>Flink: <c>HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM</c>.</summary>
    public static ConfigOption ZooKeeperQuorum { get; } = new("high-availability.zookeeper.quorum", null, "recovery.zookeeper.quorum");

    /// <summary>Flink: <c>CheckpointingOptions.CHECKPOINTING_INTERVAL_DURING_BACKLOG</c> (1.19).</summary>
    public static ConfigOption CheckpointIntervalDuringBacklog { get; } = new("execution.checkpointing.interval-during-backlog");

    /// <summary>Flink: <c>CheckpointingOptions.CHECKPOINTING_TIMEOUT</c>.</summary>
    public static ConfigOption CheckpointTimeout { get; } = new("execution.checkpointing.timeout");

    /// <summary>Flink: <c>CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS</c>.</summary>
    public static ConfigOption CheckpointMinPause { get; } = new("execution.checkpointing.min-pause");

    /// <summary>Flink: <c>CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE</c>.</summary>
    public static ConfigOption CheckpointMode { get; } = new("execution.checkpointing.mode");

    /// <summary>Flink: <c>CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS</c>.</summary>
    public static ConfigOption CheckpointConcurrency { get; } = new("execution.checkpointing.max-concurrent-checkpoints");

    /// <summary>Flink: <c>CheckpointingOptions.TOLERABLE_FAILURE_NUMBER</c>.</summary>
    public static ConfigOption CheckpointTolerance { get; } = new("execution.checkpointing.tolerable-failed-checkpoints");

    /// <summary>Flink: <c>CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION</c>.</summary>
    public static ConfigOption CheckpointRetention { get; } = new("execution.checkpointing.externalized-checkpoint-retention");

    /// <summary>Flink: <c>CheckpointingOptions.MAX_RETAINED_CHECKPOINTS</c>.</summary>
    public static ConfigOption CheckpointsRetained { get; } = new("execution.checkpointing.num-retained", V120, "state.checkpoints.num-retained");

    /// <summary>Flink: <c>CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT</c>.</summary>
    public static ConfigOption AlignedCheckpointTimeout { get; } =
        new("execution.checkpointing.aligned-checkpoint-timeout", null, "execution.checkpointing.alignment-timeout");

    /// <summary>Flink: <c>CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH</c>.</summary>
    public static ConfigOption CheckpointsAfterTasksFinish { get; } =
        new("execution.checkpointing.checkpoints-after-tasks-finish", V120, "execution.checkpointing.checkpoints-after-tasks-finish.enabled");

    /// <summary>Flink: <c>RestartStrategyOptions.RESTART_STRATEGY</c>.</summary>
    public static ConfigOption RestartStrategy { get; } = new("restart-strategy.type", null, "restart-strategy");

    /// <summary>Flink: <c>RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS</c>, 1 by default.</summary>
    public static ConfigOption FixedDelayAttempts { get; } = new("restart-strategy.fixed-delay.attempts");

    /// <summary>Flink: <c>RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY</c>, 1 s by default.</summary>
    public static ConfigOption FixedDelayDelay { get; } = new("restart-strategy.fixed-delay.delay");

    /// <summary>Flink: <c>RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL</c>, 1 by default.</summary>
    public static ConfigOption FailureRateMaxFailures { get; } = new("restart-strategy.failure-rate.max-failures-per-interval");

    /// <summary>Flink: <c>RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL</c>, 1 min by default.</summary>
    public static ConfigOption FailureRateInterval { get; } = new("restart-strategy.failure-rate.failure-rate-interval");

    /// <summary>Flink: <c>RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY</c>, 1 s by default.</summary>
    public static ConfigOption FailureRateDelay { get; } = new("restart-strategy.failure-rate.delay");

    /// <summary>Flink: <c>RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF</c>.</summary>
    public static ConfigOption ExponentialMaxBackoff { get; } = new("restart-strategy.exponential-delay.max-backoff");

    /// <summary>Flink: <c>RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS</c> (1.19), no limit by default.</summary>
    public static ConfigOption ExponentialAttempts { get; } = new("restart-strategy.exponential-delay.attempts-before-reset-backoff");

    /// <summary>Flink: <c>JobManagerOptions.EXECUTION_FAILOVER_STRATEGY</c>.</summary>
    public static ConfigOption FailoverStrategy { get; } = new("jobmanager.execution.failover-strategy");

    /// <summary>Flink: <c>JobManagerOptions.SCHEDULER_SUBMISSION_RESOURCE_WAIT_TIMEOUT</c>, 5 min by default, none in reactive mode.</summary>
    public static ConfigOption ResourceWaitTimeout { get; } =
        new("jobmanager.adaptive-scheduler.submission.resource-wait-timeout", new FlinkVersion(2, 0), "jobmanager.adaptive-scheduler.resource-wait-timeout");

    /// <summary>Flink: <c>SecurityOptions.SSL_REST_ENABLED</c>; the old name switched internal connections, too.</summary>
    public static ConfigOption RestSslEnabled { get; } = new("security.ssl.rest.enabled", null, "security.ssl.enabled");

    /// <summary>Flink: <c>SecurityOptions.SSL_REST_AUTHENTICATION_ENABLED</c>: client certificates are demanded.</summary>
    public static ConfigOption RestSslAuthentication { get; } = new("security.ssl.rest.authentication-enabled");

    /// <summary>Set in an application cluster (Flink: <c>ApplicationConfiguration.APPLICATION_MAIN_CLASS</c>).</summary>
    public static ConfigOption ApplicationMain { get; } = new("$internal.application.main");

    /// <summary>Flink: <c>JobManagerOptions.SLOT_REQUEST_TIMEOUT</c>, 5 min by default: how long a job waits for slots before it fails.</summary>
    public static ConfigOption SlotRequestTimeout { get; } = new("slot.request.timeout");

    /// <summary>Flink: <c>TaskManagerOptions.TASK_CANCELLATION_TIMEOUT</c>, 3 min by default; 0: a TaskManager waits for ever for a task that won't end.</summary>
    public static ConfigOption TaskCancellationTimeout { get; } = new("task.cancellation.timeout");

    /// <summary>Flink: <c>HeartbeatManagerOptions.HEARTBEAT_TIMEOUT</c>, 50 s by default.</summary>
    public static ConfigOption HeartbeatTimeout { get; } = new("heartbeat.timeout");

    /// <summary>Flink: <c>TaskManagerOptions.JVM_METASPACE</c>, 256 MiB by default.</summary>
    public static ConfigOption TaskManagerMetaspace { get; } = new("taskmanager.memory.jvm-metaspace.size");

    /// <summary>Flink: <c>TaskManagerOptions.TASK_OFF_HEAP_MEMORY</c>, none by default.</summary>
    public static ConfigOption TaskManagerOffHeap { get; } = new("taskmanager.memory.task.off-heap.size");

    /// <summary>Flink: <c>TaskManagerOptions.TOTAL_PROCESS_MEMORY</c>.</summary>
    public static ConfigOption TaskManagerProcessMemory { get; } = new("taskmanager.memory.process.size");

    /// <summary>Flink: <c>TaskManagerOptions.TOTAL_FLINK_MEMORY</c>.</summary>
    public static ConfigOption TaskManagerFlinkMemory { get; } = new("taskmanager.memory.flink.size");
}
