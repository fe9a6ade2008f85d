using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Identity;

/// <summary>Two live jobs of one name: most often a deployment that started the new version and left the old one running.</summary>
internal sealed class JobDuplicate : ClusterRule
{
    /// <summary>The rule.</summary>
    public JobDuplicate()
        : base(new RuleDescriptor
        {
            Id = "job-duplicate",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.IdentityAndScaling,
            Severity = Severity.Warning,
            Title = "No job runs twice",
            Why = "Two jobs of one name usually read the same input and write the same output: results are doubled, and metrics of the two mix.",
            Fix = "Cancel the job that should no longer run, or give the two different names.",
            Needs = [JobsOverview.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        var duplicates = cluster.LiveJobs.Where(group => group.Count() > 1).ToList();
        if (duplicates.Count == 0)
        {
            return new Verdict.Pass("Every live job has a name of its own.");
        }

        // One poll may fall between the start of a new version and the end of the old one.
        var lasting = context.History.ClusterSamples is [var last, ..] ? duplicates.Where(group => last.LiveJobs.ContainsKey(group.Key)).ToList() : [];
        return lasting.Count == 0
            ? Verdict.NeedsHistory($"{duplicates[0].Count()} live jobs are called {Text.Name(duplicates[0].Key)}: that counts when the next look finds them, too.")
            : new Verdict.Fail(
                lasting.Count == 1 ? Message(lasting[0]) : $"{lasting.Count} job names are used by more than one live job.",
                [.. lasting.Select(group => Accuse(group, cluster.JobLists, context.Severity))]);
    }

    private static Finding Accuse(IGrouping<string, LiveJob> group, JobListFacts lists, Severity severity) => new()
    {
        Message = Message(group),
        Severity = severity,
        Resource = Resource.Cluster,
        Evidence = [.. group.Take(5).Select(job => lists.Id(job.Id).Evidence)],
        Remediation = $"Give the jobs different names, or stop the one that should no longer run. This is the older one:\nflink stop {group.MinBy(job => job.StartTime ?? DateTimeOffset.MaxValue)!.Id}",
    };

    private static string Message(IGrouping<string, LiveJob> group) => $"{group.Count()} live jobs are called {Text.Name(group.Key)}.";
}
