using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>
/// About how much memory a payload takes, in bytes: its objects by their number and what stands in them, its texts at two bytes a letter. Texts that are shared
/// count once: for what made them.
/// </summary>
/// <param name="countsShared">True where the shareable texts were not counted when they were made: each counts as if it were the only one then.</param>
internal sealed class PayloadSize(bool countsShared)
{
    private const long Least = 64;
    private const long PerText = 22;
    private const long Entry = 64;
    private const long Vertex = 120;
    private const long Node = 64;
    private const long Input = 24;
    private const long Checkpoint = 88;
    private const long Operator = 120;
    private const long Metric = 40;

    private static readonly PayloadSize All = new(countsShared: true);
    private static readonly PayloadSize Unshared = new(countsShared: false);

    /// <summary>The size of any payload.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="textsMade">Bytes of the shareable texts that were made for it; null where that was not counted.</param>
    public static long Of(object payload, long? textsMade) => Least + (textsMade is { } made ? made + Unshared.Of(payload) : All.Of(payload));

    /// <summary>True where it is known how to measure payloads of this kind: anything else would count as nothing.</summary>
    /// <param name="payload">A payload, empty or not.</param>
    public static bool Knows(object payload) => All.Find(payload) is not null;

    private long Of(object payload) => Find(payload) ?? 0;

    private long? Find(object payload) => payload switch
    {
        JobDetails details => Of(details),
        CheckpointStatistics statistics => Of(statistics),
        CheckpointDetails details => Keys(details.Vertices?.Keys),
        JobExceptions exceptions => Of(exceptions.History?.Entries),
        IReadOnlyDictionary<string, VertexResourceRequirements> requirements => Keys(requirements.Keys),
        JobsOverview overview => Sum(overview.Jobs, job => 160 + Shared(job.Id) + Shared(job.Name)),
        JobIdList list => Sum(list.Jobs, static _ => 32),
        IReadOnlyList<ConfigurationEntry> entries => Sum(entries, entry => 32 + Shared(entry.Key) + Shared(entry.Value)),
        TaskManagerList list => Sum(list.TaskManagers, manager => 160 + Shared(manager.Id)),
        ApplicationList list => Sum(list.Applications, one => 96 + Shared(one.Id) + Shared(one.Name) + Keys(one.Jobs?.Keys)),
        ApplicationExceptions exceptions => Of(exceptions.History?.Entries),
        OperatorIdSet set => Sum(set.Operators, Of),
        CheckpointMetadata metadata => Text(metadata.Path) + Sum(metadata.Operators, Of),
        IReadOnlyList<JobMetric> metrics => Sum(metrics, static metric => Metric + Text(metric.Id)),
        IReadOnlyList<AggregatedMetric> metrics => Sum(metrics, static metric => Metric + Text(metric.Id)),
        ApplicationFailures failures => Sum(failures.ByApplication, one => Entry + Text(one.Key) + Of(one.Value.History?.Entries)),
        RefusedMetadata refused => Text(refused.Path),
        // A handful of numbers and words, however large the cluster is.
        DashboardConfiguration or ClusterOverview or JobConfig or CheckpointConfig or LargestMetadata or ServerCertificate => 0,
        // What others declare is theirs, and no answer of the target.
        DeploymentResource or DeclaredUpgradeMode => 0,
        _ => null,
    };

    private long Of(JobDetails details) =>
        200
        + Shared(details.Name)
        + (8L * (details.Timestamps?.Count ?? 0))
        + Sum(details.Vertices, vertex => Vertex + Shared(vertex.Id) + Shared(vertex.Name) + Shared(vertex.SlotSharingGroupId))
        + Sum(details.Plan?.Nodes, node => Node + Shared(node.Description) + Sum(node.Inputs, input => Input + Shared(input.Id) + Word(input.ShipStrategy) + Word(input.Exchange)));

    private long Of(CheckpointStatistics statistics) =>
        Checkpoint + Of(statistics.Latest?.Completed) + Of(statistics.Latest?.Savepoint) + Of(statistics.Latest?.Failed) + Text(statistics.Latest?.Restored?.ExternalPath)
        + Sum(statistics.History, Of);

    private long Of(CheckpointEntry? entry) =>
        entry is null ? 0 : Checkpoint + Text(entry.ExternalPath) + Text(entry.FailureMessage) + Text(entry.SavepointFormat) + Word(entry.Status) + Word(entry.CheckpointType);

    private long Of(IReadOnlyList<ExceptionEntry>? entries) =>
        Sum(entries, entry => 112 + Shared(entry.ExceptionName) + Text(entry.Trace?.WrappedName) + Text(entry.Trace?.RootCause));

    private static long Of(WitnessedOperator one) => Operator + Text(one.Id) + Text(one.VertexId) + Text(one.Name) + Text(one.Uid);

    private long Shared(string? text) => countsShared ? Text(text) : 0;

    // A word of Flink's own is the same for all that have it; anything longer is none.
    private long Word(string? text) => text is { Length: > 40 } ? Shared(text) : 0;

    private static long Text(string? text) => text is null ? 0 : PerText + (2L * text.Length);

    private static long Keys(IEnumerable<string>? keys) => Sum(keys, static key => Entry + Text(key));

    private static long Sum<T>(IEnumerable<T>? entries, Func<T, long> size)
    {
        var sum = 0L;
        foreach (var entry in entries ?? [])
        {
            sum += 8 + size(entry);
        }

        return sum;
    }
}
