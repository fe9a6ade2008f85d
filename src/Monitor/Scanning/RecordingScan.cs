using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkClient.Recordings;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Monitor.Targets;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Judging;

namespace FlinkReady.Monitor.Scanning;

/// <summary>Scans a recording; a series is replayed as <c>watch</c> would poll it, and the result is the state at its end.</summary>
internal sealed class RecordingScan(Assessor assessor, TimeProvider time)
{
    /// <summary>Runs the scan.</summary>
    /// <exception cref="UsageException">There is no snapshot of the name asked for.</exception>
    public async Task<TargetScan> RunAsync(TargetDefinition target, string path, ScanRequest request, CancellationToken cancellationToken)
    {
        using var series = TargetRecordings.Open(path);
        var filter = new JobFilter(target, request.Job);
        var options = ReadOptions.Everything with { JobFilter = filter.Covers, Declared = UpgradeModes.Of(target, request.Now ?? time.GetUtcNow()) };
        var state = TargetState.Initial;
        ClusterSnapshot? previous = null;
        foreach (var snapshot in Choose(series, request.Snapshot))
        {
            previous = await snapshot.Reader.ReadAsync(previous, options, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            state = assessor.Assess(target.Name, previous, state, request.Now ?? time.GetUtcNow());
        }

        return new TargetScan(state.Current!, state.LastUp is not null, filter.Left, previous!.Exchanges);
    }

    private static IReadOnlyList<RecordingSnapshot> Choose(RecordingSeries series, string? name)
    {
        if (name is null)
        {
            return series.Snapshots;
        }

        return series.Snapshots.FirstOrDefault(snapshot => snapshot.Name == name) is { } chosen
            ? [chosen]
            : throw new UsageException($"the recording {series.Name} has no snapshot \"{name}\"{NearestName.Hint(name, series.Snapshots.Select(snapshot => snapshot.Name))}");
    }
}
