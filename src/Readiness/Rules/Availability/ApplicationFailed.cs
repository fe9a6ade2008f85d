using System.Globalization;
using FlinkReady.FlinkModel.Payloads;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.Names;
using FlinkReady.Readiness.Verdicts;

namespace FlinkReady.Readiness.Rules.Availability;

/// <summary>
/// Applications that failed. One whose <c>main</c> throws before its job leaves an empty cluster, which looks like one that nobody uses; one that throws after it
/// takes its jobs along, and Flink shows those as CANCELED.
/// </summary>
internal sealed class ApplicationFailed : ClusterRule
{
    private const string Failed = "FAILED";

    /// <summary>The rule.</summary>
    public ApplicationFailed()
        : base(new RuleDescriptor
        {
            Id = "application-failed",
            Scope = RuleScope.Cluster,
            Category = RuleCategory.Availability,
            Severity = Severity.Critical,
            Title = "No application has failed",
            Why = "A program that fails before it submits its job leaves a cluster without jobs, in which nothing looks wrong; one that fails later ends its jobs as if somebody had cancelled them.",
            Fix = "Mend what the program failed on, and start the application again.",
            Needs = [],
        })
    {
    }

    /// <inheritdoc/>
    public override Verdict Judge(ClusterFacts cluster, ClusterRuleContext context)
    {
        if (cluster.Version is not { } version)
        {
            return cluster.VersionText.IsKnown ? Verdict.Undecidable("The version of the cluster is not known: Flink shows applications from 2.3 on.") : cluster.VersionText.Unknown;
        }

        if (!version.IsAtLeast(2, 3))
        {
            return new Verdict.NotApplicable("Flink shows applications from 2.3 on.");
        }

        var applications = cluster.Applications;
        if (applications.Origin.State != OriginState.Answered)
        {
            return Verdict.Unread($"GET {applications.Origin.Path} could not be read: {applications.Origin.Reason}");
        }

        var own = applications.All.Where(application => !ApplicationList.IsOfSingleJob(application.Name)).ToList();
        var failed = own.GroupBy(application => application.Name, StringComparer.Ordinal).Select(Newest).Where(newest => newest.Status == Failed).ToList();
        if (failed.Count == 0)
        {
            return own.Count == 0
                ? new Verdict.NotApplicable("No application is listed but those around single jobs, which are judged as jobs.")
                : new Verdict.Pass($"{Text.Count(own.Count, "application")}, none failed{(own.Exists(application => application.Status == Failed) ? " but such that were started again" : string.Empty)}.");
        }

        var findings = failed.Select(application => Finding(application, cluster, context)).ToList();
        return new Verdict.Fail(findings.Count == 1 ? findings[0].Message : $"{findings.Count} applications have failed.", findings);
    }

    private static ApplicationOverview Newest(IEnumerable<ApplicationOverview> ofOneName) => ofOneName.MaxBy(static application => application.StartTimeMs ?? 0)!;

    private static Finding Finding(ApplicationOverview application, ClusterFacts cluster, ClusterRuleContext context)
    {
        var reason = cluster.Applications.Reason(application);
        var jobs = application.Jobs?.Values.Sum(static count => (long)count) ?? 0;
        var when = application.EndTimeMs is > 0 and { } end ? $" at {Text.Time(end)}" : string.Empty;
        var what = jobs == 0
            ? "before it had submitted a job"
            : $"after it had submitted {Text.Count(jobs, "job")}, which ended with it";
        return new Finding
        {
            Message = string.Create(CultureInfo.InvariantCulture, $"The application {Text.Name(application.Name)} FAILED{when}, {what}: {(reason.TryGet(out var cause) ? cause.TrimEnd('.') : $"the reason was not read ({reason.Origin.Path})")}."),
            Severity = context.Severity,
            Resource = Resource.Cluster,
            Evidence = reason.IsKnown ? [cluster.Applications.Status(application).Evidence, reason.Evidence] : [cluster.Applications.Status(application).Evidence],
            Remediation = Remediation(cluster),
        };
    }

    private static string Remediation(ClusterFacts cluster) => cluster.Deployment switch
    {
        Deployment.KubernetesOperator => "Mend what the program failed on, then let the operator start it again:\nspec:\n  restartNonce: <another number>",
        _ => "Mend what the program failed on, then start the application again.",
    };
}
