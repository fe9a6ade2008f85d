using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Checkpointing;

/// <summary>
/// Checkpoints of a job of which a task has finished. Where they are switched off such a job never completes a checkpoint again
/// (Flink: <c>ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH</c>, on by default).
/// </summary>
internal sealed class CheckpointsAfterFinish : CheckpointingRule
{
    /// <summary>The rule.</summary>
    public CheckpointsAfterFinish()
        : base(new RuleDescriptor
        {
            Id = "checkpoints-after-finish",
            Scope = RuleScope.Job,
            Category = RuleCategory.Checkpointing,
            Severity = Severity.Critical,
            Title = "Checkpoints go on after a task has finished",
            Why = "With checkpoints after finished tasks switched off, a job of which one task has finished is never checkpointed again.",
            Fix = "Set execution.checkpointing.checkpoints-after-tasks-finish to true.",
            Needs = [JobDetails.Key, CheckpointConfig.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        var after = job.Checkpointing.AfterTasksFinish;
        if (!after.TryGet(out var goesOn))
        {
            return after.Unknown;
        }

        if (goesOn)
        {
            return new Verdict.Pass("Checkpoints go on after a task has finished.");
        }

        var finished = job.State == "RUNNING" ? job.Vertices.Where(vertex => vertex.FinishedTasks.Or(0) > 0).ToList() : [];
        if (finished.Count == 0)
        {
            return new Verdict.Pass("Checkpoints end as soon as a task has finished; none has so far.");
        }

        var tasks = finished.Sum(vertex => vertex.FinishedTasks.Or(0));
        return Verdict.Failed(new Finding
        {
            Message = $"{Text.Count(tasks, "task")} {(tasks == 1 ? "has" : "have")} finished and checkpoints after that are switched off: the job is not checkpointed any more.",
            Severity = context.Severity,
            Resource = Resource.Job,
            Evidence = [after.Evidence, .. finished.Take(5).Select(vertex => vertex.FinishedTasks.Evidence)],
            Remediation = Remedy.Configuration(job.Cluster, (FlinkOptions.CheckpointsAfterTasksFinish, "true")) + "\nThen restart the job from its latest checkpoint.",
        });
    }
}
