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
            Fix = "Take the setting away where it was made, in the job's code or the configuration that it is submitted with, and start again from the latest checkpoint.",
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
            return new Verdict.Pass("Checkpoints go on after a task has finished: the job's configuration says so.");
        }

        var finished = job.Vertices.Where(vertex => vertex.FinishedTasks.Or(0) > 0).ToList();
        if (finished.Count == 0)
        {
            return new Verdict.Pass("Checkpoints are switched off from the first task on that finishes; none has so far.");
        }

        if (job.State != "RUNNING")
        {
            return Verdict.NotNow($"The job is {job.State}, with tasks that have finished: whether it has any when it runs again can't be said.");
        }

        var tasks = finished.Sum(vertex => vertex.FinishedTasks.Or(0));
        return Verdict.Failed(new Finding
        {
            Message = $"{Text.Count(tasks, "task")} {(tasks == 1 ? "has" : "have")} finished and checkpoints after that are switched off: the job is not checkpointed any more.",
            Severity = context.Severity,
            Resource = Resource.Job,
            Evidence = [after.Evidence, .. finished.Take(5).Select(vertex => vertex.FinishedTasks.Evidence)],
            Remediation = $"{SwitchOn(job)}\n{Restart(job)}",
        });
    }

    // They are on by default (since 1.15), so that the job or who submitted it switched them off: in application mode that is the cluster.
    private static string SwitchOn(JobFacts job)
    {
        var option = FlinkOptions.CheckpointsAfterTasksFinish;
        return job.Cluster.IsApplication && job.Cluster.Configuration.Find(option).IsKnown
            ? Remedy.Configuration(job.Cluster, (option, "true"))
            : $"The job's code switched them off, or the configuration that it was submitted with: take that away there, or set\nconfiguration.setString(\"{option.KeyFor(job.Cluster.Version)}\", \"true\");";
    }

    // A savepoint fails for the same reason as a checkpoint: only one that was completed before can be started from.
    private static string Restart(JobFacts job) => job.Checkpointing.DeleteOnCancellation.Or(true)
        ? "Checkpoints are deleted when the job is cancelled, and a savepoint can't be taken any more: a new run can start only from a savepoint of the time before."
        : "Then start the job from its latest completed checkpoint, which is kept when it is cancelled.";
}
