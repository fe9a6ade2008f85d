using System.Collections.Concurrent;
using FlinkReady.FlinkClient.Polls;
using FlinkReady.Monitor.Configuration;
using FlinkReady.Readiness.Judging;

namespace FlinkReady.Monitor.Scanning;

/// <summary>Looks at every target once, several at a time, and puts the picture together.</summary>
internal sealed class Scanner(IClusterReaderFactory readers, TimeProvider time, IScanProgress progress, IAssessmentObserver observer)
{
    /// <summary>Runs the scan. A target that does not answer is in the result; only what the user has to change throws.</summary>
    public async Task<ScanResult> RunAsync(ScanRequest request, CancellationToken cancellationToken)
    {
        var targets = request.Configuration.Targets;
        var scans = new ConcurrentDictionary<int, TargetScan>();
        progress.Begin(targets.Count);
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = request.Configuration.MaxConcurrentTargets, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(Enumerable.Range(0, targets.Count), parallel, async (index, token) =>
            {
                progress.Started(targets[index].Name);
                scans[index] = await ScanAsync(targets[index], request, token);
                progress.Finished(targets[index].Name);
            });
        }
        finally
        {
            progress.End();
        }

        cancellationToken.ThrowIfCancellationRequested();
        List<TargetScan> ordered = [.. Enumerable.Range(0, targets.Count).Select(index => scans[index]), .. request.Declared];
        var now = request.Now ?? time.GetUtcNow();
        return new ScanResult(AssessmentBuilder.Combine(request.Configuration.Policy, [.. ordered.Select(scan => scan.Assessment)], request.FiltersActive, now, observer), ordered);
    }

    private async Task<TargetScan> ScanAsync(TargetDefinition target, ScanRequest request, CancellationToken cancellationToken)
    {
        var assessor = new Assessor(request.Configuration.Policy, observer);
        return target.Recording is { } recording
            ? await new RecordingScan(assessor, time).RunAsync(target, recording, request, cancellationToken)
            : await new LiveScan(assessor, readers, time).RunAsync(target, request, cancellationToken);
    }
}
