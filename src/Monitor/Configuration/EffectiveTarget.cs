namespace FlinkReady.Monitor.Configuration;

/// <summary>
/// A target as it is looked at: its definition, and from the configuration what that leaves open. A target's source is made of nothing else, so
/// where two are equal a reload changed nothing for the target.
/// </summary>
/// <param name="Definition">The target; its connection has the time-out and the number of requests of the configuration.</param>
/// <param name="PollInterval">How often it is looked at.</param>
/// <param name="CheckpointInterval">How often at most the checkpoint statistics of a job are read.</param>
/// <param name="MaxMemory">Bytes of memory that its answers may take.</param>
internal sealed record EffectiveTarget(TargetDefinition Definition, TimeSpan PollInterval, TimeSpan CheckpointInterval, long MaxMemory)
{
    /// <summary>Which files of its checkpoints are read.</summary>
    public MetadataSettings CheckpointMetadata => Definition.CheckpointMetadata;

    /// <summary>The Prometheus that is asked for the operators of its jobs.</summary>
    public PrometheusSettings Prometheus => Definition.Prometheus;

    /// <summary>Its name.</summary>
    public string Name => Definition.Name;

    /// <summary>The target under a configuration.</summary>
    public static EffectiveTarget Of(TargetDefinition target, MonitorConfiguration configuration)
    {
        var pollInterval = target.PollInterval ?? configuration.PollInterval;
        var connection = target.Connection with { RequestTimeout = configuration.RequestTimeout, MaxConcurrentRequests = configuration.MaxConcurrentRequests };
        var definition = target with
        {
            PollInterval = pollInterval,
            Connection = connection,
            CheckpointMetadata = target.CheckpointMetadata.Over(configuration.CheckpointMetadata),
            Prometheus = target.Prometheus.Over(configuration.Prometheus),
        };
        return new EffectiveTarget(definition, pollInterval, configuration.CheckpointInterval, configuration.MaxTargetMemory);
    }
}
