using System.Buffers;
using System.Runtime.CompilerServices;
using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.State;

/// <summary>
/// Managed memory that nobody uses: in streaming jobs it serves RocksDB and ForSt, Python workers and the window operators of SQL; the heap backend gets
/// none of it. The default is 40 % of Flink's memory.
/// </summary>
internal sealed class ManagedMemoryUnused : ClusterRule
{
    private static readonly RuleSetting<double> MaxFraction = RuleSetting.OfDecimalNumber(
        "maxFraction", 0.2, 0, 1, "The most of Flink's memory that may be managed memory where nothing uses it.");

    /// <summary>The rule.</summary>
    public ManagedMemoryUnused()
        : base(new RuleDescriptor
        {
            Id = "managed-memory-unused",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.State,
            Severity = Severity.Info,
            Title = "Managed memory is used",
            Why = "With state on the heap, managed memory lies idle while the heap may be short: by default it is 40 % of Flink's memory.",
            Fix = "Lower taskmanager.memory.managed.fraction, which leaves more for the heap, or use RocksDB.",
            Needs = [TaskManagerList.Key, JobsOverview.Key],
            Settings = [MaxFraction],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        var live = cluster.Jobs.Where(job => !job.IsTerminal).ToList();
        if (live.Count == 0 && cluster.AreAllJobsSeen)
        {
            return new Verdict.NotApplicable("No job runs.");
        }

        if (live.Find(job => job.IsBatch) is { } batch)
        {
            return new Verdict.NotApplicable($"{Text.Name(batch.Name)} is a batch job, and batch operators use managed memory.");
        }

        if (cluster.Configuration.HasKeyWithPrefix("python.") || live.Exists(UsesManagedMemory))
        {
            return new Verdict.NotApplicable("Python workers or the window operators of SQL use managed memory.");
        }

        var managers = cluster.TaskManagers.Where(manager => manager.TotalFlinkMemory.Or(0) > 0 && manager.ManagedMemory.IsKnown).ToList();
        if (managers.Count == 0)
        {
            return Verdict.NotNow("No TaskManager shows its memory.");
        }

        foreach (var job in live)
        {
            var backend = job.Checkpointing.StateBackend;
            if (!job.HasGraph || !backend.TryGet(out var name))
            {
                return backend.IsKnown || backend.Origin.State is OriginState.Answered or OriginState.Absent
                    ? Verdict.NotNow($"The state backend of {Text.Name(job.Name)} is not known yet.")
                    : backend.Unknown;
            }

            if (!StateBackends.IsHeap(name))
            {
                return new Verdict.Pass($"{Text.Name(job.Name)} uses {Text.Name(name)}, which may live in managed memory.");
            }
        }

        var worst = managers.MaxBy(Share)!;
        if (Share(worst) <= context.Get(MaxFraction))
        {
            return new Verdict.Pass($"At most {Text.Percent(Share(worst))} of Flink's memory is managed memory.");
        }

        // One that was not looked at may use it.
        return !cluster.AreAllJobsSeen
            ? Verdict.Undecidable($"{Text.Percent(Share(worst))} of a TaskManager's memory is managed memory; whether a job uses it can't be told where not every job was looked at (a job filter, or lists that don't agree).")
            : Verdict.Failed(new Finding
            {
                Message = $"{Text.Percent(Share(worst))} of a TaskManager's memory ({Text.Bytes(worst.ManagedMemory.Or(0))}) is managed memory, and nothing uses it: every job keeps its state on the heap.",
                Severity = context.Severity,
                Certainty = Certainty.Inferred,
                Resource = Resource.Cluster,
                Evidence = [worst.ManagedMemory.Evidence, worst.TotalFlinkMemory.Evidence, live[0].Checkpointing.StateBackend.Evidence],
                Remediation = Remedy.Configuration(cluster, (FlinkOptions.ManagedMemoryFraction, "0.05")) + "\nThe rest goes to the heap.",
            });
    }

    private static double Share(TaskManagerFacts manager) => manager.ManagedMemory.Or(0) / (double)manager.TotalFlinkMemory.Or(1);

    // Most polls show the graphs of the polls before: their names are searched once.
    private static readonly ConditionalWeakTable<JobDetails, object> Searched = [];

    private static bool UsesManagedMemory(JobFacts job) =>
        job.GraphSource is { } details && (bool)Searched.GetValue(details, static graph => HasUserOfManagedMemory(graph));

    // By the names that the Table API and PyFlink give their operators.
    private static bool HasUserOfManagedMemory(JobDetails graph) => (graph.Vertices ?? []).Select(static vertex => vertex.Name).Any(static name =>
        name.AsSpan().ContainsAny(Python)
        || name.AsSpan().ContainsAny(SqlWindows)
        || name.StartsWith("_keyed_stream_values_operator", StringComparison.Ordinal)
        || name.StartsWith("_stream_key_by_map_operator", StringComparison.Ordinal));

    private static readonly SearchValues<string> Python = SearchValues.Create(["python"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> SqlWindows =
        SearchValues.Create(["WindowAggregate[", "WindowRank[", "WindowDeduplicate["], StringComparison.Ordinal);
}
