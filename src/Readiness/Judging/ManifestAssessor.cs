using FlinkReady.FlinkModel.Deployments;
using FlinkReady.FlinkModel.Readings;
using FlinkReady.Readiness.Assessments;
using FlinkReady.Readiness.Facts;
using FlinkReady.Readiness.History;
using FlinkReady.Readiness.Manifests;
using FlinkReady.Readiness.Policies;
using FlinkReady.Readiness.Rules;
using FlinkReady.Readiness.Verdicts;
using FlinkReady.Readiness.Waivers;

namespace FlinkReady.Readiness.Judging;

/// <summary>Judges a deployment before it is applied, by its manifest alone. Pure.</summary>
public sealed class ManifestAssessor(ReadinessPolicy policy, OperatorDefaults? defaults, IAssessmentObserver? observer = null)
{
    // What a resource declares decides these, without a status and without a cluster.
    private static readonly HashSet<string> OfCluster = new(StringComparer.Ordinal)
    {
        "savepoint-directory", "checkpoints-retained", "ha-enabled", "ha-storage", "ha-zookeeper-quorum", "ha-cluster-id", "option-not-read", "rest-encrypted", "standby-without-ha",
    };

    private static readonly HashSet<string> OfJob = new(ManifestJudgements.All.Keys, StringComparer.Ordinal) { "upgrade-mode-stateless", "upgrade-unclaimed-state", "last-state-without-ha" };

    // They say themselves what an absent key means.
    private static readonly HashSet<string> Unguarded = new(StringComparer.Ordinal) { "standby-without-ha" };

    private readonly IAssessmentObserver _observer = observer ?? SilentObserver.Instance;
    private readonly DeclaredRules _rules = new(policy);
    private readonly IReadOnlyList<ClusterRule> _clusterRules = [.. RuleCatalogue.ClusterRules.Where(rule => OfCluster.Contains(rule.Descriptor.Id) && !policy.IsSkipped(rule.Descriptor))];
    private readonly IReadOnlyList<JobRule> _jobRules = [.. RuleCatalogue.JobRules.Where(rule => OfJob.Contains(rule.Descriptor.Id) && !policy.IsSkipped(rule.Descriptor))];

    /// <summary>The assessment of a cluster that manifests declare.</summary>
    /// <param name="target">The target's name.</param>
    /// <param name="file">The file of the cluster, else of its first job.</param>
    /// <param name="cluster">Its FlinkDeployment; null where only jobs of it are among the files.</param>
    /// <param name="sessionJobs">The FlinkSessionJobs of it.</param>
    /// <param name="isCovered">Which jobs to look at, by name.</param>
    /// <param name="now">The wall clock.</param>
    public TargetAssessment Assess(string target, string file, DeploymentResource? cluster, IReadOnlyList<DeploymentResource> sessionJobs, Func<string, bool> isCovered, DateTimeOffset now)
    {
        var own = cluster is { HasJob: true } && isCovered(cluster.Name) ? [new JobSnapshot { Id = cluster.Name, EarlierName = cluster.Name }] : Array.Empty<JobSnapshot>();
        var snapshot = new ClusterSnapshot
        {
            Access = new TargetAccess(file, IsEncrypted: false, IsLoopback: false, HasCredentials: false, IsRecording: true) { IsManifest = true },
            StartedAt = now,
            Elapsed = TimeSpan.Zero,
            Readings = cluster is null ? ReadingSet.Empty : ReadingSet.Of(Reading(DeploymentResource.Key, cluster, now)),
            Jobs = [.. own, .. sessionJobs.Where(job => isCovered(job.Name)).Select(job => new JobSnapshot
            {
                Id = job.Name,
                EarlierName = job.Name,
                Readings = ReadingSet.Of(Reading(DeploymentResource.SessionJobKey, job, now)),
            })],
            Exchanges = [],
        };
        var facts = new ClusterFacts(snapshot, defaults);
        var waivers = new WaiverBook(policy.Waivers, target, now);
        var checks = cluster is null ? [] : _clusterRules.Select(rule => Judge(rule, facts, target, now)).OfType<CheckResult>().Select(check => waivers.Apply(check, null)).ToList();
        List<JobAssessment> jobs = [.. facts.Jobs.Select(job => Judge(job, facts, target, waivers, now))];
        return new TargetAssessment
        {
            Name = target,
            Access = snapshot.Access,
            IsUp = true,
            Assessed = true,
            ObservedAt = now,
            FlinkVersion = facts.VersionText.Or(null!),
            Score = Score.OfTarget(checks, jobs),
            Checks = checks,
            Jobs = jobs,
            CompletelyRead = true,
        };
    }

    private static Reading<DeploymentResource> Reading(FlinkModel.Sources.SourceKey<DeploymentResource> key, DeploymentResource resource, DateTimeOffset now) =>
        Reading<DeploymentResource>.Of(key, resource.Address, now, TimeSpan.Zero, resource, resource.Stamp);

    private CheckResult? Judge(ClusterRule rule, ClusterFacts facts, string target, DateTimeOffset now) =>
        _rules.OfCluster(rule, target, TargetHistory.Empty, now, context => CheckEvaluator.EvaluateDeclared(
            rule,
            () => Unguarded.Contains(rule.Descriptor.Id) ? rule.Judge(facts, context) : ManifestGuard.Judge(facts.Configuration.Declared!, () => rule.Judge(facts, context)),
            context.Severity,
            now,
            _observer));

    private JobAssessment Judge(JobFacts job, ClusterFacts facts, string target, WaiverBook waivers, DateTimeOffset now)
    {
        var judged = _rules.OfJob(_jobRules, job, facts, target, waivers, (rule, context) => CheckEvaluator.EvaluateDeclared(
            rule,
            () => ManifestJudgements.All.TryGetValue(rule.Descriptor.Id, out var judge) ? judge(job.Upgrade.Declared!, context) : rule.Gate(job) ?? rule.Judge(job, context),
            context.Severity,
            now,
            _observer));
        return judged with { State = "DECLARED" };
    }
}
