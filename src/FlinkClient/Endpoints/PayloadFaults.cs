using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Endpoints;

/// <summary>
/// What a body that parsed lacks so badly that it can't be used: the list it is asked for, an entry, an id. A missing field
/// elsewhere is no fault, it stays null. Answers without these would pass for an empty cluster.
/// </summary>
internal static class PayloadFaults
{
    public static string? None<T>(T payload) => null;

    public static string? In(DashboardConfiguration config) =>
        config.FlinkVersion is null && config.Features is null ? "neither flink-version nor features is in it" : null;

    public static string? In(ClusterOverview overview) =>
        overview.FlinkVersion is null && overview.TaskManagers is null && overview.SlotsTotal is null
            ? "none of flink-version, taskmanagers, slots-total is in it" : null;

    public static string? In(IReadOnlyList<ConfigurationEntry> entries) => NullEntry(entries, "$");

    public static string? In(TaskManagerList list) => Missing(list.TaskManagers, "taskmanagers");

    public static string? In(JobIdList list) =>
        Missing(list.Jobs, "jobs") ?? (list.Jobs!.All(job => IsId(job.Id)) ? null : "an id in jobs is not 32 hex digits");

    public static string? In(JobsOverview overview) =>
        Missing(overview.Jobs, "jobs") ?? (overview.Jobs!.All(job => IsId(job.Id)) ? null : "a jid in jobs is not 32 hex digits");

    public static string? In(JobDetails job) =>
        NullEntry(job.Vertices, "vertices")
        ?? NullEntry(job.Plan?.Nodes, "plan.nodes")
        ?? (job.Plan?.Nodes?.Any(node => NullEntry(node.Inputs, "inputs") is not null) == true ? "an entry of plan.nodes[].inputs is null" : null);

    public static string? In(CheckpointStatistics statistics) => NullEntry(statistics.History, "history");

    public static string? In(CheckpointDetails details) => NullEntry(details.Vertices?.Values, "tasks");

    public static string? In(JobExceptions exceptions) => NullEntry(exceptions.History?.Entries, "exceptionHistory.entries");

    public static string? In(IReadOnlyDictionary<string, VertexResourceRequirements> requirements) => NullEntry(requirements.Values, "$");

    private static string? Missing<T>(IReadOnlyList<T>? list, string field)
        where T : class => list is null ? $"the field {field} is missing" : NullEntry(list, field);

    private static string? NullEntry<T>(IEnumerable<T>? entries, string field)
        where T : class => entries?.Any(entry => entry is null) == true ? $"an entry of {field} is null" : null;

    // Ids go into paths: nothing but hex digits may.
    private static bool IsId(string id) => id.Length == 32 && id.All(char.IsAsciiHexDigit);
}
