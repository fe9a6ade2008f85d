using FlinkReady.FlinkModel.Options;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// Several JobManagers without high availability behind one address: each is a cluster of its own, with its own jobs and TaskManagers, and who asks gets
/// either. What a process makes up at its start tells them apart.
/// </summary>
internal sealed class JobManagerSplit : ClusterRule
{
    // One of them may answer for a while: connections are kept.
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>The rule.</summary>
    public JobManagerSplit()
        : base(new RuleDescriptor
        {
            Id = "jobmanager-split",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Availability,
            Severity = Severity.Critical,
            Title = "One JobManager answers at the address",
            Why = "Without high availability two JobManagers don't know of each other. Behind one address jobs are submitted to either of them, and jobs, TaskManagers and metrics seem to come and go.",
            Fix = "Run one JobManager (replicas: 1), or switch high availability on.",
            Needs = [JobManagerConfiguration.Key],
        })
    {
    }

    /// <summary>True where several JobManagers without high availability were seen to answer, the last time not long ago.</summary>
    /// <param name="processes">The JobManagers that answered, this poll included.</param>
    /// <param name="cluster">This poll.</param>
    public static bool IsSplit(JobManagerProcesses processes, ClusterFacts cluster) =>
        HighAvailability.ModeOf(cluster.Configuration) == HighAvailabilityMode.None && processes.LastReturn is { } last && cluster.Now - last <= Window;

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        var mode = cluster.Configuration.Find(FlinkOptions.HighAvailabilityType);
        if (HighAvailability.ModeOf(cluster.Configuration) != HighAvailabilityMode.None)
        {
            return new Verdict.NotApplicable($"High availability is on ({mode.Field}: {mode.Or(string.Empty)}): its JobManagers know of each other.");
        }

        if (context.Processes.Values is not { Count: > 0 } values)
        {
            return Verdict.Undecidable("The configuration shows nothing that a JobManager makes up at its start.");
        }

        if (context.History.Since is null)
        {
            return Verdict.NeedsHistory("Whether one JobManager answers or several takes more than one look.");
        }

        return !IsSplit(context.Processes, cluster)
            ? new Verdict.Pass(values.Count == 1 ? "The same JobManager answered at every look." : "No JobManager answered again after another had.")
            : Verdict.Failed(new Finding
            {
                Message = $"{values.Count} JobManagers answer under one address, and high availability is off: each has jobs and TaskManagers of its own.",
                Severity = context.Severity,
                Resource = Resource.Cluster,
                Evidence = [.. values.Take(3), mode.Evidence],
                Remediation = cluster.Deployment == Deployment.KubernetesOperator
                    ? "Run one JobManager, or switch high availability on, in the FlinkDeployment:\nspec:\n  jobManager:\n    replicas: 1"
                    : "Run one JobManager behind this address (in Kubernetes: replicas: 1), or switch high availability on: only then do several JobManagers make one cluster.",
            });
    }
}
