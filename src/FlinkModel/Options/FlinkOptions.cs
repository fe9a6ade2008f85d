namespace FlinkReady.FlinkModel.Options;

/// <summary>
/// The options of Flink's configuration that FlinkReady reads, each by a name of ours. Their spellings, who reads them and their defaults stand in
/// <see cref="OptionTable"/>, which is written from Flink's releases.
/// </summary>
public static class FlinkOptions
{
    /// <summary>Flink: <c>HighAvailabilityOptions.HA_MODE</c>.</summary>
    public static ConfigOption HighAvailabilityType { get; } = OptionTable.Of("high-availability.type");

    /// <summary>Flink: <c>HighAvailabilityOptions.HA_STORAGE_PATH</c>.</summary>
    public static ConfigOption HighAvailabilityStorage { get; } = OptionTable.Of("high-availability.storageDir");

    /// <summary>Flink: <c>StateBackendOptions.STATE_BACKEND</c>.</summary>
    public static ConfigOption StateBackend { get; } = OptionTable.Of("state.backend.type");

    /// <summary>Flink: <c>CheckpointingOptions.CHECKPOINTS_DIRECTORY</c>.</summary>
    public static ConfigOption CheckpointDirectory { get; } = OptionTable.Of("execution.checkpointing.dir");

    /// <summary>Flink: <c>CheckpointingOptions.CHECKPOINT_STORAGE</c>.</summary>
    public static ConfigOption CheckpointStorage { get; } = OptionTable.Of("execution.checkpointing.storage");

    /// <summary>Flink: <c>CheckpointingOptions.CHECKPOINTING_INTERVAL</c>.</summary>
    public static ConfigOption CheckpointInterval { get; } = OptionTable.Of("execution.checkpointing.interval");

    /// <summary>Flink: <c>CheckpointingOptions.SAVEPOINT_DIRECTORY</c>.</summary>
    public static ConfigOption SavepointDirectory { get; } = OptionTable.Of("execution.checkpointing.savepoint-dir");

    /// <summary>Flink: <c>CheckpointingOptions.INCREMENTAL_CHECKPOINTS</c>.</summary>
    public static ConfigOption IncrementalCheckpoints { get; } = OptionTable.Of("execution.checkpointing.incremental");

    /// <summary>Flink: <c>StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE</c>.</summary>
    public static ConfigOption IgnoreUnclaimedState { get; } = OptionTable.Of("execution.state-recovery.ignore-unclaimed-state");

    /// <summary>Flink: <c>StateChangelogOptions.STATE_CHANGE_LOG_STORAGE</c>.</summary>
    public static ConfigOption ChangelogStorage { get; } = OptionTable.Of("state.changelog.storage");

    /// <summary>Flink: <c>FsStateChangelogOptions.BASE_PATH</c>.</summary>
    public static ConfigOption ChangelogBasePath { get; } = OptionTable.Of("state.changelog.dstl.dfs.base-path");

    /// <summary>Flink: <c>CoreOptions.DEFAULT_FILESYSTEM_SCHEME</c>: where a path without a scheme lies.</summary>
    public static ConfigOption DefaultFileSystem { get; } = OptionTable.Of("fs.default-scheme");

    /// <summary>Flink: <c>AbstractS3FileSystemFactory.ENTROPY_INJECT_KEY_OPTION</c>, of the S3 plug-ins.</summary>
    public static ConfigOption S3EntropyKey { get; } = ConfigOption.OfEveryVersion("s3.entropy.key");

    /// <summary>Flink: <c>AbstractS3FileSystemFactory.ENTROPY_INJECT_LENGTH_OPTION</c>, 4 by default.</summary>
    public static ConfigOption S3EntropyLength { get; } = ConfigOption.OfEveryVersion("s3.entropy.length");

    /// <summary>Flink: <c>TaskManagerOptions.MANAGED_MEMORY_FRACTION</c>.</summary>
    public static ConfigOption ManagedMemoryFraction { get; } = OptionTable.Of("taskmanager.memory.managed.fraction");

    /// <summary>Flink: <c>RocksDBOptions.USE_MANAGED_MEMORY</c>.</summary>
    public static ConfigOption RocksDbManagedMemory { get; } = OptionTable.Of("state.backend.rocksdb.memory.managed");

    /// <summary>Flink: <c>RocksDBOptions.FIX_PER_SLOT_MEMORY_SIZE</c>.</summary>
    public static ConfigOption RocksDbFixedPerSlot { get; } = OptionTable.Of("state.backend.rocksdb.memory.fixed-per-slot");

    /// <summary>Flink: <c>RocksDBOptions.FIX_PER_TM_MEMORY_SIZE</c>.</summary>
    public static ConfigOption RocksDbFixedPerTaskManager { get; } = OptionTable.Of("state.backend.rocksdb.memory.fixed-per-tm");

    /// <summary>Flink: <c>ForStOptions.USE_MANAGED_MEMORY</c>.</summary>
    public static ConfigOption ForStManagedMemory { get; } = OptionTable.Of("state.backend.forst.memory.managed");

    /// <summary>Flink: <c>ForStOptions.FIX_PER_SLOT_MEMORY_SIZE</c>.</summary>
    public static ConfigOption ForStFixedPerSlot { get; } = OptionTable.Of("state.backend.forst.memory.fixed-per-slot");

    /// <summary>Flink: <c>ForStOptions.FIX_PER_TM_MEMORY_SIZE</c>.</summary>
    public static ConfigOption ForStFixedPerTaskManager { get; } = OptionTable.Of("state.backend.forst.memory.fixed-per-tm");

    /// <summary>Flink: <c>PipelineOptions.MAX_PARALLELISM</c>.</summary>
    public static ConfigOption MaxParallelism { get; } = OptionTable.Of("pipeline.max-parallelism");

    /// <summary>Flink: <c>PipelineOptions.AUTO_GENERATE_UIDS</c>.</summary>
    public static ConfigOption AutoGenerateUids { get; } = OptionTable.Of("pipeline.auto-generate-uids");

    /// <summary>Flink: <c>PipelineOptions.PARALLELISM_OVERRIDES</c>, set by the autoscaler.</summary>
    public static ConfigOption ParallelismOverrides { get; } = OptionTable.Of("pipeline.jobvertex-parallelism-overrides");

    /// <summary>Flink: <c>JobManagerOptions.SCHEDULER</c>.</summary>
    public static ConfigOption Scheduler { get; } = OptionTable.Of("jobmanager.scheduler");

    /// <summary>Flink: <c>JobManagerOptions.SCHEDULER_MODE</c>.</summary>
    public static ConfigOption SchedulerMode { get; } = OptionTable.Of("scheduler-mode");

    /// <summary>Flink: <c>DeploymentOptions.TARGET</c>.</summary>
    public static ConfigOption ExecutionTarget { get; } = OptionTable.Of("execution.target");

    /// <summary>Set by the Flink Kubernetes Operator.</summary>
    public static ConfigOption OperatorFlinkVersion { get; } = ConfigOption.OfEveryVersion("$internal.flink.version");

    /// <summary>Flink: <c>HighAvailabilityOptions.HA_CLUSTER_ID</c>.</summary>
    public static ConfigOption HighAvailabilityClusterId { get; } = OptionTable.Of("high-availability.cluster-id");

    /// <summary>Flink: <c>HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM</c>.</summary>
    public static ConfigOption ZooKeeperQuorum { get; } = OptionTable.Of("high-availability.zookeeper.quorum");

    /// <summary>Flink: <c>CheckpointingOptions.CHECKPOINTING_INTERVAL_DURING_BACKLOG</c> (1.19).</summary>
    public static ConfigOption CheckpointIntervalDuringBacklog { get; } = OptionTable.Of("execution.checkpointing.interval-during-backlog");

    /// <summary>Flink: <c>CheckpointingOptions.CHECKPOINTING_TIMEOUT</c>.</summary>
    public static ConfigOption CheckpointTimeout { get; } = OptionTable.Of("execution.checkpointing.timeout");

    /// <summary>Flink: <c>CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS</c>.</summary>
    public static ConfigOption CheckpointMinPause { get; } = OptionTable.Of("execution.checkpointing.min-pause");

    /// <summary>Flink: <c>CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE</c>.</summary>
    public static ConfigOption CheckpointMode { get; } = OptionTable.Of("execution.checkpointing.mode");

    /// <summary>Flink: <c>CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS</c>.</summary>
    public static ConfigOption CheckpointConcurrency { get; } = OptionTable.Of("execution.checkpointing.max-concurrent-checkpoints");

    /// <summary>Flink: <c>CheckpointingOptions.TOLERABLE_FAILURE_NUMBER</c>.</summary>
    public static ConfigOption CheckpointTolerance { get; } = OptionTable.Of("execution.checkpointing.tolerable-failed-checkpoints");

    /// <summary>Flink: <c>CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION</c>.</summary>
    public static ConfigOption CheckpointRetention { get; } = OptionTable.Of("execution.checkpointing.externalized-checkpoint-retention");

    /// <summary>Flink: <c>CheckpointingOptions.MAX_RETAINED_CHECKPOINTS</c>.</summary>
    public static ConfigOption CheckpointsRetained { get; } = OptionTable.Of("execution.checkpointing.num-retained");

    /// <summary>Flink: <c>CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT</c>.</summary>
    public static ConfigOption AlignedCheckpointTimeout { get; } = OptionTable.Of("execution.checkpointing.aligned-checkpoint-timeout");

    /// <summary>Flink: <c>CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH</c>.</summary>
    public static ConfigOption CheckpointsAfterTasksFinish { get; } = OptionTable.Of("execution.checkpointing.checkpoints-after-tasks-finish");

    /// <summary>Flink: <c>RestartStrategyOptions.RESTART_STRATEGY</c>.</summary>
    public static ConfigOption RestartStrategy { get; } = OptionTable.Of("restart-strategy.type");

    /// <summary>Flink: <c>RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS</c>, 1 by default.</summary>
    public static ConfigOption FixedDelayAttempts { get; } = OptionTable.Of("restart-strategy.fixed-delay.attempts");

    /// <summary>Flink: <c>RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY</c>, 1 s by default.</summary>
    public static ConfigOption FixedDelayDelay { get; } = OptionTable.Of("restart-strategy.fixed-delay.delay");

    /// <summary>Flink: <c>RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL</c>, 1 by default.</summary>
    public static ConfigOption FailureRateMaxFailures { get; } = OptionTable.Of("restart-strategy.failure-rate.max-failures-per-interval");

    /// <summary>Flink: <c>RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL</c>, 1 min by default.</summary>
    public static ConfigOption FailureRateInterval { get; } = OptionTable.Of("restart-strategy.failure-rate.failure-rate-interval");

    /// <summary>Flink: <c>RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY</c>, 1 s by default.</summary>
    public static ConfigOption FailureRateDelay { get; } = OptionTable.Of("restart-strategy.failure-rate.delay");

    /// <summary>Flink: <c>RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF</c>.</summary>
    public static ConfigOption ExponentialMaxBackoff { get; } = OptionTable.Of("restart-strategy.exponential-delay.max-backoff");

    /// <summary>Flink: <c>RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS</c> (1.19), no limit by default.</summary>
    public static ConfigOption ExponentialAttempts { get; } = OptionTable.Of("restart-strategy.exponential-delay.attempts-before-reset-backoff");

    /// <summary>Flink: <c>JobManagerOptions.EXECUTION_FAILOVER_STRATEGY</c>.</summary>
    public static ConfigOption FailoverStrategy { get; } = OptionTable.Of("jobmanager.execution.failover-strategy");

    /// <summary>Flink: <c>JobManagerOptions.SCHEDULER_SUBMISSION_RESOURCE_WAIT_TIMEOUT</c>, 5 min by default, none in reactive mode.</summary>
    public static ConfigOption ResourceWaitTimeout { get; } = OptionTable.Of("jobmanager.adaptive-scheduler.submission.resource-wait-timeout");

    /// <summary>
    /// Flink: <c>SecurityOptions.SSL_ENABLED</c>, up to 1.20: the default of the options for internal connections and for REST
    /// (<c>SecurityOptions.isRestSSLEnabled</c>). 2.0 does not know it.
    /// </summary>
    public static ConfigOption SslEnabled { get; } = OptionTable.Of("security.ssl.enabled");

    /// <summary>Flink: <c>SecurityOptions.SSL_REST_ENABLED</c>; up to 1.20 <see cref="SslEnabled"/> holds where it is not set.</summary>
    public static ConfigOption RestSslEnabled { get; } = OptionTable.Of("security.ssl.rest.enabled");

    /// <summary>Flink: <c>SecurityOptions.SSL_REST_AUTHENTICATION_ENABLED</c>: client certificates are demanded.</summary>
    public static ConfigOption RestSslAuthentication { get; } = OptionTable.Of("security.ssl.rest.authentication-enabled");

    /// <summary>Set in an application cluster (Flink: <c>ApplicationConfiguration.APPLICATION_MAIN_CLASS</c>).</summary>
    public static ConfigOption ApplicationMain { get; } = OptionTable.Of("$internal.application.main");

    /// <summary>Set in an application cluster (Flink: <c>ApplicationConfiguration.APPLICATION_ARGS</c>).</summary>
    public static ConfigOption ApplicationArguments { get; } = OptionTable.Of("$internal.application.program-args");

    /// <summary>Flink: <c>StateChangelogOptions.ENABLE_STATE_CHANGE_LOG</c>.</summary>
    public static ConfigOption ChangelogEnabled { get; } = OptionTable.Of("state.changelog.enabled");

    /// <summary>Flink: <c>CheckpointingOptions.ENABLE_UNALIGNED</c>.</summary>
    public static ConfigOption UnalignedCheckpoints { get; } = OptionTable.Of("execution.checkpointing.unaligned.enabled");

    /// <summary>Flink: <c>TaskManagerOptions.TASK_CANCELLATION_TIMEOUT</c>, 3 min by default; 0 for never.</summary>
    public static ConfigOption TaskCancellationTimeout { get; } = OptionTable.Of("task.cancellation.timeout");

    /// <summary>Flink: <c>HeartbeatManagerOptions.HEARTBEAT_TIMEOUT</c>, 50 s by default.</summary>
    public static ConfigOption HeartbeatTimeout { get; } = OptionTable.Of("heartbeat.timeout");

    /// <summary>Flink: <c>HighAvailabilityOptions.HA_ZOOKEEPER_ROOT</c>, <c>/flink</c> by default.</summary>
    public static ConfigOption ZooKeeperRoot { get; } = OptionTable.Of("high-availability.zookeeper.path.root");

    /// <summary>Flink: <c>KubernetesConfigOptions.CLUSTER_ID</c>.</summary>
    public static ConfigOption KubernetesClusterId { get; } = OptionTable.Of("kubernetes.cluster-id");

    /// <summary>Flink: <c>KubernetesConfigOptions.NAMESPACE</c>, <c>default</c> by default.</summary>
    public static ConfigOption KubernetesNamespace { get; } = OptionTable.Of("kubernetes.namespace");

    /// <summary>Flink: <c>JobManagerOptions.PORT</c>; with high availability the port that was chosen at the start.</summary>
    public static ConfigOption JobManagerRpcPort { get; } = OptionTable.Of("jobmanager.rpc.port");

    /// <summary>Flink: <c>BlobServerOptions.PORT</c>; the port that was chosen at the start.</summary>
    public static ConfigOption BlobServerPort { get; } = OptionTable.Of("blob.server.port");

    /// <summary>Flink: <c>WebOptions.TMP_DIR</c>. Each JobManager makes a folder of its own below it when it starts, and shows that (<c>ClusterEntrypoint.generateClusterConfiguration</c>).</summary>
    public static ConfigOption WebTemporaryDirectory { get; } = OptionTable.Of("web.tmpdir");

    /// <summary>Flink: <c>JobManagerOptions.JOB_STORE_EXPIRATION_TIME</c>, seconds, 3600 by default.</summary>
    public static ConfigOption JobStoreExpirationTime { get; } = OptionTable.Of("jobstore.expiration-time");

    /// <summary>Flink: <c>JobManagerOptions.JOB_STORE_MAX_CAPACITY</c>: how many jobs that ended stay listed.</summary>
    public static ConfigOption JobStoreMaxCapacity { get; } = OptionTable.Of("completed-application-store.max-capacity");

    /// <summary>Flink: <c>JobManagerOptions.SLOT_REQUEST_TIMEOUT</c>, 5 min by default: how long a job waits for slots before it fails.</summary>
    public static ConfigOption SlotRequestTimeout { get; } = OptionTable.Of("slot.request.timeout");

    /// <summary>Flink: <c>TaskManagerOptions.JVM_METASPACE</c>, 256 MiB by default.</summary>
    public static ConfigOption TaskManagerMetaspace { get; } = OptionTable.Of("taskmanager.memory.jvm-metaspace.size");

    /// <summary>Flink: <c>TaskManagerOptions.TASK_OFF_HEAP_MEMORY</c>, none by default.</summary>
    public static ConfigOption TaskManagerOffHeap { get; } = OptionTable.Of("taskmanager.memory.task.off-heap.size");

    /// <summary>Flink: <c>TaskManagerOptions.TOTAL_PROCESS_MEMORY</c>.</summary>
    public static ConfigOption TaskManagerProcessMemory { get; } = OptionTable.Of("taskmanager.memory.process.size");

    /// <summary>Flink: <c>TaskManagerOptions.TOTAL_FLINK_MEMORY</c>.</summary>
    public static ConfigOption TaskManagerFlinkMemory { get; } = OptionTable.Of("taskmanager.memory.flink.size");
}
