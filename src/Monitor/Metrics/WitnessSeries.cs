using FlinkReady.FlinkModel.Readings;
using FlinkReady.Monitor.Targets;
using FlinkReady.Readiness.OperatorIds.Contract;

namespace FlinkReady.Monitor.Metrics;

/// <summary>Writes what is counted of a target's witnesses.</summary>
internal static class WitnessSeries
{
    // Label values, each with the results that it stands for.
    private static readonly (string Label, string[] Results)[] OfPrometheus =
    [
        ("whole", ["whole"]), ("partial", ["partial"]), ("empty", ["empty"]), ("foreign", ["foreign"]),
        ("failed", ["failed", "denied", "tooLarge", "badMetadata", "notConfigured", "refused"]),
    ];

    private static readonly (string Label, string[] Results)[] OfCheckpoint =
    [
        ("read", ["read"]), ("gone", ["gone"]), ("denied", ["denied", "refused"]), ("too_large", ["tooLarge"]), ("bad", ["badMetadata"]),
        ("not_addressable", ["notAddressable"]), ("not_configured", ["notConfigured"]), ("failed", ["failed"]),
    ];

    /// <summary>Writes them all, known label values that never occurred too.</summary>
    public static void Write(SeriesWriter writer, TargetView view)
    {
        var (target, counters) = (view.Target.Name, view.Counters.Witnesses);
        foreach (var (label, results) in OfPrometheus)
        {
            writer.Write(MetricCatalogue.OperatorIdsReads, results.Sum(result => counters.Reads.GetValueOrDefault((Witness.Prometheus, result))), target, label);
        }

        foreach (var (label, results) in OfCheckpoint)
        {
            writer.Write(MetricCatalogue.MetadataReads, results.Sum(result => counters.Reads.GetValueOrDefault((Witness.Checkpoint, result))), target, label);
        }

        writer.Write(MetricCatalogue.MetadataBytes, counters.Bytes, target);
        writer.Write(MetricCatalogue.WitnessContradictions, counters.Contradictions.GetValueOrDefault(OperatorWitness.Checkpoint), target, "checkpoint");
        writer.Write(MetricCatalogue.WitnessContradictions, counters.Contradictions.GetValueOrDefault(OperatorWitness.Prometheus), target, "prometheus");
        if (view.State.Current is { Assessed: true })
        {
            foreach (var (job, bytes) in view.MetadataBytes)
            {
                writer.Write(MetricCatalogue.JobMetadataBytes, bytes, target, job);
            }
        }
    }
}
