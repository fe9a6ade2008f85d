using FlinkReady.FlinkClient.Polls;
using FlinkReady.Monitor.Configuration;

namespace FlinkReady.Monitor.Targets;

/// <inheritdoc cref="ITargetSourceFactory"/>
internal sealed class TargetSourceFactory(IClusterReaderFactory readers, TimeProvider time, ITargetFacts facts) : ITargetSourceFactory
{
    public ITargetSource Create(EffectiveTarget target)
    {
        var jobs = target.Definition.Jobs;
        var filter = jobs.CoverAll ? (Func<string, bool>?)null : jobs.Cover;
        var declared = UpgradeModes.Of(target.Definition, time.GetUtcNow());
        if (target.Definition.Recording is { } path)
        {
            return new RecordingSource(path, () => TargetRecordings.Open(path), ReadOptions.Everything with { JobFilter = filter, Declared = declared }, time);
        }

        var options = ReadOptions.Incremental(target.PollInterval, target.CheckpointInterval);
        return new ClusterSource(
            readers.Create(target.Name, target.Definition.Connection),
            options with { JobFilter = filter, Declared = () => facts.Declared(target.Name).And(declared?.Invoke()) });
    }
}
