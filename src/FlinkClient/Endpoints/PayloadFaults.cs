using FlinkReady.FlinkModel.Payloads;

namespace FlinkReady.FlinkClient.Endpoints;

/// <summary>
/// What a body that parsed lacks so badly that it can't be used: the list it is asked for, an entry, an id. A missing field
/// elsewhere is no fault, it stays null. Answers without these would pass for an empty cluster.
/// </summary>
internal static class PayloadFaults
{
    private const string Nodes = $"{JobDetails.Field.Plan}.{JobPlan.Field.Nodes}";

    public static string? None<T>(T payload) => null;

    public static string? In(DashboardConfiguration config) =>
        config.FlinkVersion is null && config.Features is null
            ? $"neither {DashboardConfiguration.Field.FlinkVersion} nor {DashboardConfiguration.Field.Features} is in it"
            : null;

    public static string? In(ClusterOverview overview) =>
        overview.FlinkVersion is null && overview.TaskManagers is null && overview.SlotsTotal is null
            ? $"none of {ClusterOverview.Field.FlinkVersion}, {ClusterOverview.Field.TaskManagers}, {ClusterOverview.Field.SlotsTotal} is in it"
            : null;

    public static string? In(IReadOnlyList<ConfigurationEntry> entries) => NullEntry(entries, "$");

    public static string? In(TaskManagerList list) => Missing(list.TaskManagers, TaskManagerList.Field.TaskManagers);

    public static string? In(JobIdList list) =>
        Missing(list.Jobs, JobIdList.Field.Jobs)
        ?? (list.Jobs!.All(job => IsId(job.Id)) ? null : $"an {JobIdWithStatus.Field.Id} in {JobIdList.Field.Jobs} is not 32 hex digits");

    public static string? In(JobsOverview overview) =>
        Missing(overview.Jobs, JobsOverview.Field.Jobs)
        ?? (overview.Jobs!.All(job => IsId(job.Id)) ? null : $"a {JobOverview.Field.Id} in {JobsOverview.Field.Jobs} is not 32 hex digits");

    public static string? In(JobDetails job) =>
        Beyond(job.Vertices, JobDetails.Field.Vertices)
        ?? Beyond(job.Plan?.Nodes, Nodes)
        ?? NullEntry(job.Vertices, JobDetails.Field.Vertices)
        ?? NullEntry(job.Plan?.Nodes, Nodes)
        ?? job.Plan?.Nodes?.Select(node => NullEntry(node.Inputs, $"{Nodes}[].{PlanNode.Field.Inputs}")).FirstOrDefault(fault => fault is not null);

    public static string? In(CheckpointStatistics statistics) => NullEntry(statistics.History, CheckpointStatistics.Field.History);

    public static string? In(CheckpointDetails details) => NullEntry(details.Vertices?.Values, CheckpointDetails.Field.Vertices);

    public static string? In(JobExceptions exceptions) => NullEntry(exceptions.History?.Entries, $"{JobExceptions.Field.History}.{ExceptionHistory.Field.Entries}");

    public static string? In(IReadOnlyDictionary<string, VertexResourceRequirements> requirements) => NullEntry(requirements.Values, "$");

    public static string? In(ApplicationList list) =>
        Missing(list.Applications, ApplicationList.Field.Applications)
        ?? (list.Applications!.All(application => IsId(application.Id)) ? null : $"an {ApplicationOverview.Field.Id} in {ApplicationList.Field.Applications} is not 32 hex digits");

    public static string? In(ApplicationExceptions exceptions) =>
        NullEntry(exceptions.History?.Entries, $"{ApplicationExceptions.Field.History}.{ApplicationExceptionHistory.Field.Entries}");

    public static string? In(IReadOnlyList<JobMetric> metrics) => NullEntry(metrics, "$");

    public static string? In(IReadOnlyList<AggregatedMetric> metrics) => NullEntry(metrics, "$");

    private static string? Missing<T>(IReadOnlyList<T>? list, string field)
        where T : class => list is null ? $"the field {field} is missing" : NullEntry(list, field);

    private static string? NullEntry<T>(IEnumerable<T>? entries, string field)
        where T : class => entries?.Any(entry => entry is null) == true ? $"an entry of {field} is null" : null;

    private static string? Beyond<T>(BoundedList<T>? list, string field)
        where T : class => list is { Beyond: > 0 } ? $"{field} has {list.Count + list.Beyond} entries: no more than {list.Count} are read of a job" : null;

    // Ids go into paths: nothing but hex digits may.
    private static bool IsId(string id)
    {
        foreach (var digit in id)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }
        }

        return id.Length == 32;
    }
}
