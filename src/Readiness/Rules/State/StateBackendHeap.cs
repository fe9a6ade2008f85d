using System.Globalization;
using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.State;

/// <summary>
/// State that is too large for the heap. The size is that of the last completed checkpoint, serialized; as objects on the heap it takes two to five times
/// as much. It is held against the task heap of the slots that the job uses.
/// </summary>
internal sealed class StateBackendHeap : JobRule
{
    /// <summary>The most serialized state that belongs on the heap, as shipped, bytes.</summary>
    public const long MaxStateBytes = 1L << 30;

    /// <summary>The same as a share of the task heap of the job's slots.</summary>
    public const double HeapFraction = 0.25;

    private static readonly RuleSetting<long> MaxState = RuleSetting.OfBytes(
        "maxStateBytes", MaxStateBytes, 1L << 20, 1L << 40, "The most serialized state that belongs on the heap.");

    private static readonly RuleSetting<double> MaxHeapFraction = RuleSetting.OfDecimalNumber(
        "maxHeapFraction", HeapFraction, 0.01, 1, "The most serialized state, as a share of the task heap of the job's slots.");

    private static readonly RuleSetting<Severity> SeverityAboveHeapFraction = RuleSetting.OfSeverity(
        "severityAboveHeapFraction", Severity.Critical, "Severity where the state is above maxHeapFraction.");

    /// <summary>The rule.</summary>
    public StateBackendHeap()
        : base(new RuleDescriptor
        {
            Id = "state-backend-heap",
            Scope = RuleScope.Job,
            Category = RuleCategory.State,
            Severity = Severity.Warning,
            IsOnChecklist = true,
            Title = "State on the heap fits there",
            Why = "State on the heap takes two to five times its serialized size. When it fills the heap, garbage collection stalls the job and then a TaskManager runs out of memory, again and again.",
            Fix = "Use RocksDB, or give the TaskManagers more heap.",
            Needs = [JobDetails.Key, CheckpointConfig.Key],
            Settings = [MaxState, MaxHeapFraction, SeverityAboveHeapFraction],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var backend = job.Checkpointing.StateBackend;
        if (!backend.TryGet(out var name))
        {
            return backend.Unknown;
        }

        if (!StateBackends.IsHeap(name))
        {
            return StateBackends.IsOnDisk(name)
                ? new Verdict.NotApplicable($"The job keeps its state on disk ({name}).")
                : Verdict.Undecidable($"{Text.Name(name)} is no backend of Flink's own: where it keeps its state is not known.");
        }

        return JobGates.StateSizeIsKnown(job) ?? JudgeSize(job, context);
    }

    private static Verdict JudgeSize(JobFacts job, JobRuleContext context)
    {
        var size = job.Checkpointing.StateSize.Or(0);
        var share = HeapShare(job, context);
        if (share is { } heap && size > heap * context.Get(MaxHeapFraction))
        {
            var managers = job.Cluster.TaskManagers;
            return Verdict.Failed(Accuse(job, context.Get(SeverityAboveHeapFraction), string.Create(
                CultureInfo.InvariantCulture,
                $"{Text.Bytes(size)} of state lie on the heap, {Text.Percent(size / heap)} of the {Text.Bytes((long)heap)} of task heap that the job's {Text.Count(Slots(job, context), "slot")} have. At most {Text.Percent(context.Get(MaxHeapFraction))} is good: as objects it takes two to five times as much."),
                [managers[0].TaskHeap.Evidence, managers[0].Slots.Evidence]));
        }

        if (size > context.Get(MaxState))
        {
            return Verdict.Failed(Accuse(
                job,
                context.Severity,
                $"{Text.Bytes(size)} of state lie on the heap, at most {Text.Bytes(context.Get(MaxState))} is good. As objects it takes two to five times as much.",
                []));
        }

        return share is { } fits
            ? new Verdict.Pass($"{Text.Bytes(size)} of state lie on the heap, {Text.Percent(size / fits)} of the job's share of the task heap.")
            : WithoutHeap(job);
    }

    // The job's share of all task heap, as a double: bytes per slot times the slots it uses. Null where there are no figures.
    private static double? HeapShare(JobFacts job, JobRuleContext context)
    {
        if (job.Cluster.SlotMemory is not { TaskHeap: > 0 and var heap, Slots: > 0 and var slots })
        {
            return null;
        }

        var used = Slots(job, context);
        return used > 0 ? heap * Math.Min(1.0, (double)used / slots) : null;
    }

    // Before 1.20 slot sharing groups are not shown: then the job may use every taken slot that the other jobs do not need.
    private static long Slots(JobFacts job, JobRuleContext context)
    {
        var used = job.SlotsUsed;
        if (ShowsItsSlots(job)
            || !job.Cluster.SlotsTotal.TryGet(out var total)
            || !job.Cluster.SlotsAvailable.TryGet(out var free))
        {
            return used;
        }

        var others = context.SlotsUsed - used;
        return Math.Max(used, total - free - others);
    }

    private static bool ShowsItsSlots(JobFacts job) => job.Vertices.All(vertex => vertex.SlotSharingGroup.Length > 0);

    private static Verdict.Unknown WithoutHeap(JobFacts job)
    {
        var count = job.Cluster.TaskManagerCount;
        return !count.IsKnown ? count.Unknown : job.Cluster.TaskManagers.Count == 0
            ? Verdict.NotNow("There are no TaskManagers: how much heap the job has is not known.")
            : Verdict.Undecidable("The TaskManagers do not say how much heap and how many slots they have.");
    }

    private static Finding Accuse(JobFacts job, Severity severity, string message, IReadOnlyList<Evidence> evidence) => new()
    {
        Message = message,
        Severity = severity,
        Resource = Resource.Job,
        Evidence = [job.Checkpointing.StateBackend.Evidence, job.Checkpointing.StateSize.Evidence, .. evidence],
        Remediation = JobRemedy.Set(job, null, (FlinkOptions.StateBackend, "rocksdb"), (FlinkOptions.IncrementalCheckpoints, "true"))
            + $"\nThe state moves with a savepoint in canonical format:\nflink stop --type canonical --savepointPath <directory> {job.Id}",
    };
}
