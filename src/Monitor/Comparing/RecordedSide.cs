using FlinkReady.FlinkClient.Polls;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.Comparing;
using FlinkReady.Readiness.Plans;

namespace FlinkReady.Monitor.Comparing;

/// <summary>Reads a side from a recording; of a series, its end.</summary>
internal sealed class RecordedSide(OperatorSetReader sets)
{
    /// <summary>Reads the job.</summary>
    public async Task<ComparedSide> ReadAsync(SideRequest request, IReadOnlyList<ProgramPlan> unchained, CancellationToken cancellationToken)
    {
        var path = Path.GetFileName(request.Source) == "index.json" ? Path.GetDirectoryName(Path.GetFullPath(request.Source))! : request.Source;
        using var series = TargetRecordings.Open(path);
        ClusterSnapshot? snapshot = null;
        foreach (var recorded in series.Snapshots)
        {
            snapshot = await recorded.Reader.ReadAsync(snapshot, ReadOptions.Everything, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (snapshot!.Jobs.Count == 0 && !snapshot.IsUp)
        {
            throw new UnansweredException($"{request.Option} {request.Source}: {snapshot.WhyDown!.Message}");
        }

        var side = new ComparedSide(request.Source, SideKind.Recording, new OperatorSet([]));
        return ClusterSide.Read(sets, JobChoice.Of(snapshot.Jobs, request), snapshot, side, unchained, request);
    }
}
