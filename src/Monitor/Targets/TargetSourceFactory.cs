using FlinkReady.FlinkClient.Polls;
using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Targets;

/// <inheritdoc cref="ITargetSourceFactory"/>
internal sealed class TargetSourceFactory(IClusterReaderFactory readers, TimeProvider time) : ITargetSourceFactory
{
    public ITargetSource Create(TargetDefinition target, MonitorConfiguration configuration)
    {
        var filter = target.IncludeJobs.Count == 0 && target.ExcludeJobs.Count == 0 ? (Func<string, bool>?)null : target.Covers;
        if (target.Recording is { } path)
        {
            return new RecordingSource(path, () => TargetRecordings.Open(path), ReadOptions.Everything with { JobFilter = filter }, time);
        }

        var options = ReadOptions.Incremental(target.PollInterval ?? configuration.PollInterval, configuration.CheckpointInterval);
        return new ClusterSource(readers.Create(target.Name, Connections.Of(target, configuration)), options with { JobFilter = filter });
    }
}
