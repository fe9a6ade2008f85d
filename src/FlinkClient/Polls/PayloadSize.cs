using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Polls;

/// <summary>
/// About how much memory a payload takes, in bytes: its texts at two bytes a letter, its objects by their number. Words that repeat (states, types) are shared and
/// not counted.
/// </summary>
internal static class PayloadSize
{
    private const int Text = 22;
    private const int Entry = 64;
    private const int Vertex = 304;
    private const int Node = 88;
    private const int Input = 40;
    private const int Checkpoint = 176;
    private const int Least = 256;

    /// <summary>The size of any payload.</summary>
    public static long Of(object payload) => Least + payload switch
    {
        JobDetails details => Of(details),
        CheckpointStatistics statistics => Of(statistics),
        CheckpointDetails details => Keys(details.Vertices?.Keys),
        JobExceptions exceptions => Of(exceptions.History?.Entries),
        IReadOnlyDictionary<string, VertexResourceRequirements> requirements => Keys(requirements.Keys),
        JobsOverview overview => Sum(overview.Jobs, static job => 160 + Of(job.Id) + Of(job.Name)),
        JobIdList list => Sum(list.Jobs, static _ => 32),
        IReadOnlyList<ConfigurationEntry> entries => Sum(entries, static entry => Entry + Of(entry.Key) + Of(entry.Value)),
        TaskManagerList list => Sum(list.TaskManagers, static manager => 160 + Of(manager.Id)),
        ApplicationList list => Sum(list.Applications, static one => 96 + Of(one.Id) + Of(one.Name) + Keys(one.Jobs?.Keys)),
        ApplicationExceptions exceptions => Of(exceptions.History?.Entries),
        _ => 0,
    };

    private static long Of(JobDetails details) =>
        Of(details.Name)
        + Keys(details.Timestamps?.Keys) / 2
        + Sum(details.Vertices, static vertex => Vertex + Of(vertex.Id) + Of(vertex.Name) + Of(vertex.SlotSharingGroupId))
        + Sum(details.Plan?.Nodes, static node => Node + Of(node.Description) + Sum(node.Inputs, static input => Input + Long(input.Id) + Long(input.ShipStrategy) + Long(input.Exchange)));

    private static long Of(CheckpointStatistics statistics) =>
        (4 * Checkpoint) + Of(statistics.Latest?.Completed) + Of(statistics.Latest?.Savepoint) + Of(statistics.Latest?.Failed) + Of(statistics.Latest?.Restored?.ExternalPath)
        + Sum(statistics.History, static entry => Checkpoint + Of(entry));

    private static long Of(CheckpointEntry? entry) =>
        entry is null ? 0 : Of(entry.ExternalPath) + Of(entry.FailureMessage) + Of(entry.SavepointFormat) + Long(entry.Status) + Long(entry.CheckpointType);

    private static long Of(IReadOnlyList<ExceptionEntry>? entries) =>
        Sum(entries, static entry => 112 + Of(entry.ExceptionName) + Of(entry.Trace?.WrappedName) + Of(entry.Trace?.RootCause));

    private static long Of(string? text) => text is null ? 0 : Text + (2L * text.Length);

    // A word of Flink's own is shared by all that have it; anything longer is none.
    private static long Long(string? text) => text is { Length: > 40 } ? Of(text) : 0;

    private static long Keys(IEnumerable<string>? keys) => Sum(keys, static key => Entry + Of(key));

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
