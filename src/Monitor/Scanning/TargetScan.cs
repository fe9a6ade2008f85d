using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Assessments;

namespace FlinkReady.Monitor.Scanning;

/// <summary>What came of one target.</summary>
/// <param name="Assessment">The assessment.</param>
/// <param name="WasReadable">True where it answered in some look: of a series one readable snapshot is enough.</param>
/// <param name="FilteredJobs">Names of jobs that a filter left out.</param>
/// <param name="Exchanges">The requests of the last poll.</param>
internal sealed record TargetScan(TargetAssessment Assessment, bool WasReadable, IReadOnlyCollection<string> FilteredJobs, IReadOnlyList<Exchange> Exchanges)
{
    /// <summary>The last attempts to hear its witnesses.</summary>
    public IReadOnlyList<WitnessRead> WitnessReads { get; init; } = [];
}

/// <summary>What came of a scan.</summary>
/// <param name="Assessment">Every target, in the order of the configuration.</param>
/// <param name="Targets">The same targets.</param>
internal sealed record ScanResult(Assessment Assessment, IReadOnlyList<TargetScan> Targets);
