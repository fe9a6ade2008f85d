using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>
/// The adaptive scheduler runs a job with fewer slots than it asks for and says nothing. What it asks for is the upper bound of
/// <c>/jobs/:jobid/resource-requirements</c> (1.18 and later). Reactive mode always asks for the max parallelism: there it means nothing.
/// </summary>
internal sealed class ParallelismUnmet : JobRule
{
    private static readonly RuleSetting<TimeSpan> Window = RuleSetting.OfDuration(
        "window", TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15), "How long the job may run with less than it asks for.");

    /// <summary>The rule.</summary>
    public ParallelismUnmet()
        : base(new RuleDescriptor
        {
            Id = "parallelism-unmet",
            Scope = RuleScope.Job,
            Category = RuleCategory.IdentityAndScaling,
            Severity = Severity.Warning,
            Title = "The job gets the parallelism it asks for",
            Why = "The adaptive scheduler runs a job with whatever slots there are: it stays slower than planned until somebody notices.",
            Fix = "Add TaskManagers or slots, or lower the job's resource requirements.",
            Needs = [JobDetails.Key, JobManagerConfiguration.Key],
            Settings = [Window],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(JobFacts job, JobRuleContext context)
    {
        if (!job.IsAdaptive)
        {
            return new Verdict.NotApplicable("The job is not run by the adaptive scheduler: it runs with its whole parallelism or not at all.");
        }

        if (job.Cluster.IsReactive)
        {
            return new Verdict.NotApplicable("Reactive mode takes as many slots as there are, up to the max parallelism.");
        }

        var unmet = job.UnmetVertices;
        if (unmet is null)
        {
            return job.AllTasksUp
                ? job.RequestedParallelism(job.Vertices[0].Id).Unknown
                : Verdict.NotNow("Not all tasks are up: the parallelism that the job gets is not known.");
        }

        if (unmet.Count == 0)
        {
            return new Verdict.Pass("Every vertex runs with the parallelism that was asked for.");
        }

        // The job has to have been short in every poll back to the window's begin; polls during a restart say nothing.
        var window = context.Get(Window);
        var since = job.Now;
        foreach (var sample in context.Samples)
        {
            if (sample.ParallelismUnmet == false)
            {
                break;
            }

            since = sample.ParallelismUnmet == true ? sample.ObservedAt : since;
        }

        var worst = unmet[0];
        var requested = job.RequestedParallelism(worst.Id);
        var lasted = job.Now - since;
        var text = $"{Text.Name(worst.Name)} runs at a parallelism of {worst.Parallelism.Or(0)}, asked for are {requested.Or(0)}";
        return lasted < window
            ? Verdict.NeedsHistory($"{text}; that was seen for {Text.Duration(lasted)}, it counts from {Text.Duration(window)} on.")
            : Verdict.Failed(new Finding
            {
                Message = $"{text}, for {Text.Duration(lasted)} or longer.",
                Severity = context.Severity,
                Resource = Resource.Vertex(worst.Id, worst.Name),
                Evidence = [worst.Parallelism.Evidence, requested.Evidence, job.Cluster.SlotsAvailable.Evidence],
                Remediation = $"Add slots (the cluster has {job.Cluster.SlotsAvailable.Or(0)} free ones), or ask for less:\n"
                    + $"PUT /jobs/{job.Id}/resource-requirements with an upperBound of {worst.Parallelism.Or(0)}.",
            });
    }
}
