using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// Running jobs that <c>/jobs/overview</c> leaves out: their JobMaster does not answer. Two looks at least 3 s apart must agree, since a
/// job may come or go between two requests.
/// </summary>
internal sealed class JobsComplete : ClusterRule
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(3);

    /// <summary>The rule.</summary>
    public JobsComplete()
        : base(new RuleDescriptor
        {
            Id = "jobs-complete",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Availability,
            Severity = Severity.Warning,
            Title = "Every running job answers",
            Why = "A job that is listed as running but missing in the overview has a JobMaster that does not answer: nobody looks after it, and monitoring that reads the overview loses sight of it.",
            Fix = "Look at the JobManager's log and load; restart the JobManager where its JobMaster hangs.",
            Needs = [JobIdList.Key, JobsOverview.Key],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        if (cluster.LeftOut is { } left)
        {
            return Verdict.Undecidable($"{left.Count} of {cluster.JobLists.Listing} jobs were left out, in whole or in part: {left.Why}.");
        }

        var first = cluster.JobLists.Missing;
        if (first.Count == 0)
        {
            return new Verdict.Pass("Every running job is in the overview.");
        }

        var confirmed = Confirmed(cluster, context, first);
        if (confirmed is null)
        {
            return Verdict.NeedsHistory($"{Text.Count(first.Count, "running job")} missing in the overview: it takes a second look to tell a moment from a fault.");
        }

        if (confirmed.Count == 0)
        {
            return new Verdict.Pass("A running job was missing in the overview for a moment.");
        }

        return Verdict.Failed(new Finding
        {
            Message = $"{Text.Count(confirmed.Count, "running job")} {(confirmed.Count == 1 ? "is" : "are")} missing in /jobs/overview at two looks: {(confirmed.Count == 1 ? "its" : "their")} JobMaster does not answer ({string.Join(", ", confirmed.Take(5))}{(confirmed.Count > 5 ? ", …" : string.Empty)}).",
            Severity = context.Severity,
            Resource = Resource.Cluster,
            Evidence = [.. confirmed.Take(5).SelectMany(id => Missing(cluster.JobLists, id))],
            Remediation = "Look at the JobManager's log and CPU for what its JobMaster waits for; where it hangs, restart the JobManager (with high availability the jobs recover).",
        });
    }

    private static IEnumerable<Evidence> Missing(JobListFacts lists, string id) => [lists.Status(id).Evidence, lists.Entry(id).Evidence];

    // The jobs that two polls agree on; null where there was one poll only.
    private static List<string>? Confirmed(ClusterFacts cluster, ClusterRuleContext context, IReadOnlySet<string> first)
    {
        if (cluster.RepeatedJobLists is { AreRead: true } again && again.ReadAt - cluster.JobLists.ReadAt >= Apart)
        {
            return [.. first.Where(again.Missing.Contains).Order(StringComparer.Ordinal)];
        }

        var earlier = context.History.ClusterSamples.FirstOrDefault(sample => cluster.Now - sample.ObservedAt >= Apart);
        return earlier is null ? null : [.. first.Where(earlier.MissingJobs.Contains).Order(StringComparer.Ordinal)];
    }
}
