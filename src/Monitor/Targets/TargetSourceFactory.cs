using FlinkReady.FlinkClient.Polls;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Witnessing;

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
            return new RecordingSource(path, () => TargetRecordings.Open(path), ReadOptions.Everything with { JobFilter = filter, MaxMemory = target.MaxMemory, Declared = declared }, time);
        }

        var options = ReadOptions.Incremental(target.PollInterval, target.CheckpointInterval) with
        {
            JobFilter = filter,
            MaxMemory = target.MaxMemory,
            Declared = () => facts.Declared(target.Name).And(declared?.Invoke()),
        };
        return new ClusterSource(WitnessedReader.Over(readers.Create(target.Name, target.Definition.Connection), target, time), options);
    }
}
